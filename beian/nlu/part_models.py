"""Which part of its topic a message asks about; free of Rasa.

The kernel of the intents, on the examples of one topic that has parts: each is of a part or of
none. A part counts only where it is likelier than all else together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from beian.nlu.arrays import Array
from beian.nlu.kernel import KernelClassifier, Settings

SURE = 0.5
"""The least confidence of a part."""
_NONE = ""
_FOLDER = "parts"


class PartModels:
    """A classifier for each topic with parts. Files: those of each, in parts/TOPIC."""

    def __init__(self, models: Mapping[str, KernelClassifier]) -> None:
        self._models = models

    @classmethod
    def fit(
        cls,
        encodings: Array,
        ngrams: csr_matrix,
        intents: Sequence[str],
        parts: Sequence[str | None],
        settings: Settings | None = None,
    ) -> PartModels:
        """Fit on all messages: their features, topics, and parts where they have one."""
        topics = {intent for intent, part in zip(intents, parts, strict=True) if part}
        models = {}
        for topic in sorted(topics):
            rows = [row for row, intent in enumerate(intents) if intent == topic]
            labels = [parts[row] or _NONE for row in rows]
            models[topic] = KernelClassifier.fit(encodings[rows], ngrams[rows], labels, settings)
        return cls(models)

    def part(self, topic: str, encodings: Array, ngrams: csr_matrix) -> str | None:
        """Return the part of a topic that a message (one row) asks about; None if none is sure."""
        model = self._models.get(topic)
        if model is None:
            return None
        (confidences,) = model.confidences(encodings, ngrams)
        best = int(np.argmax(confidences))
        return model.intents[best] or None if confidences[best] >= SURE else None

    def save(self, folder: Path) -> None:
        for topic, model in self._models.items():
            own = folder / _FOLDER / topic
            own.mkdir(parents=True)
            model.save(own)

    @classmethod
    def load(cls, folder: Path) -> PartModels:
        saved = sorted((folder / _FOLDER).glob("*"))
        return cls({own.name: KernelClassifier.load(own) for own in saved})
