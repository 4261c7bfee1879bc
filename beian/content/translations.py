"""Checks that both languages of a response fill in the same values and have the same buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from beian.content.places import fault_in
from beian.content.sentences import PLACEHOLDER, Said, Sentence
from beian.nlu.topics.faults import Fault, did_you_mean

_CALLED = {"zh": "Chinese", "en": "English"}
_VALUE = re.compile(r"[a-z_]+")

Values = frozenset[str]


def translation_faults(said: Said, values: Values | None) -> Iterator[Fault]:
    """Yield what one language has and the other lacks. `values`: what is filled in, if that is
    known."""
    yield from _unknown(said, values)
    yield from _lacking(said, values)
    zh, en = said.in_language["zh"], said.in_language["en"]
    payloads = [[button.payload for button in one.buttons] for one in (zh, en)]
    if payloads[0] != payloads[1]:
        yield Fault(
            said.file,
            (en.buttons or zh.buttons)[0].title.line,
            f"The buttons of {said.called} differ: {_listed(payloads[0])} in Chinese, "
            f"{_listed(payloads[1])} in English. Give both the same ones, in the same order.",
        )
    if (zh.offer, zh.handoff) != (en.offer, en.handoff):
        message = f"custom of {said.called} differs between Chinese and English. Make both alike."
        yield Fault(said.file, said.line, message)


def _listed(payloads: list[str]) -> str:
    return ", ".join(payloads) or "none"


def _unknown(said: Said, values: Values | None) -> Iterator[Fault]:
    """Yield names in braces that nothing fills in."""
    if values is None:
        return
    for variation in said.in_language.values():
        for name, start in _placed(variation.sentence).items():
            if name in values:
                continue
            way_out = (
                did_you_mean(name, sorted(values))
                if values
                else "It is said as it stands: write it without braces."
            )
            message = f"Nothing fills in {{{name}}} in {said.called}. {way_out}"
            yield fault_in(said.file, variation.sentence, start, f"{{{name}}}", message)


def _lacking(said: Said, values: Values | None) -> Iterator[Fault]:
    """Yield names in braces that one language has and the other lacks."""
    placed = {
        language: _placed(variation.sentence) for language, variation in said.in_language.items()
    }
    for language, other in (("zh", "en"), ("en", "zh")):
        more = set(placed[other]) - set(placed[language])
        own = set(placed[language]) - set(placed[other])
        for name in sorted(more):
            if values is not None and name not in values:
                continue  # it is nobody's, which is told already
            if f"{{{name}" in said.in_language[language].sentence.text:
                continue  # its brace is not closed, which is told, too
            meant = get_close_matches(name, own, 1)
            if meant and (values is not None or (language, other) == ("zh", "en")):
                if values is None:
                    yield _other_name(said, meant[0], name)
                continue
            if meant:
                continue
            message = (
                f"The {_CALLED[language]} text lacks {{{name}}}, which the {_CALLED[other]} one "
                "has. Put it in, or take it out there."
            )
            yield Fault(said.file, said.in_language[language].sentence.line, message)


def _other_name(said: Said, zh: str, en: str) -> Fault:
    sentence: Sentence = said.in_language["en"].sentence
    message = (
        f"The English text has {{{en}}}, the Chinese one {{{zh}}}. One of them is misspelt: both "
        "need the same name."
    )
    return fault_in(said.file, sentence, _placed(sentence)[en], f"{{{en}}}", message)


def _placed(sentence: Sentence) -> dict[str, int]:
    """Return the names in braces, each with where it stands first."""
    placed: dict[str, int] = {}
    for found in PLACEHOLDER.finditer(sentence.text):
        if _VALUE.fullmatch(found.group(1)):
            placed.setdefault(found.group(1), found.start())
    return placed
