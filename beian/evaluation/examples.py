"""Labelled messages, read from files in the format of Rasa's NLU data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from beian.nlu.topics.faults import FaultyContent
from beian.nlu.topics.reading import read_content

_BULLET = "- "


@dataclass(frozen=True)
class Example:
    """A labelled message; language and style as the data file's metadata name them."""

    text: str
    intent: str
    language: str
    style: str


class FaultyData(Exception):
    """A data file that can't be read; names the file and what is wrong with it."""


def blocks_in(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Yield the blocks of NLU data files that hold examples. Raises FaultyData."""
    read = YAML(typ="safe").load
    for path in sorted(paths):
        try:
            content = read(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeError, YAMLError) as error:
            raise FaultyData(f"{path} can't be read: {error}") from error
        blocks = content.get("nlu") if isinstance(content, dict) else None
        for block in blocks or []:
            if "examples" in block and not isinstance(block["examples"], str):
                raise FaultyData(f'{path}: "examples: |" and a list below it are expected.')
            if "examples" in block:
                yield block


def examples_in(paths: Iterable[Path]) -> list[Example]:
    """Return the examples in NLU data files. Raises FaultyData."""
    return [
        Example(text, block["intent"], metadata.get("language", ""), metadata.get("style", ""))
        for block in blocks_in(paths)
        if "intent" in block
        for metadata in [block.get("metadata") or {}]
        for text in listed(block["examples"])
    ]


def learned_in(data: Path) -> list[Example]:
    """Return the examples that the assistant learns from: data/nlu/ and topics.

    Raises FaultyData.
    """
    try:
        topics = read_content(data).topics
    except FaultyContent as faulty:
        raise FaultyData(str(faulty)) from faulty
    own = [(topic.name, one) for topic in topics for one in topic.all_examples]
    learned = [Example(one.text, intent, one.language, one.style) for intent, one in own]
    return [*examples_in((data / "nlu").glob("*.yml")), *learned]


def listed(examples: str) -> list[str]:
    """Return the texts of a block's list, one a bullet."""
    lines = [line.strip() for line in examples.splitlines()]
    return [line.removeprefix(_BULLET).strip() for line in lines if line.startswith(_BULLET)]
