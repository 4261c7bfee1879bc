"""Reads conversations (data/conversations/*.yml); free of Rasa, for `beian check`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from yaml import Node, SequenceNode

from beian.base.languages import LANGUAGES
from beian.base.times import parse_time
from beian.evaluation.conversations.model import NOW, RULES, Conversation, Turn
from beian.filing.importing.sample import sample_accounts
from beian.nlu.intents import OUT_OF_SCOPE
from beian.nlu.topics.faults import Fault, FaultyContent, did_you_mean
from beian.nlu.topics.model import Content
from beian.nlu.topics.nodes import Entries, Nodes, line_of
from beian.nlu.topics.reading import CONVERSATIONS

_REQUIRED = ("conversation", "language", "rules", "turns")
_OPTIONAL = ("as", "now")
_OF_A_TURN = ("user", "press", "holds", "lacks", "topic", "handoff")
_SWITCH = {"true": True, "false": False}


@dataclass(frozen=True)
class Known:
    """The names that conversations may use. `topics`: None where nobody can say which there are."""

    accounts: Collection[str]
    topics: Collection[str] | None

    @classmethod
    def of(cls, content: Content | None) -> Known:
        """Return the sample accounts, and the topics, parts and other intents of the content."""
        if content is None:
            return cls(sample_accounts(), None)
        parts = [part.intent for topic in content.topics for part in topic.parts]
        return cls(
            sample_accounts(),
            [*content.names, *parts, *content.parts_of(OUT_OF_SCOPE), *content.conversation],
        )


def conversation_files(data: Path) -> list[Path]:
    """Return the files of the conversations of a data folder, each named like its conversation."""
    files = (data / CONVERSATIONS).glob("*.yml")
    return sorted(file for file in files if not file.name.startswith("."))


def legible_conversations(
    files: Iterable[Path], known: Known
) -> tuple[list[Conversation], list[Fault]]:
    """Return the conversations of the files that can be read, and the faults of the others."""
    conversations: list[Conversation] = []
    faults: list[Fault] = []
    for file in files:
        try:
            conversations.append(read_conversation(file, known))
        except FaultyContent as faulty:
            faults += faulty.faults
    return conversations, faults


def read_conversation(file: Path, known: Known) -> Conversation:
    """Return the conversation of a file. Raises FaultyContent with all the faults of that file."""
    nodes = Nodes(file)
    root = nodes.root()
    conversation = None if root is None else _conversation(nodes, root, known)
    nodes.raise_faults()
    assert conversation is not None, file
    return conversation


def _conversation(nodes: Nodes, root: Node, known: Known) -> Conversation | None:
    found = nodes.mapping(root, "The conversation", _REQUIRED, _OPTIONAL)
    name = _text(nodes, found, "conversation")
    if name and name != nodes.file.stem:
        line = found["conversation"][0]
        nodes.fault(line, f"The file of {name} must be named {name}.yml.")
    account = _one_of(nodes, found, "as", "account", known.accounts)
    language = _one_of(nodes, found, "language", "language", LANGUAGES)
    rules = _rules(nodes, found["rules"][1]) if "rules" in found else ()
    now = _now(nodes, found)
    turns = _turns(nodes, found["turns"][1], known) if "turns" in found else ()
    if nodes.faults or name is None or language is None:
        return None
    return Conversation(name, nodes.file, account, language, rules, now, turns)


def _text(nodes: Nodes, found: Entries, key: str) -> str | None:
    """Return the text of a key, None where it is not there or empty."""
    return nodes.text(found[key][1], key) or None if key in found else None


def _one_of(
    nodes: Nodes, found: Entries, key: str, what: str, known: Collection[str] | None
) -> str | None:
    """Return the text of a key that names something; a name that nothing has is a fault."""
    name = _text(nodes, found, key)
    if name is not None and known is not None and name not in known:
        message = f"There is no {what} {name}. {did_you_mean(name, sorted(known))}"
        nodes.fault(found[key][0], message)
    return name


def _rules(nodes: Nodes, node: Node) -> tuple[int, ...]:
    rules = []
    for item in _items(nodes, node, "rules", "Name the rules of docs/conversations.md"):
        written = nodes.text(item, "A rule")
        if not written:
            continue
        number = int(written) if written.isascii() and written.isdecimal() else 0
        if number not in RULES:
            message = f"There is no rule {written}. They are numbered 1 to {max(RULES)}."
            nodes.fault(line_of(item), message)
        elif number in rules:
            nodes.fault(line_of(item), f"The rule {number} is named twice. Keep one of them.")
        else:
            rules.append(number)
    return tuple(rules)


def _items(nodes: Nodes, node: Node, what: str, way_out: str) -> list[Node]:
    """Return the items of a list, which must have some."""
    before = len(nodes.faults)
    items = nodes.items(node, what)
    if not items and len(nodes.faults) == before:
        nodes.fault(line_of(node), f"{what} is empty. {way_out}.")
    return items


def _now(nodes: Nodes, found: Entries) -> datetime:
    written = _text(nodes, found, "now")
    if written is None:
        return NOW
    try:
        return parse_time(written)
    except ValueError as error:
        nodes.fault(found["now"][0], f"now: {written} {error}.")
        return NOW


def _turns(nodes: Nodes, node: Node, known: Known) -> tuple[Turn, ...]:
    items = _items(nodes, node, "turns", "Write what the user says")
    return tuple(_turn(nodes, item, known) for item in items)


def _turn(nodes: Nodes, item: Node, known: Known) -> Turn:
    line = line_of(item)
    found = nodes.mapping(item, "The turn", (), _OF_A_TURN)
    if ("user" in found) == ("press" in found):
        both = "has user and press. Keep one of them, or make two turns of it."
        neither = "has neither user (what is typed) nor press (the title of a button). Add one."
        nodes.fault(line, f"The turn {both if 'user' in found else neither}")
    return Turn(
        line,
        user=_text(nodes, found, "user"),
        press=_text(nodes, found, "press"),
        holds=_holds(nodes, found["holds"][1]) if "holds" in found else (),
        lacks=_lacks(nodes, found["lacks"][1]) if "lacks" in found else (),
        topic=_one_of(nodes, found, "topic", "topic", known.topics),
        handoff=_switch(nodes, found, "handoff"),
    )


def _holds(nodes: Nodes, node: Node) -> tuple[tuple[str, ...], ...]:
    groups = []
    for item in _items(nodes, node, "holds", "Write what the replies must hold, or leave it out"):
        any_of = [item]
        if isinstance(item, SequenceNode):
            any_of = _items(nodes, item, "A list within holds", "Write what may stand there")
        groups.append(tuple(nodes.text(one, "A text of holds") for one in any_of))
    return tuple(groups)


def _lacks(nodes: Nodes, node: Node) -> tuple[str, ...]:
    items = _items(nodes, node, "lacks", "Write what the replies may not hold, or leave it out")
    return tuple(nodes.text(item, "A text of lacks") for item in items)


def _switch(nodes: Nodes, found: Entries, key: str) -> bool:
    written = _text(nodes, found, key)
    if written is not None and written not in _SWITCH:
        nodes.fault(found[key][0], f"{key} is {written}: write true or false.")
    return _SWITCH.get(written or "", False)
