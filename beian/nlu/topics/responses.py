"""Reads responses: {zh, en} and, where there are any, buttons and the offer of a person."""

from __future__ import annotations

from pathlib import Path

from yaml import Node

from beian.base.languages import LANGUAGES
from beian.nlu.topics.model import UTTER, Button, Named, Response, Text
from beian.nlu.topics.nodes import Entries, Nodes, is_null, line_of

OF_A_RESPONSE = ("buttons", "offer", "handoff", "links")


def read_responses(file: Path) -> tuple[Response, ...]:
    """Return the responses of a file of data/responses/. Raises FaultyContent."""
    nodes = Nodes(file)
    root = nodes.root()
    found = () if root is None else responses_of(nodes, root, file.name)
    nodes.raise_faults()
    return found


def responses_of(nodes: Nodes, node: Node, what: str) -> tuple[Response, ...]:
    """Return the responses of a mapping {utter_name: response}."""
    found = []
    for name, line, value in nodes.entries(node, what):
        nodes.checked_name(name, line, "The response's name")
        if not name.startswith(UTTER):
            nodes.fault(line, f"The name of a response begins with {UTTER}: {UTTER}{name}.")
        response = response_of(nodes, value, name, name, line)
        if response is not None:
            found.append(response)
    return tuple(found)


def response_of(nodes: Nodes, node: Node, name: str, called: str, line: int) -> Response | None:
    """Return a response; None where it is faulty. `called`: what editors know it by."""
    found = nodes.mapping(node, called, LANGUAGES, OF_A_RESPONSE)
    return response_in(nodes, found, name, called, line)


def response_in(nodes: Nodes, found: Entries, name: str, called: str, line: int) -> Response | None:
    """Return the response that the values of a mapping make; None where it is faulty."""
    text = text_in(nodes, found, called)
    if text is None:
        return None
    buttons = found.get("buttons")
    offer, handoff = found.get("offer"), found.get("handoff")
    return Response(
        name=name,
        called=called,
        file=nodes.file,
        line=line,
        text=text,
        buttons=() if buttons is None else _buttons(nodes, buttons[1], called),
        offer=None if offer is None else nodes.name(offer[1], f"offer of {called}"),
        handoff=handoff is not None and _yes_or_no(nodes, handoff[1], f"handoff of {called}"),
        links=named_in(nodes, found, "links"),
    )


def named_in(nodes: Nodes, found: Entries, key: str) -> tuple[Named, ...]:
    """Return the names in the list under a key of a mapping; none where there is no such key."""
    items = nodes.items(found[key][1], key) if key in found else []
    named = [(nodes.text(item, f"A name in {key}"), line_of(item)) for item in items]
    return tuple(Named(name, line) for name, line in named if name)


def text_of(nodes: Nodes, node: Node, what: str) -> Text | None:
    """Return a text in each language, without anything else; None if it is faulty."""
    return text_in(nodes, nodes.mapping(node, what, LANGUAGES), what)


def text_in(nodes: Nodes, found: Entries, what: str) -> Text | None:
    """Return the text in each language of a mapping; None if a language is missing."""
    if not all(language in found for language in LANGUAGES):
        return None
    zh, en = (nodes.text(found[language][1], f"{language} of {what}") for language in LANGUAGES)
    return Text(zh, en, found["zh"][0], found["en"][0]) if zh and en else None


def _buttons(nodes: Nodes, node: Node, called: str) -> tuple[Button, ...]:
    buttons = []
    for item in nodes.items(node, f"buttons of {called}"):
        what = f"a button of {called}"
        found = nodes.mapping(item, what, ("title", "payload"))
        if "title" in found and "payload" in found:
            title = text_of(nodes, found["title"][1], f"the title of {what}")
            payload = nodes.text(found["payload"][1], f"the payload of {what}")
            if title is not None and payload:
                buttons.append(Button(title, payload, line_of(item)))
    return tuple(buttons)


def _yes_or_no(nodes: Nodes, node: Node, what: str) -> bool:
    value = "" if is_null(node) else nodes.text(node, what)
    if value not in ("true", "false"):
        nodes.fault(line_of(node), f"{what} must be true or false.")
    return value == "true"
