"""Reads topics (data/topics/*.yml), shared responses (data/responses/*.yml), intents.yml and
facts.yml.

Free of Rasa, so that the desk, editors' checks and Rasa's importer read the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from yaml import Node

from beian.base.languages import LANGUAGES
from beian.nlu.topics.facts import read_facts
from beian.nlu.topics.faults import Fault, FaultyContent, did_you_mean
from beian.nlu.topics.model import (
    Content,
    Example,
    Named,
    Part,
    Response,
    Text,
    Topic,
    answer_name,
    state_name,
)
from beian.nlu.topics.nodes import Entries, Nodes, is_folded, is_null, line_of
from beian.nlu.topics.responses import named_in, read_responses, responses_of, text_of
from beian.nlu.topics.variants import varied_response

TOPICS = "topics"
RESPONSES = "responses"
"""Folders of data/."""
CONVERSATIONS = "conversations"
"""The folder of data/ with conversations that are played: nothing is learnt from them."""
INTENTS = "intents.yml"
"""The file with the names of the intents about the conversation itself."""

_REQUIRED = ("topic", "title", "answer", "examples")
_OPTIONAL = ("states", "next", "parts", "facts", "asks", "responses")
_OF_A_PART = ("title", "answer", "examples")
_OPTIONAL_IN_A_PART = ("states", "next", "facts")


def read_content(data: Path) -> Content:
    """Return the content of a data folder. Raises FaultyContent with the faults of all its
    files."""
    content, faults = legible_content(data)
    if faults:
        raise FaultyContent(faults)
    return content


def legible_content(data: Path) -> tuple[Content, list[Fault]]:
    """Return what can be read of the content of a data folder, and the faults of the rest."""
    faults: list[Fault] = []
    topics = _legible(topic_files(data), read_topic, faults)
    shared = _legible(_files(data / RESPONSES), read_responses, faults)
    names = _legible([file for file in [data / INTENTS] if file.exists()], read_intents, faults)
    content = Content(
        tuple(topics),
        tuple(response for responses in shared for response in responses),
        names[0] if names else {},
        facts := read_facts(data),
    )
    return content, [*faults, *facts.faults, *_twice(content.responses)]


def topic_files(data: Path) -> list[Path]:
    """Return the files of the topics, each named like its topic."""
    return _files(data / TOPICS)


_Read = TypeVar("_Read")


def _legible(
    files: Iterable[Path], read: Callable[[Path], _Read], faults: list[Fault]
) -> list[_Read]:
    """Return what the files hold; those that can't be used add to the faults."""
    found = []
    for file in files:
        try:
            found.append(read(file))
        except FaultyContent as faulty:
            faults += faulty.faults
    return found


def read_topic(file: Path) -> Topic:
    """Return the topic of a file. Raises FaultyContent with all the faults of that file."""
    nodes = Nodes(file)
    root = nodes.root()
    topic = None if root is None else _topic(nodes, root)
    nodes.raise_faults()
    assert topic is not None, file
    return topic


def read_intents(file: Path) -> dict[str, Text]:
    """Return the names of intents in a file {intent: {zh, en}}. Raises FaultyContent."""
    nodes = Nodes(file)
    root = nodes.root()
    entries = [] if root is None else list(nodes.entries(root, file.name))
    named = {intent: text_of(nodes, value, intent) for intent, _, value in entries}
    nodes.raise_faults()
    return {intent: name for intent, name in named.items() if name is not None}


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yml"))


def _topic(nodes: Nodes, root: Node) -> Topic | None:
    found = nodes.mapping(root, "The topic", _REQUIRED, _OPTIONAL)
    name = nodes.name(found["topic"][1], "topic") if "topic" in found else ""
    if name and name != nodes.file.stem:
        nodes.fault(found["topic"][0], f"The file of {name} must be named {name}.yml.")
    title = text_of(nodes, found["title"][1], "title") if "title" in found else None
    answer = _answer(nodes, found, name, "answer")
    parts = _parts(nodes, found["parts"][1], name) if "parts" in found else ()
    examples = _examples(nodes, found["examples"][1], name) if "examples" in found else ()
    if title is None or answer is None:
        return None
    return Topic(
        name=name,
        file=nodes.file,
        title=title,
        title_line=found["title"][0],
        answer=answer,
        parts=parts,
        facts=named_in(nodes, found, "facts"),
        asks=_asks(nodes, found["asks"][1]) if "asks" in found else None,
        responses=_responses(nodes, found),
        examples=examples,
        states=_states(nodes, found, name, "answer"),
        next=named_in(nodes, found, "next"),
    )


