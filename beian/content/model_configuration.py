"""Checks config.yml, from which the model is trained."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from yaml import MappingNode, Node

from beian.content.components import component_fault
from beian.nlu.topics.faults import Fault
from beian.nlu.topics.nodes import Entries, Nodes, line_of

CONFIG = "config.yml"
_KEYS = ("recipe", "assistant_id", "importers", "language", "pipeline", "policies")
_RECIPE = "default.v1"
_IMPORTER = "importers: [{name: beian.nlu.model.training_files.TrainingFiles}]"
_THRESHOLDS = ("threshold", "ambiguity_threshold", "nlu_threshold", "core_fallback_threshold")


def model_configuration_faults(folder: Path) -> Iterator[Fault]:
    """Yield what is wrong with config.yml."""
    nodes = Nodes(folder / CONFIG)
    root = nodes.root()
    if root is not None:
        found = nodes.mapping(root, CONFIG, ("recipe", "pipeline", "policies"), _KEYS)
        for part in ("importers", "pipeline", "policies"):
            if part in found:
                for item in nodes.items(found[part][1], part):
                    _component(nodes, item, part, folder)
        _recipe(nodes, found)
    yield from nodes.faults


def _component(nodes: Nodes, item: Node, part: str, folder: Path) -> None:
    """Check a component of the pipeline: {name: ..., settings}."""
    values = {name: (line, node) for name, line, node in nodes.entries(item, f"An item of {part}")}
    if isinstance(item, MappingNode) and "name" not in values:
        nodes.fault(line_of(item), f"An item of {part} lacks name. Add it.")
    if "name" in values:
        line, node = values["name"]
        name = nodes.text(node, "name")
        fault = component_fault(name, folder) if name else None
        if fault is not None:
            nodes.fault(line, fault)
    for name in _THRESHOLDS:
        if name in values:
            _share(nodes, name, *values[name])


def _recipe(nodes: Nodes, found: Entries) -> None:
    """Rasa's recipe, and the importer without which no topic is read."""
    if "recipe" in found:
        line, node = found["recipe"]
        if str(node.value) != _RECIPE:
            nodes.fault(line, f"recipe is {node.value}; Rasa knows {_RECIPE}.")
    if "importers" not in found:
        nodes.fault(1, f"{CONFIG} lacks importers, so no topic is read. Add {_IMPORTER}.")


def _share(nodes: Nodes, name: str, line: int, node: Node) -> None:
    """Check a threshold: a number from 0 to 1."""
    try:
        if 0 <= float(str(node.value)) <= 1:
            return
    except ValueError:
        pass
    nodes.fault(line, f"{name} is {node.value}; write a number from 0 to 1, such as 0.3.")
