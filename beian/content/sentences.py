"""All that the assistant can say, wherever it is written, in one shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from beian.base.languages import LANGUAGES
from beian.nlu.topics.model import Content, Response, Text, title_name

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Sentence:
    """A text in one language, and the line on which it begins."""

    text: str
    line: int


@dataclass(frozen=True)
class Pressed:
    """A button: its title, what pressing it sends, and its line."""

    title: Sentence
    payload: str


@dataclass(frozen=True)
class Variation:
    """A response in one language. `offer`, `handoff`: as nlu.topics.model.Response has them."""

    sentence: Sentence
    buttons: tuple[Pressed, ...] = ()
    offer: str | None = None
    handoff: bool = False


@dataclass(frozen=True)
class Said:
    """A response, a title or a name: something the assistant says in each language.

    `in_language` lacks a language that is not there. Where it is filled in by nothing, `fixed` says
    so: a title, or the answer of a topic.
    """

    name: str
    file: Path
    line: int
    in_language: Mapping[str, Variation]
    fixed: bool = False

    def sentences(self) -> Iterator[tuple[str, Sentence]]:
        """Yield each language with each of its texts, the titles of buttons included."""
        for language, variation in self.in_language.items():
            yield language, variation.sentence
            for button in variation.buttons:
                yield language, button.title


def said_by(content: Content) -> list[Said]:
    """Return what the topics, the shared responses and the names of intents say."""
    said = [
        _titled(topic.file, topic.title_line, topic.title, topic.name) for topic in content.topics
    ]
    for topic in content.topics:
        said.append(_said(topic.answer))
        for part in topic.parts:
            said.append(_titled(topic.file, part.line, part.title, part.intent))
            said.append(_said(part.answer))
        said += _all(topic.responses)
    return [*said, *_all(content.shared)]


def named(name: str, file: Path, text: Text) -> Said:
    """Return a name that people read, such as that of an intent in the console."""
    return Said(name, file, min(text.zh_line, text.en_line), _in_languages(text), fixed=True)


def _titled(file: Path, line: int, title: Text, intent: str) -> Said:
    return Said(title_name(intent), file, line, _in_languages(title), fixed=True)


def _all(responses: Iterable[Response]) -> list[Said]:
    return [_said(response) for response in responses]


def _said(response: Response) -> Said:
    return Said(
        response.name,
        response.file,
        response.line,
        {
            language: Variation(
                Sentence(response.text.in_language(language), response.text.line_of(language)),
                tuple(
                    Pressed(
                        Sentence(
                            button.title.in_language(language), button.title.line_of(language)
                        ),
                        button.payload,
                    )
                    for button in response.buttons
                ),
                response.offer,
                response.handoff,
            )
            for language in LANGUAGES
        },
    )


def _in_languages(text: Text) -> dict[str, Variation]:
    return {
        language: Variation(Sentence(text.in_language(language), text.line_of(language)))
        for language in LANGUAGES
    }
