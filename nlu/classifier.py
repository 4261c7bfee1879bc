"""A linear classifier of intents with calibrated confidences.

A linear support vector machine, one against the rest, on all sentence features of a message.
Its decision values become confidences by a softmax whose sharpness is fitted on a fifth of
the training data that was held out for it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_RANKING_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack, vstack
from scipy.special import log_softmax, softmax
from sklearn.model_selection import train_test_split
from sklearn.svm import LinearSVC

_INTENTS = "intents.json"
_WEIGHTS = "weights.npz"
_HELD_OUT = 0.2
_SHARPNESS = (0.5, 30.0)


class CalibratedLinear:
    """The classifier itself, free of Rasa.

    Files: intents.json (the intents, in the order of the columns) and weights.npz (weights
    (intents, features), intercepts (intents), sharpness).
    """

    def __init__(
        self,
        intents: list[str],
        weights: NDArray[np.float32],
        intercepts: NDArray[np.float32],
        sharpness: float,
    ) -> None:
        self.intents = intents
        self._columns = np.ascontiguousarray(weights.T)
        self._intercepts = intercepts
        self.sharpness = sharpness

    @classmethod
    def fit(
        cls, features: csr_matrix, intents: Sequence[str], penalty: float = 0.5
    ) -> CalibratedLinear:
        """Fits on features (messages, columns) and their intents; `penalty` is the SVM's C.

        Raises ValueError for fewer than two intents.
        """
        labels = np.asarray(intents)
        sharpness = _sharpness(features, labels, penalty)
        machine = _machine(penalty).fit(features, labels)
        weights, intercepts = machine.coef_, machine.intercept_
        if len(machine.classes_) == 2:
            weights = np.vstack([-weights, weights])
            intercepts = np.hstack([-intercepts, intercepts])
        return cls(
            [str(name) for name in machine.classes_],
            weights.astype(np.float32),
            intercepts.astype(np.float32),
            sharpness,
        )

    def confidences(self, features: csr_matrix) -> NDArray[np.float64]:
        """Probabilities, shape (messages, intents), each row summing to 1."""
        decisions = np.asarray(features @ self._columns) + self._intercepts
        probabilities: NDArray[np.float64] = softmax(self.sharpness * decisions, axis=1)
        return probabilities

    def save(self, folder: Path) -> None:
        names = json.dumps(self.intents, ensure_ascii=False)
        (folder / _INTENTS).write_text(names, encoding="utf-8")
        np.savez_compressed(
            folder / _WEIGHTS,
            weights=self._columns.T.astype(np.float16),
            intercepts=self._intercepts,
            sharpness=self.sharpness,
        )

    @classmethod
    def load(cls, folder: Path) -> CalibratedLinear:
        intents = json.loads((folder / _INTENTS).read_text(encoding="utf-8"))
        with np.load(folder / _WEIGHTS) as stored:
            weights = stored["weights"].astype(np.float32)
            return cls(intents, weights, stored["intercepts"], float(stored["sharpness"]))


def _machine(penalty: float) -> LinearSVC:
    return LinearSVC(C=penalty, random_state=0, tol=1e-3)


def _sharpness(features: csr_matrix, labels: NDArray[Any], penalty: float) -> float:
    """The factor on decision values that makes held-out messages likeliest."""
    _, counts = np.unique(labels, return_counts=True)
    if len(counts) < 3 or counts.min() < 5:
        return 1.0
    learn, check = train_test_split(
        np.arange(len(labels)), test_size=_HELD_OUT, stratify=labels, random_state=0
    )
    machine = _machine(penalty).fit(features[learn], labels[learn])
    decisions = machine.decision_function(features[check])
    right = np.searchsorted(machine.classes_, labels[check])
    rows = np.arange(len(right))

    def loss(sharpness: float) -> float:
        return float(-log_softmax(sharpness * decisions, axis=1)[rows, right].mean())

    return float(minimize_scalar(loss, bounds=_SHARPNESS, method="bounded").x)


def sentence_features(messages: Sequence[Message]) -> csr_matrix:
    """All sentence features of messages side by side, shape (messages, columns)."""
    dense, sparse = [], []
    for message in messages:
        of_sparse, of_dense = (
            message.get_sparse_features(TEXT)[1],
            message.get_dense_features(TEXT)[1],
        )
        dense.append(of_dense.features if of_dense is not None else np.zeros((1, 0)))
        sparse.append(of_sparse.features if of_sparse is not None else csr_matrix((1, 0)))
    rows = [hstack([csr_matrix(a), b], format="csr") for a, b in zip(dense, sparse, strict=True)]
    return vstack(rows, format="csr", dtype=np.float32)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(IntentClassifier, GraphComponent):
    """Sets the intent of a message and the ranking of all intents."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"C": 0.5}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        linear: CalibratedLinear | None = None,
    ) -> None:
        self._config = {**self.get_default_config(), **config}
        self._model_storage = model_storage
        self._resource = resource
        self._linear = linear

    @classmethod
    def required_components(cls) -> list[type]:
        return [Featurizer]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:
        del execution_context
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LinearIntentClassifier:
        del execution_context, kwargs
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, CalibratedLinear.load(Path(folder)))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        features = sentence_features(examples)
        intents = [str(example.get(INTENT)) for example in examples]
        self._linear = CalibratedLinear.fit(features, intents, float(self._config["C"]))
        with self._model_storage.write_to(self._resource) as folder:
            self._linear.save(Path(folder))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        if self._linear is None or not messages:
            return messages
        confidences = self._linear.confidences(sentence_features(messages))
        for message, row in zip(messages, confidences, strict=True):
            ranking = [
                {"name": self._linear.intents[column], "confidence": float(row[column])}
                for column in np.argsort(-row)
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data
