"""All of the pipeline that is trained: spelling, n-grams and classifier; free of Rasa."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from nlu.arrays import Array
from nlu.encoder import encode, encoder
from nlu.kernel import KernelClassifier, Settings
from nlu.ngrams import Ngrams
from nlu.spelling import Spelling

Encode = Callable[[Sequence[str]], Array]
TOKENS = "tokens.json"
_COMMON = 4000
"""Tokens that are remembered, 97 % of those to come (development set)."""
_COUNTED = 6000
"""Texts in which tokens are counted."""


class IntentModel:
    """Texts in, a ranking of all intents out.

    Files: those of its three parts; tokens.json, the numbers of the encoder's common tokens.
    """

    def __init__(
        self,
        spelling: Spelling,
        ngrams: Ngrams,
        classifier: KernelClassifier,
        encode: Encode,
        tokens: list[int],
    ) -> None:
        self._tokens = tokens
        self._spelling = spelling
        self._ngrams = ngrams
        self._classifier = classifier
        self._encode = encode
        self.intents = classifier.intents

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        intents: Sequence[str],
        settings: Settings | None = None,
        encode: Encode = encode,
    ) -> IntentModel:
        """Fits on texts and their intents. `encode` may be one that remembers texts."""
        spelling = Spelling.fit(texts)
        corrected = [spelling.corrected(text) for text in texts]
        tokens = encoder().commonest_tokens(corrected[:: 1 + len(texts) // _COUNTED], _COMMON)
        encoder().remember(tokens)
        ngrams, counted = Ngrams.fit(corrected)
        classifier = KernelClassifier.fit(encode(corrected), counted, intents, settings)
        return cls(spelling, ngrams, classifier, encode, tokens)

    def warm_up(self) -> None:
        """Loads and remembers now what most messages need, not with the first of them."""
        encoder().remember(self._tokens)
        self.rank(["怎么注销? How do I cancel?"])

    def rank(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        """For each text all intents with their confidences, the best first; none for a blank."""
        corrected = [self._spelling.corrected(text) for text in texts]
        confidences = self._classifier.confidences(
            self._encode(corrected), self._ngrams.transform(corrected)
        )
        return [
            [(self.intents[column], float(row[column])) for column in np.argsort(-row)]
            if text
            else []
            for text, row in zip(corrected, confidences, strict=True)
        ]

    def save(self, folder: Path) -> None:
        for part in (self._spelling, self._ngrams, self._classifier):
            part.save(folder)
        (folder / TOKENS).write_text(json.dumps(self._tokens), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        parts = Spelling.load(folder), Ngrams.load(folder), KernelClassifier.load(folder)
        tokens = json.loads((folder / TOKENS).read_text(encoding="utf-8"))
        return cls(*parts, encode, tokens)
