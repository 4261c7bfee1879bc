"""What an account is to be reminded of, and whether that still holds. Pure functions: an order and
the time in, occasions out (docs/domain.md, "The way of an order")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone

from beian.base.clock import SHANGHAI
from beian.base.reminder_kinds import ORDER_CHANGES, OVERDUE, SMS_DEADLINE
from beian.filing.order_feed import RecordedChange
from beian.filing.orders import review, sms_step
from beian.filing.state import Order, OrderState

WATCHED = (OrderState.SMS_VERIFICATION, OrderState.ADMINISTRATION_REVIEW)
"""States of orders in which time brings occasions about."""
_BETWEEN = " "


@dataclass(frozen=True)
class Occasion:
    """One thing to remind of. `about` names the deadline, the day or the change: there is one
    reminder for each account, order, kind and `about`, whoever finds it how often."""

    account_id: str
    order_id: str
    kind: str
    about: str
    planned_at: datetime


def occasions_of(
    account_id: str, order: Order, now: datetime, hours_before: Sequence[float]
) -> list[Occasion]:
    """Return what has come about by now: so many hours before the SMS verification runs out, and
    the day after the last expected one of the administration's review."""
    return [
        Occasion(account_id, order.order_id, kind, about, planned_at)
        for kind, about, planned_at in (*_of_sms(order, now, hours_before), *_of_review(order, now))
    ]


def occasion_of_change(change: RecordedChange, now: datetime) -> Occasion:
    """Return that of a change that was read now."""
    about = f"{change.state.value}{_BETWEEN}{change.change_id}"
    return Occasion(change.account_id, change.order_id, ORDER_CHANGES, about, now)


def holds(kind: str, about: str, order: Order, now: datetime) -> bool:
    """Return whether what an occasion is about is still as it was: an import may have moved the
    order on, or its deadline, and time may have passed."""
    what = about.split(_BETWEEN, maxsplit=1)[0]
    if kind == ORDER_CHANGES:
        return order.state.value == what
    if kind == SMS_DEADLINE:
        step = sms_step(order, now)
        return step is not None and not step.expired and _written(step.deadline) == what
    found = review(order, now)
    return found is not None and found.overdue and found.received_on.isoformat() == what


def deadline_of(order: Order, now: datetime) -> datetime | None:
    """Return when the order's SMS verification runs out, if it waits for one."""
    step = sms_step(order, now)
    return step.deadline if step else None


def _of_sms(
    order: Order, now: datetime, hours_before: Iterable[float]
) -> list[tuple[str, str, datetime]]:
    step = sms_step(order, now)
    if step is None or step.expired:
        return []
    planned = [(hours, step.deadline - timedelta(hours=hours)) for hours in hours_before]
    return [
        (SMS_DEADLINE, f"{_written(step.deadline)}{_BETWEEN}{hours:g}", moment)
        for hours, moment in planned
        if moment <= now
    ]


def _of_review(order: Order, now: datetime) -> list[tuple[str, str, datetime]]:
    found = review(order, now)
    if found is None or not found.overdue:
        return []
    day = found.last_expected_day + timedelta(days=1)
    # Named by the day of receipt, which stays where a calendar learns of another holiday.
    return [(OVERDUE, found.received_on.isoformat(), datetime.combine(day, time(), SHANGHAI))]


def _written(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).isoformat()
