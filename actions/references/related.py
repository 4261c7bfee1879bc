"""Which things on file a question puts beside each other, and whether the file knows of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actions.frame.message import Message
from actions.frame.things import Thing, order_key, owners, subject_key, target_key, things_of
from actions.references.mentions import BY_PERSON, Mention, mentions_in
from beian.filing.orders import (
    Target,
    is_cancellation,
    is_open,
    open_orders,
    orders_under_way,
    target_of,
)
from beian.filing.state import Account, Order, OrderKind, OrderState
from beian.nlu.file_questions.kinds import FileQuestion
from beian.nlu.file_questions.relations import cancelling_places, person_names, speaks_of_someone
from beian.nlu.text.characters import folded_in_place

_PAUSE = re.compile("[,，、;；。!！?？]")
_SUBJECT = OrderKind.CANCEL_SUBJECT.value


def is_known(asked: FileQuestion, about: Sequence[str], account: Account) -> bool:
    """Return whether the file knows of what a question puts beside each other."""
    if asked is FileQuestion.ACTS:
        return bool(orders_under_way(account))
    if asked is FileQuestion.CLASHES:
        beside = beside_an_order(about, account)
        return clashing_orders(about, account) is not None or beside is not None
    if asked is FileQuestion.WHAT_CHANGES:
        return any(one.kind is OrderKind.CHANGE for one in orders_of(about, account))
    return bool(orders_of(about, account))


def is_of_someone(message: Message, account: Account) -> bool:
    """Return whether a message speaks of a person beside the one who writes."""
    folded = folded_in_place(message.text)
    people = {person for thing in things_of(account) for person in thing.people}
    return speaks_of_someone(message.text) or any(person in folded for person in people)


def names_a_stranger(text: str, account: Account) -> bool:
    """Return whether a text names somebody in Latin letters who is on file in none: which orders
    wait for that person is open."""
    people = {person for thing in things_of(account) for person in thing.people}
    return any(folded_in_place(name) not in people for name in person_names(text))


def orders_of(keys: Iterable[str], account: Account) -> list[Order]:
    """Return the orders with these keys, else those for the very things with these keys, the newest
    first."""
    keys = set(keys)
    very = [one for one in account.orders if order_key(one) in keys]
    theirs = [
        one
        for one in account.orders
        if (target := target_of(one, account)) is not None and target_key(target) in keys
    ]
    return sorted(very or theirs, key=lambda one: one.created_at, reverse=True)


# Two orders.


def clashing_orders(keys: Iterable[str], account: Account) -> tuple[Order, Order] | None:
    """Return the two open orders that are spoken of, by themselves or by what they are for; the
    only two there are where one of them is."""
    found: dict[str, Order] = {}
    for key in keys:
        going = [one for one in orders_under_way(account) if one.state is OrderState.RETURNED]
        going += open_orders(account)
        theirs = [one for one in orders_of((key,), account) if one in going]
        if len(theirs) == 1:
            found[theirs[0].order_id] = theirs[0]
    there = open_orders(account)
    if len(found) == 1 and len(there) == 2:
        found = {one.order_id: one for one in there}
    two = list(found.values())[:2]
    return (two[0], two[1]) if len(two) == 2 else None


def beside_an_order(keys: Iterable[str], account: Account) -> tuple[Order, Target] | None:
    """Return the one open order that is spoken of, and the one thing beside it for which there is
    none: what would be handed in while that order is open."""
    things = {thing.key: thing for thing in things_of(account)}
    orders: dict[str, Order] = {}
    free: dict[str, Target] = {}
    for key in keys:
        target = things[key].target if key in things else None
        theirs = [one for one in orders_of((key,), account) if is_open(one)]
        orders.update({one.order_id: one for one in theirs})
        if target is not None and not theirs and not target.is_cancelled:
            free[target_key(target)] = target
    there = open_orders(account)
    if not orders and len(there) == 1:
        orders = {one.order_id: one for one in there}
    if len(orders) != 1 or len(free) != 1:
        return None
    order, target = next(iter(orders.values())), next(iter(free.values()))
    return None if target_of(order, account) is None else (order, target)


def order_in_the_way(target: Target, account: Account) -> Order | None:
    """Return the only open order for the subject of a thing for which there is none itself."""
    going = {one.order_id: target_of(one, account) for one in open_orders(account)}
    if any(one == target for one in going.values()):
        return None
    theirs = [
        one
        for one in open_orders(account)
        if (about := going[one.order_id]) is not None and about.subject == target.subject
    ]
    return theirs[0] if len(theirs) == 1 else None


# What is cancelled, and what that may touch.


def touching_parties(
    words: str, message: Message, about: Sequence[str], account: Account
) -> tuple[str, ...] | None:
    """Return the keys of what is cancelled and of what that may touch, in this order; None where
    they are not two."""
    things = {thing.key: thing for thing in things_of(account)}
    targets = dict.fromkeys(_target_of(things[key]) for key in about if key in things)
    keys = [key for key in targets if key is not None]
    if len(keys) < 2:
        return None
    whole = _SUBJECT in message.values("cancellation_kind")
    above = [key for key in keys if any(key in owners(things[one]) for one in keys)]
    nearest = above[0] if whole and above else _cancelled_in(words, message, keys, account)
    cancelled = nearest or next((key for key in keys if is_being_ended(key, account)), keys[0])
    return (cancelled, *(key for key in keys if key != cancelled))


def with_places(
    named: Sequence[str], words: str, message: Message, account: Account
) -> tuple[str, ...]:
    """Return the keys of what is named, with those of the subjects that a message names by their
    province alone ("Beijing's cancellation"), or as the whole ("cancel the company filing")."""
    things = {thing.key: thing for thing in things_of(account)}
    theirs = {subject_of(things[key]) for key in named if key in things}
    whole = _SUBJECT in message.values("cancellation_kind") and len(theirs) == 1
    if whole and not theirs & {*named}:
        return (*(key for key in theirs if key), *named)
    start = max(message.text.find(words), 0)
    found = [m.key for m in _places(message, account) if start <= m.start < start + len(words)]
    return tuple(dict.fromkeys((*named, *(key for key in found if key not in theirs))))


def _places(message: Message, account: Account) -> list[Mention]:
    """Return where a message names a province or city in which there is one subject."""
    found = []
    for one in message.entities:
        if one.get("entity") not in ("province", "city") or "start" not in one:
            continue
        there = [s for s in account.subjects if s.province == one["value"]]
        if len(there) == 1:
            key = subject_key(there[0])
            found.append(Mention(key, one["start"], one["end"], BY_PERSON))
    return found


def _target_of(thing: Thing) -> str | None:
    if thing.order is None:
        return thing.key
    return target_key(thing.target) if thing.target else None


def _cancelled_in(
    words: str, message: Message, keys: Sequence[str], account: Account
) -> str | None:
    """Return which of some things stands nearest to a word for cancelling."""
    things = {thing.key: thing for thing in things_of(account)}
    start = max(message.text.find(words), 0)
    end = start + len(words)
    places = [(s + start, e + start) for s, e in cancelling_places(words)]
    near = [
        (min(_apart(one, *place, message.text) for place in places), one.key)
        for one in (*mentions_in(message, things), *_places(message, account))
        if places and one.key in keys and start <= one.start < end
    ]
    return min(near)[1] if near else None


def _apart(mention: Mention, start: int, end: int, text: str) -> int:
    """Return how far a mention and another place of a text are apart; those in other clauses are
    further than any in the same."""
    between = text[min(mention.end, end) : max(mention.start, start)]
    return len(between) + (len(text) if _PAUSE.search(between) else 0)


def is_being_ended(key: str, account: Account) -> bool:
    """Return whether an order is to cancel the thing with that key, or its access, or did."""
    over = (OrderState.GIVEN_UP, OrderState.RETURNED)
    orders = [o for o in account.orders if is_cancellation(o) and o.state not in over]
    targets = (target_of(one, account) for one in orders)
    return any(target is not None and target_key(target) == key for target in targets)


def subject_of(thing: Thing) -> str | None:
    """Return the key of the subject that a thing is, or belongs to."""
    return None if thing.subject is None else subject_key(thing.subject)
