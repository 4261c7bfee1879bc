"""Topics and responses as their files hold them, each with the line on which it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from beian.nlu.topics.facts import Fact, Facts

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
    """The name of something that lives elsewhere: a fact, a waiting question, another topic."""

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
    `called` is what editors know it by: its name, or "answer" in the file of a topic. `links` name
    the pages that buttons below it open; `where` is said in its place, the first that fits.
    """

    name: str
    called: str
    file: Path
    line: int
    text: Text
    buttons: tuple[Button, ...] = ()
    offer: str | None = None
    handoff: bool = False
    links: tuple[Named, ...] = ()
    where: tuple[Variant, ...] = ()

    @property
    def variants(self) -> tuple[Response, ...]:
        """The response itself, then what is said in its place somewhere."""
        return (self, *(one.response for one in self.where))


@dataclass(frozen=True)
class Variant:
    """What is said in place of a response with certain providers, in certain provinces, or both.

    `providers` and `provinces` are codes, none where all will do; `provinces_of` names a fact
    whose provinces count.
    """

    name: str
    response: Response
    providers: tuple[Named, ...] = ()
    provinces: tuple[Named, ...] = ()
    provinces_of: Named | None = None


@dataclass(frozen=True)
class Example:
    """A message that people may type."""

    text: str
    language: str
    style: str
    line: int


@dataclass(frozen=True)
class Part:
    """A narrower question within a topic, with an answer and examples of its own.

    `states` and `next` are those of a topic, and so are `facts`, where it names any.
    """

    topic: str
    name: str
    line: int
    title: Text
    answer: Response
    examples: tuple[Example, ...]
    states: Mapping[str, Response] = field(default_factory=dict)
    next: tuple[Named, ...] = ()
    facts: tuple[Named, ...] = ()

    @property
    def said(self) -> tuple[Response, ...]:
        """All that it may be answered with."""
        return _variants(self.answer, *self.states.values())

    @property
    def intent(self) -> str:
        """Rasa's name of the part, a retrieval intent: "faq_reapply/same_account"."""
        return f"{self.topic}/{self.name}"


@dataclass(frozen=True)
class Topic:
    """A question that the assistant answers: one file in data/topics/.

    `states` answers for a state of what is asked about, in the order in which they are looked at,
    before `answer`; `next` names the parts and topics that buttons below the answer lead to.
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
    states: Mapping[str, Response] = field(default_factory=dict)
    next: tuple[Named, ...] = ()

    @property
    def intent(self) -> str:
        return self.name

    @property
    def said(self) -> tuple[Response, ...]:
        """All that it may be answered with, its parts left out."""
        return _variants(self.answer, *self.states.values())

    def facts_of(self, part: Part | None) -> tuple[Named, ...]:
        """Return the facts that the answer to the topic, or to a part of it, rests on."""
        return (part.facts if part is not None else ()) or self.facts

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

    `facts` are those that the topics rest on. `conversation` names the intents about the
    conversation itself, as agents read them.
    """

    topics: tuple[Topic, ...]
    shared: tuple[Response, ...]
    conversation: Mapping[str, Text]
    facts: Facts = field(default_factory=Facts)

    def topic(self, name: str) -> Topic | None:
        """Return the topic of that name; None where there is none."""
        return next((topic for topic in self.topics if topic.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the topics: their intents."""
        return tuple(topic.name for topic in self.topics)

    def parts_of(self, intent: str) -> tuple[str, ...]:
        """Return the parts of an intent about the conversation, such as "out_of_scope/price": those
        that a shared response answers by its name (utter_out_of_scope__price)."""
        prefix = answer_name(f"{intent}/")
        names = [response.name for response in self.shared if response.name.startswith(prefix)]
        return tuple(f"{intent}/{name.removeprefix(prefix)}" for name in names)

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
                *topic.said,
                *(one for part in topic.parts for one in part.said),
                *topic.responses,
            )
        ]
        return (*own, *self.shared)

    def facts_of(self, intent: str) -> tuple[Fact, ...]:
        """Return the facts that the answer to a topic, or a part ("faq_reapply/when"), rests on."""
        name, _, part = intent.partition("/")
        topic = self.topic(name)
        if topic is None:
            return ()
        own = next((one for one in topic.parts if one.name == part), None)
        named = [fact.name for fact in topic.facts_of(own)]
        return tuple(self.facts.by_name[one] for one in named if one in self.facts.by_name)

    def facts_about(self, topic: str) -> tuple[Fact, ...]:
        """Return the facts that a topic rests on and those of its parts, each once."""
        found = self.topic(topic)
        intents = () if found is None else (topic, *(part.intent for part in found.parts))
        every = {fact.name: fact for intent in intents for fact in self.facts_of(intent)}
        return tuple(every.values())


def _variants(*responses: Response) -> tuple[Response, ...]:
    return tuple(one for response in responses for one in response.variants)


def answer_name(intent: str) -> str:
    """Return the response that answers a topic, or a part ("faq_reapply/same_account").

    A slash in a response's name would make Rasa train from its text.
    """
    return f"{UTTER}{intent.replace('/', '__')}"


def state_name(intent: str, state: str) -> str:
    """Return the response that answers a topic, or a part, where that state holds."""
    return f"{answer_name(intent)}__in_{state}"


def variant_name(response: str, variant: str) -> str:
    """Return the response that is said in place of another one, by the variant's name."""
    return f"{response}__where_{variant}"


def title_name(intent: str) -> str:
    """Return the response that holds the title of a topic, or of a part."""
    return answer_name(f"title_{intent}")
