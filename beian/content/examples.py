"""Checks the messages that the assistant learns from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from beian.base.languages import LANGUAGES
from beian.content.rasa_files import DASH, Block
from beian.nlu.topics.faults import Fault, did_you_mean
from beian.nlu.topics.model import Content, Topic

STYLES = ("terse", "plain", "story", "indirect", "noisy", "traditional", "mixed", "source")
_MARKUP = "[]{}"
_LONGEST_SHOWN = 30


@dataclass(frozen=True)
class Message:
    """A message, whom it belongs to, and where it stands."""

    text: str
    topic: str
    file: Path
    line: int

    @property
    def key(self) -> str:
        """What two messages have in common that differ in case, width or punctuation alone."""
        folded = unicodedata.normalize("NFKC", self.text).casefold()
        return "".join(filter(str.isalnum, folded)) or folded

    @property
    def shown(self) -> str:
        text = self.text
        return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


def messages_of(topics: Iterable[Topic], blocks: Mapping[Path, tuple[Block, ...]]) -> list[Message]:
    """Return all messages of topics, their parts and blocks, in the order in which they stand."""
    found = [
        Message(one.text, intent, topic.file, one.line)
        for topic in topics
        for intent, examples in [
            (topic.name, topic.examples),
            *((part.intent, part.examples) for part in topic.parts),
        ]
        for one in examples
    ]
    for file, each in blocks.items():
        found += [
            Message(line.removeprefix("-").strip(), block.intent, file, number)
            for block in each
            for number, line in block.examples
        ]
    return found


def example_faults(learned: list[Message], measured: list[Message]) -> Iterator[Fault]:
    """Yield messages that stand twice, in two topics, or in a set that measures; and markup."""
    first: dict[str, Message] = {}
    measuring = {message.key: message for message in measured}
    for message in learned:
        yield from _markup(message)
        key = message.key
        other = first.setdefault(key, message)
        if other.topic != message.topic:
            yield Fault(
                message.file,
                message.line,
                f"“{message.shown}” is a message of {other.topic}, too ({_place(other, message)}). "
                "The assistant can't tell them apart: keep one of them.",
            )
        elif other is not message:
            place = _place(other, message)
            told = (
                f"“{message.shown}” stands on {place} already."
                if other.text == message.text
                else f"“{message.shown}” differs from “{other.shown}” ({place}) in case, width or "
                "punctuation alone."
            )
            yield Fault(message.file, message.line, f"{told} Keep one of them.")
        held = measuring.get(key)
        if held is not None and any(map(str.isalnum, key)):  # there are few emoji to choose
            yield Fault(
                message.file,
                message.line,
                f"“{message.shown}” is in a set that measures the assistant "
                f"(tests/nlu/{held.file.name}, line {held.line}). Write another message here.",
            )


def _place(other: Message, message: Message) -> str:
    where = f"line {other.line}"
    return where if other.file == message.file else f"{other.file.name}, {where}"


def _markup(message: Message) -> Iterator[Fault]:
    found = next((mark for mark in message.text if mark in _MARKUP), None)
    if found is not None:
        yield Fault(
            message.file,
            message.line,
            f"The message holds {found}, which Rasa reads as markup: “{message.shown}”. Write it "
            "without [ ] { }.",
        )


def style_faults(content: Content) -> Iterator[Fault]:
    """Styles of the topics' messages that are none."""
    for topic in content.topics:
        told: set[tuple[str, str]] = set()
        for one in topic.all_examples:
            if one.style not in STYLES and (one.language, one.style) not in told:
                told.add((one.language, one.style))
                message = f"There is no style {one.style}. {did_you_mean(one.style, STYLES)}"
                yield Fault(topic.file, max(1, one.line - 1), message)


def block_faults(file: Path, blocks: tuple[Block, ...], intents: list[str]) -> Iterator[Fault]:
    """Yield what is wrong with the blocks of a file in Rasa's form, line by line."""
    told: set[str] = set()
    for block in blocks:
        if block.intent and block.intent not in {*intents, *told}:
            told.add(block.intent)
            message = f"There is no intent {block.intent}. {did_you_mean(block.intent, intents)}"
            yield Fault(file, block.intent_line, message)
        if block.language not in LANGUAGES:
            said = f"There is no language {block.language}. It may be zh or en."
            message = said if block.language else "metadata lacks language: zh or en. Add it."
            yield Fault(file, block.language_line, message)
        if block.style not in STYLES:
            said = f"There is no style {block.style}. {did_you_mean(block.style, STYLES)}"
            message = said if block.style else "metadata lacks style. Add it: terse, plain ..."
            yield Fault(file, block.style_line, message)
        for number, line in block.examples:
            if not line.startswith(DASH):
                message = (
                    f'A line without a dash: “{line.strip()[:_LONGEST_SHOWN]}”. Begin it with "- ".'
                )
                yield Fault(file, number, message)
            elif not line.removeprefix(DASH).strip():
                yield Fault(file, number, "A dash without a message. Write one, or take it out.")
