"""Reads YAML as nodes, which know their lines, and collects what is wrong with them.

Scalars are taken as they are written: `no` and `2021` are texts here. libyaml reads a topic of 700
messages in a few milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from beian.nlu.topics.faults import Fault, FaultyContent, did_you_mean
from beian.nlu.topics.yaml_faults import FULL_WIDTH_COLON, explained, full_width_after

Entries = dict[str, tuple[int, Node]]
"""The values of a mapping, each with the line of its key."""

_NULL = "tag:yaml.org,2002:null"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_MARK = "\ufeff"


def line_of(node: Node) -> int:
    """Return the line on which a node begins, counted from 1."""
    return int(node.start_mark.line) + 1


class Nodes:
    """The nodes of one file, and the faults found in it so far."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self._lines: list[str] = []

    def root(self, *, may_be_empty: bool = False) -> Node | None:
        """Return the file's outermost node; None where the file is empty or can't be read."""
        text = self._text()
        if text is None:
            return None
        self._lines = text.split("\n")
        try:
            found: Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError as error:
            line, column, message = explained(text, error)
            self.fault(line, message, column)
            return None
        if found is None and not may_be_empty:
            self.fault(1, "The file is empty.")
        return found

    def _text(self) -> str | None:
        """Return the file's text; None where it can't be read."""
        try:
            text = self.file.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            self.fault(line, "This is not UTF-8. Save the file in that encoding.")
            return None
        except OSError as error:
            self.fault(1, f"The file can't be read: {error.strerror}.")
            return None
        if text.startswith(_MARK):
            self.fault(1, "The file begins with a byte order mark. Save it as UTF-8 without BOM.")
        return text.removeprefix(_MARK)

    def fault(self, line: int, message: str, column: int = 0) -> None:
        self.faults.append(Fault(self.file, line, message, column))

    def raise_faults(self) -> None:
        """Raise FaultyContent if anything has been found."""
        if self.faults:
            raise FaultyContent(self.faults)

    def entries(self, node: Node, what: str) -> Iterator[tuple[str, int, Node]]:
        """Yield the keys of a mapping, with line and value; a repeated key is a fault."""
        if not isinstance(node, MappingNode):
            if not is_null(node):
                self.fault(line_of(node), _no_names(node, what))
            return
        seen: dict[str, int] = {}
        for key, value in node.value:
            name, line = str(key.value), line_of(key)
            if name in seen:
                self.fault(line, f"{name} stands on line {seen[name]} already. Keep one of them.")
                continue
            seen[name] = line
            yield name, line, value

    def mapping(
        self, node: Node, what: str, required: Sequence[str], optional: Sequence[str] = ()
    ) -> Entries:
        """Return the values by key; unknown and missing keys are faults."""
        known = [*required, *optional]
        found: Entries = {}
        for name, line, value in self.entries(node, what):
            if name in known:
                found[name] = (line, value)
            else:
                self.fault(line, _no_such(what, name, known))
        if isinstance(node, MappingNode) or is_null(node):
            for name in required:
                if name not in found:
                    self.fault(line_of(node), f"{what} lacks {name}. Add it.")
        return found

    def text(self, node: Node, what: str) -> str:
        """Return a non-empty text; "" where there is none."""
        if not isinstance(node, ScalarNode):
            self.fault(
                line_of(node),
                f"{what} must be a text. One with a colon or brackets in it needs "
                'quotation marks: "...".',
            )
            return ""
        if is_null(node) or not node.value.strip():
            way_out = "Write it, or leave the line out."
            if "#" in self._lines[line_of(node) - 1]:
                way_out = "A text that holds a # needs quotation marks around it."
            self.fault(line_of(node), f"{what} is empty. {way_out}")
            return ""
        return str(node.value)

    def name(self, node: Node, what: str) -> str:
        """Return a name of small letters, digits and underscores."""
        return self.checked_name(self.text(node, what), line_of(node), what)

    def checked_name(self, name: str, line: int, what: str) -> str:
        if name and not _NAME.fullmatch(name):
            self.fault(line, f"{what} is {name}: use small letters, digits and underscores alone.")
        return name

    def items(self, node: Node, what: str) -> list[Node]:
        """Return the items of a list; none where there is nothing."""
        if isinstance(node, SequenceNode):
            return list(node.value)
        if not is_null(node):
            self.fault(line_of(node), f"{what} must be a list: a line each, with a dash before it.")
        return []


def is_null(node: Node) -> bool:
    """Return whether nothing is given: `key:`, `key: null`, or an empty mapping or list."""
    if isinstance(node, ScalarNode):
        return _is_plain(node) and node.tag == _NULL
    return not node.value


def is_folded(node: Node) -> bool:
    """Return whether an unquoted text goes on in the next line, where YAML joins both."""
    lines = node.end_mark.line - node.start_mark.line
    return isinstance(node, ScalarNode) and _is_plain(node) and lines > 0 and not is_null(node)


def _is_plain(node: ScalarNode) -> bool:
    """Return whether a scalar stands without quotation marks."""
    return node.style in (None, "")


def _no_names(node: Node, what: str) -> str:
    """Return the message for something else in a place for names and values."""
    name, colon, _ = str(node.value).partition(FULL_WIDTH_COLON)
    if colon and _NAME.fullmatch(name.strip()):
        return full_width_after(name.strip())
    return f"{what} needs names, each with a colon and a value."


def _no_such(what: str, name: str, known: Sequence[str]) -> str:
    """Return the message for a name that does not belong there."""
    before, colon, _ = name.partition(FULL_WIDTH_COLON)
    if colon and before.strip() in known:
        return full_width_after(before.strip())
    return f"{what} has no {name}. {did_you_mean(name, known)}"
