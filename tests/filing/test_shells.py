from __future__ import annotations

import pytest
from hypothesis import given

from beian.filing.provider_access import active_accesses, filed_services, filed_websites
from beian.filing.shells import ShellCause, empty_shell
from beian.filing.state import FilingStatus, Subject
from tests.filing.builders import (
    access,
    at,
    cancelled_website,
    lost_access,
    service,
    subject,
    website,
)
from tests.filing.strategies import SUBJECTS


def test_a_subject_whose_websites_were_all_cancelled_is_a_shell_since_the_last_went() -> None:
    shell = empty_shell(
        subject(cancelled_website("w1", "2026-03-02"), cancelled_website("w2", "2026-01-05"))
    )
    assert shell is not None
    assert shell.cause is ShellCause.WEBSITES_CANCELLED
    assert shell.emptied_at == at("2026-03-02")


def test_a_subject_whose_websites_lost_all_access_is_a_shell_since_the_last_went() -> None:
    shell = empty_shell(
        subject(
            website("w1", lost_access("A", "2026-01-05"), lost_access("B", "2026-04-01")),
            website("w2", lost_access("A", "2026-02-05")),
        )
    )
    assert shell is not None
    assert shell.cause is ShellCause.ACCESS_CANCELLED
    assert shell.emptied_at == at("2026-04-01")


def test_a_website_cancelled_after_the_access_of_the_others_dates_the_shell() -> None:
    shell = empty_shell(
        subject(website("w1", lost_access(on="2026-01-05")), cancelled_website("w2", "2026-06-01"))
    )
    assert shell is not None
    assert shell.cause is ShellCause.ACCESS_CANCELLED
    assert shell.emptied_at == at("2026-06-01")


def test_a_filed_subject_without_any_website_is_a_shell_of_no_known_date() -> None:
    shell = empty_shell(subject())
    assert shell is not None
    assert shell.cause is ShellCause.WEBSITES_CANCELLED
    assert shell.emptied_at is None


@pytest.mark.parametrize(
    "one",
    [
        subject(cancelled_website("w1", None), cancelled_website("w2", "2026-01-05")),
        subject(website("w1", lost_access("A", None), lost_access("B", "2026-01-05"))),
        subject(website("w1", lost_access()), cancelled_website("w2", None)),
    ],
)
def test_where_a_date_is_missing_no_other_is_given_for_it(one: Subject) -> None:
    shell = empty_shell(one)
    assert shell is not None
    assert shell.emptied_at is None


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(subject(website("w1", access())), id="a website with access"),
        pytest.param(subject(website("w1", lost_access("A"), access("B"))), id="another provider"),
        pytest.param(
            subject(website("w1", lost_access()), website("w2", access())), id="another website"
        ),
        pytest.param(
            subject(cancelled_website("w1"), website("w2", access())), id="a website left"
        ),
        pytest.param(subject(website("w1")), id="nothing said about access"),
        pytest.param(
            subject(website("w1", lost_access()), website("w2")),
            id="nothing said about access of one of them",
        ),
        pytest.param(
            subject(cancelled_website("w1"), status=FilingStatus.CANCELLED),
            id="the subject is cancelled too",
        ),
        pytest.param(
            subject(website("w1", lost_access()), status=FilingStatus.CANCELLED),
            id="the subject is cancelled, its website said to be filed",
        ),
        pytest.param(subject(status=FilingStatus.CANCELLED), id="cancelled, no websites"),
    ],
)
def test_it_is_no_shell(one: Subject) -> None:
    assert empty_shell(one) is None


@given(SUBJECTS)
def test_a_subject_is_never_a_shell_while_a_filed_website_has_active_access(one: Subject) -> None:
    if any(active_accesses(each) for each in filed_websites(one)):
        assert empty_shell(one) is None


@given(SUBJECTS)
def test_a_shell_is_on_file_and_dated_by_what_is_on_file(one: Subject) -> None:
    shell = empty_shell(one)
    if shell is None:
        return
    assert one.status is FilingStatus.FILED
    if shell.emptied_at is not None:
        held = [*one.websites, *one.services]
        dates = [each.cancelled_at for each in held]
        dates += [a.cancelled_at for each in held for a in each.accesses]
        assert shell.emptied_at in dates


@given(SUBJECTS)
def test_the_cause_says_whether_a_filed_website_or_service_is_left(one: Subject) -> None:
    shell = empty_shell(one)
    if shell is not None:
        left = shell.cause is ShellCause.ACCESS_CANCELLED
        assert bool(filed_websites(one) or filed_services(one)) is left


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(
            subject(cancelled_website("w1"), services=(service("a", access()),)),
            id="a service with access",
        ),
        pytest.param(subject(services=(service("a"),)), id="nothing said of a service's access"),
        pytest.param(
            subject(website("w1", lost_access()), services=(service("a", access()),)),
            id="a service beside a website without access",
        ),
    ],
)
def test_a_subject_with_a_service_in_use_is_no_shell(one: Subject) -> None:
    assert empty_shell(one) is None


def test_a_service_that_lost_its_access_last_dates_the_shell() -> None:
    one = subject(
        cancelled_website("w1", "2026-01-05"),
        services=(service("a", lost_access(on="2026-04-01")),),
    )
    shell = empty_shell(one)
    assert shell is not None
    assert (shell.cause, shell.emptied_at) == (ShellCause.ACCESS_CANCELLED, at("2026-04-01"))


def test_a_service_that_was_cancelled_leaves_a_shell() -> None:
    gone = service("a", status=FilingStatus.CANCELLED, cancelled_at=at("2026-04-01"))
    shell = empty_shell(subject(cancelled_website("w1", "2026-01-05"), services=(gone,)))
    assert shell is not None
    assert (shell.cause, shell.emptied_at) == (ShellCause.WEBSITES_CANCELLED, at("2026-04-01"))
