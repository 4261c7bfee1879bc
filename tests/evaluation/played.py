"""Conversations as if they had been played."""

from __future__ import annotations

from pathlib import Path

from beian.evaluation.conversations.model import NOW, Conversation, Turn
from beian.evaluation.conversations.played import PlayedConversation, PlayedTurn


def played(
    name: str,
    right: str,
    *,
    account: str | None = None,
    language: str = "zh",
    rules: tuple[int, ...] = (1,),
    said: str = "多久？",
) -> PlayedConversation:
    """A conversation whose turns are right where `right` has a + and wrong where it has a -."""
    turns = []
    for number, mark in enumerate(right):
        turn = Turn(line=5 + number, user=said)
        reply = {"text": f"{said}!", "buttons": [{"title": "转人工", "payload": "/x"}], "links": []}
        answer = {"replies": [reply], "handoff": False}
        turns.append(PlayedTurn(turn, answer, () if mark == "+" else (f"missing: {said}",)))
    written = tuple(turn.turn for turn in turns)
    file = Path("data", "conversations", f"{name}.yml")
    conversation = Conversation(name, file, account, language, rules, NOW, written)
    return PlayedConversation(conversation, tuple(turns))
