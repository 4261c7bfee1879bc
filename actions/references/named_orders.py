"""Orders that a message names by what they do, when they were begun, how they stand, or what they
are for, wherever that stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from actions.frame.message import DENIED, Message
from actions.frame.things import Thing, owners, things_of
from actions.references.mentions import Mention
from actions.references.naming import months_named
from beian.base.clock import SHANGHAI
from beian.filing.orders import is_cancellation, is_open
from beian.filing.state import Account, Order, OrderKind, OrderState
from beian.nlu.file_questions.finding import asks_of_what_is_done
from beian.nlu.plain_words.order_signs import (
    DRAFT,
    GIVEN_UP,
    RETURNED,
    SUCCEEDED,
    WITH_ADMINISTRATION,
    SaidWhen,
    is_short,
    order_times,
    place_sign,
    state_signs,
)
from beian.nlu.plain_words.order_words import (
    access_orders,
    is_compared,
    is_order_of,
    names_an_order,
    sort_of_order_in,
    the_cancellation_in,
)
from beian.nlu.plain_words.told_to import speaks_of_an_order
from beian.nlu.text.characters import folded_in_place

_IN_STATE = {
    DRAFT: (OrderState.DRAFT,),
    GIVEN_UP: (OrderState.GIVEN_UP,),
    RETURNED: (OrderState.RETURNED,),
    WITH_ADMINISTRATION: (OrderState.ADMINISTRATION_REVIEW,),
    SUCCEEDED: (OrderState.SUCCEEDED,),
}
_ACCESS = "_access"
"""What the kinds of orders about access end with."""
_SORTS = {
    "subject": OrderKind.CANCEL_SUBJECT,
    "website": OrderKind.CANCEL_WEBSITE,
    "service": OrderKind.CANCEL_SERVICE,
}
"""What is cancelled by orders that are named by it alone."""
Test = Callable[[Order], bool]


@dataclass(frozen=True)
class NamedOrders:
    """Keys of the orders that a message names by kind or month, and where in its text."""

    keys: tuple[str, ...] = ()
    places: tuple[tuple[int, int], ...] = ()


def named_orders(
    message: Message, things: Mapping[str, Thing], *, of: Sequence[str] = ()
) -> NamedOrders:
    """Return the orders that a message names by kind, month, day, time or state; those of the
    things with the keys `of` alone, if there are any.

    Of several those under way are meant, unless the message asks of what is done.
    """
    tests, places = _tests(message, [one.order for one in things.values() if one.order])
    if not tests:
        return NamedOrders()
    orders = [thing for thing in things.values() if thing.order is not None]
    fitting = [one for one in orders if one.order and all(test(one.order) for test in tests)]
    if of:
        fitting = [one for one in fitting if _belongs(one, of, things)]
    under_way = [one for one in fitting if one.order and is_open(one.order)]
    if len(fitting) > 1 and under_way and not asks_of_what_is_done(message.text):
        fitting = under_way
    return NamedOrders(tuple(one.key for one in fitting), tuple(places))


def _tests(message: Message, orders: Sequence[Order]) -> tuple[list[Test], list[tuple[int, int]]]:
    tests: list[Test] = []
    places: list[tuple[int, int]] = []
    kinds, spans = _kinds(message)
    if kinds:
        tests.append(lambda order: any(order.kind.value.endswith(kind) for kind in kinds))
        places += spans
    cancellation = the_cancellation_in(message.text)
    if cancellation is not None and not kinds and not _is_beside(message, *cancellation):
        tests.append(_cancels)
        places.append(cancellation)
    sort = sort_of_order_in(message.text)
    if sort is not None and not kinds and not _is_beside(message, *sort[1:]):
        kind = _SORTS[sort[0]]
        tests.append(lambda order: order.kind is kind)
        places.append(sort[1:])
    months = [one for one in months_named(message.text) if not _is_beside(message, *one[1:])]
    if months:
        said = {month for month, _, _ in months}
        tests.append(lambda order: order.created_at.astimezone(SHANGHAI).month in said)
        places += [(start, end) for _, start, end in months]
    for one in _whens(message):
        begun = [order for order in orders if one.first <= order.created_at < one.last]
        ended = [o for o in orders if o.finished_at and one.first <= o.finished_at < one.last]
        fitting = {order.order_id for order in begun or ended}
        tests.append(lambda order, fitting=fitting: order.order_id in fitting)  # type: ignore[misc]
        places.append((one.start, one.end))
    states = [one for one in state_signs(message.text) if not _is_beside(message, *one[1:])]
    if states:
        wanted = {state for name, _, _ in states for state in _IN_STATE[name]}
        tests.append(lambda order: order.state in wanted)
        places += [(start, end) for _, start, end in states]
    return tests, places


def _cancels(order: Order) -> bool:
    """Return whether an order is to cancel a filing, not mere access."""
    return is_cancellation(order) and order.kind is not OrderKind.CANCEL_ACCESS


def _whens(message: Message) -> list[SaidWhen]:
    """Return when the orders were begun of which a message speaks; none where no clock is known."""
    if message.now is None:
        return []
    found = order_times(message.text, message.now.astimezone(SHANGHAI))
    return [one for one in found if not _is_beside(message, one.start, one.end)]


def order_at_a_place(
    message: Message, focus: Sequence[str], things: Mapping[str, Thing]
) -> NamedOrders:
    """Return the order that a message names by its place in time: the first, the last, or the one
    before or after that which is spoken of."""
    sign = place_sign(message.text)
    dated = [one for one in things.values() if one.order is not None]
    if sign is None or _is_beside(message, *sign[1:]) or not dated:
        return NamedOrders()
    place, span = sign[0], ((sign[1], sign[2]),)
    dated.sort(key=lambda one: one.order.created_at if one.order else 0)
    if place in ("newest", "oldest"):
        return NamedOrders((dated[-1 if place == "newest" else 0].key,), span)
    at = next((i for i, one in enumerate(dated) if one.key in focus), None)
    at = _of_the_thing(dated, focus) if at is None else at
    beside = -1 if at is None else at + (1 if place == "after" else -1)
    return NamedOrders((dated[beside].key,), span) if 0 <= beside < len(dated) else NamedOrders()


def no_order_at_the_place(message: Message, focus: Sequence[str], account: Account) -> bool:
    """Return whether a message names the order before the first, or after the last."""
    things = {thing.key: thing for thing in things_of(account)}
    sign = place_sign(message.text)
    of_an_order = any(things[key].order for key in focus if key in things)
    beside = sign is not None and sign[0] in ("before", "after") and is_short(message.text)
    return beside and of_an_order and not order_at_a_place(message, focus, things).keys


def _of_the_thing(orders: Sequence[Thing], focus: Sequence[str]) -> int | None:
    """Return the place of the latest order for what is spoken of."""
    theirs = (at for at, one in enumerate(orders) if set(focus) & set(owners(one)[:1]))
    return max(theirs, default=None)


def order_for_the_thing(
    message: Message, mentions: Sequence[Mention], things: Mapping[str, Thing]
) -> NamedOrders:
    """Return the order for the thing that a message names with a word for an order behind it
    (招聘那单, "the shop's order"), where there is one, or one under way."""
    folded = folded_in_place(message.text)
    for one in mentions:
        found = is_order_of(folded, one.end)
        if found is None or things[one.key].order is not None:
            continue
        theirs = [thing for thing in things.values() if thing.order]
        theirs = [thing for thing in theirs if owners(thing)[:1] == (one.key,)]
        running = [thing for thing in theirs if thing.order and is_open(thing.order)]
        theirs = running if len(running) == 1 else theirs
        if len(theirs) == 1:
            return NamedOrders((theirs[0].key,), ((one.start, found),))
    return NamedOrders()


def _is_beside(message: Message, start: int, end: int) -> bool:
    """Return whether a place in a message is denied, or only compared with."""
    return message.denies(start, end) or is_compared(message.text, start)


def _kinds(message: Message) -> tuple[set[str], list[tuple[int, int]]]:
    """Return the ends of the kinds of orders that a message names, and where."""
    text = message.text
    found = [
        (str(one["value"]), int(one["start"]), int(one["end"]))
        for one in message.entities
        if one.get("entity") == "order_kind" and "start" in one and one.get("role") != DENIED
    ]
    acts = [
        (str(one["value"]), int(one["start"]), int(one["end"]))
        for one in message.entities
        if one.get("value") == OrderKind.CANCEL_ACCESS.value
        and one.get("entity") == "cancellation_kind"
        and "start" in one
        and one.get("role") != DENIED
    ]
    of_orders = speaks_of_an_order(text)
    named = [one for one in found if of_orders or names_an_order(text, *one[1:])]
    named += [one for one in acts if names_an_order(text, *one[1:], strictly=True)]
    kinds = {kind for kind, _, _ in named}
    spans = [(start, end) for _, start, end in named]
    if not any(kind.endswith(_ACCESS) for kind in kinds):
        access = access_orders(text)
        kinds |= {_ACCESS} if access else set()
        spans += access
    return kinds, spans


def _belongs(order: Thing, keys: Iterable[str], things: Mapping[str, Thing]) -> bool:
    """Return whether an order is for one of the things, or for what it belongs to."""
    above = {up for key in keys if key in things for up in (key, *owners(things[key]))}
    target = owners(order)[:1]
    return bool(target) and target[0] in above
