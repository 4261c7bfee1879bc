"""Cross-validation with the pipeline's own encoder and classifier, without Rasa's graph.

`predictions` of the training data tell how well the model understands messages that it was
not trained on, by language and by style; `held_out` measures another set of messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ruamel.yaml import YAML

from nlu.classifier import IntentModel
from nlu.kernel import Settings
from nlu.sentence_encoder import encode

_BULLET = "- "


@dataclass(frozen=True)
class Example:
    """A labelled message; language and style as the data file's metadata name them."""

    text: str
    intent: str
    language: str
    style: str


@dataclass(frozen=True)
class Prediction:
    """An example and all intents with their confidences, the best first."""

    example: Example
    ranking: list[tuple[str, float]]

    @property
    def right(self) -> bool:
        return self.ranking[0][0] == self.example.intent

    def right_among(self, offered: int) -> bool:
        return self.example.intent in [name for name, _ in self.ranking[:offered]]


def examples_in(paths: Iterable[Path]) -> list[Example]:
    """The examples of NLU data files. Raises OSError and YAMLError for unreadable ones."""
    read = YAML(typ="safe").load
    return [
        example
        for path in sorted(paths)
        for block in read(path.read_text(encoding="utf-8")).get("nlu", [])
        for example in _examples_of(block)
    ]


def _examples_of(block: dict[str, Any]) -> list[Example]:
    if "intent" not in block:
        return []
    metadata = block.get("metadata") or {}
    lines = [line.strip() for line in block["examples"].splitlines()]
    return [
        Example(
            line.removeprefix(_BULLET).strip(),
            block["intent"],
            metadata.get("language", ""),
            metadata.get("style", ""),
        )
        for line in lines
        if line.startswith(_BULLET)
    ]


def predictions(
    examples: Sequence[Example], parts: int = 5, settings: Settings | None = None
) -> list[Prediction]:
    """Each example predicted by a model that was trained on the other parts, in order.

    The parts are drawn by intent and language, always alike.
    """
    encodings = encode([example.text for example in examples])
    part_of = _parts([f"{example.intent} {example.language}" for example in examples], parts)
    predicted: list[Prediction | None] = [None] * len(examples)
    for part in range(parts):
        learn, check = np.flatnonzero(part_of != part), np.flatnonzero(part_of == part)
        model = IntentModel.fit(
            [examples[row].text for row in learn],
            encodings[learn],
            [examples[row].intent for row in learn],
            settings,
        )
        rankings = model.rank([examples[row].text for row in check], encodings[check])
        for row, ranking in zip(check, rankings, strict=True):
            predicted[row] = Prediction(examples[row], ranking)
    return [prediction for prediction in predicted if prediction is not None]


def held_out(
    training: Sequence[Example], examples: Sequence[Example], settings: Settings | None = None
) -> list[Prediction]:
    """The examples predicted by a model that was trained on all of `training`."""
    texts = [example.text for example in training]
    intents = [example.intent for example in training]
    model = IntentModel.fit(texts, encode(texts), intents, settings)
    shown = [example.text for example in examples]
    rankings = model.rank(shown, encode(shown))
    return [Prediction(*pair) for pair in zip(examples, rankings, strict=True)]


def _parts(groups: Sequence[str], parts: int) -> NDArray[np.int64]:
    """The part (0 .. parts - 1) of each row, every group spread evenly over the parts."""
    labels = np.asarray(groups)
    order = np.random.default_rng(0).permutation(len(labels))
    part_of = np.empty(len(labels), dtype=np.int64)
    for group in np.unique(labels):
        rows = order[labels[order] == group]
        part_of[rows] = np.arange(len(rows)) % parts
    return part_of
