"""Rules and messages in Rasa's form (data/rules/, data/nlu/, tests/nlu/), each with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yaml import MappingNode, Node, ScalarNode

from beian.nlu.topics.nodes import Entries, Nodes, is_null, line_of

DASH = "- "


@dataclass(frozen=True)
class Step:
    """What a rule names: an intent, an action, a form (`active_loop`) or a slot."""

    kind: str
    name: str
    file: Path
    line: int


@dataclass(frozen=True)
class Rule:
    """A rule or a story (`kind`): what it names, and under which condition it holds."""

    kind: str
    file: Path
    line: int
    condition: tuple[Step, ...]
    steps: tuple[Step, ...]

    @property
    def forms(self) -> list[str]:
        """The forms that have to wait for an answer."""
        return [step.name for step in self.condition if step.kind == "active_loop"]


@dataclass(frozen=True)
class Block:
    """The messages of an intent in one language and style.

    `examples` are the lines of the block as they are written, the dash included.
    """

    intent: str
    intent_line: int
    language: str
    language_line: int
    style: str
    style_line: int
    examples: tuple[tuple[int, str], ...]


def read_rules(nodes: Nodes) -> Iterator[Rule]:
    """Yield the rules and stories of a file; `nodes` collects what is wrong."""
    root = nodes.root()
    if root is None:
        return
    found = nodes.mapping(root, nodes.file.name, (), ("version", "rules", "stories"))
    for kind, key in (("rules", "rule"), ("stories", "story")):
        if kind in found:
            titles: dict[str, int] = {}
            for item in nodes.items(found[kind][1], kind):
                optional = ("condition", "conversation_start", "wait_for_user_input")
                rule = nodes.mapping(item, f"The {key}", (key, "steps"), optional)
                _note(nodes, titles, rule, key)
                condition, steps = (
                    tuple(_steps(nodes, nodes.items(rule[part][1], part))) if part in rule else ()
                    for part in ("condition", "steps")
                )
                yield Rule(key, nodes.file, line_of(item), condition, steps)


def _note(nodes: Nodes, titles: dict[str, int], rule: Entries, key: str) -> None:
    if key in rule:
        line, node = rule[key]
        title = nodes.text(node, f"The name of the {key}")
        if title in titles:
            nodes.fault(line, f"The {key} on line {titles[title]} has this name already.")
        titles.setdefault(title, line)


_STEPS = ("intent", "action", "active_loop", "slot_was_set", "or", "entities", "user", "checkpoint")


def _steps(nodes: Nodes, items: list[Node]) -> Iterator[Step]:
    for item in items:
        for name, (line, node) in nodes.mapping(item, "A step", (), _STEPS).items():
            if name == "or":
                yield from _steps(nodes, nodes.items(node, "or"))
            elif name == "slot_was_set":
                for slot in nodes.items(node, "slot_was_set"):
                    yield from _slots(nodes, slot)
            elif name in ("intent", "action", "active_loop") and not is_null(node):
                named = nodes.text(node, name)
                if named:
                    yield Step(name, named, nodes.file, line)


def _slots(nodes: Nodes, node: Node) -> Iterator[Step]:
    if isinstance(node, MappingNode):
        for name, line, _ in nodes.entries(node, "slot_was_set"):
            yield Step("slot", name, nodes.file, line)
    else:
        yield Step("slot", nodes.text(node, "slot_was_set"), nodes.file, line_of(node))


def read_blocks(nodes: Nodes, *, labelled: bool = False) -> Iterator[Block]:
    """Yield the messages of a file; `nodes` collects what is wrong.

    `labelled`: other blocks than those of intents may be there (a set that measures).
    """
    root = nodes.root()
    if root is None:
        return
    found = nodes.mapping(root, nodes.file.name, (), ("version", "nlu"))
    if "nlu" not in found:
        return
    for item in nodes.items(found["nlu"][1], "nlu"):
        if labelled and not _has(item, "intent"):
            continue
        given = nodes.mapping(item, "A block", ("intent", "examples"), ("metadata",))
        if "intent" not in given or "examples" not in given:
            continue
        line, node = given["intent"]
        block = (
            nodes.mapping(given["metadata"][1], "metadata", (), ("language", "style"))
            if ("metadata" in given)
            else {}
        )
        language, style = (
            (nodes.text(block[key][1], key), block[key][0]) if key in block else ("", line)
            for key in ("language", "style")
        )
        yield Block(
            nodes.text(node, "intent"),
            line,
            *language,
            *style,
            tuple(_examples(nodes, given["examples"][1])),
        )


def _has(node: Node, key: str) -> bool:
    return isinstance(node, MappingNode) and any(one.value == key for one, _ in node.value)


def _examples(nodes: Nodes, node: Node) -> Iterator[tuple[int, str]]:
    if not isinstance(node, ScalarNode) or (node.style != "|" and not is_null(node)):
        nodes.fault(
            line_of(node),
            'examples: needs a | behind it ("examples: |") and a line a message below.',
        )
        return
    if not node.value.strip():
        nodes.fault(line_of(node), "There are no examples. Write some, each on a line with a dash.")
    first = line_of(node) + 1
    for number, line in enumerate(node.value.split("\n")):
        if line.strip():
            yield first + number, line
