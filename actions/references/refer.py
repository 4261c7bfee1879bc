"""What a message refers to, of the things on file: by name, nickname, number, place or pointing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from actions.frame.frame import WHICH, Frame
from actions.frame.message import DENIED, Message
from actions.frame.things import Thing, owners, target_key, things_of
from actions.references.accesses import tie_chosen
from actions.references.mentions import BY_PERSON, Mention, mentions_in
from actions.references.named_by_state import STATES, in_state
from actions.references.named_orders import (
    NamedOrders,
    named_orders,
    order_at_a_place,
    order_for_the_thing,
)
from actions.references.naming import place_named
from actions.references.recipients import subject_of_the_code, without_recipients
from beian.filing.orders import is_cancellation, is_open
from beian.filing.state import Account, OrderState, SubjectType
from beian.nlu.intents import MY_ORDER_PROGRESS
from beian.nlu.plain_words.all_of_what import is_of_what_it_names
from beian.nlu.plain_words.bare_naming import does_no_more_than_name
from beian.nlu.plain_words.prefaces import beside_the_question, insists
from beian.nlu.plain_words.told_to import told_to
from beian.nlu.text.question_form import has_question_form, speaks_of_cancelling

_MERE_NUMBER = re.compile(r"\W*\d+\W*")
_AN_ORDER = re.compile(r"[张張单單]|\border\b", re.IGNORECASE)
_A_SITE = re.compile(r"网站|站点|[个几]站|\bsites?\b|\bwebsites?\b", re.IGNORECASE)
_ACCESS_ENDED = re.compile(r"取消.{0,12}接入|接入.{0,4}取消|\baccess\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^。！!？?;；.\n]+(?:\.(?=\w)[^。！!？?;；.\n]*)*[。！!？?;；.\n]*")
_WHAT_ABOUT = re.compile(r"呢\W*$|^\W*(?:(?:and|ok|so|then|but) )*(?:and|what about|how about)\b")
_STOPPING = ("faq_withdraw_application", "faq_abandon_order_impact")
"""Topics about giving up what was applied for."""
_THE_OTHER = re.compile(r"(?:(?:and|ok|so|what about|how about) )*the other\W*")


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
    tie = tie_chosen(message, frame, account)
    if tie is not None:
        return References(named=(target_key(tie.target),))
    options = [key for key in frame.options if key in things]
    asked = frame.waiting is not None and frame.waiting.question == WHICH
    mentions = without_recipients(mentions_in(message, things), message, frame)
    denied = {m.key for m in mentions if message.denies(m.start, m.end)}
    again = _asked_of_afterwards(message, mentions)
    denied -= again
    denied = set() if _denies_the_deed(message, mentions) else denied
    denied |= {options[place] for place in _denied_places(message, len(options))}
    kept = [m for m in mentions if m.key not in denied]
    kept = [m for m in kept if m.key not in again or not message.denies(m.start, m.end)]
    named = _resolved(kept, options if asked else ())
    if named.open and all(one.strength == BY_PERSON for one in kept):
        named = _spoken_of(named, frame, things)
    denied_keys = tuple(sorted(denied - set(named.named)))
    orders = named_orders(message, things, of=named.named)
    if not orders.keys and not named.named:
        orders = order_at_a_place(message, frame.in_focus, things)
    if not orders.keys and len(named.named) == 1:
        orders = order_for_the_thing(message, kept, things)
    bare = _is_bare(message, kept, orders, denies=bool(denied))
    if named.named:
        if len(orders.keys) == 1 and not any(things[key].order for key in named.named):
            named = References(orders.keys)
        return References(named.named, denied_keys, named.open, bare=bare)
    left = [key for key in options if key not in denied]
    pointed = (
        _of_the_code(message, frame, account)
        or _left(message, things)
        or _by_state(message, things, account)
        or (_of_orders(orders, left) if len(orders.keys) == 1 else None)
        or _in_the_list(message, options, orders.places, asked=asked)
        or _pointed_at(message, frame, things, left)
        or _of_orders(orders, left)
        or _by_attribute(message, things, left, waiting=asked)
    )
    if pointed is not None:
        bare = bare and pointed.named == orders.keys
        return References(pointed.named, denied_keys, pointed.open, pointed.every, bare=bare)
    rest = _not_denied(message, frame, things, denied, options)
    return References(rest, denied_keys, unknown=None if rest else _unknown_name(message))


def _of_the_code(message: Message, frame: Frame, account: Account) -> References | None:
    subject = subject_of_the_code(message, frame, account)
    return None if subject is None else References((subject,))


def _asked_of_afterwards(message: Message, mentions: Sequence[Mention]) -> set[str]:
    """Return the keys of what a message denies, and asks of in a later sentence: "not the shop to
    be cancelled! does that touch the shop?"."""
    keys = set()
    for sentence in _SENTENCE.finditer(message.text):
        if has_question_form(sentence.group()):
            there = [m for m in mentions if sentence.start() <= m.start < sentence.end()]
            keys |= {m.key for m in there if not message.denies(m.start, m.end)}
    before = {m.key for m in mentions if message.denies(m.start, m.end)}
    return keys & before


