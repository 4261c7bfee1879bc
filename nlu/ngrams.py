"""Tf-idf of character, word and pinyin n-grams over the folded text.

Characters see misspellings, words see terms, and pinyin sees through homophone slips
(注消 and 注销 sound alike).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import jieba
import numpy as np
from pypinyin import lazy_pinyin
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from nlu.normalisation import folded

_VOCABULARIES = "vocabularies.json"
_WEIGHTS = "weights.npz"


def _words(text: str) -> list[str]:
    return [word for word in jieba.lcut(text) if not word.isspace()]


def _syllables(text: str) -> list[str]:
    return " ".join(lazy_pinyin(text)).split()


def _views() -> dict[str, tuple[float, TfidfVectorizer]]:
    """Each view of a text: its weight and an unfitted vectorizer."""
    common: dict[str, Any] = {
        "lowercase": False,
        "min_df": 2,
        "sublinear_tf": True,
        "dtype": np.float32,
    }
    tokens: dict[str, Any] = {**common, "analyzer": "word", "token_pattern": None}
    return {
        "characters": (
            1.0,
            TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), **common),
        ),
        "words": (0.7, TfidfVectorizer(tokenizer=_words, ngram_range=(1, 2), **tokens)),
        "pinyin": (0.7, TfidfVectorizer(tokenizer=_syllables, ngram_range=(1, 3), **tokens)),
    }


class Ngrams:
    """The three views, fitted together. Files: vocabularies.json (view: n-gram: column) and
    weights.npz (view: inverse document frequencies)."""

    def __init__(self) -> None:
        self._views = _views()

    def fit(self, texts: Sequence[str]) -> Ngrams:
        """Learns vocabularies and frequencies. Raises ValueError where there is no text."""
        shown = [folded(text) for text in texts]
        for _, vectorizer in self._views.values():
            vectorizer.fit(shown)
        return self

    def transform(self, texts: Iterable[str]) -> csr_matrix:
        """Weighted tf-idf, shape (number of texts, number of n-grams); rows are views of norm 1."""
        shown = [folded(text) for text in texts]
        parts = [
            weight * vectorizer.transform(shown) for weight, vectorizer in self._views.values()
        ]
        return hstack(parts, format="csr", dtype=np.float32)

    def save(self, folder: Path) -> None:
        vocabularies = {
            name: {ngram: int(column) for ngram, column in vectorizer.vocabulary_.items()}
            for name, (_, vectorizer) in self._views.items()
        }
        text = json.dumps(vocabularies, ensure_ascii=False)
        (folder / _VOCABULARIES).write_text(text, encoding="utf-8")
        frequencies = {name: vectorizer.idf_ for name, (_, vectorizer) in self._views.items()}
        np.savez_compressed(folder / _WEIGHTS, **frequencies)

    @classmethod
    def load(cls, folder: Path) -> Ngrams:
        ngrams = cls()
        vocabularies = json.loads((folder / _VOCABULARIES).read_text(encoding="utf-8"))
        with np.load(folder / _WEIGHTS) as frequencies:
            for name, (_, vectorizer) in ngrams._views.items():
                vectorizer.vocabulary = vocabularies[name]
                vectorizer.idf_ = frequencies[name]
        return ngrams


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramFeaturizer(SparseFeaturizer, GraphComponent):
    """Adds one sparse sentence feature, the tf-idf of all n-grams, to each message."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {FEATURIZER_CLASS_ALIAS: None}

    def __init__(
        self,
        config: dict[str, Any],
        name: str,
        model_storage: ModelStorage,
        resource: Resource,
        ngrams: Ngrams | None = None,
    ) -> None:
        super().__init__(name, config)
        self._model_storage = model_storage
        self._resource = resource
        self._ngrams = ngrams or Ngrams()

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NgramFeaturizer:
        return cls(config, execution_context.node_name, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NgramFeaturizer:
        del kwargs
        with model_storage.read_from(resource) as folder:
            ngrams = Ngrams.load(Path(folder))
        ngrams.transform(["备案 filing"])  # loads jieba and pinyin now, not with the first message
        return cls(config, execution_context.node_name, model_storage, resource, ngrams)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing can be configured."""

    def train(self, training_data: TrainingData) -> Resource:
        self._ngrams.fit([m.get(TEXT) for m in training_data.training_examples if m.get(TEXT)])
        with self._model_storage.write_to(self._resource) as folder:
            self._ngrams.save(Path(folder))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process([m for m in training_data.training_examples if m.get(TEXT)])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        matrix = self._ngrams.transform(message.get(TEXT) or "" for message in messages)
        for row, message in enumerate(messages):
            self.add_features_to_message(None, matrix[row], TEXT, message)
        return messages
