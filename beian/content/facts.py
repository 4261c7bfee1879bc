"""Checks the facts that answers rest on: data/facts.yml, where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from yaml import ScalarNode

from beian.nlu.topics.faults import Fault, did_you_mean
from beian.nlu.topics.model import Content, Named
from beian.nlu.topics.nodes import Nodes, line_of

FACTS = "facts.yml"


def fact_faults(data: Path, content: Content, *, whole: bool) -> Iterator[Fault]:
    """Facts that topics name and nobody states, and those that no topic rests on.

    `whole`: all topics could be read.
    """
    named = [(topic.file, fact) for topic in content.topics for fact in topic.facts]
    file = data / FACTS
    if not file.exists():
        for where, fact in named:
            message = f"There is no fact {fact.name}: data/{FACTS} does not exist. Leave it out."
            yield Fault(where, fact.line, message)
        return
    nodes = Nodes(file)
    facts = _read(nodes)
    yield from nodes.faults
    for where, fact in named:
        if fact.name not in facts and not nodes.faults:
            message = f"There is no fact {fact.name} in data/{FACTS}."
            yield Fault(where, fact.line, f"{message} {did_you_mean(fact.name, sorted(facts))}")
    used = {fact.name for _, fact in named}
    for name, fact in facts.items():
        if whole and name not in used:
            message = (
                f"No topic rests on the fact {name}. Name it in facts: of one, or take it out."
            )
            yield Fault(file, fact.line, message)


def _read(nodes: Nodes) -> dict[str, Named]:
    """Return the facts of a file by their ids: a list of mappings, each with an id."""
    root = nodes.root()
    found: dict[str, Named] = {}
    for item in [] if root is None else nodes.items(root, FACTS):
        values = {name: value for name, _, value in nodes.entries(item, "A fact")}
        node = values.get("id")
        if not isinstance(node, ScalarNode) or not node.value.strip():
            nodes.fault(line_of(item), "The fact lacks an id. Add it.")
            continue
        name = str(node.value)
        if name in found:
            nodes.fault(
                line_of(node), f"{name} stands on line {found[name].line} already. Keep one."
            )
        found.setdefault(name, Named(name, line_of(node)))
    return found
