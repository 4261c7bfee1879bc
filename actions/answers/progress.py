"""Where one order stands, as the progress and time topics say it (docs/domain.md, "The way of an
order" and "What a personal answer adds")."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from actions.reading.question import Question
from actions.references.candidates import order_name, return_reason, website_name
from actions.references.phone_on_file import phone_checked_for
from actions.wording.provinces import province_name
from actions.wording.replies import Reply, day, duration, moment, names, number, reply
from beian.filing.orders import Review, is_cancellation, review, sms_step, target_of
from beian.filing.provinces import PROVINCES
from beian.filing.state import Account, Order, OrderKind, OrderState

_BEFORE_SMS = (OrderState.DRAFT, OrderState.PROVIDER_REVIEW)


def progress(question: Question, account: Account, order: Order) -> list[Reply]:
    """Return the stage of an order, what happens next and by when."""
    name = order_name(order, account)
    if order.state is OrderState.SMS_VERIFICATION:
        return [_sms(question, account, order)]
    if order.state is OrderState.ADMINISTRATION_REVIEW:
        return _administration(question, account, order)
    if order.state is OrderState.RETURNED:
        reason = return_reason(order)
        if reason:
            return [reply("utter_progress_returned", order=name, reason=reason)]
        return [reply("utter_progress_returned_unexplained", order=name)]
    if order.state is OrderState.SUCCEEDED and order.finished_at:
        return [_succeeded(order, account, order.finished_at)]
    response = f"utter_progress_{order.state.value}"
    if order.kind is OrderKind.CANCEL_ACCESS and order.state in _BEFORE_SMS:
        response += "_of_access"
    return [reply(response, order=name)]


def _succeeded(order: Order, account: Account, on: datetime) -> Reply:
    """Return when an order succeeded, and which websites went with the subject."""
    told = {"order": order_name(order, account), "day": day(on)}
    target = target_of(order, account)
    if order.kind is OrderKind.CANCEL_SUBJECT and target and target.subject.websites:
        gone = names(website_name(website) for website in target.subject.websites)
        return reply("utter_progress_subject_succeeded_on", websites=gone, **told)
    return reply("utter_progress_succeeded_on", **told)


def _sms(question: Question, account: Account, order: Order) -> Reply:
    name = order_name(order, account)
    step = sms_step(order, question.now)
    target = target_of(order, account)
    if step is None:
        return reply("utter_progress_sms_verification", order=name)
    when = {"order": name, "phone": phone_checked_for(target), "deadline": moment(step.deadline)}
    if step.expired:
        return reply("utter_progress_sms_expired", **when)
    return reply(
        "utter_progress_sms_deadline", sent=moment(step.sent_at), left=duration(step.left), **when
    )


def _administration(question: Question, account: Account, order: Order) -> list[Reply]:
    name = order_name(order, account)
    found = review(order, question.now)
    target = target_of(order, account)
    province = target.subject.province if target else None
    if found is None:
        replies = [reply("utter_progress_administration_review", order=name)]
    else:
        replies = [_review(found, order, account)]
    if province and is_cancellation(order):
        replies += times_in(question, province)
    return replies


def _review(found: Review, order: Order, account: Account) -> Reply:
    response = "utter_progress_review"
    if not found.certain:
        response += "_about"
    if found.overdue:
        response += "_overdue"
    values = {
        "order": order_name(order, account),
        "received": day(found.received_on),
        "elapsed": found.elapsed,
        "last_day": day(found.last_expected_day),
    }
    return Reply(response, values, offers="person" if found.overdue else None)


def overdue(question: Question, account: Account, orders: Iterable[Order]) -> list[Reply]:
    """Return the offer of a person, where some of the orders are past their 20th working day.

    It ends the answers that name orders without telling how long each has taken.
    """
    reviews = [(order, review(order, question.now)) for order in orders]
    late = [(order, found) for order, found in reviews if found is not None and found.overdue]
    if not late:
        return []
    certain = all(found.certain for _, found in late)
    told = names(order_name(order, account) for order, _ in late)
    response = "utter_overdue" if certain else "utter_overdue_about"
    return [Reply(response, {"orders": told}, offers="person")]


def times_in(question: Question, province: str) -> list[Reply]:
    """Return how long cancellations have taken in a province, where enough are on file."""
    times = question.review_times(province) if province in PROVINCES else None
    if times is None:
        return []
    return [
        reply(
            "utter_review_times",
            province=province_name(province),
            count=times.count,
            median=number(times.median),
            slowest=times.slowest,
        )
    ]
