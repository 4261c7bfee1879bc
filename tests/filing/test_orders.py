from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.base.clock import SHANGHAI
from beian.filing.orders import (
    LONGEST_REVIEW,
    SMS_VALIDITY,
    Target,
    can_be_given_up,
    is_cancellation,
    is_open,
    open_cancellations,
    open_orders,
    orders_to_report,
    review,
    sms_step,
    target_of,
    targets_under_way,
)
from beian.filing.state import Account, FilingStatus, Order, OrderKind, OrderState, Subject
from beian.filing.working_days import working_days_between
from tests.filing.builders import (
    account,
    at,
    cancelled_website,
    order,
    service,
    subject,
    website,
)
from tests.filing.strategies import ACCOUNTS, OFFSETS, TIMES

CANCEL_SUBJECT = OrderKind.CANCEL_SUBJECT
CANCEL_WEBSITE = OrderKind.CANCEL_WEBSITE
CANCEL_ACCESS = OrderKind.CANCEL_ACCESS
SMS = OrderState.SMS_VERIFICATION
REVIEW = OrderState.ADMINISTRATION_REVIEW
RETURNED = OrderState.RETURNED
SUCCEEDED = OrderState.SUCCEEDED


def under_review(received: datetime | None) -> Order:
    return order(CANCEL_SUBJECT, REVIEW, "s1", administration_received_at=received)


def waiting_for_sms(sent: datetime | None) -> Order:
    return order(CANCEL_SUBJECT, SMS, "s1", sms_sent_at=sent)


@pytest.mark.parametrize(
    "state", [OrderState.DRAFT, OrderState.PROVIDER_REVIEW, OrderState.SMS_VERIFICATION]
)
def test_an_order_can_be_given_up_until_its_sms_is_verified(state: OrderState) -> None:
    assert can_be_given_up(order(CANCEL_SUBJECT, state))


def test_an_order_with_the_administration_can_no_longer_be_given_up() -> None:
    with_administration = order(CANCEL_SUBJECT, REVIEW)
    assert is_open(with_administration)
    assert not can_be_given_up(with_administration)


@pytest.mark.parametrize("state", [SUCCEEDED, RETURNED, OrderState.GIVEN_UP])
def test_a_finished_order_is_neither_open_nor_to_be_given_up(state: OrderState) -> None:
    assert not is_open(order(CANCEL_SUBJECT, state))
    assert not can_be_given_up(order(CANCEL_SUBJECT, state))


@pytest.mark.parametrize("kind", list(OrderKind))
def test_the_three_cancellations_are_distinguished_from_other_orders(kind: OrderKind) -> None:
    assert is_cancellation(order(kind, SMS)) is kind.value.startswith("cancel_")


def test_open_cancellations_are_the_open_orders_that_cancel() -> None:
    cancelling = order(CANCEL_WEBSITE, SMS, "w1")
    filing = order(OrderKind.NEW_WEBSITE, REVIEW, "w2")
    done = order(CANCEL_WEBSITE, SUCCEEDED, "w3")
    one = account(orders=(filing, done, cancelling))
    assert open_orders(one) == (filing, cancelling)
    assert open_cancellations(one) == (cancelling,)


def test_an_order_is_about_the_subject_or_website_that_it_names() -> None:
    site = website("w1")
    owner = subject(site)
    one = account(subject(subject_id="s0"), owner)
    assert target_of(order(CANCEL_SUBJECT, SMS, "s1"), one) == Target(owner)
    assert target_of(order(CANCEL_WEBSITE, SMS, "w1"), one) == Target(owner, site)


@pytest.mark.parametrize("target_id", [None, "somewhere else", ""])
def test_an_order_that_names_nothing_on_file_has_no_target(target_id: str | None) -> None:
    assert target_of(order(CANCEL_WEBSITE, SMS, target_id), account(subject(website()))) is None


def test_open_orders_and_returned_ones_are_to_be_reported() -> None:
    opened = order(CANCEL_WEBSITE, SMS, "w1", order_id="o1")
    returned = order(CANCEL_WEBSITE, RETURNED, "w2", order_id="o2")
    done = order(CANCEL_WEBSITE, SUCCEEDED, "w3", order_id="o3")
    one = account(subject(website("w1"), website("w2")), orders=(opened, returned, done))
    assert orders_to_report(one) == (opened, returned)


