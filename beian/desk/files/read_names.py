"""Names on a paper, as far as OCR reads them: whether one on file stands there, or another one.

All is compared in Simplified characters, one width and case, and without accents: a permit from
Taiwan bears the name on file in the other script, and OCR writes either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from ruamel.yaml import YAML

from beian.desk.storage.records import Match
from beian.nlu.text.simplified import simplified_character

Lines = Sequence[tuple[str, float]]
"""What was read, with its certainty, 0 to 1."""
_WELL_READ = 0.9
_LONGEST_NAME = 4
"""Chinese characters of a person's name; one with a dot in it may be longer."""
_DOTTED = "·•・‧"
_SHORTEST_COMPANY = 6
_ALIKE = 0.75
"""From which ratio a company or domain may be the one on file, misread."""
_SHORTEST_WORD = 3
_DOMAIN = re.compile(r"(?:[a-z0-9\-]+\.)+[a-z]{2,}")
_FIRST_PART = re.compile(r"[^,，。;；、:：()（）\[\]【】「」『』<>《》\"“”'|_/]*")
"""A value up to what ends it."""
_BEFORE_VALUE = re.compile(r"[\s:：/.「『\[【(（\"“]*")


@dataclass(frozen=True)
class _Field:
    """What stands behind a label, and how certainly it was read."""

    value: str
    certainty: float


def bears(lines: Lines, kind: Match, name: str) -> bool:
    """Return whether a name on file stands on a paper: a person's by itself, not as a part of a
    longer one, and so a domain, below which others may stand; others, and a domain's parts, over
    the ends of lines and whatever stands between."""
    if kind == "domain" and joined(name):
        text = "\n".join(_plain(text) for text, _ in lines)
        return _standing_domain(name).search(text) is not None
    if kind != "person":
        wanted = joined(name)
        return len(wanted) > 1 and wanted in joined("".join(text for text, _ in lines))
    alone = re.compile(rf"(?<!\w){re.escape(_spaced(name))}(?!\w)")
    if any(alone.search(_without_labels(text)) for text, _ in lines):
        return True
    whole = _letters(name)
    if any(_person_in(field.value) == whole for field in _fields(lines, kind)):
        return True
    return _bears_words(lines, name)


@lru_cache(maxsize=1000)
def _standing_domain(name: str) -> re.Pattern[str]:
    """Return a pattern of a domain that is no part of a longer word or name."""
    letters = r"[\W_]*".join(map(re.escape, joined(name)))
    return re.compile(rf"(?<![a-z0-9\-]){letters}(?![a-z0-9\-])(?!\.[a-z])")


def others_there(lines: Lines, kind: Match, names: Sequence[str]) -> list[bool]:
    """Return for each name that stands where one of a kind does whether it is another than those
    on file: read well, and none of them misread. What is in another script than all of them can't
    be compared, and is left out."""
    found = []
    for field in _fields(lines, kind):
        value = _VALUES[kind](field.value)
        compared = [name for name in names if _is_chinese(name) == _is_chinese(value)]
        if value and compared:
            may_be = _may_be_person if kind == "person" else _may_be
            is_none = not any(may_be(value, name) for name in compared)
            found.append(is_none and field.certainty >= _WELL_READ)
    return found


def joined(text: str) -> str:
    """Return a text in one script, width and case, without what stands between letters; a
    passport's signs of filling stay."""
    return re.sub(r"[^\w<]+", "", _plain(text))


def _may_be_person(value: str, name: str) -> bool:
    """Return whether a person's name may be the one on file: of which OCR has read a part, or has
    mistaken or missed characters that it seldom meets; of one in Latin letters, a word."""
    if not _is_chinese(name):
        words, of_name = _words(value), _words(name)
        return any(_ratio(one, other) >= _ALIKE for one in words for other in of_name)
    plain = _letters(name)
    if value in plain:
        return True
    alike = SequenceMatcher(None, plain, value, autojunk=False).get_matching_blocks()
    read = {at for block in alike for at in range(block.a, block.a + block.size)}
    missed = [character for at, character in enumerate(_bare(name)) if at not in read]
    return bool(read) and len(value) <= len(plain) and all(map(_is_hard, missed))


