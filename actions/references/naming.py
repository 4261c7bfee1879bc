"""How a user picks one of several subjects, websites, services or orders: by button, name, number
or place."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from actions.wording.replies import Card, Choice, Reply, Value, reply
from beian.nlu.intents import INFORM, payload_of
from beian.nlu.text.characters import folded_in_place

MOST_BUTTONS = 10

_NUMERALS = [
    row.split()
    for row in (
        "1 一 one first",
        "2 二 two second",
        "3 三 three third",
        "4 四 four fourth",
        "5 五 five fifth",
        "6 六 six sixth",
        "7 七 seven seventh",
        "8 八 eight eighth",
        "9 九 nine ninth",
        "10 十 ten tenth",
    )
]
_PLACES = {word: place for place, words in enumerate(_NUMERALS, 1) for word in words}
_TENS = {"十一": 11, "十二": 12}
_PLACES |= {"头一": 1, "两": 2, "最后": -1, "last": -1}
_CHINESE, _CARDINAL, _ORDINAL = ("|".join(row[at] for row in _NUMERALS) for at in (1, 2, 3))
_NTH = re.compile(
    rf"第\s*({_CHINESE}|\d+)(?![{_CHINESE}\d])|(头一|最后)[一这那]?[个個家张條条单站次]"
    rf"|\b({_ORDINAL}|last)\b|\b(\d+)(?:st|nd|rd|th)\b"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_MONTH = "1[0-2]|[1-9]|十[一二]?|" + _CHINESE
_MONTH_EN = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_OF_A_MONTH = re.compile(
    rf"(?<![\d年])({_MONTH})月(?:份|[初底中末]|中旬|上旬|下旬)?的?.{{0,4}}?(?:那|[单次张回]|申请|交的)"
    rf"|(?<=[张单次个])({_MONTH})月(?:份|[初底中末])?的?(?=\W|$)"
    rf"|\b(?:in|from|since) (?:early |late |mid-?)?(?:the )?(?:\d\d?(?:st|nd|rd"
    rf"|th)? )?({_MONTH_EN})\b"
    r"(?! \d(?!\d{3}))"
    rf"|\b(?:the|my|our|that) (?:\w+ )?({_MONTH_EN}) (?:one|order|cancellation|request|filing"
    rf"|thing|try|application|submission|attempt|draft)\b"
)
_BARE_NUMBER = re.compile(
    rf"(?:no\.?|number|option|the)?\s*(\d+|{_CARDINAL}|两|{_CHINESE})\s*[个個号]?\s*[吧.。!]?"
)


@dataclass(frozen=True)
class Candidate:
    """A subject, website, service or order that a question may be about.

    `key` is "subject:ID", "website:ID", "service:ID" or "order:ID" (actions.frame.things).
    """

    key: str
    title: Value
    thing: Any
    kind: str | None = None
    """What an order to cancel is to cancel: "subject", "website", "service" or "access"."""


class WhichOne(Exception):
    """Several candidates fit: the user has to be asked. Raised by Question.one_of."""

    def __init__(
        self, response: str, candidates: Sequence[Candidate], card: Card | None = None
    ) -> None:
        super().__init__(response)
        self.response = response
        self.candidates = tuple(candidates)
        self.card = card
        """Shows the candidates and has their buttons, instead of the message."""

    @property
    def shown(self) -> tuple[Candidate, ...]:
        """Return the candidates that get a button; the others can be named."""
        return self.candidates[:MOST_BUTTONS]

    def replies(self) -> list[Reply]:
        """Return the question with its buttons, and what to do about candidates without one."""
        choices = [] if self.card else [choice_of(one) for one in self.shown]
        asked = [Reply(self.response, {}, choices, card=self.card)]
        more = len(self.candidates) - len(self.shown)
        return [*asked, reply("utter_which_more", count=more)] if more else asked


def choice_of(candidate: Candidate) -> Choice:
    """Return the button that picks a candidate."""
    return Choice(candidate.title, _payload({"choice": candidate.key}))


def _payload(entities: dict[str, str]) -> str:
    return payload_of(INFORM) + json.dumps(entities, ensure_ascii=False)


def place_named(text: str, count: int) -> int | None:
    """Return the index among `count` things that the text names ("第二个", "the last one", "2")."""
    normalized = folded_in_place(text).strip()
    match = _NTH.search(normalized) or _BARE_NUMBER.fullmatch(normalized)
    place = _PLACES.get(next(filter(None, match.groups()))) if match else None
    if place is None or not count or place > count:
        return None
    return place % count if place < 0 else place - 1


def months_named(text: str) -> list[tuple[int, int, int]]:
    """Return the months of which the text speaks as those of orders ("9月那张", "the april one"),
    each with where it begins and ends."""
    found = []
    for match in _OF_A_MONTH.finditer(folded_in_place(text)):
        said = next(filter(None, match.groups()))
        found.append((_month(said), match.start(), match.end()))
    return found


_ANY_MONTH = re.compile(rf"\b(?:{_MONTH_EN})\b|(?<![\d年])(?:{_MONTH})月")


def speaks_of_a_month(text: str) -> bool:
    """Return whether a text names a month, as that of an order or not."""
    return _ANY_MONTH.search(folded_in_place(text)) is not None


def month_named(text: str) -> int | None:
    """Return the month of which the text speaks as that of an order; None where it names none."""
    return next((month for month, _, _ in months_named(text)), None)


def _month(said: str) -> int:
    if said[0].isascii() and said[0].isalpha():
        return _MONTHS.index(said[:3]) + 1
    return int(said) if said.isdigit() else _TENS.get(said) or _PLACES[said]
