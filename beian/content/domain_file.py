"""domain.yml as its editors see it: names and responses, each with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from beian.base.languages import LANGUAGES
from beian.content.sentences import Pressed, Said, Sentence, Variation
from beian.nlu.topics.model import UTTER
from beian.nlu.topics.nodes import Nodes, is_null, line_of

Lines = Mapping[str, int]
"""Names, each with the line on which it stands."""

_KEYS = (
    "version",
    "intents",
    "entities",
    "slots",
    "forms",
    "actions",
    "session_config",
    "responses",
)
_SLOT_TYPES = ("text", "bool", "categorical", "float", "list", "any")
_OF_A_SLOT = ("type", "influence_conversation", "mappings", "initial_value", "values", "min_value")
_MAPPINGS = ("from_entity", "from_intent", "from_text", "from_trigger_intent", "custom")
_OF_A_VARIATION = ("condition", "text", "buttons", "custom")


@dataclass(frozen=True)
class Mapped:
    """What fills a slot: the entity and the intents that a mapping names."""

    slot: str
    entities: Lines
    intents: Lines


@dataclass
class DomainFile:
    """What domain.yml holds. `forms` have the slots that each asks for.

    `legible` is False where nothing of it could be read.
    """

    file: Path
    legible: bool = False
    intents: Lines = field(default_factory=dict)
    entities: Lines = field(default_factory=dict)
    slots: Lines = field(default_factory=dict)
    actions: Lines = field(default_factory=dict)
    forms: Mapping[str, Lines] = field(default_factory=dict)
    mapped: tuple[Mapped, ...] = ()
    responses: tuple[Said, ...] = ()


def read_domain(nodes: Nodes) -> DomainFile:
    """Return what domain.yml holds, as far as it can be used; `nodes` collects what is wrong."""
    domain = DomainFile(nodes.file)
    root = nodes.root()
    if root is None:
        return domain
    domain.legible = True
    found = nodes.mapping(root, nodes.file.name, (), _KEYS)
    parts = {name: node for name, (_, node) in found.items()}
    domain.intents = _listed(nodes, parts, "intents")
    domain.entities = _listed(nodes, parts, "entities")
    domain.actions = _listed(nodes, parts, "actions")
    if "slots" in parts:
        slots = list(nodes.entries(parts["slots"], "slots"))
        domain.slots = {name: line for name, line, _ in slots}
        domain.mapped = tuple(m for name, _, node in slots for m in _mapped(nodes, name, node))
    if "forms" in parts:
        domain.forms = {
            name: _required(nodes, name, node)
            for name, _, node in nodes.entries(parts["forms"], "forms")
        }
    if "responses" in parts:
        domain.responses = tuple(
            said
            for name, line, node in nodes.entries(parts["responses"], "responses")
            if (said := _response(nodes, name, line, node)) is not None
        )
    return domain


def _listed(nodes: Nodes, parts: Mapping[str, Node], what: str) -> dict[str, int]:
    """Return the names of a list, each a text or one with settings below it."""
    found: dict[str, int] = {}
    if what not in parts:
        return found
    for item in nodes.items(parts[what], what):
        node = item
        if isinstance(item, MappingNode) and item.value:
            node = item.value[0][0]
        name = nodes.text(node, f"A name in {what}")
        if name in found:
            nodes.fault(line_of(node), f"{name} stands on line {found[name]} already. Keep one.")
        elif name:
            found[name] = line_of(node)
    return found


def _mapped(nodes: Nodes, slot: str, node: Node) -> Iterator[Mapped]:
    found = nodes.mapping(node, f"The slot {slot}", ("type", "mappings"), _OF_A_SLOT[1:])
    if "type" in found:
        kind = nodes.text(found["type"][1], f"type of {slot}")
        if kind and kind not in _SLOT_TYPES and "." not in kind:
            known = ", ".join(_SLOT_TYPES)
            nodes.fault(found["type"][0], f"There is no type {kind} of a slot. It may be {known}.")
    if "mappings" not in found:
        return
    for item in nodes.items(found["mappings"][1], f"mappings of {slot}"):
        values = {name: (line, value) for name, line, value in nodes.entries(item, "A mapping")}
        kind = nodes.text(values["type"][1], "type of a mapping") if "type" in values else ""
        if kind not in _MAPPINGS:
            nodes.fault(line_of(item), f"A mapping's type must be one of {', '.join(_MAPPINGS)}.")
        intents = [value for key in ("intent", "not_intent") for value in _values(values, key)]
        yield Mapped(slot, _lines(_values(values, "entity")), _lines(intents))


def _values(values: Mapping[str, tuple[int, Node]], key: str) -> list[Node]:
    if key not in values or is_null(values[key][1]):
        return []
    node = values[key][1]
    return list(node.value) if isinstance(node, SequenceNode) else [node]


def _lines(nodes: list[Node]) -> dict[str, int]:
    return {str(node.value): line_of(node) for node in nodes if isinstance(node, ScalarNode)}


def _required(nodes: Nodes, form: str, node: Node) -> dict[str, int]:
    found = nodes.mapping(node, f"The form {form}", ("required_slots",), ("ignored_intents",))
    if "required_slots" not in found:
        return {}
    return _lines(nodes.items(found["required_slots"][1], f"required_slots of {form}"))


def _response(nodes: Nodes, name: str, line: int, node: Node) -> Said | None:
    if not name.startswith(UTTER):
        nodes.fault(line, f"The name of a response begins with {UTTER}: {UTTER}{name}.")
    variations: dict[str, Variation] = {}
    for item in nodes.items(node, name):
        found = nodes.mapping(item, name, ("condition", "text"), _OF_A_VARIATION[2:])
        language = _language(found["condition"][1]) if "condition" in found else None
        if "condition" in found and language is None:
            nodes.fault(
                found["condition"][0],
                f"The condition of {name} must say its language: condition: *zh or *en.",
            )
        if language is None or "text" not in found:
            continue
        if language in variations:
            nodes.fault(line_of(item), f"{name} has a second text in {language}. Keep one of them.")
            continue
        variations[language] = _variation(nodes, name, found)
    for language in LANGUAGES:
        if variations and language not in variations:
            nodes.fault(line, f"{name} lacks {language}. Add it.")
    if list(variations) == [*reversed(LANGUAGES)]:
        nodes.fault(line, f"{name} has English before Chinese. Turn them round, as elsewhere.")
    return (
        Said(name, name, nodes.file, line, variations)
        if len(variations) == len(LANGUAGES)
        else None
    )


def _language(condition: Node) -> str | None:
    """Return the language that [{type: slot, name: language, value: zh}] asks for."""
    if not isinstance(condition, SequenceNode) or len(condition.value) != 1:
        return None
    (only,) = condition.value
    if not isinstance(only, MappingNode):
        return None
    given = {str(key.value): str(value.value) for key, value in only.value}
    if given.get("type") != "slot" or given.get("name") != "language":
        return None
    return given["value"] if given.get("value") in LANGUAGES else None


def _variation(nodes: Nodes, name: str, found: Mapping[str, tuple[int, Node]]) -> Variation:
    line, node = found["text"]
    buttons: list[Pressed] = []
    if "buttons" in found:
        for item in nodes.items(found["buttons"][1], f"buttons of {name}"):
            given = nodes.mapping(item, f"a button of {name}", ("title", "payload"))
            if len(given) == 2:
                title = nodes.text(given["title"][1], f"title of a button of {name}")
                payload = nodes.text(given["payload"][1], f"payload of a button of {name}")
                buttons.append(Pressed(Sentence(title, given["title"][0]), payload))
    offer, handoff = None, False
    if "custom" in found:
        custom = nodes.mapping(found["custom"][1], f"custom of {name}", (), ("offer", "handoff"))
        offer = nodes.text(custom["offer"][1], f"offer of {name}") if "offer" in custom else None
        handoff = "handoff" in custom and custom["handoff"][1].value == "true"
    text = nodes.text(node, f"text of {name}")
    return Variation(Sentence(text, line), tuple(buttons), offer, handoff)
