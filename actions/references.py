"""What a message refers to, of the things on file: by name, nickname, number, place or pointing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from actions.frame import WHICH, Frame
from actions.message import DENIED, Message
from actions.named_by_state import STATES, in_state
from actions.naming import month_named, place_named
from actions.things import Thing, owners, sort_of, things_of
from beian.base.clock import SHANGHAI
from beian.base.domains import domain_key
from beian.base.filing_numbers import in_one_form
from beian.filing.orders import is_cancellation, is_open
from beian.filing.state import Account, SubjectType
from beian.nlu.bare_naming import does_no_more_than_name
from beian.nlu.characters import folded_in_place
from beian.nlu.intents import MY_ORDER_PROGRESS
from beian.nlu.question_form import speaks_of_cancelling
from beian.nlu.written_forms import EMAIL

_TAIL = re.compile(r"(?<![\da-z])(?<!\d\.)(\d{3,})(?![\da-z])")
_SHORTEST_TAIL = 3
_SHORTEST_LATIN_NAME = 3
_MERE_NUMBER = re.compile(r"\W*\d+\W*")
_BETWEEN = re.compile(r"[\s\-_]+")
_END_OF_NUMBER = "号"
_ENDING = re.compile(
    r"(?<![a-z\d])-(\d{1,3}[axk]?)(?![a-z\d])|尾号是?-?(\d{1,3}[axk]?)(?![a-z\d])"
    r"|(?<![a-z\d.-])(\d{1,3}[axk])(?![a-z\d])"
)
"""The ending of a website's number (-2), or of a service's (-2A, 2A)."""
_TITLED = re.compile(
    "([\u4e00-\u9fff])(?:总(?!结|共|是|之|体|算|会)|董|经理|主任|先生|女士|小姐|老师|老板|师傅|工(?![信商作具程]))"
)
"""A surname with what people put behind it: 周总, 高经理."""
_AN_ORDER = re.compile(r"[张張单單]|\border\b", re.IGNORECASE)
_THE_OTHER = re.compile(r"(?:(?:and|ok|so|what about|how about) )*the other\W*")
_SURE, _ENTIRE, _PART, _KIND, _PERSON = 5, 4, 2, 2, 1
"""How much a mention tells: a number or domain, a whole name, a part of it, the kind, a person."""


@dataclass(frozen=True)
class Mention:
    """Where a message names a thing, and how surely."""

    key: str
    start: int
    end: int
    strength: int


@dataclass(frozen=True)
class References:
    """Keys of the things that a message names, and of those that it denies.

    `open` is True where the message leaves open which of `named` is meant; where it is not, all of
    them are. `every` is True where it asks for all there are to choose from. `unknown` is what it
    names in a form that can only be a name (a domain, a number) and nothing on file has. `bare` is
    True where the message does no more than name things ("那个 App 呢", "and the shop?").
    """

    named: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    open: bool = False
    every: bool = False
    unknown: str | None = None
    bare: bool = False


def references(message: Message, frame: Frame, account: Account | None) -> References:
    """Return what a message refers to in a conversation."""
    if account is None:
        return References()
    things = {thing.key: thing for thing in things_of(account)}
    chosen = message.value("choice")
    if chosen in things:
        return References(named=(chosen,))
    options = [key for key in frame.options if key in things]
    asked = frame.waiting is not None and frame.waiting.question == WHICH
    mentions = _mentions(message, things.values())
    denied = {m.key for m in mentions if message.denies(m.start, m.end)}
    denied |= {options[place] for place in _denied_places(message, len(options))}
    kept = [m for m in mentions if m.key not in denied]
    named = _resolved(kept, options if asked else ())
    denied_keys = tuple(sorted(denied - set(named.named)))
    if named.named:
        spans = [(one.start, one.end) for one in kept]
        bare = not denied and does_no_more_than_name(message.text, spans)
        return References(named.named, denied_keys, named.open, bare=bare)
    left = [key for key in options if key not in denied]
    pointed = (
        _left(message, things)
        or _by_state(message, things, account)
        or _in_the_list(message, options, asked=asked)
        or _pointed_at(message, frame, things, left)
    )
    if pointed is not None:
        return References(pointed.named, denied_keys, pointed.open, pointed.every)
    if denied_keys and len(left) == 1 and set(denied_keys) & set(options):
        return References((left[0],), denied_keys)
    return References((), denied_keys, unknown=_unknown_name(message))


def _mentions(message: Message, things: Iterable[Thing]) -> list[Mention]:
    """Return all places where the message names a thing, but for parts that name them all."""
    text = folded_in_place(message.text)
    closed = _closed(text)
    found: list[Mention] = []
    every = list(things)
    kinds = [e for e in message.entities if e.get("entity") == "site_kind" and "start" in e]
    for thing in every:
        found += _by_form(message, text, thing)
        found += _by_name(text, closed, thing)
        found += [
            Mention(thing.key, e["start"], e["end"], _KIND)
            for e in kinds
            if e["value"] in thing.kinds
        ]
    addresses = [match.span() for match in EMAIL.finditer(text)]
    found = [m for m in found if not any(s <= m.start and m.end <= e for s, e in addresses)]
    return _distinctive(_outermost(_beyond_domains(found, message)), every)


def _beyond_domains(mentions: list[Mention], message: Message) -> list[Mention]:
    """Return the mentions that are no mere word of a domain: shop.example.com names no "shop"."""
    domains = [(e["start"], e["end"]) for e in message.entities if _is_domain(e)]
    return [
        one
        for one in mentions
        if one.strength == _SURE
        or not any(
            start <= one.start and one.end <= end and (start, end) != (one.start, one.end)
            for start, end in domains
        )
    ]


def _is_domain(entity: Mapping[str, Any]) -> bool:
    return entity.get("entity") == "domain" and "start" in entity


def _by_form(message: Message, text: str, thing: Thing) -> Iterable[Mention]:
    """Yield mentions by domain, by number, and by the end of a number."""
    for entity in message.entities:
        label, value = entity.get("entity"), str(entity.get("value"))
        start, end = entity.get("start", 0), entity.get("end", len(text))
        if _is_called(thing, str(label), value):
            yield Mention(thing.key, start, end, _SURE)
    if thing.order is not None:
        for match in _TAIL.finditer(text):
            if thing.order.order_id.endswith(match.group(1)):
                yield Mention(thing.key, match.start(), match.end(), _ENTIRE)
    held = thing.target.thing if thing.target and thing.order is None else None
    if held is not None and thing.sort != "subject" and held.filing_number:
        number = folded_in_place(in_one_form(held.filing_number))
        numbers = [e for e in message.entities if e.get("entity") == "filing_number"]
        for match in _ENDING.finditer(text):
            if any(e.get("start", 0) <= match.start() < e.get("end", 0) for e in numbers):
                continue
            if number.endswith(f"-{next(filter(None, match.groups()))}"):
                yield Mention(thing.key, match.start(), match.end(), _ENTIRE)


def _is_called(thing: Thing, label: str, value: str) -> bool:
    """Return whether the value of an entity is a domain or number of a thing."""
    if label == "domain":
        return domain_key(value) in thing.domains
    if label == "order_number" and thing.order is not None and len(value) >= _SHORTEST_TAIL:
        return thing.order.order_id.endswith(value)
    return label in ("filing_number", "order_number") and folded_in_place(value) in thing.names


def _by_name(text: str, closed: str, thing: Thing) -> Iterable[Mention]:
    """Yield mentions by name, by a part of a name, and by the person in charge.

    `closed` is the text without spaces and hyphens, where most names are not to be found.
    """
    for name in thing.names:
        if _closed(name) in closed:
            yield from _places(text, name, thing.key, _ENTIRE)
    for word in thing.words:
        if word in text:
            yield from _places(text, word, thing.key, _PART)
    for person in thing.people:
        if _closed(person) in closed:
            yield from _places(text, person, thing.key, _PERSON)
    surnames = {person[0] for person in thing.people if not person.isascii()}
    for match in _TITLED.finditer(text):
        if match.group(1) in surnames:
            yield Mention(thing.key, match.start(), match.end(), _PERSON)


@lru_cache(maxsize=16_384)
def _closed(text: str) -> str:
    return _BETWEEN.sub("", text)


def _places(text: str, name: str, key: str, strength: int) -> Iterable[Mention]:
    """Yield where a name stands in the text, spaces and hyphens aside, and not in a longer word."""
    if len(name) < (_SHORTEST_LATIN_NAME if name.isascii() and name.isalpha() else 2):
        return
    for match in _spelt(name).finditer(text):
        yield Mention(key, match.start(), match.end(), strength)


@lru_cache(maxsize=4_096)
def _spelt(name: str) -> re.Pattern[str]:
    """Return the pattern of a name, with spaces and hyphens wherever somebody puts them."""
    before = r"(?<![a-z0-9])" if name[0].isascii() else ""
    after = r"(?![a-z0-9])" if name[-1].isascii() else ""
    if name[-1] == _END_OF_NUMBER:
        after = r"(?!\s*-\s*\d)"  # with an ending it is the number of something else
    return re.compile(before + r"[\s\-_]*".join(map(re.escape, _closed(name))) + after)


def _outermost(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions that do not lie within a longer one, nor beside a surer one."""
    places = {(one.start, one.end, one.strength) for one in mentions}
    outermost = {
        (start, end, strength)
        for start, end, strength in places
        if not any(
            s <= start and end <= e and (e - s > end - start or other > strength)
            for s, e, other in places
        )
    }
    return [one for one in mentions if (one.start, one.end, one.strength) in outermost]


