"""Checks the files that a running service reads: each by what reads it, with the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from yaml import MappingNode, Node

from beian.base.contact import CONSOLES, read_contact
from beian.base.errors import SettingsError
from beian.content.components import component_fault
from beian.desk.config import DeskConfig
from beian.desk.config_file import ConfigFile
from beian.desk.errors import ConfigError, FaultyConfig
from beian.desk.site_tokens import SiteTokens
from beian.filing.providers import provider_codes
from beian.nlu.topics.faults import Fault, did_you_mean
from beian.nlu.topics.nodes import Nodes, line_of

ENDPOINTS, CREDENTIALS = "endpoints.yml", "credentials.yml"
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


def service_faults(folder: Path, contact: Path, desk: Path | None) -> Iterator[Fault]:
    """Yield what is wrong with endpoints.yml and credentials.yml in a folder, contact.yml and
    desk.yml. `desk`: None where no desk is to be served."""
    yield from _endpoints(folder)
    yield from _credentials(folder)
    yield from _contact(contact)
    if desk is not None:
        yield from _desk(desk)


def _endpoints(folder: Path) -> Iterator[Fault]:
    nodes = Nodes(folder / ENDPOINTS)
    root = nodes.root()
    if root is not None:
        for name, (_, node) in nodes.mapping(root, ENDPOINTS, (), _ENDPOINTS).items():
            _class(nodes, node, f"{name} in {ENDPOINTS}", folder)
    yield from nodes.faults


def _credentials(folder: Path) -> Iterator[Fault]:
    nodes = Nodes(folder / CREDENTIALS)
    root = nodes.root()
    if root is not None:
        for name, line, _ in nodes.entries(root, CREDENTIALS):
            fault = component_fault(name, folder) if "." in name else None
            if fault is not None:
                nodes.fault(line, fault)
    yield from nodes.faults


def _class(nodes: Nodes, node: Node, what: str, folder: Path) -> None:
    """Check the class that `type` names, if it is one of ours."""
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
        links = read_contact(file).get("links") or {}
    except SettingsError as error:
        for message in str(error).splitlines():
            yield Fault(file, _line_named(root, message), message)
        return
    for code in links.get(CONSOLES) or {}:
        if code not in provider_codes():
            message = f"There is no provider {code}. {did_you_mean(code, provider_codes())}"
            yield Fault(file, _line_named(root, code), message)


def _desk(file: Path) -> Iterator[Fault]:
    try:
        config = DeskConfig.load(file)
    except FaultyConfig as faulty:
        yield from faulty.faults
        return
    if config.token.key_file is None:
        return
    try:
        SiteTokens(config.token, secret="")
    except ConfigError as fault:
        yield from ConfigFile(file).refusal([str(fault)]).faults


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
