"""Entities that are known by their words, read from the files in beian/nlu/vocabulary/.

The files are for editors: Simplified, Traditional, full-width and upper-case forms need not be
written apart, since texts and forms are folded alike (beian/nlu/text/characters.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from itertools import chain
from typing import Any

from ruamel.yaml import YAML

from beian.nlu.entities.entity import Found
from beian.nlu.text.characters import folded_in_place

FOLDER = resources.files("beian.nlu") / "vocabulary"
_LONG_NAME = 8
_PARTICIPLE = ("ed", "taken down", "withdrawn", "logged off")
_WORDS = (
    "province",
    "city",
    "subject_type",
    "document",
    "site_kind",
    "order_kind",
    "reference",
    "reply",
)


def words_in(folded: str) -> Iterator[Found]:
    """Yield all that match in a folded text, overlaps included."""
    for label, pattern, values in _word_patterns():
        for match in pattern.finditer(folded):
            value = values[_closed(match.group("form"))]
            yield Found(match.start(), match.end(), label, value)
    for kind, noun, phrase in _cancellation_patterns():
        named = False
        for match in noun.finditer(folded):
            named = True
            yield Found(match.start(), match.end(), "target", kind)
        if named:
            for match in phrase.finditer(folded):
                yield Found(match.start(), match.end(), "cancellation_kind", f"cancel_{kind}")


@lru_cache(maxsize=1)
def _word_patterns() -> list[tuple[str, re.Pattern[str], dict[str, str]]]:
    """Return for each label its pattern and the value of each form, spaces removed.

    A file holds {value: [form, ...]}; under `suffixes` what may belong to a form, and under
    `not` the words around it that speak against it: `before`, of a form or of `any`, and `after`.
    """
    patterns = []
    for label in _WORDS:
        entries = entries_of(label)
        against = entries.pop("not", {})
        suffixes = any_of(entries.pop("suffixes", [])) or "(?!)"
        before = against.get("before", {})
        after = any_of(against["after"]) if "after" in against else "(?!)"
        if label == "province":
            entries = {value: [*forms, *_slips(forms)] for value, forms in entries.items()}
        values = {_closed(form): value for value, forms in entries.items() for form in forms}
        forms = [form for forms in entries.values() for form in forms]
        pattern = re.compile(
            rf"{_first_of(forms)}{_not_behind(before.pop('any', []))}"
            rf"{_forms_not_behind(before)}(?P<form>{any_of(forms)})"
            rf"(?:[ -]?(?:{suffixes}))?(?! ?(?:{after}))"
        )
        patterns.append((label, pattern, values))
    return patterns


def _not_behind(words: Iterable[str]) -> str:
    return "".join(f"(?<!{re.escape(folded_in_place(word))})" for word in words)


def _forms_not_behind(before: Mapping[str, Iterable[str]]) -> str:
    """Return a condition that none of the forms with words against them begins here."""
    return "".join(
        f"(?:(?!{any_of([form])})|{_not_behind(words)})" for form, words in before.items()
    )


def _slips(forms: Iterable[str]) -> set[str]:
    """Return the longer Latin forms with two letters swapped or one left out."""
    slips = set()
    for form in map(_closed, forms):
        if form.isascii() and len(form) >= _LONG_NAME:
            for at in range(1, len(form) - 1):
                slips.add(form[:at] + form[at + 1] + form[at] + form[at + 2 :])
                slips.add(form[:at] + form[at + 1 :])
    return slips - set(map(_closed, forms))


@lru_cache(maxsize=1)
def _cancellation_patterns() -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    """Return for each kind the pattern of its noun alone, and that of verb and noun together."""
    entries = entries_of("cancellation")
    verbs = {language: any_of(forms) for language, forms in entries["verbs"].items()}
    acts = any_of(entries["acts"])
    participles = any_of([verb for verb in entries["verbs"]["en"] if verb.endswith(_PARTICIPLE)])
    zh_between = rf"(?:{any_of(entries['between']['zh'])}| ){{0,6}}"
    en_between = rf"(?: +(?:{any_of(entries['between']['en'])})){{0,6}} +"
    zh_after = rf"(?:{any_of(entries['between']['zh_after'])}| ){{0,4}}"
    zh_passive, en_passive = (any_of(entries["passive"][language]) for language in ("zh", "en"))
    any_noun = any_of([noun for nouns in entries["nouns"].values() for noun in nouns["zh"]])
    zh_described = rf"(?:(?!{any_noun})[\u4e00-\u9fffa-z0-9]){{1,12}}?的 ?"
    zh_agent = rf"(?:{zh_passive})(?:(?!{any_noun})[\u4e00-\u9fff]){{0,6}}?"
    patterns = []
    for kind, nouns in entries["nouns"].items():
        zh, en = any_of(nouns["zh"]), any_of(nouns["en"])
        owner_zh, owner_en = any_of(nouns["owner"]["zh"]), any_of(nouns["owner"]["en"])
        zh_noun = rf"(?:(?:{owner_zh}){zh_between})?(?:{zh})"
        en_noun = rf"(?:(?:{owner_en}) +)?(?:{en})"
        beginnings = [*chain(*entries["verbs"].values()), *nouns["zh"], *nouns["en"]]
        beginnings += entries["acts"]
        phrase = re.compile(
            rf"{_first_of(beginnings)}(?:"
            rf"(?:{verbs['zh']}){zh_between}{zh_noun}"
            rf"|(?:{verbs['zh']}){zh_described}{zh_noun}"
            rf"|(?:{zh}){zh_after}(?:{verbs['zh']})"
            rf"|(?:{zh}){zh_after}{zh_agent}(?:{verbs['zh']})"
            rf"|(?:{verbs['en']}){en_between}{en_noun}"
            rf"|(?:{en}) +(?:{acts})"
            rf"|(?:{acts}){en_between}{en_noun}"
            rf"|(?:{en})(?: +(?:{en_passive})){{0,4}} +(?:{participles})"
            rf"|(?:{verbs['zh']}){zh_between}(?:{en})"
            rf"|(?:{verbs['en']}){zh_between}(?:{en})"
            rf"|(?:{verbs['en']})(?:{en_between}| *)(?:{zh}))"
        )
        patterns.append((kind, re.compile(f"{zh}|{en}"), phrase))
    return patterns


def entries_of(name: str) -> dict[str, Any]:
    """Return what a file of words holds."""
    text = (FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    entries: dict[str, Any] = YAML(typ="safe").load(text)
    return entries


def _closed(form: str) -> str:
    return folded_in_place(form).replace(" ", "").replace("-", "")


def _first_of(forms: Iterable[str]) -> str:
    """Return a condition that one of the forms may begin here, which is faster than trying them
    all."""
    first = {folded_in_place(form)[0] for form in forms}
    return f"(?=[{re.escape(''.join(sorted(first)))}])"


def any_of(forms: Iterable[str]) -> str:
    """Return a pattern for any of the forms, the longest first.

    Latin forms stand as whole words, their parts apart by a space, a hyphen or nothing; between
    Chinese characters may be a space. A form may end in a condition of its own, written as a
    regular expression: "接入(?!商)".
    """
    return "|".join(map(_pattern_of, sorted(map(folded_in_place, forms), key=len, reverse=True)))


def _pattern_of(form: str) -> str:
    words, bracket, condition = form.partition("(?")
    parts = words.split() if words.isascii() else words
    gap = "[ -]?" if words.isascii() else " ?"
    pattern = gap.join(map(re.escape, parts)) + bracket + condition
    return rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])" if words.isascii() else pattern
