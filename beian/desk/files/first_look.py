"""What a first look at a picture tells: whether it can be read, which paper it seems to be, and
whether it bears a name that is on file. A hint for people, who decide.

Pure rules over what the looking worker has read. A number that was read is never told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from beian.desk.files.looking import Reading
from beian.desk.files.read_names import Lines, bears, documents, joined, others_there
from beian.desk.storage.records import FirstLook, Match, Paper, Quality

_DARK = 70.0
"""Of 255: what nobody reads without making it brighter."""
_BLURRED = 0.001
"""Sharpness: photos of papers have 0.02 to 0.3, also where a phone has smoothed them."""
_UNCERTAIN = 0.75
_FEWEST_CHARACTERS = 4
_SIDES: tuple[Paper, ...] = ("id_front", "id_back")
_NUMBERED = ("id_front", "id_both")
_NUMBER = re.compile(r"\d{17}[\dx]")
"""Of a resident identity card: where it is not read, a finger or a reflection may lie on it."""
_NAMED: dict[Paper, Sequence[Match]] = {
    "id_front": ("person",),
    "id_both": ("person",),
    "passport": ("person",),
    "travel_permit": ("person",),
    "licence": ("company", "person"),
    "domain_certificate": ("domain", "company", "person"),
    "letter": ("company", "person", "domain"),
}
"""The names that a paper bears. On a letter they may be written by hand, or masked."""
_NAMELESS: tuple[Paper, ...] = ("id_back",)
_ANY: Sequence[Match] = ("company", "person", "domain")
"""Of papers that were not recognised, or that others than the account's people may be named on: a
name on file is told, and nothing where another one stands."""


@dataclass(frozen=True)
class OnFile:
    """The names on file for an account. `shown`: how one is shown, where that is not in full."""

    people: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    shown: dict[str, str] = field(default_factory=dict)


def first_look(reading: Reading, on_file: OnFile | None) -> FirstLook:
    """Return what a reading tells; `on_file`: None where nobody has signed in."""
    lines = [text for text, _ in reading.lines]
    quality = _quality(reading)
    paper = _paper(lines) if quality != "no_text" else None
    if paper == "other" and quality != "clear":
        paper = None
    if quality == "clear" and paper in _NUMBERED and not _NUMBER.search(joined("".join(lines))):
        quality = "partial"
    match, name = _match(reading.lines, paper, on_file or OnFile())
    if match == "none" and quality != "clear":  # it may be there all the same
        match = None
    return {"quality": quality, "paper": paper, "match": match, "name": name}


def _quality(reading: Reading) -> Quality:
    if reading.brightness < _DARK:
        return "dark"
    characters = sum(len(text) for text, _ in reading.lines)
    if characters < _FEWEST_CHARACTERS:
        return "blurred" if 0 < reading.sharpness < _BLURRED else "no_text"
    certain = sum(certainty for _, certainty in reading.lines) / len(reading.lines)
    is_blurred = reading.sharpness < _BLURRED or certain < _UNCERTAIN
    return "blurred" if is_blurred else "clear"


def _paper(lines: Sequence[str]) -> Paper:
    """Return which paper it seems to be: of those that fit, one whose heading or title was read,
    else the one of whose words the most were."""
    text = joined("".join(lines))
    headed = _headed(lines)
    counts: dict[Paper, int] = {}
    titled: list[Paper] = []
    for one in _papers():
        count = sum(word in text for word in one.words)
        if headed == one.kind or 0 < one.needs <= count:
            counts[one.kind] = count
            is_titled = headed == one.kind or any(title in text for title in one.titles)
            titled += [one.kind] if is_titled else []
    likeliest: Paper = max(counts, key=lambda kind: counts[kind], default="other")
    if titled:
        likeliest = titled[0]
    sides = [side for side in _SIDES if side in counts]
    if likeliest == "id_card" or likeliest in _SIDES:
        return "id_both" if len(sides) > 1 else (sides or [likeliest])[0]
    return likeliest


def _headed(lines: Iterable[str]) -> Paper | None:
    """Return the kind of paper whose heading stands in a line of its own; None where none does, or
    those of several kinds do, as in a list of papers."""
    standing = {_behind_headings().sub("", joined(line)) for line in lines}
    kinds = [one.kind for one in _papers() if not standing.isdisjoint(one.headings)]
    return kinds[0] if len(kinds) == 1 else None


def _match(lines: Lines, paper: Paper | None, on_file: OnFile) -> tuple[Match | None, str | None]:
    if paper in _NAMELESS:
        return None, None
    names = {"person": on_file.people, "company": on_file.companies, "domain": on_file.domains}
    wanted = _NAMED.get(paper, ()) if paper is not None else ()
    for kind in wanted or _ANY:
        for name in names[kind]:
            if bears(lines, kind, name):
                return kind, on_file.shown.get(name, name)
    others = [is_other for kind in wanted for is_other in others_there(lines, kind, names[kind])]
    return ("none" if others and all(others) else None), None


@dataclass(frozen=True)
class _KindOfPaper:
    """A kind of paper: of its `words`, `needs` have to be read, or one of its `headings` in a line
    of its own; `titles` tell it from others."""

    kind: Paper
    needs: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    headings: frozenset[str]


@cache
def _papers() -> list[_KindOfPaper]:
    return [
        _KindOfPaper(
            each["kind"],
            each.get("needs", 0),
            tuple(map(joined, each.get("words", ()))),
            tuple(map(joined, each.get("titles", ()))),
            frozenset(map(joined, each.get("headings", ()))),
        )
        for each in documents()["papers"]
    ]


@cache
def _behind_headings() -> re.Pattern[str]:
    """Return a pattern of what ends a heading's line: figures, and words such as 副本."""
    words = "|".join(map(joined, documents()["behind_headings"]))
    return re.compile(rf"(?:{words}|\d)+$")
