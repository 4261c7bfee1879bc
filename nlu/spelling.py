"""Text as it was probably meant, for the features of the intent classifier.

Entities are looked for in the text as it was written.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.chinese_spelling import ChineseSpelling
from nlu.english_spelling import EnglishSpelling
from nlu.normalisation import folded
from nlu.sources import fingerprint

CORRECTED = "corrected_text"
"""The message's property that holds the corrected text."""
FILE = "spelling.json"


def corrected_text(message: Message) -> str:
    """The folded and, behind SpellingCorrector, corrected text of a message."""
    corrected = message.get(CORRECTED)
    return str(corrected) if corrected is not None else folded(message.get(TEXT) or "")


class Spelling:
    """Both languages' corrections, one after the other.

    File: spelling.json, {"english": {word: times}, "chinese": {sound: word}, "meant": [run]}.
    """

    def __init__(self, english: EnglishSpelling, chinese: ChineseSpelling) -> None:
        self._english = english
        self._chinese = chinese

    @classmethod
    def fit(cls, texts: Sequence[str]) -> Spelling:
        shown = [folded(text) for text in texts]
        return cls(EnglishSpelling.fit(shown), ChineseSpelling.fit(shown))

    def corrected(self, text: str) -> str:
        """The text, folded and corrected."""
        return self._chinese.corrected(self._english.corrected(folded(text)))

    def save(self, folder: Path) -> None:
        stored = {
            "english": self._english.words,
            "chinese": self._chinese.words,
            "meant": sorted(self._chinese.meant),
        }
        (folder / FILE).write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Spelling:
        stored = json.loads((folder / FILE).read_text(encoding="utf-8"))
        chinese = ChineseSpelling(stored["chinese"], stored["meant"])
        return cls(EnglishSpelling(stored["english"]), chinese)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SpellingCorrector(GraphComponent):
    """Sets CORRECTED on each message with a text; learns the words of the training messages."""

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, spelling: Spelling | None = None
    ) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._spelling = spelling

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
    ) -> SpellingCorrector:
        del config, execution_context
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SpellingCorrector:
        del config, execution_context, kwargs
        with model_storage.read_from(resource) as folder:
            spelling = Spelling.load(Path(folder))
        spelling.corrected("备案 filling")  # loads the dictionaries now, not with a message
        return cls(model_storage, resource, spelling)

    def train(self, training_data: TrainingData) -> Resource:
        texts = [e.get(TEXT) for e in training_data.intent_examples if e.get(TEXT)]
        self._spelling = Spelling.fit(texts)
        with self._model_storage.write_to(self._resource) as folder:
            self._spelling.save(Path(folder))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        if self._spelling is not None:
            for message in messages:
                if message.get(TEXT):
                    message.set(CORRECTED, self._spelling.corrected(message.get(TEXT)))
        return messages
