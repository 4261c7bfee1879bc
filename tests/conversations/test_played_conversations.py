"""The conversations of data/conversations/ are played; a floor holds what docs/conversations.md
records. The bar is higher: beian.evaluation.conversations.figures.BAR."""

from __future__ import annotations

from beian.evaluation.conversations.figures import BAR, figures
from beian.evaluation.conversations.playing import Player
from beian.evaluation.conversations.reading import Known, conversation_files, legible_conversations
from beian.nlu.topics.project import project_content
from tests.paths import ROOT

RIGHT = 0.94


def test_most_turns_are_right(player: Player) -> None:
    known = Known.of(project_content())
    conversations, faults = legible_conversations(conversation_files(ROOT / "data"), known)
    assert faults == []
    played = [player.play(conversation) for conversation in conversations]
    assert RIGHT < BAR
    assert figures("all", played).share >= RIGHT