def _is_bare(
    message: Message, mentions: Sequence[Mention], orders: NamedOrders, *, denies: bool
) -> bool:
    """Return whether a message does no more than name things, or put them right."""
    places = [*((one.start, one.end) for one in mentions), *orders.places]
    if _ends_with_a_name(message.text, places):
        return True
    if not places or (denies and not (message.corrects or insists(message.text))):
        return False
    aside = [*beside_the_question(message.text), *message.denied_places]
    return does_no_more_than_name(message.text, [*places, *aside])


def _ends_with_a_name(text: str, places: Sequence[tuple[int, int]]) -> bool:
    """Return whether a text that asks nothing before ends with a question that is no more than a
    name: 哦那边没事了。那深圳呢？, "ok good. and the shop?"."""
    sentences = list(_SENTENCE.finditer(text))
    if len(sentences) < 2 or _WHAT_ABOUT.search(sentences[-1].group().casefold()) is None:
        return False
    last = sentences[-1]
    inside = [(s, e) for s, e in places if last.start() <= s and e <= last.end()]
    if len(inside) != len(places) or any(has_question_form(one.group()) for one in sentences[:-1]):
        return False
    blank = [(0, last.start()), *inside]
    return bool(inside) and does_no_more_than_name(text, blank)


def _denies_the_deed(message: Message, mentions: Sequence[Mention]) -> bool:
    """Return whether a message that names one thing denies that it is to be cancelled, and asks
    something else of it, or to have it stopped: 我没说要注销商城，我问它还在不在."""
    asks = has_question_form(message.text) or insists(message.text)
    asks = asks or told_to(message.text) is not None or message.intent in _STOPPING
    if len({one.key for one in mentions}) != 1 or not asks:
        return False
    scopes = [message.text[start:end] for start, end in message.denied_places]
    return any(speaks_of_cancelling(scope) or _ACCESS_ENDED.search(scope) for scope in scopes)


def _not_denied(
    message: Message,
    frame: Frame,
    things: dict[str, Thing],
    denied: set[str],
    options: Sequence[str],
) -> tuple[str, ...]:
    """Return the only one left of those there were to choose from, or that are like what is spoken
    of, where the message denies the others."""
    left = [key for key in options if key not in denied]
    if len(left) == 1 and not denied.isdisjoint(options):
        return (left[0],)
    left = [key for key in _siblings(frame, things) if key not in denied]
    return tuple(left) if denied and message.corrects and len(left) == 1 else ()


def _resolved(mentions: list[Mention], options: Sequence[str]) -> References:
    """Return what the mentions leave: one thing for each place, or it is open which."""
    wanted = set(options)
    places: defaultdict[tuple[int, int], list[Mention]] = defaultdict(list)
    for one in [m for m in mentions if m.key in wanted] or mentions:
        places[one.start, one.end].append(one)
    meant = [_strongest(there) for _, there in sorted(places.items())]
    plain = {keys[0] for keys in meant if len(keys) == 1}
    named: dict[str, None] = {}
    is_open = False
    for keys in meant:
        known = [key for key in keys if key in named or key in plain]
        is_open = is_open or len(known or keys) > 1
        named.update(dict.fromkeys(known or keys))
    return References(tuple(named), open=is_open)


