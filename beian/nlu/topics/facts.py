"""Reads the facts that answers rest on: data/facts.yml.

What a fact may hold for a provider or a province is checked in beian.content.facts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from yaml import Node, ScalarNode

from beian.nlu.topics.faults import Fault, did_you_mean
from beian.nlu.topics.nodes import Entries, Nodes

FACTS = "facts.yml"
ANY, ALL = "any", "all"
"""What `provider` and `provinces` say of a fact that counts everywhere."""
_REQUIRED = ("id", "says", "zh", "source", "provider", "provinces", "confidence")
_OPTIONAL = ("contradicted_by", "note")
_OF_A_SOURCE = ("publisher", "title")
_OPTIONAL_IN_A_SOURCE = ("date", "address")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_ADDRESS = re.compile(r"https://[\w.-]+(?:/\S*)?")


class Confidence(str, Enum):
    """How sure a fact is: `HIGH`, the publisher's own words; `MEDIUM`, summarised, one source or
    said of filing in general, so that answers say "usually"; `LOW`, old or superseded, so that no
    answer rests on it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


_CONFIDENCES = tuple(one.value for one in Confidence)


@dataclass(frozen=True)
class Source:
    """Where a fact is stated. `date`: YYYY, YYYY-MM or YYYY-MM-DD, None where the source bears
    none; `address`: the publisher's own page, if there is one."""

    publisher: str
    title: str
    date: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class Fact:
    """A fact, in each language, and for whom it counts.

    `provider` is "any" or a code of beian.filing.providers; `provinces` are codes of
    beian.filing.provinces, none where it counts in all. `contradicted_by` names facts that say
    otherwise, or show another way.
    """

    name: str
    line: int
    en: str
    zh: str
    source: Source
    provider: str
    provinces: tuple[str, ...]
    confidence: Confidence
    contradicted_by: tuple[str, ...] = ()
    note: str | None = None

    @property
    def says(self) -> str:
        """What it says, in both languages."""
        return f"{self.en}\n{self.zh}"

    def in_language(self, language: str) -> str:
        """Return what it says in "zh" or "en"."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Facts:
    """What facts.yml holds. `file` is None where there is none."""

    file: Path | None = None
    by_name: Mapping[str, Fact] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def read_facts(data: Path) -> Facts:
    """Return the facts of a data folder: a list of mappings, each with an id."""
    file = data / FACTS
    if not file.exists():
        return Facts()
    nodes = Nodes(file)
    root = nodes.root()
    found: dict[str, Fact] = {}
    for item in [] if root is None else nodes.items(root, FACTS):
        fact = _fact(nodes, item)
        if fact is None:
            continue
        if fact.name in found:
            message = f"{fact.name} stands on line {found[fact.name].line} already. Keep one."
            nodes.fault(fact.line, message)
        found.setdefault(fact.name, fact)
    _contradictions(nodes, found)
    return Facts(file, found, tuple(nodes.faults))


def _fact(nodes: Nodes, item: Node) -> Fact | None:
    """Return a fact, as far as it can be read; None where it has no id to name it by."""
    keys = nodes.mapping(item, "The fact", _REQUIRED, _OPTIONAL)
    name = nodes.text(keys["id"][1], "id of the fact") if "id" in keys else ""
    if not name:
        return None
    if not _ID.fullmatch(name):
        message = f"The id is {name}: use small letters and digits, with hyphens between words."
        nodes.fault(keys["id"][0], message)
    return Fact(
        name=name,
        line=keys["id"][0],
        en=_text(nodes, keys, "says", name),
        zh=_text(nodes, keys, "zh", name),
        source=_source(nodes, keys, name),
        provider=_text(nodes, keys, "provider", name) or ANY,
        provinces=_provinces(nodes, keys, name),
        confidence=_confidence(nodes, keys, name),
        contradicted_by=_names(nodes, keys, "contradicted_by", name),
        note=_text(nodes, keys, "note", name) or None,
    )


def _text(nodes: Nodes, keys: Entries, key: str, name: str) -> str:
    return nodes.text(keys[key][1], f"{key} of {name}") if key in keys else ""


def _source(nodes: Nodes, keys: Entries, name: str) -> Source:
    if "source" not in keys:
        return Source("", "")
    what = f"source of {name}"
    found = nodes.mapping(keys["source"][1], what, _OF_A_SOURCE, _OPTIONAL_IN_A_SOURCE)
    values = {key: nodes.text(node, f"{key} of the {what}") for key, (_, node) in found.items()}
    date, address = values.get("date"), values.get("address")
    if date and not _DATE.fullmatch(date):
        message = f"{date} is no date: write 2025, 2025-12 or 2025-12-31, or leave the line out."
        nodes.fault(found["date"][0], message)
        date = None
    if address and not _ADDRESS.fullmatch(address):
        message = f"{address} is no address of a page: it begins with https:// and has no spaces."
        nodes.fault(found["address"][0], message)
        address = None
    return Source(values.get("publisher", ""), values.get("title", ""), date, address)


def _provinces(nodes: Nodes, keys: Entries, name: str) -> tuple[str, ...]:
    if "provinces" not in keys:
        return ()
    line, node = keys["provinces"]
    if isinstance(node, ScalarNode) and node.value == ALL:
        return ()
    found = _names(nodes, keys, "provinces", name)
    if not found:
        nodes.fault(line, f"provinces of {name} must be all, or a list of provinces.")
    return found


def _confidence(nodes: Nodes, keys: Entries, name: str) -> Confidence:
    said = _text(nodes, keys, "confidence", name)
    if said and said not in _CONFIDENCES:
        line = keys["confidence"][0]
        known = did_you_mean(said, _CONFIDENCES)
        nodes.fault(line, f"confidence of {name} is {said}. {known}")
    return Confidence(said) if said in _CONFIDENCES else Confidence.LOW


def _names(nodes: Nodes, keys: Entries, key: str, name: str) -> tuple[str, ...]:
    if key not in keys:
        return ()
    what = f"{key} of {name}"
    texts = [nodes.text(item, f"A name in {what}") for item in nodes.items(keys[key][1], what)]
    return tuple(text for text in texts if text)


def _contradictions(nodes: Nodes, found: Mapping[str, Fact]) -> None:
    for fact in found.values():
        for other in fact.contradicted_by:
            if other not in found:
                message = f"There is no fact {other}, which is said to contradict {fact.name}."
                nodes.fault(fact.line, f"{message} {did_you_mean(other, sorted(found))}")
