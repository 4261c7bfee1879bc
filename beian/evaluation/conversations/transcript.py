"""Played conversations as texts, to be read aloud or mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from beian.evaluation.conversations.model import Conversation, Turn
from beian.evaluation.conversations.played import PlayedConversation, PlayedTurn

_WHO = {"zh": ("用户", "助手"), "en": ("User", "Assistant")}


def transcript(played: PlayedConversation) -> str:
    """Return a conversation whole: who says what, and below a turn in what it falls short."""
    lines = [_heading(played.conversation)]
    for turn in played.turns:
        lines += ["", *_turn(played.conversation, turn)]
    return "\n".join(lines)


def failed_turn(conversation: Conversation, turn: PlayedTurn) -> str:
    """Return a turn that is not right, with the place of its file."""
    place = f"{conversation.file.name}:{turn.turn.line}"
    return "\n".join([place, *_turn(conversation, turn)])


def said_in(turn: Turn) -> str:
    """Return what the user says; a button in brackets."""
    return str(turn.user) if turn.press is None else f"[{turn.press}]"


def reply_text(reply: Mapping[str, Any]) -> str:
    """Return a reply as it is read: text, card, links, and buttons in brackets."""
    return "\n".join(_lines_of(reply))


def _heading(conversation: Conversation) -> str:
    account = conversation.account or "nobody signed in"
    rules = ", ".join(map(str, conversation.rules))
    time = conversation.now.strftime("%Y-%m-%d %H:%M")
    return f"── {conversation.name} ── {account} · rules {rules} · {time}"


def _turn(conversation: Conversation, turn: PlayedTurn) -> Iterator[str]:
    user, assistant = _WHO[conversation.language]
    yield f"{user}: {said_in(turn.turn)}"
    for reply in turn.answer["replies"] if turn.answer is not None else ():
        yield from _indented(assistant, reply_text(reply))
    if turn.answer is not None and turn.answer["handoff"]:
        yield "── a person takes over ──"
    for failure in turn.failures:
        yield f"  ✗ {failure}"


def _indented(who: str, text: str) -> Iterator[str]:
    first, *others = text.split("\n")
    yield f"{who}: {first}"
    yield from (f"      {line}" for line in others)


def _lines_of(reply: Mapping[str, Any]) -> Iterator[str]:
    if reply["text"]:
        yield reply["text"]
    card = reply.get("card")
    if card is not None:
        yield from (f"▏{line}" for line in (card["title"], *card["lines"]))
        yield from _titles(card["actions"])
    yield from (f"{link['title']}: {link['url']}" for link in reply["links"])
    yield from _titles(reply["buttons"])


def _titles(buttons: list[Mapping[str, Any]]) -> Iterator[str]:
    if buttons:
        yield " ".join(f"[{button['title']}]" for button in buttons)
