"""Figures on predictions; all shares lie between 0 and 1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beian.evaluation.examples import Example
from beian.evaluation.predictions import (
    OFFERED,
    Outcome,
    Prediction,
    Thresholds,
    is_topic,
)
from beian.nlu.intents import OUT_OF_SCOPE

_BINS = 10
_POINTS = 200


@dataclass(frozen=True)
class Summary:
    """How a group of messages was understood; a share is None where no message counts.

    `understood_right` is the share whose right intent was acted upon, the thresholds applied;
    `turned_away` that of messages within the scope that were refused without an offer;
    `strays_kept_out` that of messages out of scope that no topic answered.
    """

    group: str
    messages: int
    right: float
    right_among_offered: float
    understood_right: float
    turned_away: float | None
    strays_kept_out: float | None


def summary(group: str, predictions: Sequence[Prediction], thresholds: Thresholds) -> Summary:
    """Return the figures of one group of at least one message."""
    within = [p for p in predictions if p.example.intent != OUT_OF_SCOPE]
    strays = [p for p in predictions if p.example.intent == OUT_OF_SCOPE]
    return Summary(
        group=group,
        messages=len(predictions),
        right=_share([p.right for p in predictions]),
        right_among_offered=_share([p.right_among(OFFERED) for p in predictions]),
        understood_right=_share(
            [p.right and p.outcome(thresholds) is not Outcome.OFFERED for p in predictions]
        ),
        turned_away=_share([p.outcome(thresholds) is Outcome.TURNED_AWAY for p in within])
        if within
        else None,
        strays_kept_out=_share([not p.answered_as_a_topic(thresholds) for p in strays])
        if strays
        else None,
    )


def summaries(
    predictions: Sequence[Prediction], thresholds: Thresholds, by: Callable[[Example], str]
) -> list[Summary]:
    """Return the figures of each group, in the order of the groups' names."""
    groups: dict[str, list[Prediction]] = {}
    for prediction in predictions:
        groups.setdefault(by(prediction.example), []).append(prediction)
    return [summary(group, groups[group], thresholds) for group in sorted(groups)]


@dataclass(frozen=True)
class IntentFigures:
    """Precision is None where the intent was never predicted, recall where it has no message."""

    intent: str
    messages: int
    precision: float | None
    recall: float | None


def intent_figures(predictions: Sequence[Prediction]) -> list[IntentFigures]:
    """Return precision and recall of each intent, in the order of their names."""
    actual = Counter(p.example.intent for p in predictions)
    predicted = Counter(p.first for p in predictions)
    right = Counter(p.first for p in predictions if p.right)
    return [
        IntentFigures(
            intent,
            actual[intent],
            right[intent] / predicted[intent] if predicted[intent] else None,
            right[intent] / actual[intent] if actual[intent] else None,
        )
        for intent in sorted(actual | predicted)
    ]


@dataclass(frozen=True)
class Confusion:
    """Messages of one intent that were taken for another, the surest mistake first."""

    intent: str
    taken_for: str
    messages: list[Prediction]


def confusions(predictions: Iterable[Prediction]) -> list[Confusion]:
    """Return all confusions, the most frequent first."""
    found: dict[tuple[str, str], list[Prediction]] = {}
    for prediction in predictions:
        if not prediction.right:
            pair = (prediction.example.intent, prediction.first)
            found.setdefault(pair, []).append(prediction)
    for mistaken in found.values():
        mistaken.sort(key=lambda prediction: -prediction.confidence)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [Confusion(*pair, mistaken) for pair, mistaken in ordered]


def confusion_matrix(
    predictions: Sequence[Prediction],
) -> tuple[list[str], NDArray[np.int64]]:
    """Return the intents, topics first, and how many messages of a row's intent were taken for a
    column's."""
    found = {p.example.intent for p in predictions} | {p.first for p in predictions}
    intents = sorted(found, key=lambda name: (not is_topic(name), name))
    place = {intent: number for number, intent in enumerate(intents)}
    matrix = np.zeros((len(intents), len(intents)), dtype=np.int64)
    for prediction in predictions:
        matrix[place[prediction.example.intent], place[prediction.first]] += 1
    return intents, matrix


@dataclass(frozen=True)
class Bin:
    """Messages of similar confidence: how sure the model was on average, how often right."""

    confidence: float
    right: float
    messages: int


def calibration(predictions: Sequence[Prediction]) -> tuple[list[Bin], float]:
    """Return ten bins of equal width, empty ones left out, and the expected calibration error."""
    sure = np.array([p.confidence for p in predictions])
    right = np.array([p.right for p in predictions])
    place = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    bins = [
        Bin(float(sure[place == b].mean()), float(right[place == b].mean()), int(count))
        for b in range(_BINS)
        if (count := (place == b).sum())
    ]
    error = sum(b.messages * abs(b.confidence - b.right) for b in bins) / len(predictions)
    return bins, error


@dataclass(frozen=True)
class Coverage:
    """With the threshold at `threshold`: the share acted upon, and the share of wrong in it."""

    threshold: float
    covered: float
    error: float


def coverage(predictions: Sequence[Prediction]) -> list[Coverage]:
    """Return coverage against error as the threshold falls, about the same share each step."""
    sure = np.array([p.confidence for p in predictions])
    wrong = np.array([not p.right for p in predictions])
    order = np.argsort(-sure, kind="stable")
    mistakes = np.cumsum(wrong[order])
    counts = np.arange(1, len(order) + 1)
    last_of_equals = np.flatnonzero(np.append(np.diff(sure[order]) != 0, True))
    steps = np.linspace(0, len(order) - 1, min(_POINTS, len(order))).astype(int)
    steps = np.unique(last_of_equals[np.searchsorted(last_of_equals, steps)])
    return [
        Coverage(
            float(sure[order[step]]),
            float(counts[step] / len(order)),
            float(mistakes[step] / counts[step]),
        )
        for step in steps
    ]


def percent(share: float | None) -> str:
    """Return a share as it is shown; a dash for None."""
    return "–" if share is None else f"{100 * share:.1f} %"


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits)
