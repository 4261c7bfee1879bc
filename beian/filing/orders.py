"""What the state of an order means (docs/domain.md, "The way of an order")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from beian.base.clock import SHANGHAI
from beian.filing.state import (
    Account,
    FilingStatus,
    Order,
    OrderKind,
    OrderState,
    Service,
    Subject,
    Website,
)
from beian.filing.working_days import add_working_days, working_days_between

SMS_VALIDITY = timedelta(hours=24)
LONGEST_REVIEW = 20
"""Working days an administration takes at most, by the source page."""

CANCELLATIONS = frozenset(
    {
        OrderKind.CANCEL_SUBJECT,
        OrderKind.CANCEL_WEBSITE,
        OrderKind.CANCEL_SERVICE,
        OrderKind.CANCEL_ACCESS,
    }
)
_FINISHED = frozenset({OrderState.SUCCEEDED, OrderState.RETURNED, OrderState.GIVEN_UP})
_WITH_OWNER_OR_PROVIDER = frozenset(
    {OrderState.DRAFT, OrderState.PROVIDER_REVIEW, OrderState.SMS_VERIFICATION}
)


@dataclass(frozen=True)
class SmsStep:
    """The SMS verification of an order: the code is valid for 24 hours from `sent_at`."""

    sent_at: datetime
    deadline: datetime
    left: timedelta
    """Time left before the deadline; negative once it has passed."""

    @property
    def expired(self) -> bool:
        return self.left <= timedelta(0)


@dataclass(frozen=True)
class Review:
    """How far the administration's review is; days are working days of mainland China."""

    received_on: date
    elapsed: int
    last_expected_day: date
    certain: bool
    overdue: bool
    """True once the 20th working day is past."""


@dataclass(frozen=True)
class Target:
    """What an order is about: a subject, and its website or service if it is about one of them."""

    subject: Subject
    website: Website | None = None
    service: Service | None = None

    @property
    def thing(self) -> Subject | Website | Service:
        """The very thing: the website or service, else the subject."""
        return self.website or self.service or self.subject

    @property
    def is_cancelled(self) -> bool:
        """Whether the thing is cancelled, by itself or with its subject."""
        return FilingStatus.CANCELLED in (self.thing.status, self.subject.status)


def is_cancellation(order: Order) -> bool:
    return order.kind in CANCELLATIONS


def finished_orders(account: Account) -> list[Order]:
    """Return the orders that succeeded and whose end is on file."""
    return [one for one in account.orders if one.state is OrderState.SUCCEEDED and one.finished_at]


def is_open(order: Order) -> bool:
    return order.state not in _FINISHED


def is_under_way(order: Order) -> bool:
    """Return whether an order is open, or was returned and has to be submitted again."""
    return is_open(order) or order.state is OrderState.RETURNED


def can_be_given_up(order: Order) -> bool:
    """Return whether the owner can still give the order up: until the SMS verification is done."""
    return order.state in _WITH_OWNER_OR_PROVIDER


def open_orders(account: Account) -> tuple[Order, ...]:
    return tuple(order for order in account.orders if is_open(order))


def open_cancellations(account: Account) -> tuple[Order, ...]:
    return tuple(order for order in open_orders(account) if is_cancellation(order))


def orders_to_report(account: Account) -> tuple[Order, ...]:
    """Return the orders whose progress matters to the owner now: open ones and returned ones.

    A returned order has to be submitted again, so it counts until a later order of the same kind
    for the same target replaced it (any target, if it names none), or until what it was to cancel
    is cancelled all the same. If nothing is open or returned: the latest order.
    """
    latest = sorted(account.orders, key=lambda order: order.created_at)[-1:]
    return orders_under_way(account) or tuple(latest)


def orders_under_way(account: Account) -> tuple[Order, ...]:
    """Return the open orders, and the returned ones that wait to be submitted again."""
    return tuple(
        order
        for order in account.orders
        if is_open(order)
        or (order.state is OrderState.RETURNED and not _is_settled(order, account))
    )