def _strongest(mentions: Sequence[Mention]) -> list[str]:
    """Return the keys of what one place names most surely."""
    strongest = max(one.strength for one in mentions)
    return list(dict.fromkeys(one.key for one in mentions if one.strength == strongest))


def _spoken_of(named: References, frame: Frame, things: Mapping[str, Thing]) -> References:
    """Return what a person named stands for: of several things, the only one that is spoken of
    already."""
    keys = {up for one in frame.about if one in things for up in (one, *owners(things[one]))}
    handed_over = {owners(one)[0] for one in things.values() if _is_being_reviewed(one)}
    there = [key for key in named.named if key in keys - handed_over]
    return References((there[0],)) if len(there) == 1 else named


def _is_being_reviewed(thing: Thing) -> bool:
    reviewed = thing.order is not None and thing.order.state is OrderState.ADMINISTRATION_REVIEW
    return reviewed and bool(owners(thing))


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


def _in_the_list(
    message: Message,
    options: Sequence[str],
    others: Iterable[tuple[int, int]],
    *,
    asked: bool,
) -> References | None:
    """Return what a place in the list names ("the second one"), but for the `others`, which name
    orders ("my first filing"). A mere number is a place only where it was asked which one."""
    text = list(message.without_what_is_denied)
    for start, end in others:
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
    if "every_order" in words and (message.intent == MY_ORDER_PROGRESS or waiting):
        orders = _every_order(things)
        if len(orders) > 1:
            return References(tuple(orders), every=True)
    base = options or _siblings(frame, things) or _orders_asked_about(message, things)
    if "every" in words and len(base) > 1 and not is_of_what_it_names(message.text):
        return References(tuple(base), every=True)
    several = "others" in words
    if several or "other" in words or _THE_OTHER.fullmatch(message.text.strip().casefold()):
        others = _others(message, frame, things, base)
        if others:
            return References(tuple(others), open=len(others) > 1 and not several, every=several)
    if "any" in words and waiting and options:
        return References((options[0],))
    dated = [things[key] for key in base if things[key].order is not None]
    for word, last in (("newest", True), ("oldest", False)):
        if word in words and len(dated) > 1:
            ordered = sorted(dated, key=lambda thing: thing.order.created_at if thing.order else 0)
            return References((ordered[-1 if last else 0].key,))
    return None


def _others(
    message: Message, frame: Frame, things: dict[str, Thing], base: Sequence[str]
) -> list[str]:
    """Return the things beside those that are spoken of: websites where the message speaks of
    sites, else of what there was to choose from. None where that leaves out nothing."""
    about = {*frame.about, *([frame.spoken_of] if frame.spoken_of else [])}
    if _A_SITE.search(message.text) and not _AN_ORDER.search(message.text):
        about |= {key for one in about if one in things for key in owners(things[one])}
        sites = [key for key in base if things[key].sort == "website"]
        base = sites or [key for key, thing in things.items() if thing.is_filed_website]
    for among in (base, _siblings(frame, things)):
        others = [key for key in among if key not in about and key not in frame.excluded]
        others = _of_named_kind(message, others, things)
        if others and len(others) < len(among):
            return others
    return []


def _orders_asked_about(message: Message, things: Mapping[str, Thing]) -> list[str]:
    """Return the open orders, where the message asks how orders stand."""
    if message.intent != MY_ORDER_PROGRESS:
        return []
    return [key for key, thing in things.items() if _is_open_order(thing)]


def _every_order(things: Mapping[str, Thing]) -> list[str]:
    """Return all orders, those first that are open."""
    orders = [key for key, thing in things.items() if thing.order]
    return sorted(orders, key=lambda key: not _is_open_order(things[key]))


def _is_open_order(thing: Thing) -> bool:
    return thing.order is not None and is_open(thing.order)


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


def _of_orders(orders: NamedOrders, options: Sequence[str]) -> References | None:
    """Return the orders that are named by kind or month, those there were to choose from first."""
    keys = tuple(key for key in orders.keys if key in options) or orders.keys
    return References(keys, open=len(keys) > 1) if keys else None


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