def _distinctive(mentions: list[Mention], things: Sequence[Thing]) -> list[Mention]:
    """Return the mentions without parts of names that are common to all things of their sort."""
    existing = Counter(_family(thing.key) for thing in things)
    keys = {(one.start, one.end, one.key) for one in mentions}
    named = Counter((start, end, _family(key)) for start, end, key in keys)
    return [
        one
        for one in mentions
        if one.strength > _PART
        or existing[_family(one.key)] < 2
        or named[one.start, one.end, _family(one.key)] < existing[_family(one.key)]
    ]


def _family(key: str) -> str:
    """Return the sort of a key; websites and services are told apart by their names alike."""
    sort = sort_of(key)
    return "website" if sort == "service" else sort


def _resolved(mentions: list[Mention], options: Sequence[str]) -> References:
    """Return what the mentions leave: one thing for each place, or it is open which."""
    wanted = set(options)
    places: defaultdict[tuple[int, int], list[Mention]] = defaultdict(list)
    for one in [m for m in mentions if m.key in wanted] or mentions:
        places[one.start, one.end].append(one)
    named: dict[str, None] = {}
    is_open = False
    for _, there in sorted(places.items()):
        strongest = max(m.strength for m in there)
        keys = list(dict.fromkeys(m.key for m in there if m.strength == strongest))
        keys = [key for key in keys if key in named] or keys
        is_open = is_open or len(keys) > 1
        named.update(dict.fromkeys(keys))
    return References(tuple(named), open=is_open)


