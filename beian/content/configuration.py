"""Checks the configuration beside the content: each file by what reads it, with the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from yaml import MappingNode, Node, SequenceNode

from beian.base.contact import read_contact
from beian.base.errors import SettingsError
from beian.content.components import component_fault
from beian.desk.config import DeskConfig
from beian.desk.errors import ConfigError
from beian.nlu.topics.faults import Fault
from beian.nlu.topics.nodes import Entries, Nodes, line_of

CONFIG, ENDPOINTS, CREDENTIALS = "config.yml", "endpoints.yml", "credentials.yml"
_CONFIG_KEYS = ("recipe", "assistant_id", "importers", "language", "pipeline", "policies")
_RECIPE = "default.v1"
_IMPORTER = "importers: [{name: beian.nlu.training_files.TrainingFiles}]"
_THRESHOLDS = ("threshold", "ambiguity_threshold", "nlu_threshold", "core_fallback_threshold")
_ENDPOINTS = (
    "action_endpoint",
    "nlg",
    "nlu",
    "models",
    "model",
    "tracker_store",
    "lock_store",
    "event_broker",
)


def model_configuration_faults(folder: Path) -> Iterator[Fault]:
    """Yield what is wrong with config.yml, from which the model is trained."""
    nodes = Nodes(folder / CONFIG)
    root = nodes.root()
    if root is not None:
        found = nodes.mapping(root, CONFIG, ("recipe", "pipeline", "policies"), _CONFIG_KEYS)
        for part in ("importers", "pipeline", "policies"):
            if part in found:
                for item in nodes.items(found[part][1], part):
                    _component(nodes, item, part, folder)
        _recipe(nodes, found)
    yield from nodes.faults


def service_configuration_faults(folder: Path, contact: Path, desk: Path) -> Iterator[Fault]:
    """Yield what is wrong with the files that only a running service reads."""
    nodes = Nodes(folder / ENDPOINTS)
    root = nodes.root()
    if root is not None:
        for name, (_, node) in nodes.mapping(root, ENDPOINTS, (), _ENDPOINTS).items():
            _class(nodes, node, f"{name} in {ENDPOINTS}", folder)
    yield from nodes.faults
    nodes = Nodes(folder / CREDENTIALS)
    root = nodes.root()
    if root is not None:
        for name, line, _ in nodes.entries(root, CREDENTIALS):
            fault = component_fault(name, folder)
            if "." in name and fault is not None:
                nodes.fault(line, fault)
    yield from nodes.faults
    yield from _contact(contact)
    yield from _desk(desk)


def _component(nodes: Nodes, item: Node, part: str, folder: Path) -> None:
    """A component of the pipeline: {name: ..., settings}."""
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
    """A threshold: a number from 0 to 1."""
    try:
        if 0 <= float(str(node.value)) <= 1:
            return
    except ValueError:
        pass
    nodes.fault(line, f"{name} is {node.value}; write a number from 0 to 1, such as 0.3.")


def _class(nodes: Nodes, node: Node, what: str, folder: Path) -> None:
    """The class that `type` names, if it is one of ours."""
    for name, line, value in nodes.entries(node, what):
        if name == "type" and "." in str(value.value):
            fault = component_fault(str(value.value), folder)
            if fault is not None:
                nodes.fault(line, fault)


def _contact(file: Path) -> Iterator[Fault]:
    if not file.exists():
        return
    nodes = Nodes(file)
    root = nodes.root(may_be_empty=True)
    yield from nodes.faults
    if nodes.faults:
        return
    read_contact.cache_clear()  # it may have changed since
    try:
        read_contact(file)
    except SettingsError as error:
        for message in str(error).splitlines():
            yield Fault(file, _line_named(root, message), message)


def _desk(file: Path) -> Iterator[Fault]:
    if not file.exists():
        yield Fault(file, 1, "The desk's configuration is not there. BEIAN_DESK_CONFIG names it.")
        return
    nodes = Nodes(file)
    root = nodes.root(may_be_empty=True)
    if isinstance(root, MappingNode):
        _twice(nodes, root)
    yield from nodes.faults
    if nodes.faults:
        return
    try:
        DeskConfig.load(file)
    except ConfigError as error:
        for told in str(error).splitlines():
            message = told.removeprefix(f"{file}: ").replace("?.", "?")
            place = message.split(": ", 1)[0]
            yield Fault(file, _line_at(root, place), message)


def _twice(nodes: Nodes, node: Node) -> None:
    """Keys that stand twice, anywhere below a node."""
    if isinstance(node, MappingNode):
        for _, _, value in nodes.entries(node, nodes.file.name):
            _twice(nodes, value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            _twice(nodes, item)


_STEP = re.compile(r"[^.\[\]]+|\[\d+\]")


def _line_at(root: Node | None, place: str) -> int:
    """Return the line of a place such as limits.frame_bytes or origins[1], as far as it is
    there."""
    line, node = 1, root
    for step in _STEP.findall(place):
        if isinstance(node, SequenceNode) and step.startswith("["):
            index = int(step[1:-1])
            if index >= len(node.value):
                break
            node = node.value[index]
            line = line_of(node)
        elif isinstance(node, MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == step), None)
            if found is None:
                break
            line, node = line_of(found[0]), found[1]
        else:
            break
    return line


def _line_named(root: Node | None, message: str) -> int:
    """Return the line of the first key that a message names."""
    words = re.findall(r"\w+", message)
    lines = dict(_keys(root))
    return next((lines[word] for word in words if word in lines), 1)


def _keys(node: Node | None) -> Iterator[tuple[str, int]]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield str(key.value), line_of(key)
            yield from _keys(value)
