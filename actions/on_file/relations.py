"""What is on file of how things bear on each other: what came of an order, whether a cancellation
touches another thing, whether two orders clash, whether somebody has to act."""

from __future__ import annotations

from collections.abc import Sequence

from actions.answers.order_days import order_days
from actions.answers.progress import progress
from actions.frame.things import order_key, things_of
from actions.on_file.asked import led, orders_in_focus
from actions.on_file.orders import waits_for_us_told
from actions.reading.question import Question
from actions.references.candidates import order_name, target_name, website_name
from actions.references.related import (
    beside_an_order,
    clashing_orders,
    names_a_stranger,
    orders_of,
    touching_parties,
)
from actions.wording.replies import Reply, Value, day, lines, names, reply, wording
from beian.filing.checked_phone import checked_phone
from beian.filing.masking import mask_name, mask_phone
from beian.filing.orders import (
    Target,
    is_cancellation,
    is_open,
    orders_under_way,
    review,
    target_of,
)
from beian.filing.provider_access import filed_services, filed_websites
from beian.filing.state import Account, FilingStatus, Order, OrderKind, OrderState
from beian.nlu.plain_words.order_signs import place_sign

_MOST_OUTCOMES = 3

# What came of it.

_CAME_OF_IT = {
    OrderState.SUCCEEDED: "utter_it_came_off",
    OrderState.GIVEN_UP: "utter_it_did_not_come_off",
    OrderState.RETURNED: "utter_it_did_not_come_off",
}
_UNDECIDED = "utter_it_is_not_decided"


def outcome_told(question: Question, account: Account) -> list[Reply]:
    """Return what came of the orders in question, the newest first."""
    found = orders_of(question.frame.in_focus, account)
    orders = orders_in_focus(question, found, account) if found else []
    if not orders:
        return []
    orders = sorted(orders, key=lambda one: one.created_at, reverse=True)[:_MOST_OUTCOMES]
    if len(orders) == 1:
        question.spoken_of = order_key(orders[0])
        return led(_came_of(question, account, orders[0]), _lead(orders[0]))
    question.listed = tuple(order_key(one) for one in orders)
    told = [wording("utter_days_line", told=order_days(question, one, account)) for one in orders]
    return [reply("utter_days_of_several", items=lines(told))]


def _lead(order: Order) -> Value:
    return wording(_CAME_OF_IT.get(order.state, _UNDECIDED))


def _came_of(question: Question, account: Account, order: Order) -> list[Reply]:
    """Return where an order stands; of one that is over, on which days."""
    if order.state in (OrderState.GIVEN_UP, OrderState.SUCCEEDED):
        told = [reply("utter_days_of_order", told=order_days(question, order, account))]
        return told + _still_there(order, account)
    return progress(question, account, order)[:1]


def _still_there(order: Order, account: Account) -> list[Reply]:
    """Return that what a cancellation was to cancel is on file as before, where it was given up."""
    target = target_of(order, account)
    if order.state is not OrderState.GIVEN_UP or not is_cancellation(order) or target is None:
        return []
    if order.kind is OrderKind.CANCEL_ACCESS or target.thing.status is not FilingStatus.FILED:
        return []
    return [reply("utter_still_on_file_as_before", thing=target_name(target))]


def beyond_told(question: Question, account: Account) -> list[Reply]:
    """Return that there is no order before the first, or after the last."""
    sign = place_sign(question.text)
    found = orders_of(question.frame.in_focus, account)
    if sign is None or not found:
        return []
    name = order_name(found[0], account)
    return [reply(_BEYOND[sign[0]], order=name)]


_BEYOND = {"before": "utter_no_order_before", "after": "utter_no_order_after"}


def what_changes_told(question: Question, account: Account) -> list[Reply]:
    """Return that the file has no more of a change than that there is one, and where it stands."""
    found = orders_of(question.frame.in_focus, account)
    changes = [one for one in found if one.kind is OrderKind.CHANGE]
    if not changes:
        return []
    question.spoken_of = order_key(changes[0])
    return [reply("utter_what_a_change_changes", order=order_name(changes[0], account))]


# What touches what.


def touches_told(question: Question, account: Account) -> list[Reply]:
    """Return whether cancelling one thing touches another."""
    things = {thing.key: thing for thing in things_of(account)}
    keys = _parties(question, account)
    targets = [things[key].target for key in keys if key in things]
    if len(targets) < 2 or None in targets:
        return []
    cancelled, *others = [one for one in targets if one is not None]
    if _is_of_access(question, cancelled, account):
        if any(cancelled.thing in (one.thing, one.subject) for one in others):
            return []
        other = names(target_name(one) for one in others)
        return [reply("utter_not_touched_by_access", one=target_name(cancelled), other=other)]
    told = [found for one in others if (found := _touched(cancelled, one, account))]
    if len(told) != len(others):
        return []
    return told


def _parties(question: Question, account: Account) -> tuple[str, ...]:
    """Return the keys of what is cancelled and of what that may touch: those of the question, else
    what was cancelled before with what a follow-up names."""
    about = question.frame.about
    if len(about) > 1:
        return about
    before = question.before.about[:1]
    if not question.is_follow_up or not before or before == about:
        return ()
    parties = touching_parties("", question.message, (*before, *about), account)
    return (*before, *about) if parties else ()


