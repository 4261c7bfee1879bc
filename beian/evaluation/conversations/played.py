"""What became of a conversation that was played."""

from __future__ import annotations

from dataclasses import dataclass

from beian.evaluation.conversations.judging import Answer
from beian.evaluation.conversations.model import Conversation, Turn


@dataclass(frozen=True)
class PlayedTurn:
    """A turn, its answer and in what that falls short.

    `answer` is None where nothing could be said: the button was not there.
    """

    turn: Turn
    answer: Answer | None
    failures: tuple[str, ...]
    milliseconds: float = 0.0

    @property
    def right(self) -> bool:
        return not self.failures


@dataclass(frozen=True)
class PlayedConversation:
    """A conversation with all its turns, played."""

    conversation: Conversation
    turns: tuple[PlayedTurn, ...]

    @property
    def right(self) -> bool:
        return all(turn.right for turn in self.turns)
