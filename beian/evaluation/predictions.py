"""What the assistant makes of labelled messages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from beian.evaluation.examples import Example
from beian.nlu.intents import FALLBACK, OUT_OF_SCOPE
from beian.nlu.topics.project import project_content

OFFERED = 3
"""Topics that are offered when the assistant is unsure."""


class Outcome(Enum):
    """What a user gets to see."""

    UNDERSTOOD = "understood"
    """The first intent is acted upon."""
    OFFERED = "offered"
    """The likeliest topics are offered."""
    TURNED_AWAY = "turned away"
    """The user hears that this is none of our topics."""


@dataclass(frozen=True)
class Thresholds:
    """When the assistant is unsure: Rasa's FallbackClassifier, as config.yml sets it."""

    confidence: float
    ambiguity: float


@dataclass(frozen=True)
class Prediction:
    """An example and all intents with their confidences, the best first; none for a blank."""

    example: Example
    ranking: list[tuple[str, float]]

    @property
    def first(self) -> str:
        return self.ranking[0][0] if self.ranking else FALLBACK

    @property
    def confidence(self) -> float:
        return self.ranking[0][1] if self.ranking else 0.0

    @property
    def right(self) -> bool:
        return self.first == self.example.intent

    def right_among(self, offered: int) -> bool:
        return self.example.intent in [name for name, _ in self.ranking[:offered]]

    def outcome(self, thresholds: Thresholds) -> Outcome:
        lead = self.confidence - (self.ranking[1][1] if len(self.ranking) > 1 else 0.0)
        if self.confidence < thresholds.confidence or lead < thresholds.ambiguity:
            return Outcome.OFFERED
        return Outcome.TURNED_AWAY if self.first == OUT_OF_SCOPE else Outcome.UNDERSTOOD

    def answered_as_a_topic(self, thresholds: Thresholds) -> bool:
        return is_topic(self.first) and self.outcome(thresholds) is Outcome.UNDERSTOOD


def is_topic(intent: str) -> bool:
    """Return whether an intent is one of the topics that answers are given on."""
    return intent not in project_content().conversation
