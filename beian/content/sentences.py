"""All that the assistant can say, wherever it is written, in one shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from beian.base.languages import LANGUAGES
from beian.nlu.topics.model import Content, Named, Response, Text, title_name

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

    `in_language` lacks a language that is not there. `called` is what editors know it by.
    `is_title`: it is a topic's question, or the name of an intent. `facts` are those that its topic
    rests on; None where it belongs to none.
    """

    name: str
    called: str
    file: Path
    line: int
    in_language: Mapping[str, Variation]
    is_title: bool = False
    facts: tuple[str, ...] | None = None

    def sentences(self) -> Iterator[tuple[str, Sentence]]:
        """Yield each language with each of its texts, the titles of buttons included."""
        for language, variation in self.in_language.items():
            yield language, variation.sentence
            for button in variation.buttons:
                yield language, button.title


def said_by(content: Content) -> list[Said]:
    """Return what the topics, the shared responses and the names of intents say."""
    said: list[Said] = []
    for topic in content.topics:
        own = [
            _titled(topic.file, topic.title_line, topic.title, topic.name, "title"),
            *map(_said, topic.said),
        ]
        rests_on = _names(topic.facts)
        for part in topic.parts:
            called = f"title of the part {part.name}"
            narrower = [_titled(topic.file, part.line, part.title, part.intent, called)]
            narrower += map(_said, part.said)
            facts = (*rests_on, *_names(part.facts))
            said += [replace(one, facts=facts) for one in narrower]
        own += map(_said, topic.responses)
        said += [replace(one, facts=rests_on) for one in own]
    return [*said, *map(_said, content.shared)]


def _names(facts: tuple[Named, ...]) -> tuple[str, ...]:
    return tuple(fact.name for fact in facts)


def named(name: str, file: Path, text: Text) -> Said:
    """Return a name that people read, such as that of an intent in the console."""
    line = min(text.zh_line, text.en_line)
    return Said(name, name, file, line, _in_languages(text), is_title=True)


def _titled(file: Path, line: int, title: Text, intent: str, called: str) -> Said:
    return Said(title_name(intent), called, file, line, _in_languages(title), is_title=True)


def _said(response: Response) -> Said:
    return Said(
        response.name,
        response.called,
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
