"""What is on file of orders: from whose account, how long they took, which are open and whom they
wait for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from actions.answers.order_days import is_gone_by_no_order, order_days
from actions.answers.progress import progress
from actions.frame.things import order_key
from actions.on_file.asked import (
    led,
    orders_in_focus,
    targets_in_focus,
    verdict,
    websites_in_focus,
)
from actions.on_file.sites import cut_told
from actions.reading.question import Question
from actions.references.candidates import order_name, target_name, website_name
from actions.topics.order_progress import what_order_does
from actions.wording.provinces import province_name
from actions.wording.replies import (
    Reply,
    Value,
    day,
    duration,
    lines,
    moment,
    moment_or_day,
    reply,
    sentences,
    wording,
)
from beian.base.clock import SHANGHAI
from beian.filing.orders import (
    can_be_given_up,
    finished_orders,
    is_cancellation,
    is_open,
    open_orders,
    orders_under_way,
    review,
    sms_step,
    target_of,
)
from beian.filing.provider_access import active_accesses, lost_accesses
from beian.filing.state import Account, Order, OrderKind, OrderState
from beian.filing.working_days import working_days_between
from beian.nlu.file_questions.claims import asks_to_confirm
from beian.nlu.file_questions.kinds import FileQuestion
from beian.nlu.plain_words.deeds import Deed, deed_in

_OF_DEED = {
    Deed.GIVEN_UP: (OrderState.GIVEN_UP,),
    Deed.CANCELLED: (OrderState.SUCCEEDED,),
    Deed.SUBMITTED: tuple(OrderState),
}


def by_whom_told(question: Question, account: Account) -> list[Reply]:
    """Return from whose account an order was submitted or given up; of an access, who cut it."""
    deed = deed_in(question.asked.text)
    if deed in (None, Deed.CANCELLED) and _lost_access(question, account):
        return cut_told(question, account)
    states = _OF_DEED[deed] if deed is not None else tuple(OrderState)
    among = [one for one in account.orders if one.state in states]
    if deed is Deed.CANCELLED:
        among = [one for one in among if is_cancellation(one)]
    orders = orders_in_focus(question, among, account) if among else []
    if not orders:
        gone = [one for one in targets_in_focus(question, account) if one.is_cancelled]
        return [reply("utter_who_is_not_on_file", thing=target_name(gone[0]))] if gone else []
    if deed is Deed.SUBMITTED and len(orders) > 1:
        orders = [one for one in orders if is_open(one)] or orders
    newest = sorted(orders, key=lambda one: one.created_at, reverse=True)
    question.listed = tuple(order_key(one) for one in newest)
    if len(newest) == 1:
        question.spoken_of = order_key(newest[0])
    items = lines(_by_whom(one, account) for one in newest)
    lead = verdict(question, FileQuestion.BY_WHOM, True)
    return led([reply("utter_done_from_account", items=items)], lead)


def _lost_access(question: Question, account: Account) -> bool:
    """Return whether the sites in question are on file and have lost access."""
    lost = {one.website.website_id for one in lost_accesses(account.subjects)}
    websites = websites_in_focus(question, account)
    return any(one.website and one.website.website_id in lost for one in websites)


def _by_whom(order: Order, account: Account) -> Value:
    values: dict[str, Value] = {
        "order": order_name(order, account),
        "created": moment_or_day(order.created_at),
    }
    if order.finished_at is None or order.state is OrderState.RETURNED:
        told = wording(
            "utter_drafted_from_account"
            if order.state is OrderState.DRAFT
            else "utter_submitted_from_account",
            **values,
        )
        if not can_be_given_up(order):
            return told
        return sentences(told, wording("utter_can_still_be_given_up"))
    values["finished"] = moment_or_day(order.finished_at)
    if order.state is OrderState.GIVEN_UP:
        response = "utter_given_up_from_account"
        return wording(f"{response}_cancellation" if is_cancellation(order) else response, **values)
    created = order.created_at.astimezone(SHANGHAI).date()
    days = (order.finished_at.astimezone(SHANGHAI).date() - created).days
    return wording("utter_finished_from_account", days=days, **values)


def reviewed_by_told(question: Question, account: Account) -> list[Reply]:
    """Return who reviewed the finished order in question: its provider, then its administration."""
    done = finished_orders(account)
    meant = orders_in_focus(question, done, account) if done else []
    if not meant:
        return []
    question.listed = tuple(order_key(one) for one in meant)
    if len(meant) == 1:
        question.spoken_of = order_key(meant[0])
    items = lines(_reviewed_by(one, account) for one in meant)
    return [reply("utter_who_reviewed", items=items)]


def _reviewed_by(order: Order, account: Account) -> Value:
    target = target_of(order, account)
    values: dict[str, Value] = {"order": order_name(order, account)}
    if target is None or order.finished_at is None or order.administration_received_at is None:
        return wording("utter_reviewed_by_provider", **values)
    return wording(
        "utter_reviewed_by",
        province=province_name(target.subject.province),
        received=day(order.administration_received_at),
        finished=day(order.finished_at),
        **values,
    )


# How long.


def took_told(question: Question, account: Account) -> list[Reply]:
    """Return the days of the finished order in question, and how many it took; of an open one, how
    long it has been going."""
    if is_gone_by_no_order(question, account):
        return []
    finished = [one for one in account.orders if one.finished_at is not None]
    meant = orders_in_focus(question, finished, account) if finished else []
    if len(meant) > 1:
        succeeded = [one for one in meant if one.state is OrderState.SUCCEEDED]
        meant = succeeded or meant
    if not meant:
        return so_far_told(question, account)
    return _days_told(question, meant, account)


def _days_told(question: Question, orders: Sequence[Order], account: Account) -> list[Reply]:
    newest = sorted(orders, key=lambda one: one.created_at, reverse=True)
    if len(newest) == 1:
        question.spoken_of = order_key(newest[0])
        return [reply("utter_days_of_order", told=order_days(question, newest[0], account))]
    question.listed = tuple(order_key(one) for one in newest)
    items = [wording("utter_days_line", told=order_days(question, o, account)) for o in newest]
    return [reply("utter_days_of_several", items=lines(items))]


def so_far_told(question: Question, account: Account) -> list[Reply]:
    """Return how long the order in question has been going, or its sites are without access."""
    there = open_orders(account)
    targets = targets_in_focus(question, account)
    if not there or (targets and not any(is_open(o) for o in _orders_of(targets, account))):
        without = _without_access(question, account)
        if without:
            return without
    if not there:
        return []
    meant = orders_in_focus(question, there, account)
    if len(meant) == 1 and meant[0].state is OrderState.PROVIDER_REVIEW:
        order = meant[0]
        question.spoken_of = order_key(order)
        length = _length(order.created_at, question.now)
        name = order_name(order, account)
        created = moment(order.created_at)
        return [reply("utter_with_provider_since", order=name, created=created, length=length)]
    return _days_told(question, meant, account)


def _orders_of(targets: Sequence[object], account: Account) -> list[Order]:
    subjects = [one.subject for one in targets]  # type: ignore[attr-defined]
    found = []
    for order in account.orders:
        about = target_of(order, account)
        if about is not None and about.subject in subjects:
            found.append(order)
    return found


def _length(start: datetime, now: datetime) -> Value:
    """Return a time in days, or in hours and minutes where it is less than two."""
    days = (now.astimezone(SHANGHAI).date() - start.astimezone(SHANGHAI).date()).days
    return wording("utter_days_long", days=days) if days > 1 else duration(now - start)


def _without_access(question: Question, account: Account) -> list[Reply]:
    ids = {one.website.website_id for one in websites_in_focus(question, account) if one.website}
    items = []
    for loss in lost_accesses(account.subjects):
        if loss.website.website_id not in ids or active_accesses(loss.website):
            continue
        if loss.access.cancelled_at is None:
            continue
        months = _months(loss.access.cancelled_at, question.now)
        items.append(
            wording(
                "utter_without_access_for",
                website=website_name(loss.website),
                day=day(loss.access.cancelled_at),
                length=months,
            )
        )
    return [reply("utter_without_access_since", items=lines(items))] if items else []


def _months(start: datetime, now: datetime) -> Value:
    """Return how many whole months have passed, or days where it is less than two."""
    first, last = start.astimezone(SHANGHAI).date(), now.astimezone(SHANGHAI).date()
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if months < 2:
        return wording("utter_days_long", days=(last - first).days)
    return wording("utter_months_long", months=months)


def compared_told(question: Question, account: Account) -> list[Reply]:
    """Return how long the order under review has been there, and how long the other one took."""
    done = finished_orders(account)
    running = [o for o in open_orders(account) if review(o, question.now) is not None]
    if not done or len(running) != 1:
        return []
    others = orders_in_focus(question, done, account)
    if len(others) != 1:
        return []
    now, other = running[0], others[0]
    found = review(now, question.now)
    lead = None
    if found is not None and other.administration_received_at and other.finished_at:
        start = other.administration_received_at.astimezone(SHANGHAI).date()
        needed = working_days_between(start, other.finished_at.astimezone(SHANGHAI).date()).count
        slower = found.elapsed > needed
        lead = wording("utter_already_slower" if slower else "utter_not_yet_slower")
    question.spoken_of = order_key(now)
    days = (order_days(question, one, account) for one in (now, other))
    told = [wording("utter_days_line", told=one) for one in days]
    return [reply("utter_two_compared", items=lines([lead, *told] if lead else told))]


# Which are open, and whom they wait for.


def under_way_told(question: Question, account: Account) -> list[Reply]:
    """Return which orders are open."""
    there = open_orders(account)
    if not there:
        return []
    if len(there) == 1:
        question.spoken_of = order_key(there[0])
        lead = wording("utter_it_is_so") if asks_to_confirm(question.asked.text) else None
        return led(progress(question, account, there[0])[:1], lead)
    question.listed = tuple(order_key(one) for one in there)
    items = lines(_stage(one, account, question.now) for one in there)
    lead = wording("utter_it_is_not_so") if asks_to_confirm(question.asked.text) else None
    return led([reply("utter_open_orders", count=len(there), items=items)], lead)


def _stage(order: Order, account: Account, now: datetime) -> Value:
    name = order_name(order, account)
    step = sms_step(order, now)
    if step is not None:
        return wording("utter_waits_for_sms", order=name, deadline=moment(step.deadline))
    return wording(_WAITS[order.state], order=name)


_WAITS = {
    OrderState.DRAFT: "utter_waits_for_submission",
    OrderState.PROVIDER_REVIEW: "utter_waits_for_provider",
    OrderState.SMS_VERIFICATION: "utter_waits_for_provider",
    OrderState.ADMINISTRATION_REVIEW: "utter_waits_for_administration",
    OrderState.RETURNED: "utter_waits_for_resubmission",
}
_OURS = (OrderState.SMS_VERIFICATION, OrderState.RETURNED, OrderState.DRAFT)
"""States in which an order waits for the owner, the most urgent first."""


def waits_for_us_told(question: Question, account: Account) -> list[Reply]:
    """Return which orders wait for the owner, and which for others."""
    there = orders_under_way(account)
    if not there:
        return [reply("utter_nothing_waits")] if account.orders else []
    question.listed = tuple(order_key(one) for one in there)
    ours = sorted((o for o in there if o.state in _OURS), key=lambda o: _OURS.index(o.state))
    others = [one for one in there if one.state not in _OURS]
    replies = []
    if ours:
        items = lines(
            wording("utter_waiting_line", told=_stage(o, account, question.now)) for o in ours
        )
        replies.append(reply("utter_these_wait_for_you", items=items))
    if others:
        items = lines(
            wording("utter_waiting_line", told=_stage(o, account, question.now)) for o in others
        )
        response = "utter_these_wait_for_others" if ours else "utter_all_wait_for_others"
        replies.append(reply(response, items=items))
    return replies


def what_it_cancels_told(question: Question, account: Account) -> list[Reply]:
    """Return what the order in question cancels, with a yes where it is no whole subject."""
    there = [one for one in orders_under_way(account) if is_cancellation(one)]
    meant = orders_in_focus(question, there, account) if there else []
    if len(meant) != 1:
        return []
    question.spoken_of = order_key(meant[0])
    is_part = meant[0].kind is not OrderKind.CANCEL_SUBJECT
    lead = wording("utter_it_is_so" if is_part else "utter_it_is_not_so")
    return led(
        [reply("utter_what_orders_do", items=lines([what_order_does(meant[0], account)]))], lead
    )
