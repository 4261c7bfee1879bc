"""Questions that make sense only for what is under way or to come, while the conversation is about
something finished: which phone gets the code, whether it is too late, how long it still takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from actions.frame.frame import Frame
from actions.frame.message import Asked
from actions.frame.things import Thing, below, owners, things_of
from actions.references.refer import References
from beian.filing.orders import is_cancellation, is_open, orders_under_way
from beian.filing.state import Account, FilingStatus, Order, OrderKind, OrderState
from beian.nlu.intents import MY_ORDER_PROGRESS

_CODE = "faq_sms_verification"
_OF_WHAT_RUNS = (_CODE, "faq_withdraw_application", "faq_cancellation_time")
_GIVING_UP = ("faq_abandon_order_impact", "faq_app_or_mini_program")
WHEN = "when"
"""The part of MY_ORDER_PROGRESS that tells the days of an order."""
_PARTS = ("remaining", "stuck", "whose_desk", "next_step")
"""Parts of where an order stands that there are only while it does."""
_OF_CODES = (_CODE, "faq_sms_message")
_OVER = (OrderState.SUCCEEDED, OrderState.GIVEN_UP)
_WAITS = OrderState.SMS_VERIFICATION
_OF_A_CODE_THAT_IS_THERE = (None, "not_received", "resend", "validity", "expired", "wrong_entries")
"""Parts of the topic that ask about a code that was sent, rather than about codes."""


def of_what_runs(
    own: tuple[Asked, ...], frame: Frame, pointed: References, account: Account | None
) -> tuple[tuple[Asked, ...], Frame]:
    """Return the questions of a message and the frame, about what is under way where a question
    makes no sense for the finished thing that they are about.

    A finished order that the message itself names is told of instead; one that was spoken of before
    gives way to an order under way for the same thing, else to the only one under way, else to
    whatever is to be submitted.
    """
    if account is None or len(own) != 1 or not _runs(own[0]):
        return own, frame
    things = {thing.key: thing for thing in things_of(account)}
    if pointed.named:
        over = len(pointed.named) == 1 and _is_over_order(things[pointed.named[0]])
        if not over or own[0].topic in _OF_CODES:
            return own, frame
        return (replace(own[0], topic=MY_ORDER_PROGRESS, part=WHEN),), frame
    focus = own[0].about or frame.in_focus
    thing = things.get(focus[0]) if len(focus) == 1 else None
    about = None if thing is None else _meant_instead(own[0], thing, things.values(), account)
    if about is None or not set(frame.excluded).isdisjoint(about):
        return own, frame
    return (replace(own[0], about=()),), frame.with_(about=about, spoken_of=None)


def all_over(keys: Collection[str], account: Account | None) -> bool:
    """Return whether the things with these keys are all finished orders, or cancelled."""
    things = things_of(account) if account is not None else ()
    return all(_is_over(thing) for thing in things if thing.key in keys)


def is_told_of(thing: Thing, topic: str) -> bool:
    """Return whether a thing is a finished order to which a topic does not apply, so that its days
    are told instead."""
    return _is_over_order(thing) and topic in (*_OF_WHAT_RUNS, *_GIVING_UP)


def _runs(asked: Asked) -> bool:
    of_order = asked.topic == MY_ORDER_PROGRESS and asked.part in _PARTS
    return of_order or asked.topic in (*_OF_WHAT_RUNS, *_OF_CODES)


def _is_over_order(thing: Thing) -> bool:
    return thing.order is not None and thing.order.state in _OVER


def _is_over(thing: Thing) -> bool:
    """Return whether a thing is a finished order, or cancelled."""
    if thing.order is not None:
        return thing.order.state in _OVER
    return thing.target is not None and thing.target.thing.status is FilingStatus.CANCELLED


def _instead(
    thing: Thing, things: Iterable[Thing], account: Account, *, codes: bool
) -> tuple[str, ...]:
    """Return the key of what is meant instead of something finished; none where it is open."""
    every = list(things)
    under_way = orders_under_way(account)
    running = [one for one in every if one.order in under_way and (not codes or _has_code(one))]
    target = owners(thing)[:1] or (thing.key,)
    held = [one for one in every if one.key in target]
    same = {*target, *(key for one in held for key in (*owners(one), *below(one, every)))}
    its = [one.key for one in running if one.key in same or not same.isdisjoint(owners(one)[:1])]
    if len(its) == 1:
        return (its[0],)
    if len(running) == 1:
        return (running[0].key,)
    filed = [one for one in held if one.target and one.target.thing.status is FilingStatus.FILED]
    return tuple(one.key for one in filed) if codes and not its else ()


def _meant_instead(
    asked: Asked, thing: Thing, things: Collection[Thing], account: Account
) -> tuple[str, ...] | None:
    """Return the keys of what is meant instead of the thing in focus; None where that is meant."""
    if _is_over(thing):
        return _instead(thing, things, account, codes=asked.topic in _OF_CODES)
    waiting = _waits_for_code(asked, thing, things)
    return None if waiting is None else (waiting.key,)


def _waits_for_code(asked: Asked, thing: Thing, things: Iterable[Thing]) -> Thing | None:
    """Return the only order that waits for its code, if a question about a code that is there is
    asked while something is spoken of that nobody has submitted: its deadline is running."""
    is_there = asked.topic == _CODE and asked.part in _OF_A_CODE_THAT_IS_THERE
    if not is_there or (thing.order is not None and not _has_none_now(thing.order)):
        return None
    orders = [one for one in things if one.order is not None and one.order.state not in _OVER]
    if any(owners(one)[:1] == (thing.key,) for one in orders):
        return None
    waiting = [one for one in orders if one.order and one.order.state is _WAITS]
    return waiting[0] if len(waiting) == 1 else None


def _has_none_now(order: Order) -> bool:
    """Return whether an order waits for no code, and will not: it is with the administration, or
    about access."""
    reviewed = order.state is OrderState.ADMINISTRATION_REVIEW
    return reviewed or order.kind is OrderKind.CANCEL_ACCESS


def _has_code(thing: Thing) -> bool:
    """Return whether an order is a cancellation that the ministry sends a code for."""
    order = thing.order
    if order is None or order.kind is OrderKind.CANCEL_ACCESS:
        return False
    return is_cancellation(order) and (is_open(order) or order.state is OrderState.RETURNED)