@pytest.mark.parametrize("target_id", ["w1", None])
def test_a_returned_order_is_settled_once_it_was_submitted_again(target_id: str | None) -> None:
    returned = order(CANCEL_WEBSITE, RETURNED, target_id, created_at=at("2026-10-08 09:00"))
    again = order(CANCEL_WEBSITE, REVIEW, "w1", created_at=at("2026-10-09 09:00"))
    assert orders_to_report(account(subject(website("w1")), orders=(again, returned))) == (again,)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            order(CANCEL_WEBSITE, SUCCEEDED, "w2", created_at=at("2026-10-09")),
            id="another website",
        ),
        pytest.param(
            order(CANCEL_ACCESS, SUCCEEDED, "w1", created_at=at("2026-10-09")), id="another kind"
        ),
        pytest.param(
            order(CANCEL_WEBSITE, SUCCEEDED, "w1", created_at=at("2026-10-07")), id="earlier"
        ),
    ],
)
def test_an_order_for_something_else_or_an_earlier_one_settles_nothing(other: Order) -> None:
    returned = order(CANCEL_WEBSITE, RETURNED, "w1")
    one = account(subject(website("w1"), website("w2")), orders=(returned, other))
    assert orders_to_report(one) == (returned,)


@pytest.mark.parametrize(
    ("kind", "target_id", "gone"),
    [
        (CANCEL_WEBSITE, "w1", subject(cancelled_website("w1"))),
        (CANCEL_WEBSITE, "w1", subject(website("w1"), status=FilingStatus.CANCELLED)),
        (CANCEL_ACCESS, "w1", subject(cancelled_website("w1"))),
        (CANCEL_SUBJECT, "s1", subject(status=FilingStatus.CANCELLED)),
    ],
)
def test_a_returned_cancellation_is_settled_once_its_target_is_cancelled(
    kind: OrderKind, target_id: str, gone: Subject
) -> None:
    returned = order(kind, RETURNED, target_id, created_at=at("2026-01-05"))
    later = order(OrderKind.CHANGE, SUCCEEDED, order_id="o2", created_at=at("2026-02-05"))
    assert orders_to_report(account(gone, orders=(returned, later))) == (later,)


def test_a_returned_filing_of_a_cancelled_subject_still_has_to_be_submitted_again() -> None:
    returned = order(OrderKind.FIRST_FILING, RETURNED, "s1", created_at=at("2026-01-05"))
    later = order(CANCEL_WEBSITE, SUCCEEDED, created_at=at("2026-02-05"))
    gone = subject(status=FilingStatus.CANCELLED)
    assert orders_to_report(account(gone, orders=(returned, later))) == (returned,)


def test_with_nothing_left_to_do_the_latest_order_is_reported() -> None:
    old = order(CANCEL_WEBSITE, SUCCEEDED, "w1", created_at=at("2026-10-09T00:30+08:00"))
    new = order(CANCEL_WEBSITE, SUCCEEDED, "w2", created_at=at("2026-10-08T20:00-04:00"))
    assert orders_to_report(account(orders=(new, old))) == (new,)


def test_without_orders_there_is_nothing_to_report() -> None:
    assert orders_to_report(account()) == ()


@given(ACCOUNTS)
def test_every_open_order_is_reported_and_none_that_was_given_up_beside_it(one: Account) -> None:
    reported = orders_to_report(one)
    assert all(each in reported for each in open_orders(one))
    assert bool(reported) is bool(one.orders)
    if len(reported) > 1:
        assert all(is_open(each) or each.state is RETURNED for each in reported)


def test_a_code_is_valid_for_24_hours_from_its_sending() -> None:
    step = sms_step(waiting_for_sms(at("2026-10-12 10:00")), at("2026-10-12 13:30"))
    assert step is not None
    assert step.sent_at == at("2026-10-12 10:00")
    assert step.deadline == at("2026-10-13 10:00")
    assert step.left == timedelta(hours=20, minutes=30)
    assert not step.expired


@pytest.mark.parametrize(
    ("now", "expired"),
    [
        ("2026-10-13T09:59:59+08:00", False),
        ("2026-10-13T10:00:00+08:00", True),
        ("2026-10-13T01:59:59+00:00", False),
        ("2026-10-13T02:00:00+00:00", True),
        ("2026-10-20T10:00:00+08:00", True),
    ],
)
def test_the_deadline_is_exact_in_every_offset(now: str, expired: bool) -> None:
    step = sms_step(waiting_for_sms(at("2026-10-12T07:30+05:30")), at(now))
    assert step is not None
    assert step.expired is expired


@given(TIMES, TIMES)
def test_a_code_expires_24_hours_after_its_sending(sent: datetime, now: datetime) -> None:
    step = sms_step(waiting_for_sms(sent), now)
    assert step is not None
    assert step.expired is (now - sent >= SMS_VALIDITY)
    assert now + step.left == step.deadline


def test_no_deadline_is_made_up_without_a_sending_time() -> None:
    assert sms_step(waiting_for_sms(None), at("2026-10-12 13:30")) is None