def _answer(nodes: Nodes, found: Entries, intent: str, called: str) -> Response | None:
    if "answer" not in found:
        return None
    line, node = found["answer"]
    return varied_response(nodes, node, answer_name(intent), called, line)


def _states(nodes: Nodes, found: Entries, intent: str, answer: str) -> dict[str, Response]:
    states: dict[str, Response] = {}
    if "states" not in found:
        return states
    for state, line, value in nodes.entries(found["states"][1], "states"):
        nodes.checked_name(state, line, "The state")
        called = f"{answer} for the state {state}"
        response = varied_response(nodes, value, state_name(intent, state), called, line)
        if response is not None:
            states[state] = response
    return states


def _responses(nodes: Nodes, found: Entries) -> tuple[Response, ...]:
    return responses_of(nodes, found["responses"][1], "responses") if "responses" in found else ()


def _parts(nodes: Nodes, node: Node, topic: str) -> tuple[Part, ...]:
    parts = []
    for name, line, value in nodes.entries(node, "parts"):
        nodes.checked_name(name, line, "The part's name")
        found = nodes.mapping(value, f"The part {name}", _OF_A_PART, _OPTIONAL_IN_A_PART)
        if any(key not in found for key in _OF_A_PART):
            continue
        intent = f"{topic}/{name}"
        title = text_of(nodes, found["title"][1], f"title of the part {name}")
        called = f"answer of the part {name}"
        answer = _answer(nodes, found, intent, called)
        examples = _examples(nodes, found["examples"][1], intent)
        if title is not None and answer is not None:
            states = _states(nodes, found, intent, called)
            further, facts = named_in(nodes, found, "next"), named_in(nodes, found, "facts")
            parts.append(Part(topic, name, line, title, answer, examples, states, further, facts))
    return tuple(parts)


def _examples(nodes: Nodes, node: Node, intent: str) -> tuple[Example, ...]:
    """Return the examples of a mapping {language: {style: [text]}}."""
    examples: list[Example] = []
    found = nodes.mapping(node, f"examples of {intent}", LANGUAGES)
    for language, (line, styles) in found.items():
        before = len(examples)
        for style, _, texts in nodes.entries(styles, f"{language} of the examples"):
            nodes.checked_name(style, line_of(texts), "The style")
            for item in nodes.items(texts, f"{style} of the examples"):
                text = nodes.text(item, "An example").strip()
                if is_folded(item):
                    nodes.fault(
                        line_of(item) + 1,
                        "A line without a dash, which YAML joins with the line before it. Begin it "
                        'with "- ".',
                    )
                elif text:
                    examples.append(Example(text, language, style, line_of(item)))
        if len(examples) == before:
            nodes.fault(line, f"There are no examples in {language}. Write some.")
    return tuple(examples)


def _asks(nodes: Nodes, node: Node) -> Named | None:
    return None if is_null(node) else Named(nodes.name(node, "asks"), line_of(node))


def _twice(responses: Iterable[Response]) -> list[Fault]:
    """Return a fault for each response whose name is taken already."""
    first: dict[str, Response] = {}
    faults = []
    for response in responses:
        other = first.setdefault(response.name, response)
        if other is not response:
            message = f"{response.name} is in {other.file.name}, line {other.line}, already."
            faults.append(Fault(response.file, response.line, f"{message} Keep one of them."))
    return faults


def unknown(named: Named, file: Path, what: str, known: Sequence[str]) -> Fault:
    """Return the fault for a name that nothing has."""
    message = f"There is no {what} {named.name}. {did_you_mean(named.name, known)}"
    return Fault(file, named.line, message)
