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


def _paper(lines: Iterable[str]) -> Paper:
    """Return which paper it seems to be: of those that fit, one whose title was read, else the one
    of whose words the most were."""
    text = joined("".join(lines))
    counts: dict[Paper, int] = {}
    titled: list[Paper] = []
    for one in _papers():
        count = sum(word in text for word in one.words)
        if count >= one.needs:
            counts[one.kind] = count
            titled += [one.kind] if any(title in text for title in one.titles) else []
    likeliest: Paper = max(counts, key=lambda kind: counts[kind], default="other")
    if titled:
        likeliest = titled[0]
    both_sides = {"id_front", "id_back"} <= counts.keys()
    return "id_both" if both_sides and likeliest in {"id_front", "id_back"} else likeliest


def _match(lines: Lines, paper: Paper | None, on_file: OnFile) -> tuple[Match | None, str | None]:
    if paper is None:
        return None, None
    wanted = _NAMED.get(paper, ())
    names = {"person": on_file.people, "company": on_file.companies, "domain": on_file.domains}
    for kind in wanted:
        for name in names[kind]:
            if bears(lines, kind, name):
                return kind, on_file.shown.get(name, name)
    others = [is_other for kind in wanted for is_other in others_there(lines, kind, names[kind])]
    return ("none" if others and all(others) else None), None


@dataclass(frozen=True)
class _KindOfPaper:
    """A kind of paper: of its `words`, `needs` have to be read; `titles` tell it from others."""

    kind: Paper
    needs: int
    words: tuple[str, ...]
    titles: tuple[str, ...]


@cache
def _papers() -> list[_KindOfPaper]:
    return [
        _KindOfPaper(
            each["kind"],
            each["needs"],
            tuple(map(joined, each["words"])),
            tuple(map(joined, each.get("titles", ()))),
        )
        for each in documents()["papers"]
    ]
