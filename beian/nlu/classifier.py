"""The intent classifier as a component of Rasa's graph.

It takes the text alone. That its features are no component of their own, to be handed on by
Rasa, saves 20 s of fingerprints in a training and half a millisecond a message.
"""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_RANKING_KEY,
    INTENT_RESPONSE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from beian.nlu.intent_model import IntentModel
from beian.nlu.kernel import Settings
from beian.nlu.parts import PART_KEY
from beian.nlu.sources import fingerprint

_NOTHING = {"name": None, "confidence": 0.0}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class KernelIntentClassifier(IntentClassifier, GraphComponent):
    """Sets the intent of a message and the ranking of all intents; none for a blank message.

    Where the message asks about a part of its topic, the intent also names that part, as Rasa's
    response selectors do: {"full_retrieval_intent_name": "faq_reapply/same_account"}.

    Any field of beian.nlu.kernel.Settings can be given in config.yml.
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
        model.warm_up()
        return cls(config, model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        self._model = IntentModel.fit(
            [example.get(TEXT) for example in examples],
            [str(example.get(INTENT)) for example in examples],
            self._settings,
            parts=[_part(example) for example in examples],
        )
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(Path(folder))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        if self._model is None or not messages:
            return messages
        understood = self._model.understand([message.get(TEXT) or "" for message in messages])
        for message, one in zip(messages, understood, strict=True):
            ranking = [{"name": name, "confidence": value} for name, value in one.ranking]
            intent = ranking[0] if ranking else _NOTHING
            if one.part is not None:
                intent = {**intent, PART_KEY: f"{intent['name']}/{one.part}"}
            message.set(INTENT, intent, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages


def _part(example: Message) -> str | None:
    """Return the part of an example's topic that it asks about, if any."""
    _, _, part = str(example.get(INTENT_RESPONSE_KEY) or "").partition("/")
    return part or None
