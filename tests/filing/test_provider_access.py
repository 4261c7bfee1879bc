from __future__ import annotations

import pytest
from hypothesis import given

from beian.filing.provider_access import (
    active_accesses,
    cancelled_accesses,
    filed_websites,
    lost_accesses,
    ordered_by_administration,
)
from beian.filing.state import Access, AccessStatus, Account, CancelledBy, FilingStatus, Subject
from tests.filing.builders import access, cancelled_website, lost_access, subject, website
from tests.filing.strategies import ACCOUNTS

OWNER, ADMINISTRATION = CancelledBy.OWNER, CancelledBy.ADMINISTRATION


def test_accesses_are_distinguished_by_their_status() -> None:
    here, gone = access("Tencent Cloud"), lost_access("Alibaba Cloud")
    one = website("w1", here, gone)
    assert active_accesses(one) == (here,)
    assert cancelled_accesses(one) == (gone,)


def test_cancelled_accesses_come_latest_first_and_undated_ones_last() -> None:
    undated = lost_access("A", on=None)
    early = lost_access("B", "2026-03-02 00:00")
    late = lost_access("C", "2026-03-01T20:00+00:00")  # 04:00 in Shanghai
    assert cancelled_accesses(website("w1", undated, early, late)) == (late, early, undated)


def test_a_cancelled_subject_has_no_filed_websites_whatever_they_say() -> None:
    assert filed_websites(subject(website("w1"), status=FilingStatus.CANCELLED)) == ()


def test_a_filed_subject_has_its_filed_websites() -> None:
    one = website("w1")
    assert filed_websites(subject(cancelled_website("w0"), one)) == (one,)


def test_a_website_that_lost_its_only_access_works_nowhere() -> None:
    gone = lost_access("Tencent Cloud")
    one = website("w1", gone)
    (loss,) = lost_accesses((subject(one),))
    assert (loss.website, loss.access, loss.still_active) == (one, gone, ())


def test_a_website_goes_on_working_with_another_provider() -> None:
    other = access("Alibaba Cloud")
    (loss,) = lost_accesses((subject(website("w1", lost_access("Tencent Cloud"), other)),))
    assert loss.still_active == (other,)


def test_of_several_losses_the_latest_counts_first() -> None:
    old, new = lost_access("A", "2025-01-10"), lost_access("B", "2026-01-10")
    (loss,) = lost_accesses((subject(website("w1", old, new)),))
    assert (loss.access, loss.earlier) == (new, (old,))


@pytest.mark.parametrize(
    "subjects",
    [
        pytest.param((subject(website("w1")),), id="nothing said about access"),
        pytest.param((subject(website("w1", access())),), id="active access"),
        pytest.param(
            (subject(website("w1", lost_access("A"), access("A"))),),
            id="access filed again with the same provider",
        ),
        pytest.param(
            (subject(website("w1", lost_access(), status=FilingStatus.CANCELLED)),),
            id="the website itself is cancelled",
        ),
        pytest.param(
            (subject(website("w1", lost_access()), status=FilingStatus.CANCELLED),),
            id="the whole subject is cancelled",
        ),
        pytest.param((), id="nothing filed"),
    ],
)
def test_no_access_counts_as_lost_without_a_filed_website_that_misses_it(
    subjects: tuple[Subject, ...],
) -> None:
    assert lost_accesses(subjects) == ()


@pytest.mark.parametrize("by", [OWNER, None])
def test_only_what_the_administration_ordered_counts_as_its_doing(by: CancelledBy | None) -> None:
    losses = lost_accesses((subject(website("w1", lost_access(by=by))),))
    assert len(losses) == 1
    assert ordered_by_administration(losses) == ()


def test_a_loss_ordered_by_the_administration_is_reported_before_a_later_one_by_the_owner() -> None:
    ordered = lost_access("A", "2026-01-10", by=ADMINISTRATION)
    own = lost_access("B", "2026-02-10", by=OWNER)
    oldest = lost_access("C", "2025-02-10", by=OWNER)
    (loss,) = ordered_by_administration(
        lost_accesses((subject(website("w1", ordered, own, oldest)),))
    )
    assert (loss.access, loss.earlier) == (ordered, (oldest,))


def test_an_active_access_is_no_loss_though_it_says_who_cancelled_it() -> None:
    contradictory = Access("A", AccessStatus.ACTIVE, cancelled_by=ADMINISTRATION)
    assert lost_accesses((subject(website("w1", contradictory)),)) == ()


@given(ACCOUNTS)
def test_a_lost_provider_is_never_one_that_is_still_active(account: Account) -> None:
    for loss in lost_accesses(account.subjects):
        active = {each.provider for each in loss.still_active}
        assert not active & {each.provider for each in (loss.access, *loss.earlier)}
        assert loss.subject.status is loss.website.status is FilingStatus.FILED


@given(ACCOUNTS)
def test_only_losses_that_were_ordered_are_reported_as_ordered(account: Account) -> None:
    losses = lost_accesses(account.subjects)
    for loss in ordered_by_administration(losses):
        assert loss.access.cancelled_by is ADMINISTRATION
        assert loss.access in loss.website.accesses
