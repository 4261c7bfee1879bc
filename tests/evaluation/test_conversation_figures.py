"""How played conversations are counted, and told."""

from __future__ import annotations

import pytest

from beian.evaluation.conversations.figures import (
    NOBODY,
    Figures,
    failed_turns,
    figures,
    grouped_figures,
)
from beian.evaluation.conversations.model import Turn
from beian.evaluation.conversations.played import PlayedConversation, PlayedTurn
from beian.evaluation.conversations.transcript import failed_turn, transcript
from tests.evaluation.played import played

PLAYED = [
    played("a", "+++", account="lin-individual", rules=(1, 5)),
    played("b", "+-", language="en", rules=(5,)),
]


def test_turns_and_whole_conversations_are_counted() -> None:
    assert figures("all", PLAYED) == Figures("all", 2, 1, 5, 4)
    assert figures("all", PLAYED).share == pytest.approx(0.8)


def test_a_conversation_counts_for_each_of_its_rules() -> None:
    grouped = grouped_figures(PLAYED)
    assert grouped["rule"] == [
        Figures("1. What it is about is kept", 1, 1, 3, 3),
        Figures("5. The answer is to what was asked", 2, 1, 5, 4),
    ]
    assert grouped["language"] == [Figures("Chinese", 1, 1, 3, 3), Figures("English", 1, 0, 2, 1)]
    assert grouped["account"] == [
        Figures("lin-individual", 1, 1, 3, 3),
        Figures(NOBODY, 1, 0, 2, 1),
    ]


def test_a_failed_turn_is_told_with_its_place_what_was_said_and_what_is_missing() -> None:
    [(one, turn)] = failed_turns(PLAYED)
    assert failed_turn(one.conversation, turn).splitlines() == [
        "b.yml:6",
        "User: 多久？",
        "Assistant: 多久？!",
        "      [转人工]",
        "  ✗ missing: 多久？",
    ]


def test_a_transcript_holds_every_turn() -> None:
    lines = transcript(PLAYED[0]).splitlines()
    assert lines[0] == "── a ── lin-individual · rules 1, 5 · 2026-10-12 10:00"
    assert lines.count("用户: 多久？") == 3
    assert not any("✗" in line for line in lines)


def test_a_transcript_shows_presses_and_hand_offs() -> None:
    conversation = PLAYED[0].conversation
    answer = {"replies": [{"text": "好。", "buttons": [], "links": []}], "handoff": True}
    turns = (PlayedTurn(Turn(5, press="转人工", handoff=True), answer, ()),)
    lines = transcript(PlayedConversation(conversation, turns)).splitlines()
    assert lines[2:] == ["用户: [转人工]", "助手: 好。", "── a person takes over ──"]
