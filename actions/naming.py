"""How a user picks one of several subjects, websites, services or orders: by button, name, number
or place."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from actions.wording import Choice, Reply, Value, reply
from beian.nlu.characters import folded_in_place
from beian.nlu.intents import INFORM, payload_of

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
_OF_A_MONTH = re.compile(
    rf"(?<![\d年])(1[0-2]|[1-9]|十[一二]?|{_CHINESE})月(?:份|初|中旬|底)?的?.{{0,4}}?(?:那|[单次张]|申请|交的)"
    rf"|\b(?:in|from|the|since) ({'|'.join(_MONTHS)})(?:[a-z]*)\b(?! \d)"
)
_BARE_NUMBER = re.compile(
    rf"(?:no\.?|number|option|the)?\s*(\d+|{_CARDINAL}|两|{_CHINESE})\s*[个個号]?\s*[吧.。!]?"
)


@dataclass(frozen=True)
class Candidate:
    """A subject, website, service or order that a question may be about.

    `key` is "subject:ID", "website:ID", "service:ID" or "order:ID" (actions.things).
    """

    key: str
    title: Value
    thing: Any
    kind: str | None = None
    """What an order to cancel is to cancel: "subject", "website", "service" or "access"."""


class WhichOne(Exception):
    """Several candidates fit: the user has to be asked. Raised by Question.one_of."""

    def __init__(self, response: str, candidates: Sequence[Candidate]) -> None:
        super().__init__(response)
        self.response = response
        self.candidates = tuple(candidates)

    @property
    def shown(self) -> tuple[Candidate, ...]:
        """Return the candidates that get a button; the others can be named."""
        return self.candidates[:MOST_BUTTONS]

    def replies(self) -> list[Reply]:
        """Return the question with its buttons, and what to do about candidates without one."""
        choices = [Choice(one.title, _payload({"choice": one.key})) for one in self.shown]
        asked = [Reply(self.response, {}, choices)]
        more = len(self.candidates) - len(self.shown)
        return [*asked, reply("utter_which_more", count=more)] if more else asked


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


def month_named(text: str) -> int | None:
    """Return the month of which the text speaks as that of an order ("9月那张", "in September")."""
    match = _OF_A_MONTH.search(folded_in_place(text))
    if match is None:
        return None
    if match.group(2):
        return _MONTHS.index(match.group(2)) + 1
    said = match.group(1)
    return int(said) if said.isdigit() else _TENS.get(said) or _PLACES[said]
