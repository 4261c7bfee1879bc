"""Labelled messages, read from files in the format of Rasa's NLU data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

_BULLET = "- "


@dataclass(frozen=True)
class Example:
    """A labelled message; language and style as the data file's metadata name them."""

    text: str
    intent: str
    language: str
    style: str


def examples_in(paths: Iterable[Path]) -> list[Example]:
    """The examples of NLU data files. Raises OSError and YAMLError for unreadable ones."""
    read = YAML(typ="safe").load
    return [
        example
        for path in sorted(paths)
        for block in read(path.read_text(encoding="utf-8")).get("nlu", [])
        for example in _examples_of(block)
    ]


def _examples_of(block: dict[str, Any]) -> list[Example]:
    if "intent" not in block:
        return []
    metadata = block.get("metadata") or {}
    return [
        Example(text, block["intent"], metadata.get("language", ""), metadata.get("style", ""))
        for text in listed(block["examples"])
    ]


def listed(examples: str) -> list[str]:
    """The texts of a block's list, a bullet each."""
    lines = [line.strip() for line in examples.splitlines()]
    return [line.removeprefix(_BULLET).strip() for line in lines if line.startswith(_BULLET)]
