"""Tells which part of its topic a message asks about; free of Rasa.

The kernel of the intents, on the examples of one topic that has parts: each is of a part or of
none. The examples of none are many, so that parts would be overlooked: confidences are divided by
the square root of how common a part is. In five-fold cross-validation on five topics that finds
68 % of the parts instead of 44 %; it takes 8 % for another part (before 2 %), and 11 % of the
questions about a topic as a whole for one about a part (before 3 %).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from beian.nlu.model.arrays import Array
from beian.nlu.model.kernel import Compression, KernelClassifier, Settings

SURE = 0.4
"""The least confidence of a part, once it is weighed."""
POSSIBLE = 0.12
"""The least weighed confidence of a part that may be meant if the likeliest is not."""
_NONE = ""
_FOLDER = "parts"
_WEIGHTS = "weights.json"


class PartModels:
    """A classifier for each topic with parts. Files: those of each, in parts/TOPIC, and
    weights.json, what the confidences of its parts are multiplied by."""

    def __init__(
        self, models: Mapping[str, KernelClassifier], weights: Mapping[str, Sequence[float]]
    ) -> None:
        self._models = models
        self._weights = weights

    @classmethod
    def fit(
        cls,
        encodings: Array,
        ngrams: csr_matrix,
        intents: Sequence[str],
        parts: Sequence[str | None],
        settings: Settings | None = None,
        *,
        compression: Compression,
    ) -> PartModels:
        """Fit on all messages: their features, topics, and parts where they have one.

        Encodings are compressed as all topics' are: a compression for each topic finds no more, and
        takes four times as long.
        """
        topics = {intent for intent, part in zip(intents, parts, strict=True) if part}
        models: dict[str, KernelClassifier] = {}
        weights: dict[str, list[float]] = {}
        for topic in sorted(topics):
            rows = [row for row, intent in enumerate(intents) if intent == topic]
            labels = [parts[row] or _NONE for row in rows]
            model = KernelClassifier.fit(
                encodings[rows], ngrams[rows], labels, settings, compression
            )
            models[topic] = model
            weights[topic] = [labels.count(label) ** -0.5 for label in model.intents]
        return cls(models, weights)

    def ranked(
        self, topic: str, encodings: Array, ngrams: csr_matrix
    ) -> list[tuple[str | None, float]]:
        """Return the parts of a topic that a message (one row) may ask about, with their weighed
        confidences, the likeliest first; None is the topic as a whole."""
        model = self._models.get(topic)
        if model is None:
            return []
        (confidences,) = model.confidences(encodings, ngrams) * np.array(self._weights[topic])
        confidences = confidences / confidences.sum()
        order = np.argsort(-confidences)
        return [(model.intents[place] or None, float(confidences[place])) for place in order]

    def part(self, topic: str, encodings: Array, ngrams: csr_matrix) -> str | None:
        """Return the part of a topic that a message (one row) asks about; None if none is sure."""
        ranked = self.ranked(topic, encodings, ngrams)
        return ranked[0][0] if ranked and ranked[0][1] >= SURE else None

    def save(self, folder: Path) -> None:
        for topic, model in self._models.items():
            own = folder / _FOLDER / topic
            own.mkdir(parents=True)
            model.save(own, with_compression=False)
            (own / _WEIGHTS).write_text(json.dumps(self._weights[topic]), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, compression: Compression) -> PartModels:
        """Load the classifiers of the topics, whose compression is that of the intents."""
        saved = sorted((folder / _FOLDER).glob("*"))
        return cls(
            {own.name: KernelClassifier.load(own, compression) for own in saved},
            {own.name: json.loads((own / _WEIGHTS).read_text(encoding="utf-8")) for own in saved},
        )
