"""Read filing state from a JSON file."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from math import isinf
from pathlib import Path
from typing import Any

from beian.base.storable import why_not_storable
from beian.filing.import_errors import Fault, ImportRefused
from beian.filing.importing.parsed_file import (
    JsonPath,
    ParsedFile,
    json_location,
    quoted,
    refuse,
    require_file,
)
from beian.filing.importing.sizes import check_files

_SUSPICIOUS_ESCAPE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")


def read_json(file: Path) -> ParsedFile:
    """Return the document in `file`, in UTF-8 with or without a byte order mark.

    Raises ImportRefused for what is not JSON, and for what json.loads accepts silently: duplicate
    keys, NaN and Infinity, text that no database can hold.
    """
    require_file(file)
    text = _text(file)
    oddities = _Oddities()
    try:
        document = json.loads(
            text,
            object_pairs_hook=oddities.object_of,
            parse_constant=oddities.constant,
            parse_float=oddities.number,
        )
    except json.JSONDecodeError as error:
        location = f"{file}, line {error.lineno}, column {error.colno}"
        raise ImportRefused([Fault(location, f"is not JSON: {error.msg}")]) from error
    except RecursionError as error:
        raise refuse(file, "is nested too deeply") from error
    except ValueError as error:  # Python's limit on the digits of a whole number
        raise refuse(file, "holds a number with thousands of digits") from error
    faults = list(oddities.faults(document))
    if _SUSPICIOUS_ESCAPE.search(text):
        faults += _unstorable_text(document)
    if faults:
        raise ImportRefused(faults)
    return ParsedFile(document, json_location)


def _text(file: Path) -> str:
    check_files(file, [file])
    try:
        data = file.read_bytes()
    except OSError as error:
        raise refuse(file, f"can't be read: {error.strerror}") from error
    encoding = _wide_encoding(data)
    if encoding:
        raise refuse(file, f"is {encoding}; save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refuse(
            file,
            f"is not UTF-8: the byte 0x{data[error.start]:02x} at byte offset {error.start}"
            f" (line {line}) is out of place; save it as UTF-8",
        ) from error
    if not text.strip():
        raise refuse(file, "is empty")
    return text


def _wide_encoding(data: bytes) -> str | None:
    """Return UTF-16 or UTF-32 if the first bytes show it, by a mark or by JSON's own characters."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")) or data[:3] == b"\0\0\0":
        return "UTF-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:2]:
        return "UTF-16"
    return None


class _Oddities:
    """Collect oddities that json.loads accepts silently: duplicate keys, NaN, infinities."""

    def __init__(self) -> None:
        self._found: list[tuple[object, str | None, str]] = []

    def object_of(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        content = dict(pairs)
        if len(content) < len(pairs):
            times = Counter(key for key, _ in pairs)
            for key in content:
                if times[key] > 1:
                    self._found.append((content, key, "is given more than once"))
        return content

    def constant(self, name: str) -> float:
        value = float(name)
        self._found.append((value, None, f"{name} is not JSON"))
        return value

    def number(self, text: str) -> float:
        value = float(text)
        if isinf(value):
            self._found.append((value, None, f"{quoted(text)} is too great a number"))
        return value

    def faults(self, document: Any) -> Iterator[Fault]:
        """Yield the faults in the order of the file, but for values hidden by a later duplicate."""
        if not self._found:
            return
        paths = {id(value): path for path, value in _walk(document)}
        for value, key, reason in self._found:
            path = paths.get(id(value))
            if path is not None:
                yield Fault(json_location(path if key is None else (*path, key)), reason)


def _unstorable_text(document: Any) -> Iterator[Fault]:
    for path, value in _walk(document):
        if isinstance(value, str):
            reason = why_not_storable(value)
            if reason:
                yield Fault(json_location(path), f"holds {reason}")
        elif isinstance(value, dict):
            for key in value:
                reason = why_not_storable(key)
                if reason:
                    yield Fault(json_location(path), f"the key {quoted(key)} holds {reason}")


def _walk(document: Any) -> Iterator[tuple[JsonPath, Any]]:
    """Yield every value with its path, parents first, in the order of the file."""
    waiting: list[tuple[JsonPath, Any]] = [((), document)]
    while waiting:
        path, value = waiting.pop()
        yield path, value
        if isinstance(value, dict):
            waiting += [((*path, key), each) for key, each in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [((*path, i), value[i]) for i in reversed(range(len(value)))]