@pytest.mark.parametrize("state", [state for state in OrderState if state is not SMS])
def test_only_an_order_that_waits_for_the_sms_has_a_deadline(state: OrderState) -> None:
    sent = order(CANCEL_SUBJECT, state, "s1", sms_sent_at=at("2026-10-12 10:00"))
    assert sms_step(sent, at("2026-10-12 13:30")) is None


@pytest.mark.parametrize(
    ("received", "now", "elapsed", "last"),
    [
        ("2026-10-12 10:00", "2026-10-12 18:00", 0, "2026-11-09"),
        ("2026-10-12 10:00", "2026-10-13 00:01", 1, "2026-11-09"),
        ("2026-09-30 10:00", "2026-10-10 12:00", 3, "2026-11-03"),
        ("2026-02-13 10:00", "2026-02-24 09:00", 2, "2026-03-19"),
        ("2026-10-09T16:30+00:00", "2026-10-12T01:00+08:00", 1, "2026-11-06"),
        ("2026-10-12 10:00", "2026-10-08 10:00", 0, "2026-11-09"),
    ],
)
def test_a_review_is_counted_in_working_days_of_shanghai(
    received: str, now: str, elapsed: int, last: str
) -> None:
    found = review(under_review(at(received)), at(now))
    assert found is not None
    assert found.received_on == at(received).astimezone(SHANGHAI).date()
    assert (found.elapsed, found.last_expected_day.isoformat()) == (elapsed, last)
    assert found.certain
    assert not found.overdue


@pytest.mark.parametrize(
    ("now", "overdue"),
    [
        ("2026-11-09T23:59:59+08:00", False),
        ("2026-11-10T00:00:00+08:00", True),
        ("2026-11-09T15:59:59+00:00", False),
        ("2026-11-09T16:00:00+00:00", True),
    ],
)
def test_a_review_is_overdue_once_its_20th_working_day_is_past_in_shanghai(
    now: str, overdue: bool
) -> None:
    found = review(under_review(at("2026-10-12 10:00")), at(now))
    assert found is not None
    assert found.overdue is overdue


@given(TIMES, st.timedeltas(timedelta(0), timedelta(days=60)), OFFSETS)
def test_a_review_is_overdue_exactly_when_20_working_days_are_past(
    received: datetime, passed: timedelta, offset: timezone
) -> None:
    now = (received + passed).astimezone(offset)
    found = review(under_review(received), now)
    assert found is not None
    first = received.astimezone(SHANGHAI).date()
    yesterday = now.astimezone(SHANGHAI).date() - timedelta(days=1)
    past = working_days_between(first, yesterday).count
    assert found.overdue is (past >= LONGEST_REVIEW)
    assert found.elapsed == working_days_between(first, yesterday + timedelta(days=1)).count


@given(TIMES, TIMES, OFFSETS)
def test_a_review_does_not_depend_on_the_offset_in_which_times_are_written(
    received: datetime, now: datetime, offset: timezone
) -> None:
    elsewhere = review(under_review(received.astimezone(offset)), now.astimezone(offset))
    assert review(under_review(received), now) == elsewhere


def test_a_review_that_reaches_a_year_without_data_is_not_certain() -> None:
    found = review(under_review(at("2098-12-20 10:00")), at("2098-12-21 10:00"))
    assert found is not None
    assert not found.certain


def test_no_day_is_made_up_without_a_day_of_receipt() -> None:
    assert review(under_review(None), at("2026-10-12 13:30")) is None


@pytest.mark.parametrize("state", [state for state in OrderState if state is not REVIEW])
def test_only_an_order_with_the_administration_is_under_review(state: OrderState) -> None:
    received = at("2026-10-12 10:00")
    elsewhere = order(CANCEL_SUBJECT, state, "s1", administration_received_at=received)
    assert review(elsewhere, at("2026-10-13 10:00")) is None


def test_an_order_for_a_service_is_about_that_and_not_about_a_website() -> None:
    held = subject(website("w2"), services=(service("app1"),))
    cancelling = order(OrderKind.CANCEL_SERVICE, SMS, "app1")
    one = account(held, orders=(cancelling,))
    target = target_of(cancelling, one)
    assert target == Target(held, service=service("app1"))
    assert (target.website, target.thing) == (None, service("app1"))
    assert open_cancellations(one) == (cancelling,)
    assert targets_under_way(one) == (target,)


def test_a_returned_order_for_a_service_counts_until_the_service_is_cancelled() -> None:
    returned = order(OrderKind.CANCEL_SERVICE, RETURNED, "app1")
    latest = order(OrderKind.CHANGE, SUCCEEDED, "s1", created_at=at("2026-10-09"))
    gone = service("app1", status=FilingStatus.CANCELLED)
    for one, reported in ((service("app1"), (returned,)), (gone, (latest,))):
        held = account(subject(website("w1"), services=(one,)), orders=(returned, latest))
        assert orders_to_report(held) == reported