def _is_settled(order: Order, account: Account) -> bool:
    was_submitted_again = any(
        later.kind is order.kind
        and order.target_id in {None, later.target_id}
        and later.created_at > order.created_at
        for later in account.orders
    )
    return was_submitted_again or (is_cancellation(order) and _is_cancelled_already(order, account))


def _is_cancelled_already(order: Order, account: Account) -> bool:
    target = target_of(order, account)
    if target is None:
        return False
    filings = (target.subject, target.thing)
    return any(filing.status is FilingStatus.CANCELLED for filing in filings)


def target_of(order: Order, account: Account) -> Target | None:
    """Return the subject, website or service of `account` that the order names, if any."""
    for subject in account.subjects:
        if subject.subject_id == order.target_id:
            return Target(subject)
        for website in subject.websites:
            if website.website_id == order.target_id:
                return Target(subject, website)
        for service in subject.services:
            if service.service_id == order.target_id:
                return Target(subject, service=service)
    return None


def orders_in_the_way(
    account: Account, subject: Subject, own: Target | None = None
) -> tuple[Order, ...]:
    """Return the open orders that have to be finished or given up before another of a subject can
    be submitted (facts: one-order-per-subject). One that cancels the filing of `own` is none of
    them: it is what is asked about."""
    return tuple(
        order
        for order in open_orders(account)
        if _is_of_subject(order, subject, account)
        and not (own and cancels_a_filing(order) and target_of(order, account) == own)
    )


def cancels_a_filing(order: Order) -> bool:
    """Return whether an order cancels a subject, website or service, and not only access."""
    return is_cancellation(order) and order.kind is not OrderKind.CANCEL_ACCESS


def _is_of_subject(order: Order, subject: Subject, account: Account) -> bool:
    """Return whether an order is for a subject or for what is under it. One that names nothing on
    file is, where the account has no other subject."""
    target = target_of(order, account)
    if target is None:
        return len(account.subjects) == 1
    return target.subject.subject_id == subject.subject_id


def targets_under_way(account: Account) -> tuple[Target, ...]:
    """Return the subjects, websites and services that open orders are about to cancel."""
    targets = (
        target_of(order, account) for order in open_orders(account) if cancels_a_filing(order)
    )
    return tuple(target for target in targets if target is not None)


def others_going(
    account: Account, own: Sequence[Target]
) -> tuple[tuple[Target, ...], tuple[Target, ...]]:
    """Return what else of the subject of `own` is being cancelled by orders of its own: what the
    administration has, and so goes first, and what can still be given up."""
    subject = own[0].subject
    first: list[Target] = []
    perhaps: list[Target] = []
    for order in open_orders(account):
        target = target_of(order, account) if cancels_a_filing(order) else None
        if target is None or target.subject != subject or subject in (target.thing, own[0].thing):
            continue
        if target not in own:
            in_review = order.state is OrderState.ADMINISTRATION_REVIEW
            (first if in_review else perhaps).append(target)
    return tuple(dict.fromkeys(first)), tuple(dict.fromkeys(perhaps))


def sms_step(order: Order, now: datetime) -> SmsStep | None:
    """Return the SMS step of an order that waits for it; None for others, or if not yet sent."""
    if order.state is not OrderState.SMS_VERIFICATION or order.sms_sent_at is None:
        return None
    deadline = order.sms_sent_at + SMS_VALIDITY
    return SmsStep(order.sms_sent_at, deadline, deadline - now)


def review(order: Order, now: datetime) -> Review | None:
    """Return the administration's review of an order; None without one or its day of receipt."""
    if order.state is not OrderState.ADMINISTRATION_REVIEW:
        return None
    if order.administration_received_at is None:
        return None
    received_on = order.administration_received_at.astimezone(SHANGHAI).date()
    today = now.astimezone(SHANGHAI).date()
    elapsed = working_days_between(received_on, today)
    last = add_working_days(received_on, LONGEST_REVIEW)
    return Review(
        received_on=received_on,
        elapsed=elapsed.count,
        last_expected_day=last.day,
        certain=elapsed.certain and last.certain,
        overdue=today > last.day,
    )