def _may_be(value: str, name: str) -> bool:
    wanted = joined(name)
    return value in wanted or wanted in value or _ratio(value, wanted) >= _ALIKE


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _is_hard(character: str) -> bool:
    """Return whether OCR seldom meets a character: a Traditional one, or one that is none of those
    that are common in print (GB 2312)."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def _bears_words(lines: Lines, name: str) -> bool:
    """Return whether all words of a name in Latin letters stand somewhere: surname and given names
    are apart on a passport, and in another order."""
    words = _words(name)
    if _is_chinese(name) or len(words) < 2 or min(map(len, words)) < _SHORTEST_WORD:
        return False
    return words <= {word for text, _ in lines for word in _spaced(text).split()}


def _words(text: str) -> set[str]:
    return {word for word in _spaced(text).split() if len(word) > 1}


def _fields(lines: Lines, kind: Match) -> list[_Field]:
    """Return what stands behind the labels of names of a kind: in their line, or in the next one
    where a label stands alone."""
    labels = _label_pattern()
    wanted = _labels()[kind]
    found = []
    for place, (text, certainty) in enumerate(lines):
        plain = _plain(text)
        marks = list(labels.finditer(plain))
        for at, mark in enumerate(marks):
            if _unspaced(mark[0]) not in wanted:
                continue
            end = marks[at + 1].start() if at + 1 < len(marks) else len(plain)
            value = _value(plain[mark.end() : end])
            if value:
                found.append(_Field(value, certainty))
            elif _stands_alone(plain[mark.end() :]) and place + 1 < len(lines):
                following, certainty_of_it = lines[place + 1]
                next_line = _plain(following)
                if labels.match(next_line) is None:
                    found.append(_Field(_value(next_line), certainty_of_it))
    return found


def _stands_alone(rest: str) -> bool:
    """Return whether nothing stands behind a label in its line."""
    return _BEFORE_VALUE.fullmatch(rest) is not None


def _value(text: str) -> str:
    """Return the beginning of what stands behind a label; nothing where it is masked, or the label
    belongs to a sentence."""
    begins = _BEFORE_VALUE.match(text)
    assert begins is not None
    first = _FIRST_PART.match(text, begins.end())
    assert first is not None
    return "" if "*" in first[0] else first[0].strip()


def _person_in(value: str) -> str:
    """Return the name that a value begins with: Chinese characters, which may stand apart, or words
    in Latin letters; nothing where that is no name."""
    chinese = re.match(r"[^\W\da-z_]+(?:\s+[^\W\da-z_]+)*", value.translate(_WITHOUT_DOTS))
    if chinese is None or not _is_chinese(chinese[0]):
        words = sorted(_words(value), key=len)
        is_name = words and len(words[-1]) >= _SHORTEST_WORD and not re.search(r"\d", value)
        return value if is_name and not _is_chinese(value) else ""
    parts = chinese[0].split()
    name = parts.pop(0)
    if len(name) == 1:  # its characters stand apart
        while parts and (len(name) == 1 or len(parts[0]) == 1):
            name += parts.pop(0)
    is_dotted = any(dot in value for dot in _DOTTED)
    return name if 1 < len(name) <= (15 if is_dotted else _LONGEST_NAME) else ""


def _company_in(value: str) -> str:
    name = joined(value)
    return name if len(name) >= _SHORTEST_COMPANY and _is_chinese(name) else ""


def _domain_in(value: str) -> str:
    found = _DOMAIN.search(value.replace(" ", ""))
    return joined(found[0]) if found else ""


_VALUES = {"person": _person_in, "company": _company_in, "domain": _domain_in}
_WITHOUT_DOTS = str.maketrans(dict.fromkeys(_DOTTED))


def _is_chinese(text: str) -> bool:
    return any("CJK" in unicodedata.name(character, "") for character in text)


def _letters(text: str) -> str:
    """Return a name as it is compared, without what stands between its letters."""
    return _plain(_bare(text))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _without_labels(line: str) -> str:
    return _spaced(_label_pattern().sub(" ", _plain(line)))


def _spaced(text: str) -> str:
    """Return a text in one script, width and case, with one space for all that is no letter or
    digit."""
    return " ".join(re.sub(r"[\W_]+", " ", _plain(text)).split())


def _plain(text: str) -> str:
    """Return a text in Simplified characters, one width and case, and without accents."""
    wide = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in wide if not unicodedata.combining(c))
    return "".join(map(_simplified, bare))


@cache
def _simplified(character: str) -> str:
    return character if character.isascii() else simplified_character(character)


def _unspaced(text: str) -> str:
    return "".join(text.split())


@cache
def documents() -> dict[str, Any]:
    """Return what is printed on papers, documents.yml."""
    source = resources.files("beian.desk.files") / "documents.yml"
    content: dict[str, Any] = YAML(typ="safe").load(source.read_text(encoding="utf-8"))
    return content


@cache
def _labels() -> dict[str, frozenset[str]]:
    """Return what stands before names of each kind, and before something else."""
    return {
        kind: frozenset(_unspaced(_plain(label)) for label in labels)
        for kind, labels in documents()["labels"].items()
    }


@cache
def _label_pattern() -> re.Pattern[str]:
    """Return a pattern of all labels, the longest first; blanks may stand between Chinese ones."""
    labels = {label for labels in _labels().values() for label in labels}
    written = [
        rf"\b{re.escape(label)}\b" if label.isascii() else r"\s*".join(map(re.escape, label))
        for label in sorted(labels, key=len, reverse=True)
    ]
    return re.compile("|".join(written))