def _left(message: Message, things: Mapping[str, Thing]) -> References | None:
    """Return the only website that is still on file, where "the last one left" means it; those
    that no order is about, where "the remaining two" does."""
    words = message.values("reference")
    left = [key for key, thing in things.items() if thing.is_filed_website]
    if "remaining" in words and len(left) == 1:
        return References((left[0],))
    if "remaining_ones" not in words:
        return None
    ordered = {key for thing in things.values() if thing.order for key in owners(thing)}
    left = [key for key in left if key not in ordered]
    return References(tuple(left)) if left else None


def _by_state(message: Message, things: Mapping[str, Thing], account: Account) -> References | None:
    """Return what is told apart by the state it is in ("the one that was returned")."""
    for word in message.values("reference"):
        if word not in STATES:
            continue
        found = in_state(word, things.values(), account)
        if found:
            return References(found, open=len(found) > 1)
    return None


def _in_the_list(message: Message, options: Sequence[str], *, asked: bool) -> References | None:
    """Return what a place in the list names ("the second one"). A mere number is a place only
    where it was asked which one."""
    text = list(message.text)
    for start, end in message.denied_places:
        text[start:end] = " " * (end - start)
    place = place_named("".join(text), len(options))
    if place is None or not (asked or _MERE_NUMBER.fullmatch(message.text) is None):
        return None
    return References((options[place],))


def _denied_places(message: Message, count: int) -> Iterable[int]:
    """Yield the places in a list of that length that the message denies ("not the first one")."""
    for start, end in message.denied_places:
        place = place_named(message.text[start:end], count)
        if place is not None:
            yield place


