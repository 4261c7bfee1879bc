"""Cross-validation with the pipeline's own encoder and classifier, without Rasa's graph."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from beian.evaluation.examples import Example
from beian.evaluation.predictions import Prediction
from beian.nlu.model.arrays import Array
from beian.nlu.model.encoder import encode
from beian.nlu.model.intent_model import IntentModel
from beian.nlu.model.kernel import Settings


def cross_validated(
    examples: Sequence[Example],
    parts: int = 5,
    settings: Settings | None = None,
    report: Callable[[str], object] = str,
) -> list[Prediction]:
    """Predict each example by a model trained on the other parts; in order.

    The parts are stratified by intent, language and style, and always the same. `report` gets
    each step.
    """
    encoder = _CachedEncoder()
    part_of = _parts([f"{e.intent} {e.language} {e.style}" for e in examples], parts)
    predicted: list[Prediction | None] = [None] * len(examples)
    for part in range(parts):
        report(f"part {part + 1} of {parts}")
        learn, check = np.flatnonzero(part_of != part), np.flatnonzero(part_of == part)
        model = IntentModel.fit(
            [examples[row].text for row in learn],
            [examples[row].intent for row in learn],
            settings,
            encoder.encode,
            invented_names=True,
        )
        rankings = model.rank([examples[row].text for row in check])
        for row, ranking in zip(check, rankings, strict=True):
            predicted[row] = Prediction(examples[row], ranking)
    return [prediction for prediction in predicted if prediction is not None]


class _CachedEncoder:
    """Encodes each text once, though every part needs it."""

    def __init__(self) -> None:
        self._rows: dict[str, Array] = {}

    def encode(self, texts: Sequence[str]) -> Array:
        missing = [text for text in dict.fromkeys(texts) if text not in self._rows]
        self._rows.update(zip(missing, encode(missing), strict=True))
        return np.stack([self._rows[text] for text in texts])


def _parts(groups: Sequence[str], parts: int) -> NDArray[np.int64]:
    """Return the part (0 .. parts - 1) of each row, every group spread evenly over the parts."""
    labels = np.asarray(groups)
    order = np.random.default_rng(0).permutation(len(labels))
    part_of = np.empty(len(labels), dtype=np.int64)
    first = 0
    for group in np.unique(labels):
        rows = order[labels[order] == group]
        part_of[rows] = (first + np.arange(len(rows))) % parts
        first += len(rows)
    return part_of
