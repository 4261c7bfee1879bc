"""The intent classifier as a component of Rasa's graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.encoder import DIMENSIONS, Array
from nlu.kernel import KernelClassifier, Settings
from nlu.ngrams import Ngrams
from nlu.sentence_encoder import SentenceEncoderFeaturizer
from nlu.sources import fingerprint
from nlu.spelling import corrected_text

_NOTHING = {"name": None, "confidence": 0.0}


class IntentModel:
    """N-grams and kernel classifier together: the part of the pipeline that is trained."""

    def __init__(self, ngrams: Ngrams, classifier: KernelClassifier) -> None:
        self._ngrams = ngrams
        self._classifier = classifier
        self.intents = classifier.intents

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        encodings: Array,
        intents: Sequence[str],
        settings: Settings | None = None,
    ) -> IntentModel:
        """Fits on folded texts, their encodings (messages, DIMENSIONS) and their intents."""
        ngrams, counted = Ngrams.fit(texts)
        return cls(ngrams, KernelClassifier.fit(encodings, counted, intents, settings))

    def rank(self, texts: Sequence[str], encodings: Array) -> list[list[tuple[str, float]]]:
        """For each folded text all intents with their confidences, the best first."""
        confidences = self._classifier.confidences(encodings, self._ngrams.transform(texts))
        return [
            [(self.intents[column], float(row[column])) for column in np.argsort(-row)]
            for row in confidences
        ]

    def save(self, folder: Path) -> None:
        self._ngrams.save(folder)
        self._classifier.save(folder)

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        return cls(Ngrams.load(folder), KernelClassifier.load(folder))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class KernelIntentClassifier(IntentClassifier, GraphComponent):
    """Sets the intent of a message and the ranking of all intents; none for a blank message.

    Takes the sentence features of SentenceEncoderFeaturizer and the (corrected) text. Any field of
    nlu.kernel.Settings can be given in config.yml.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return asdict(Settings())

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        given = {**self.get_default_config(), **config}
        self._settings = Settings(**{field.name: given[field.name] for field in fields(Settings)})
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def required_components(cls) -> list[type]:
        return [SentenceEncoderFeaturizer]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        del config
        return fingerprint()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KernelIntentClassifier:
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
    ) -> KernelIntentClassifier:
        del execution_context, kwargs
        with model_storage.read_from(resource) as folder:
            model = IntentModel.load(Path(folder))
        blank = np.zeros((1, DIMENSIONS), dtype=np.float32)
        model.rank(["备案 filing"], blank)  # loads the dictionaries now, not with a message
        return cls(config, model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        self._model = IntentModel.fit(
            [corrected_text(example) for example in examples],
            _encodings(examples),
            [str(example.get(INTENT)) for example in examples],
            self._settings,
        )
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(Path(folder))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        if self._model is None or not messages:
            return messages
        texts = [corrected_text(message) for message in messages]
        rankings = self._model.rank(texts, _encodings(messages))
        for message, text, ranked in zip(messages, texts, rankings, strict=True):
            ranking = [{"name": name, "confidence": confidence} for name, confidence in ranked]
            if not text:
                ranking = []
            message.set(INTENT, ranking[0] if ranking else _NOTHING, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages


def _encodings(messages: Sequence[Message]) -> Array:
    """The sentence features of messages, shape (messages, DIMENSIONS); zeros where none are."""
    encodings = np.zeros((len(messages), DIMENSIONS), dtype=np.float32)
    for row, message in enumerate(messages):
        _, sentence = message.get_dense_features(TEXT)
        if sentence is not None:
            encodings[row] = sentence.features[0]
    return encodings
