"""desk.yml as a file: what YAML makes of it, and on which line each part of it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from yaml import MappingNode, Node, SequenceNode

from beian.desk.errors import FaultyConfig
from beian.nlu.topics.faults import Fault
from beian.nlu.topics.nodes import Nodes, line_of

_STEP = re.compile(r"[^.\[\]]+|\[\d+\]")


class ConfigFile:
    """A file that can be read as YAML. `content` is what YAML makes of it."""

    def __init__(self, path: Path) -> None:
        """Read the file. Raises FaultyConfig."""
        self._path = path
        if not path.exists():
            message = "The desk's configuration is not there. BEIAN_DESK_CONFIG names it."
            raise FaultyConfig([Fault(path, 1, message)])
        nodes = Nodes(path)
        self._root = nodes.root(may_be_empty=True)
        if self._root is not None:
            _check_keys(nodes, self._root)
        if nodes.faults:
            raise FaultyConfig(nodes.faults)
        try:
            text = path.read_text(encoding="utf-8")
            self.content: Any = YAML(typ="safe", pure=True).load(text)
        except (OSError, YAMLError, ValueError, RecursionError) as error:
            reason = " ".join(str(error).split())
            message = f"The file can't be read as YAML: {reason}."
            raise FaultyConfig([Fault(path, 1, message)]) from error

    def refusal(self, faults: Iterable[str]) -> FaultyConfig:
        """Return the error for faults, each of which begins with its place and a colon."""
        return FaultyConfig(
            Fault(self._path, self._line_at(fault.split(": ", 1)[0]), fault) for fault in faults
        )

    def _line_at(self, place: str) -> int:
        """Return the line of a place such as limits.frame_bytes or origins[1], as far as it is
        there."""
        line, node = 1, self._root
        for step in _STEP.findall(place):
            inner = _inside(node, step)
            if inner is None:
                break
            line, node = inner
        return line


def _check_keys(nodes: Nodes, node: Node) -> None:
    """Note keys that stand twice, anywhere below a node."""
    if isinstance(node, MappingNode):
        for _, _, value in nodes.entries(node, nodes.file.name):
            _check_keys(nodes, value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            _check_keys(nodes, item)


def _inside(node: Node | None, step: str) -> tuple[int, Node] | None:
    """Return what a step leads to, with its line; None where that is not there."""
    if isinstance(node, SequenceNode) and step.startswith("["):
        number = int(step[1:-1])
        return (
            (line_of(node.value[number]), node.value[number]) if number < len(node.value) else None
        )
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == step:
                return line_of(key), value
    return None
