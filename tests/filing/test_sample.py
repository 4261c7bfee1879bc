"""The sample state covers all that the assistant can answer, and its table says so."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from beian.filing import state
from beian.filing.filing_store import FilingStore
from beian.filing.importing import load_sample
from beian.filing.importing.sample import SAMPLE
from beian.filing.orders import CANCELLATIONS, open_orders, review, sms_step
from beian.filing.provider_access import active_accesses, lost_accesses
from beian.filing.quota import instance_uses
from beian.filing.review_times import FEWEST_TO_REPORT, review_times
from beian.filing.shells import ShellCause, empty_shell
from beian.filing.state import (
    Account,
    FilingStatus,
    OrderState,
    Person,
    Service,
    Subject,
    Website,
)
from tests.filing.builders import at
from tests.paths import ROOT

NOW = at("2026-10-12T10:00:00+08:00")
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FilingStore]:
    store = FilingStore(f"sqlite:///{tmp_path_factory.mktemp('sample')}/filing.sqlite3")
    assert load_sample(store)
    yield store
    store.close()


@pytest.fixture(scope="module")
def accounts(store: FilingStore) -> list[Account]:
    found = [store.account(account_id) for account_id in store.account_ids(100)]
    return [account for account in found if account is not None]


def subjects(accounts: list[Account]) -> list[Subject]:
    return [subject for account in accounts for subject in account.subjects]


def websites(accounts: list[Account]) -> list[Website]:
    return [website for subject in subjects(accounts) for website in subject.websites]


def services(accounts: list[Account]) -> list[Service]:
    return [service for subject in subjects(accounts) for service in subject.services]


def people(accounts: list[Account]) -> list[Person]:
    of_websites = [website.person_in_charge for website in websites(accounts)]
    return [
        *(subject.person_in_charge for subject in subjects(accounts)),
        *(person for person in of_websites if person is not None),
    ]


def test_the_sample_is_loaded_once_and_marked(store: FilingStore) -> None:
    assert store.holds_sample()
    assert not load_sample(store)


def test_the_sample_stays_out_of_a_store_with_accounts(sqlite_store: FilingStore) -> None:
    sqlite_store.add([Account("real")], "file.json", None)
    assert not load_sample(sqlite_store)
    assert sqlite_store.account_ids(5) == ["real"]


def test_there_are_enough_accounts_with_short_names(accounts: list[Account]) -> None:
    assert len(accounts) >= 15
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", account.account_id) for account in accounts)


@pytest.mark.parametrize(
    ("enumeration", "of"),
    [
        (state.SubjectType, lambda all_: {each.type for each in subjects(all_)}),
        (state.Document, lambda all_: {each.document for each in people(all_)}),
        (state.FilingStatus, lambda all_: {each.status for each in subjects(all_)}),
        (state.FilingStatus, lambda all_: {each.status for each in websites(all_)}),
        (
            state.AccessStatus,
            lambda all_: {access.status for each in websites(all_) for access in each.accesses},
        ),
        (
            state.CancelledBy,
            lambda all_: (
                {access.cancelled_by for each in websites(all_) for access in each.accesses}
                - {None}
            ),
        ),
        (state.ServiceKind, lambda all_: {each.kind for each in services(all_)}),
        (state.OrderKind, lambda all_: {order.kind for each in all_ for order in each.orders}),
        (state.OrderState, lambda all_: {order.state for each in all_ for order in each.orders}),
        (
            ShellCause,
            lambda all_: {shell.cause for each in subjects(all_) if (shell := empty_shell(each))},
        ),
    ],
)
def test_everything_there_is_occurs(
    accounts: list[Account], enumeration: type, of: Callable[[list[Account]], set[object]]
) -> None:
    assert of(accounts) == set(enumeration)


def test_each_stage_of_a_cancellation_occurs(accounts: list[Account]) -> None:
    stages = {
        order.state for each in accounts for order in each.orders if order.kind in CANCELLATIONS
    }
    assert stages == set(OrderState)


def test_a_code_waits_to_be_entered(accounts: list[Account]) -> None:
    steps = [sms_step(order, NOW) for each in accounts for order in each.orders]
    left = [step.left for step in steps if step is not None]
    assert left
    assert all(timedelta(0) < each < timedelta(hours=24) for each in left)


def test_reviews_are_in_time_and_one_is_overdue(accounts: list[Account]) -> None:
    reviews = [review(order, NOW) for each in accounts for order in each.orders]
    overdue = Counter(each.overdue for each in reviews if each is not None)
    assert overdue[True] == 1
    assert overdue[False] >= 3


def test_everything_happened_in_its_order_and_before_now(accounts: list[Account]) -> None:
    for account in accounts:
        for order in account.orders:
            times = [
                order.created_at,
                order.sms_sent_at,
                order.administration_received_at,
                order.finished_at,
            ]
            known = [time for time in times if time is not None]
            assert known == sorted(known), order
            assert known[-1] <= NOW, order
            finished = order.state in {
                OrderState.SUCCEEDED,
                OrderState.RETURNED,
                OrderState.GIVEN_UP,
            }
            assert finished == (order.finished_at is not None), order
            assert (order.state is OrderState.RETURNED) == (order.return_reason is not None)


def test_what_is_cancelled_has_a_date_and_what_is_filed_none(accounts: list[Account]) -> None:
    for held in [*subjects(accounts), *websites(accounts), *services(accounts)]:
        assert (held.status is FilingStatus.CANCELLED) == (held.cancelled_at is not None)


def test_what_an_order_cancelled_is_cancelled_since_then(accounts: list[Account]) -> None:
    for account in accounts:
        held = {each.subject_id: each for each in account.subjects} | {
            each.website_id: each for subject in account.subjects for each in subject.websites
        }
        held |= {each.service_id: each for subject in account.subjects for each in subject.services}
        for order in account.orders:
            if order.kind.value in {"cancel_subject", "cancel_website", "cancel_service"} and (
                order.state is OrderState.SUCCEEDED
            ):
                assert held[order.target_id or ""].cancelled_at == order.finished_at


def test_provinces_with_enough_cancellations_have_figures_and_others_none(
    store: FilingStore,
) -> None:
    counts = {
        province: len(store.finished_cancellation_periods(province))
        for province in {
            subject["province"]
            for account in json.loads(SAMPLE.read_text(encoding="utf-8"))["accounts"]
            for subject in account["subjects"]
        }
    }
    for province in ("guangdong", "beijing"):
        assert counts.pop(province) >= 6
        assert review_times(store.finished_cancellation_periods(province)) is not None
    assert max(counts.values()) < FEWEST_TO_REPORT


def test_an_instance_is_full_with_one_website_on_its_way_out(accounts: list[Account]) -> None:
    uses = [use for account in accounts for use in instance_uses(account)]
    assert any(use.full and use.websites_after == use.websites - 1 for use in uses)


def test_a_website_that_lost_an_access_goes_on_elsewhere(accounts: list[Account]) -> None:
    losses = [loss for account in accounts for loss in lost_accesses(account.subjects)]
    assert any(loss.still_active for loss in losses)
    assert any(not loss.still_active and len(active_accesses(loss.website)) == 0 for loss in losses)


def test_phones_of_a_subject_and_of_a_website_are_out_of_reach(accounts: list[Account]) -> None:
    assert any(not each.person_in_charge.phone_reachable for each in subjects(accounts))
    assert any(
        each.person_in_charge is not None and not each.person_in_charge.phone_reachable
        for each in websites(accounts)
    )


def test_some_accounts_hold_several_things_one_holds_nothing_one_is_english(
    accounts: list[Account],
) -> None:
    assert any(len(each.subjects) >= 2 for each in accounts)
    assert any(len(subject.websites) >= 3 for subject in subjects(accounts))
    assert any(len(open_orders(each)) >= 3 for each in accounts)
    assert any(not each.subjects and not each.orders for each in accounts)
    assert sum(each.language == "en" for each in accounts) == 1


def test_filing_numbers_are_of_their_province_and_their_own(accounts: list[Account]) -> None:
    held = [*subjects(accounts), *websites(accounts), *services(accounts)]
    numbers = [each.filing_number for each in held]
    assert len(numbers) == len(set(numbers))
    for subject in subjects(accounts):
        assert subject.filing_number is not None
        for website in subject.websites:
            assert website.filing_number is not None
            assert website.filing_number.rpartition("-")[0] == subject.filing_number
        for service in subject.services:
            number, _, ending = (service.filing_number or "").rpartition("-")
            assert number == subject.filing_number
            assert ending[-1] == {"app": "A", "mini_program": "X", "quick_app": "K"}[service.kind]


def test_the_sample_says_when_it_reads_right() -> None:
    assert json.loads(SAMPLE.read_text(encoding="utf-8"))["as_of"] == NOW.isoformat()


def test_the_table_names_every_account_and_no_other(accounts: list[Account]) -> None:
    table = (DOCS / "sample-accounts.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([^`]+)`", table, re.MULTILINE) == [
        account.account_id for account in accounts
    ]
    assert NOW.isoformat() in table