def _pointed_at(
    message: Message, frame: Frame, things: dict[str, Thing], options: list[str]
) -> References | None:
    """Return what is pointed at: the other one, all, the newest ..."""
    waiting = frame.waiting is not None and frame.waiting.question == WHICH
    words = message.values("reference")
    base = options or _siblings(frame, things) or _orders_asked_about(message, things)
    if "every" in words and len(base) > 1:
        return References(tuple(base), every=True)
    if "other" in words or _THE_OTHER.fullmatch(message.text.strip().casefold()):
        about = {*frame.about, *([frame.spoken_of] if frame.spoken_of else [])}
        others = [key for key in base if key not in about and key not in frame.excluded]
        others = _of_named_kind(message, others, things)
        if others and len(others) < len(base):
            return References(tuple(others), open=len(others) > 1)
    if "any" in words and waiting and options:
        return References((options[0],))
    dated = [things[key] for key in base if things[key].order is not None]
    for word, last in (("newest", True), ("oldest", False)):
        if word in words and len(dated) > 1:
            ordered = sorted(dated, key=lambda thing: thing.order.created_at if thing.order else 0)
            return References((ordered[-1 if last else 0].key,))
    of_month = _of_month(message, things)
    if of_month is not None:
        return of_month
    return _by_attribute(message, things, options, waiting=waiting)


def _orders_asked_about(message: Message, things: Mapping[str, Thing]) -> list[str]:
    """Return the open orders, where the message asks how orders stand."""
    if message.intent != MY_ORDER_PROGRESS:
        return []
    return [key for key, thing in things.items() if thing.order and is_open(thing.order)]


def _of_named_kind(message: Message, keys: Sequence[str], things: Mapping[str, Thing]) -> list[str]:
    """Return those of several orders that are of the kind which the message names ("the other
    cancellation"); all of them where it names none, or there is none."""
    kind = message.value("order_kind")
    of_kind = []
    for key in keys:
        order = things[key].order
        if order is not None and (
            order.kind.value == kind or (not kind and is_cancellation(order))
        ):
            of_kind.append(key)
    speaks_of_kind = kind or speaks_of_cancelling(message.text)
    return of_kind if speaks_of_kind and of_kind else [*keys]


def _of_month(message: Message, things: dict[str, Thing]) -> References | None:
    """Return the orders of the month that the message names ("9月那张", "the one in September")."""
    month = month_named(message.text)
    fitting = [
        key
        for key, thing in things.items()
        if thing.order and thing.order.created_at.astimezone(SHANGHAI).month == month
    ]
    return References(tuple(fitting), open=len(fitting) > 1) if fitting else None


def _siblings(frame: Frame, things: dict[str, Thing]) -> list[str]:
    """Return the things of the same sort as that which is spoken of, if it is one."""
    about = frame.about[-1] if frame.about else frame.spoken_of
    if about not in things:
        return []
    sort = things[about].sort
    return [key for key, thing in things.items() if thing.sort == sort]


def _by_attribute(
    message: Message, things: dict[str, Thing], options: list[str], *, waiting: bool
) -> References | None:
    """Return what is told apart by province, type, or what an order is for."""
    of_orders = _AN_ORDER.search(message.text) or message.intent == MY_ORDER_PROGRESS
    is_order = message.value("order_kind") and of_orders
    sort = "order" if is_order else "subject"
    base = [things[key] for key in options] or [t for t in things.values() if t.sort == sort]
    tests: list[Callable[[Thing], bool]] = []
    province, subject_type = message.province, message.value("subject_type")
    if province is not None:
        tests.append(lambda thing: thing.subject is not None and thing.subject.province == province)
    if subject_type is not None:
        wanted = SubjectType(subject_type)
        tests.append(lambda thing: thing.subject is not None and thing.subject.type is wanted)
    kind = message.value("order_kind") or (message.value("cancellation_kind") if waiting else None)
    if kind is not None and any(thing.order is not None for thing in base):
        tests.append(lambda thing: thing.order is not None and thing.order.kind.value == kind)
    target = message.value("target") if waiting else None
    if target is not None and kind is None:
        tests.append(lambda thing: _sort_of(thing) == target)
    fitting = [thing.key for thing in base if tests and all(test(thing) for test in tests)]
    if not fitting or len(fitting) == len(base):
        return None
    return References(tuple(fitting), open=len(fitting) > 1)


def _sort_of(thing: Thing) -> str:
    """Return what a thing is, or what an order cancels: "subject", "website", "service" or
    "access"."""
    return thing.order.kind.value.removeprefix("cancel_") if thing.order else thing.sort


def _unknown_name(message: Message) -> str | None:
    """Return a domain or number in the message that nothing on file has."""
    for label in ("domain", "filing_number", "order_number"):
        for entity in message.entities:
            if entity.get("entity") == label and entity.get("role") != DENIED:
                return str(entity["value"])
    return None
