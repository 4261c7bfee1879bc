"""Checks what the assistant says: both languages alike, each in its own, nothing made up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from beian.base.languages import LANGUAGES
from beian.content.places import fault_in
from beian.content.sentences import PLACEHOLDER, Said, Sentence
from beian.nlu.topics.faults import Fault

_LETTERS = "utter_letter_"
"""The statement letter is in Chinese whoever reads it."""
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True)
class _Rule:
    """A pattern that no text in these languages may hold, and what to say of it.

    {} in the message stands for what was found. `letters`: it counts in statement letters, too.
    """

    languages: tuple[str, ...]
    pattern: re.Pattern[str]
    message: str
    letters: bool = True


_RULES = (
    _Rule(
        ("zh",),
        re.compile(r"[，。：；！？、]{2,}"),
        "Two marks of punctuation follow each other: {}. Keep one of them.",
    ),
    _Rule(
        ("zh",),
        re.compile(r"[，。：；！？、]）"),
        "A mark of punctuation stands before the bracket: {}. Take it out, or put it behind.",
    ),
    _Rule(
        ("zh",),
        re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]"),
        "Half-width punctuation stands beside Chinese: {}. Use ，；：！？（） there.",
    ),
    _Rule(
        ("zh",),
        re.compile(r"'"),
        "A straight quotation mark stands in the Chinese text. Use “ ” or 「 」.",
    ),
    _Rule(
        ("en",),
        re.compile(r"[，。：；！？、（）「」]"),
        "Chinese punctuation stands in the English text: {}. Use the English mark.",
        letters=False,
    ),
    _Rule(
        ("en",),
        _IDEOGRAPHS,
        "Chinese stands in the English text: {}. Translate it.",
        letters=False,
    ),
    _Rule(
        ("en",),
        re.compile(r"[.,;:!?]{2,}"),
        "Two marks of punctuation follow each other: {}. Keep one of them.",
    ),
    _Rule(
        ("en",),
        re.compile(r" [.,;:!?]"),
        'A space stands before the punctuation: "{}". Take it out.',
    ),
    _Rule(LANGUAGES, re.compile(r" {2,}"), "Two spaces follow each other. Keep one of them."),
    _Rule(
        LANGUAGES,
        re.compile(r"(?m)[ \t]$"),
        "A space stands at the end of a line. Take it out.",
    ),
    _Rule(
        LANGUAGES,
        re.compile(r"\d{3,}-\d{3,}[\d-]*|\d{5,}"),
        "{} looks like a phone number. Those of support stand in contact.yml, and no other is to "
        "be told: numbers change. Take it out.",
    ),
    _Rule(
        LANGUAGES,
        re.compile(
            r"(?i)https?:[^\s，。]*|www\.[^\s，。]*|[\w.@-]*@[\w.-]*|[\w.-]*\.(?:com|cn|gov)\b"
        ),
        "{} looks like an address. Those of support stand in contact.yml, and no other is to be "
        "told: addresses change. Take it out.",
    ),
    _Rule(
        LANGUAGES,
        re.compile(r"(?i)[¥$]|\bRMB\b|\bCNY\b|费用|收费|免费|\bfees?\b|\d元"),
        "{} speaks of money, of which nothing is known. Take it out.",
    ),
)


def wording_faults(said: Said) -> Iterator[Fault]:
    """Yield what is wrong with the texts of a response or a title, each for itself."""
    letter = said.name.startswith(_LETTERS)
    for language, sentence in said.sentences():
        yield from _braces(said, sentence)
        if language == "zh":
            yield from _untranslated(said, sentence)
        for rule in _RULES:
            if language in rule.languages and (rule.letters or not letter):
                found = rule.pattern.search(sentence.text)
                if found:
                    piece = found.group()
                    message = rule.message.format(piece)
                    yield fault_in(said.file, sentence, found.start(), piece, message)


def _braces(said: Said, sentence: Sentence) -> Iterator[Fault]:
    """Braces that enclose no name."""
    for found in PLACEHOLDER.finditer(sentence.text):
        name = found.group(1)
        if not re.fullmatch(r"[a-z_]+", name):
            message = (
                f"Between braces stands the name of a value, in small letters: not {{{name}}}. "
                "Take the name from the other language, or use other brackets."
            )
            yield fault_in(said.file, sentence, found.start(), found.group(), message)
    rest = PLACEHOLDER.sub(lambda match: "_" * len(match.group()), sentence.text)
    for brace in re.finditer(r"[{}]", rest):
        message = f"The brace {brace.group()} has no counterpart. Write {{name}}, or take it out."
        yield fault_in(said.file, sentence, brace.start(), brace.group(), message)
    for brace in re.finditer(r"[｛｝]", rest):
        message = f"A full-width brace stands here: {brace.group()}. Type {{ and }} around a name."
        yield fault_in(said.file, sentence, brace.start(), brace.group(), message)


def _untranslated(said: Said, sentence: Sentence) -> Iterator[Fault]:
    """Yield a Chinese text that holds letters, and no Chinese."""
    words = PLACEHOLDER.sub("", sentence.text)
    if _LATIN.search(words) and not _IDEOGRAPHS.search(words):
        message = f"The Chinese text holds no Chinese: {_short(sentence.text)}. Translate it."
        yield fault_in(said.file, sentence, 0, sentence.text, message)


def _short(text: str, most: int = 30) -> str:
    first = text.split("\n", 1)[0]
    return first if len(first) <= most else f"{first[:most]}..."
