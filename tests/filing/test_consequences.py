"""What a cancellation changes on file, and that it changes nothing else."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from beian.filing.consequences import Consequences, consequences
from beian.filing.orders import Target
from beian.filing.state import Account, FilingStatus, Subject, Website
from tests.filing.builders import access, account, cancelled_website, service, subject, website

SHOP, BLOG = website("w1", access()), website("w2", access(), access("Huawei Cloud", "h-1"))
APP = service("app1", access("Huawei Cloud", None))


def changed(target: Target, *others: Subject) -> Consequences:
    found = consequences(target, account(target.subject, *others))
    assert found is not None
    return found


def test_a_website_goes_alone() -> None:
    found = changed(Target(subject(SHOP, BLOG, services=(APP,)), SHOP))
    assert found.before.websites == (SHOP, BLOG)
    assert (found.after.subject, found.after.websites, found.after.services) == (
        True,
        (BLOG,),
        (APP,),
    )
    assert not found.after.is_shell


def test_after_the_last_website_the_subject_is_a_shell_unless_an_app_is_left() -> None:
    assert changed(Target(subject(SHOP), SHOP)).after.is_shell
    assert not changed(Target(subject(SHOP, services=(APP,)), SHOP)).after.is_shell


def test_a_service_goes_alone() -> None:
    found = changed(Target(subject(SHOP, services=(APP,)), service=APP))
    assert (found.after.websites, found.after.services, found.places) == ((SHOP,), (), ())


def test_with_a_subject_all_of_it_goes() -> None:
    found = changed(Target(subject(SHOP, BLOG, services=(APP,))))
    assert found.after.subject is False
    assert (found.after.websites, found.after.services, found.after.accesses) == ((), (), ())


def test_places_are_counted_over_the_whole_account() -> None:
    other = subject(website("w3", access()), subject_id="s2")
    found = changed(Target(subject(SHOP, BLOG), BLOG), other)
    assert [(one.instance_id, one.before, one.after) for one in found.places] == [
        ("h-1", 1, 0),
        ("ins-1", 3, 2),
    ]
    assert [one.quota.given_back for one in found.places] == [False, True]


def test_what_is_not_on_file_changes_nothing() -> None:
    gone = cancelled_website("w1")
    assert consequences(Target(subject(gone), gone), account()) is None
    over = subject(SHOP, status=FilingStatus.CANCELLED)
    assert consequences(Target(over), account(over)) is None


_PROVIDERS = st.sampled_from(["Tencent Cloud", "Huawei Cloud", "某接入商"])
_ACCESSES = st.lists(
    st.builds(access, _PROVIDERS, st.sampled_from([None, "i-1", "i-2"])), max_size=3
)


@st.composite
def _subjects(draw: st.DrawFn) -> Subject:
    count = draw(st.integers(1, 5))
    websites = []
    for at in range(count):
        made = website(f"w{at}", *draw(_ACCESSES))
        filed = at == 0 or draw(st.booleans())
        websites.append(made if filed else replace(made, status=FilingStatus.CANCELLED))
    services = [service(f"a{at}", *draw(_ACCESSES)) for at in range(draw(st.integers(0, 2)))]
    return subject(*websites, services=tuple(services))


def _kept(whole: Subject, gone: Website) -> list[Website]:
    filed = [one for one in whole.websites if one.status is FilingStatus.FILED]
    return [one for one in filed if one != gone]


@given(_subjects())
def test_nothing_of_a_kept_website_disappears(whole: Subject) -> None:
    gone = whole.websites[0]
    found = changed(Target(whole, gone))
    kept = _kept(whole, gone)
    assert list(found.after.websites) == kept
    assert found.after.services == found.before.services
    lost = [pair for pair in found.before.accesses if pair not in found.after.accesses]
    assert {held.website_id for held, _ in lost if isinstance(held, Website)} <= {gone.website_id}
    for place in found.places:
        runs = [
            one
            for one in kept
            if any(
                (each.provider, each.instance_id) == (place.provider, place.instance_id)
                for each in one.accesses
            )
        ]
        assert place.after == len(runs) == place.before - 1


@given(_subjects())
def test_other_subjects_are_not_touched(whole: Subject) -> None:
    other = subject(website("x1", access("Tencent Cloud", "i-1")), subject_id="s9")
    held = Account("acc-1", (whole, other))
    found = consequences(Target(whole), held)
    assert found is not None
    for place in found.places:
        expected = 1 if (place.provider, place.instance_id) == ("Tencent Cloud", "i-1") else 0
        assert place.after == expected
