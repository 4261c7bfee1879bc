"""Reads training files that hold blocks of messages alone, ten times as fast as Rasa does.

Rasa checks each file against a schema and looks for entities in each message. A file with anything
but blocks of plain messages (entities, synonyms, regular expressions) is left to Rasa.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from rasa.shared.nlu.training_data.message import Message

_OF_A_FILE = {"version", "nlu"}
_OF_A_BLOCK = {"intent", "metadata", "examples"}
_MARKUP = "["
_VARIABLE = "${"
"""Rasa puts in environment variables."""


class _NotPlain(Exception):
    """A file that Rasa has to read."""


def plain_messages(file: str) -> list[Message] | None:
    """Return the messages of a file, as Rasa would read them; None where only Rasa can read it."""
    try:
        with open(file, encoding="utf-8") as opened:  # noqa: PTH123  (Rasa's names are strings)
            content = yaml.load(opened, Loader=yaml.CSafeLoader)
        return [message for block in _blocks(content) for message in _messages(block)]
    except (_NotPlain, OSError, UnicodeError, yaml.YAMLError):
        return None


def _blocks(content: Any) -> list[dict[str, Any]]:
    if not isinstance(content, dict) or not set(content) <= _OF_A_FILE:
        raise _NotPlain
    blocks = content.get("nlu")
    if not isinstance(blocks, list) or not all(map(_is_plain, blocks)):
        raise _NotPlain
    return blocks


def _is_plain(block: Any) -> bool:
    if not isinstance(block, dict) or not set(block) <= _OF_A_BLOCK:
        return False
    metadata = block.get("metadata") or {}
    texts = [block.get("intent"), block.get("examples")]
    if not isinstance(metadata, dict) or not all(isinstance(text, str) for text in texts):
        return False
    values = [*metadata, *metadata.values()]
    return all(isinstance(value, str) and _VARIABLE not in value for value in [*texts, *values])


def _messages(block: dict[str, Any]) -> Iterator[Message]:
    lines = block["examples"].splitlines()
    if not lines or not all(line.startswith("-") and _MARKUP not in line for line in lines):
        raise _NotPlain
    for line in lines:
        text = line[1:].strip("\n\r ")
        yield Message.build(text, block["intent"].strip(), None, block.get("metadata"))
