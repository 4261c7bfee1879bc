"""Finds the line and column of a piece of a text that a YAML file holds."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from beian.content.sentences import Sentence
from beian.nlu.topics.faults import Fault

_BLOCK = re.compile(r"[|>][-+0-9]*\s*(#.*)?$")
"""The end of a line whose text stands below it."""


@cache
def _lines(file: Path, changed: int) -> tuple[str, ...]:
    del changed
    return tuple(file.read_text(encoding="utf-8", errors="replace").split("\n"))


def lines_of(file: Path) -> tuple[str, ...]:
    """Return the lines of a file as it is now."""
    return _lines(file, file.stat().st_mtime_ns)


def fault_in(file: Path, sentence: Sentence, start: int, piece: str, message: str) -> Fault:
    """Return a fault of a piece of a sentence, which begins at an index of its text."""
    lines = lines_of(file)
    line = sentence.line
    if line <= len(lines) and _BLOCK.search(lines[line - 1]):
        line += 1 + sentence.text.count("\n", 0, start)
    source = lines[line - 1] if line <= len(lines) else ""
    begins = sentence.text.rfind("\n", 0, start) + 1
    before = sentence.text[begins : start + len(piece)]
    column = source.find(before)
    if column >= 0:
        return Fault(file, line, message, column + start - begins + 1)
    column = source.find(piece) if piece.strip() else -1
    return Fault(file, line, message, column + 1)
