"""How a user picks one of several subjects, websites or orders: button, name, number or place."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from actions.wording import Choice, Reply, Value, reply
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
_PLACES |= {"头一": 1, "两": 2, "最后": -1, "last": -1}
_CHINESE, _CARDINAL, _ORDINAL = ("|".join(row[at] for row in _NUMERALS) for at in (1, 2, 3))
_NTH = re.compile(
    rf"第\s*({_CHINESE}|\d+)(?![{_CHINESE}\d])|(头一|最后)[一这那]?[个個]"
    rf"|\b({_ORDINAL}|last)\b|\b(\d+)(?:st|nd|rd|th)\b"
)
_BARE_NUMBER = re.compile(
    rf"(?:no\.?|number|option|the)?\s*(\d+|{_CARDINAL}|两|{_CHINESE})\s*[个個号]?\s*[吧.。!]?"
)
_FILLER = re.compile(r"[\s\-_]+")


@dataclass(frozen=True)
class Candidate:
    """A subject, website or order that a question may be about.

    `key` is "subject:ID", "website:ID" or "order:ID"; `called` are the ways a user may name it.
    """

    key: str
    title: Value
    called: tuple[str, ...]
    thing: Any
    kind: str | None = None
    """What an order to cancel is to cancel: "subject", "website" or "access"."""


class WhichOne(Exception):
    """Several candidates fit: the user has to be asked. Raised by Question.one_of."""

    def __init__(self, response: str, candidates: Sequence[Candidate]) -> None:
        super().__init__(response)
        self.response = response
        self.candidates = tuple(candidates)

    @property
    def shown(self) -> tuple[Candidate, ...]:
        """The candidates that get a button; the others can be named."""
        return self.candidates[:MOST_BUTTONS]

    def replies(self) -> list[Reply]:
        """Return the question with its buttons, and what to do about candidates without one."""
        choices = [Choice(one.title, _payload({"choice": one.key})) for one in self.shown]
        asked = [Reply(self.response, {}, choices)]
        more = len(self.candidates) - len(self.shown)
        return [*asked, reply("utter_which_more", count=more)] if more else asked


def _payload(entities: dict[str, str]) -> str:
    return payload_of(INFORM) + json.dumps(entities, ensure_ascii=False)


class Spoken:
    """A message in which names are looked for; width, case, spaces and hyphens play no part."""

    def __init__(self, text: str) -> None:
        self._text = _normalized(text)
        self._letters = _folded(text)

    def longest_of(self, names: Sequence[str]) -> int:
        """Return the length of the longest of the names that the message holds; 0 for none."""
        return max((len(_folded(name)) for name in names if self.holds(name)), default=0)

    def holds(self, name: str) -> bool:
        """Return whether the message holds the name, and not as a part of a longer word or
        number."""
        wanted = _folded(name)
        if len(wanted) < 2 or wanted not in self._letters:
            return False
        spelt = r"[\s\-_]*".join(map(re.escape, wanted))
        before = r"(?<![a-z0-9])(?<![a-z0-9][\-_])" if _is_latin(wanted[0]) else ""
        after = r"(?![\-_.]?[a-z0-9])" if _is_latin(wanted[-1]) else ""
        return re.search(before + spelt + after, self._text) is not None


def place_named(text: str, count: int) -> int | None:
    """Return the index among `count` things that the text names ("第二个", "the last one", "2")."""
    normalized = _normalized(text).strip()
    match = _NTH.search(normalized) or _BARE_NUMBER.fullmatch(normalized)
    place = _PLACES.get(next(filter(None, match.groups()))) if match else None
    if place is None or place > count:
        return None
    return place % count if place < 0 else place - 1


def _normalized(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _folded(text: str) -> str:
    return _FILLER.sub("", _normalized(text))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
