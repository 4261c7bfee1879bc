"""A file's content as one document, and where in the file each part of it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beian.filing.import_errors import Fault, ImportRefused

JsonPath = tuple[str | int, ...]
"""Keys and list indices from the document's root, such as ("accounts", 3, "orders", 0)."""

Progress = Callable[[str, int, int | None], None]
"""Called with the stage ("reading", "checking", "storing"), how much of it is done, and the total;
None if that is not known. Reading counts rows, the other stages accounts."""

_LONGEST_QUOTE = 60


@dataclass(frozen=True)
class ParsedFile:
    """A document; if it has no faults, in the shape of filing-state.schema.json.

    `location` names the place in the file that a path leads to, as the file's author knows it.
    `faults` were found on reading; no others are reported for the same locations.
    """

    document: Any
    location: Callable[[JsonPath], str]
    faults: tuple[Fault, ...] = ()


def no_progress(_stage: str, _done: int, _total: int | None) -> None:
    """Report progress to nobody."""


def json_location(path: JsonPath) -> str:
    """Return a path as it is written in JavaScript: accounts[3].orders[0].kind."""
    written = ""
    for step in path:
        if isinstance(step, int):
            written += f"[{step}]"
        elif re.fullmatch(r"[A-Za-z_]\w*", step, re.ASCII):
            written += f".{step}" if written else step
        else:
            written += f"[{quoted(step)}]"
    return written or "the document"


def quoted(value: Any) -> str:
    """Return a value as a fault shows it: short, on one line, without control characters."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value, ensure_ascii=False)
    if len(text) > _LONGEST_QUOTE:
        text = text[: _LONGEST_QUOTE - 1] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def refuse(file: Path, reason: str) -> ImportRefused:
    """Return the error that refuses a file as a whole."""
    return ImportRefused([Fault(str(file), reason)])


def require_file(file: Path) -> None:
    """Raise ImportRefused unless `file` is a file with something in it that can be read."""
    try:
        if file.is_dir():
            raise refuse(file, "is a folder, not a file")
        if not file.exists():
            raise refuse(file, "there is no such file")
        if not file.is_file():
            raise refuse(file, "is not a regular file")
        if file.stat().st_size == 0:
            raise refuse(file, "is empty")
        with file.open("rb"):
            return
    except OSError as error:
        raise refuse(file, f"can't be read: {error.strerror}") from error
