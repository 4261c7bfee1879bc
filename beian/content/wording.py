"""Checks what the assistant says: each language in its own characters and punctuation."""

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


_ABBREVIATION_OR_ELLIPSIS = re.compile(
    r"\b(?:[A-Za-z](?:\.[A-Za-z])+|etc|Ltd|Inc|Corp|Co|Nos?|vs|approx|incl|excl|Mrs?|Ms|Dr|St)\."
    r"[,;:!?]?(?![.,;:!?])"
    r"|(?<!\.)\.{3}[,;:!?]?(?![.,;:!?])"
)
"""A full stop that belongs to its word, or three of them, and the mark that follows."""


@dataclass(frozen=True)
class _Rule:
    """A pattern that no text in these languages may hold, and what to say of it.

    {} in the message stands for what was found. `unless`: pieces of a text that may hold it.
    `letters`: it counts in statement letters, too.
    """

    languages: tuple[str, ...]
    pattern: re.Pattern[str]
    message: str
    letters: bool = True
    unless: re.Pattern[str] | None = None


_STRAY_BRACES = (
    (
        re.compile(r"[{}]"),
        "The brace {} has no counterpart. Write {{name}}, or take it out.",
    ),
    (
        re.compile(r"[｛｝]"),
        "A full-width brace stands here: {}. Type {{ and }} around a name.",
    ),
)
"""Braces that enclose no name, and what to say of each."""
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
        unless=_ABBREVIATION_OR_ELLIPSIS,
    ),
    _Rule(
        ("en",),
        re.compile(r" [.,;:!?](?!\w|\.\.)"),  # the .cn of a domain and an ellipsis may
        'A space stands before the punctuation: "{}". Take it out.',
    ),
    _Rule(LANGUAGES, re.compile(r" {2,}"), "Two spaces follow each other. Keep one of them."),
    _Rule(
        LANGUAGES,
        re.compile(r"(?m)[ \t]$"),
        "A space stands at the end of a line. Take it out.",
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
                found = rule.pattern.search(_without(rule.unless, sentence.text))
                if found:
                    piece = found.group()
                    message = rule.message.format(piece)
                    yield fault_in(said.file, sentence, found.start(), piece, message)


def _without(pieces: re.Pattern[str] | None, text: str) -> str:
    """Return a text of the same length that holds underscores where those pieces stood."""
    return text if pieces is None else pieces.sub(lambda found: "_" * len(found.group()), text)


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
    for pattern, message in _STRAY_BRACES:
        for brace in pattern.finditer(rest):
            piece = brace.group()
            yield fault_in(said.file, sentence, brace.start(), piece, message.format(piece))


def _untranslated(said: Said, sentence: Sentence) -> Iterator[Fault]:
    """Yield a Chinese text that holds letters, and no Chinese."""
    words = PLACEHOLDER.sub("", sentence.text)
    if _LATIN.search(words) and not _IDEOGRAPHS.search(words):
        message = f"The Chinese text holds no Chinese: {_short(sentence.text)}. Translate it."
        yield fault_in(said.file, sentence, 0, sentence.text, message)


def _short(text: str, most: int = 30) -> str:
    first = text.split("\n", 1)[0]
    return first if len(first) <= most else f"{first[:most]}..."