def _is_of_access(question: Question, target: Target, account: Account) -> bool:
    """Return whether the access of a thing is what is cancelled, as the message or the only open
    order for it says."""
    kinds = question.message.values("cancellation_kind")
    theirs = [
        one
        for one in orders_under_way(account)
        if is_cancellation(one) and target_of(one, account) == target
    ]
    of_access = bool(theirs) and all(one.kind is OrderKind.CANCEL_ACCESS for one in theirs)
    return OrderKind.CANCEL_ACCESS.value in kinds or (of_access and not kinds)


def _touched(cancelled: Target, other: Target, account: Account) -> Reply | None:
    """Return whether cancelling one thing touches another; None where that is not plain."""
    values: dict[str, Value] = {"one": target_name(cancelled), "other": target_name(other)}
    if other.is_cancelled or cancelled == other:
        return None
    if cancelled.subject is not other.subject:
        held = _held(other)
        if not held:
            return reply("utter_not_touched_elsewhere", **values)
        return reply("utter_not_touched_with_sites", websites=names(held), **values)
    if cancelled.thing is cancelled.subject:
        return reply("utter_goes_along_with", **values)
    whole = any(
        target_of(one, account) == Target(cancelled.subject)
        for one in orders_under_way(account)
        if is_cancellation(one)
    )
    if whole or other.thing is other.subject:
        return None
    return reply("utter_not_touched_beside", **values)


def _held(target: Target) -> list[Value]:
    """Return what is filed under a subject; nothing of a website or service."""
    if target.thing is not target.subject:
        return []
    services: list[Value] = [one.name for one in filed_services(target.subject)]
    return [*(website_name(one) for one in filed_websites(target.subject)), *services]


# What clashes.


def clashes_told(question: Question, account: Account) -> list[Reply]:
    """Return whether two open orders get in each other's way."""
    keys = (*question.asked.about, *question.frame.in_focus, *question.before.in_focus)
    two = clashing_orders(keys, account)
    if two is None:
        return _beside_an_order(keys, account)
    first, second = sorted(two, key=lambda one: review(one, question.now) is None)
    targets = [target_of(one, account) for one in (first, second)]
    values = {"one": order_name(first, account), "other": order_name(second, account)}
    question.listed = (order_key(first), order_key(second))
    if None in targets:
        return []
    if targets[0] and targets[1] and targets[0].subject is not targets[1].subject:
        return [reply("utter_no_clash_of_subjects", **values)]
    found = review(first, question.now)
    if found is None:
        return [reply("utter_clash_before_review", **values)]
    if found.overdue:
        return [reply("utter_clash_until_done", **values)]
    last_day = day(found.last_expected_day)
    until = last_day if found.certain else wording("utter_about", day=last_day)
    response = "utter_clash_of_a_draft" if second.state is OrderState.DRAFT else "utter_clash_until"
    return [reply(response, until=until, **values)]


def _beside_an_order(keys: Sequence[str], account: Account) -> list[Reply]:
    """Return whether what would be handed in gets in the way of an open order."""
    beside = beside_an_order(keys, account)
    if beside is None:
        return []
    order, target = beside
    values: dict[str, Value] = {"order": order_name(order, account), "other": target_name(target)}
    about = target_of(order, account)
    if about is not None and about.subject != target.subject:
        return [reply("utter_no_clash_elsewhere", **values)]
    return [reply("utter_one_after_the_other", **values)]


# Who has to act.

_NOW = (OrderState.SMS_VERIFICATION, OrderState.RETURNED, OrderState.DRAFT)
"""States in which an order waits for its owner."""


def acts_told(question: Question, account: Account) -> list[Reply]:
    """Return whether anybody has to do something for the order in question; of several, which wait
    for the owner."""
    there = list(orders_under_way(account))
    orders = orders_in_focus(question, there, account)
    if len(orders) != 1 or (len(there) > 1 and names_a_stranger(question.text, account)):
        return waits_for_us_told(question, account)
    order = orders[0]
    question.spoken_of = order_key(order)
    told = progress(question, account, order)[:1]
    if order.state not in _NOW:
        later = _verifies_later(order, account)
        return [*led(told, wording("utter_nobody_has_to_act")), *later]
    if order.state is not OrderState.SMS_VERIFICATION:
        return led(told, wording("utter_something_is_to_be_done"))
    return [*led(told, wording("utter_something_is_to_be_done")), *_verifier(order, account)]


def _verifier(order: Order, account: Account, response: str = "utter_who_verifies") -> list[Reply]:
    target = target_of(order, account)
    checked = checked_phone(target) if target is not None else None
    if checked is None or checked.person is None or not checked.person.phone:
        return []
    person, phone = mask_name(checked.person.name), mask_phone(checked.person.phone)
    return [reply(response, person=person, phone=phone)]


def _verifies_later(order: Order, account: Account) -> list[Reply]:
    """Return who has to verify a cancellation that is still with the provider."""
    has_code = is_cancellation(order) and order.kind is not OrderKind.CANCEL_ACCESS
    if not is_open(order) or order.state is not OrderState.PROVIDER_REVIEW or not has_code:
        return []
    return _verifier(order, account, "utter_who_verifies_later")
