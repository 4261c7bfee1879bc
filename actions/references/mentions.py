"""Where a message names things that are on file: by domain, number, name, a part of a name, kind or
person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from actions.frame.message import Message
from actions.frame.things import Thing, owners, sort_of
from beian.base.domains import domain_key
from beian.base.filing_numbers import in_one_form
from beian.nlu.entities.written_forms import EMAIL
from beian.nlu.text.characters import folded_in_place

_TAIL = re.compile(r"(?<![\da-z])(?<!\d\.)(\d{3,})(?![\da-z])")
_SHORTEST_TAIL = 3
_SHORTEST_LATIN_NAME = 3
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
_SITE_AFTER = re.compile(
    "的?(?:那[个张]|[这那]?个?(?:网?站|博客|商城|小程序|app))"
    r"|'?s? (?:one|site|website|blog|shop|app)\b"
)
_ADJECTIVES = frozenset(("old", "new", "status"))
"""Words of names that people say of other things too: "my old phone" is not old-shop.cn."""
_OF_OTHER_THINGS = frozenset(
    (
        *("running", "live", "records", "power", "english", "chinese", "online", "mail"),
        *("mobile", "phone", "letter", "letters", "news", "notes", "post", "paper"),
        *("papers", "photo", "photos", "pictures", "advice", "education", "equipment", "hardware"),
        *("fair", "fish", "board"),
    )
)
"""The same, of words that mean a site as well with an article: "is it running?", "in English", "a
photo of my ID" mean none, "the news" does."""
_ARTICLE = re.compile(r"\b(?:the|my|our|your|his|her|their|that|this|and|or|about) $")
_OF_SOMETHING = re.compile(r" (?:of|for|with|from|in|on|number|card|page|name)\b")
_FEW_WORDS = 3
_OWNS = re.compile(r"(?:(?:那|这)[边家里]|公司|的|'s|’s|\s)*")
"""What stands between an owner and what it owns."""
_SURE, _ENTIRE, _PART, _KIND, BY_PERSON = 5, 4, 2, 2, 1
"""How much a mention tells: a number or domain, a whole name, a part of it, the kind, a person."""


@dataclass(frozen=True)
class Mention:
    """Where a message names a thing, and how surely."""

    key: str
    start: int
    end: int
    strength: int


def mentions_in(message: Message, things: Mapping[str, Thing]) -> list[Mention]:
    """Return all places where the message names one of the things, given by key; not those that
    name them all alike."""
    return _without_owners(_mentions(message, things.values()), message, things)


def _mentions(message: Message, things: Iterable[Thing]) -> list[Mention]:
    """Return all places where the message names a thing, but for parts that name them all."""
    text = folded_in_place(message.text)
    closed = _closed(text)
    found: list[Mention] = []
    every = list(things)
    kinds = [
        e
        for e in message.entities
        if e.get("entity") == "site_kind"
        and "start" in e
        and _may_be_a_site(text, e["start"], e["end"])
    ]
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
    found = _beyond_places(_beyond_domains(found, message), message, text)
    return _distinctive(_outermost(found), every)


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


def _beyond_places(mentions: list[Mention], message: Message, text: str) -> list[Mention]:
    """Return the mentions that are no mere name of a place: who leaves Shanghai speaks of no
    website "Shanghai Notes", who speaks of "the Shanghai one" does."""
    labels = ("province", "city")
    found = [e for e in message.entities if e.get("entity") in labels and "start" in e]
    places = [(entity["start"], entity["end"]) for entity in found]
    return [
        one
        for one in mentions
        if one.strength != _PART
        or _family(one.key) != "website"
        or (one.start, one.end) not in places
        or _SITE_AFTER.match(text, one.end)
    ]


def _without_owners(
    mentions: list[Mention], message: Message, things: Mapping[str, Thing]
) -> list[Mention]:
    """Return the mentions without a subject that only says whose the thing named right after it is:
    深圳那边的商城, "Beijing's blog"."""
    text = folded_in_place(message.text)
    return [
        one
        for one in mentions
        if sort_of(one.key) != "subject"
        or not any(
            one.key in owners(things[other.key])
            and one.end <= other.start
            and _OWNS.fullmatch(text, one.end, other.start)
            for other in mentions
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
            for place in _places(text, word, thing.key, _PART):
                alone = word not in _ADJECTIVES or _SITE_AFTER.match(text, place.end)
                if alone and _may_be_a_site(text, place.start, place.end):
                    yield place
    for person in thing.people:
        if _closed(person) in closed:
            yield from _places(text, person, thing.key, BY_PERSON)
    surnames = {person[0] for person in thing.people if not person.isascii()}
    for match in _TITLED.finditer(text):
        if match.group(1) in surnames:
            yield Mention(thing.key, match.start(), match.end(), BY_PERSON)


def _may_be_a_site(text: str, start: int, end: int) -> bool:
    """Return whether a word may mean a site where it stands, and is no mere verb, language or
    thing."""
    if text[start:end] not in _OF_OTHER_THINGS or _SITE_AFTER.match(text, end):
        return True
    if len(text.split()) <= _FEW_WORDS and not re.match(r"\W*(?:is|in|still|are)\b", text):
        return True
    said = _ARTICLE.search(text, 0, start) is not None
    return said and _OF_SOMETHING.match(text, end) is None


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
