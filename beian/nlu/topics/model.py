"""Topics and responses as their files hold them, each with the line on which it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

UTTER = "utter_"


@dataclass(frozen=True)
class Text:
    """A sentence in each language."""

    zh: str
    en: str
    zh_line: int
    en_line: int

    def in_language(self, language: str) -> str:
        """Return the sentence in "zh" or "en"."""
        return self.zh if language == "zh" else self.en

    def line_of(self, language: str) -> int:
        return self.zh_line if language == "zh" else self.en_line


@dataclass(frozen=True)
class Named:
    """The name of something that lives elsewhere: a fact, a waiting question."""

    name: str
    line: int


@dataclass(frozen=True)
class Button:
    """A button below a response: its title, and what pressing it sends."""

    title: Text
    payload: str
    line: int


@dataclass(frozen=True)
class Response:
    """Something the assistant can say.

    `offer` says why it offers a person, or why a person takes over; with `handoff` a person does.
    """

    name: str
    file: Path
    line: int
    text: Text
    buttons: tuple[Button, ...] = ()
    offer: str | None = None
    handoff: bool = False


@dataclass(frozen=True)
class Example:
    """A message that people may type."""

    text: str
    language: str
    style: str
    line: int


@dataclass(frozen=True)
class Part:
    """A narrower question within a topic, with an answer and examples of its own."""

    topic: str
    name: str
    line: int
    title: Text
    answer: Response
    examples: tuple[Example, ...]

    @property
    def intent(self) -> str:
        """Rasa's name of the part, a retrieval intent: "faq_reapply/same_account"."""
        return f"{self.topic}/{self.name}"


@dataclass(frozen=True)
class Topic:
    """A question that the assistant answers: one file in data/topics/.

    `asks` names the waiting question that the topic may start; `responses` are what its action
    says besides the answer. `examples` do not include those of the parts.
    """

    name: str
    file: Path
    title: Text
    title_line: int
    answer: Response
    parts: tuple[Part, ...]
    facts: tuple[Named, ...]
    asks: Named | None
    responses: tuple[Response, ...]
    examples: tuple[Example, ...]

    @property
    def all_examples(self) -> tuple[Example, ...]:
        """The examples of the topic and of its parts."""
        return (*self.examples, *(one for part in self.parts for one in part.examples))

    @property
    def action(self) -> str:
        """The name of the action that answers it."""
        return f"action_{self.name}"


@dataclass(frozen=True)
class Content:
    """All topics, in the order of their names, and the responses that several of them share.

    `conversation` names the intents about the conversation itself, as agents read them.
    """

    topics: tuple[Topic, ...]
    shared: tuple[Response, ...]
    conversation: Mapping[str, Text]

    def topic(self, name: str) -> Topic | None:
        """Return the topic of that name; None where there is none."""
        return next((topic for topic in self.topics if topic.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the topics: their intents."""
        return tuple(topic.name for topic in self.topics)

    @property
    def intent_names(self) -> dict[str, Text]:
        """What agents read for each intent: the title of a topic, or its name in the console."""
        return {**self.conversation, **{topic.name: topic.title for topic in self.topics}}

    @property
    def responses(self) -> tuple[Response, ...]:
        """All responses of topics, their parts, and the shared ones; without the titles."""
        own = [
            response
            for topic in self.topics
            for response in (
                topic.answer,
                *(part.answer for part in topic.parts),
                *topic.responses,
            )
        ]
        return (*own, *self.shared)


def answer_name(intent: str) -> str:
    """Return the response that answers a topic, or a part ("faq_reapply/same_account").

    A slash in a response's name would make Rasa train from its text.
    """
    return f"{UTTER}{intent.replace('/', '__')}"


def title_name(intent: str) -> str:
    """Return the response that holds the title of a topic, or of a part."""
    return answer_name(f"title_{intent}")
