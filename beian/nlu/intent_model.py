"""All of the pipeline that is trained: spelling, n-grams and classifiers; free of Rasa."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from beian.nlu.arrays import Array
from beian.nlu.encoder import encode, encoder
from beian.nlu.kernel import KernelClassifier, Settings
from beian.nlu.ngrams import Ngrams
from beian.nlu.part_models import PartModels
from beian.nlu.spelling import Spelling

Encode = Callable[[Sequence[str]], Array]
TOKENS = "tokens.json"
_COMMON = 4000
"""Tokens that are remembered, 97 % of those to come (development set)."""
_COUNTED = 6000
"""Texts in which tokens are counted."""


@dataclass(frozen=True)
class Understood:
    """All intents with their confidences, the best first, and the part of the first one, if any.

    Of a blank text nothing is understood.
    """

    ranking: list[tuple[str, float]]
    part: str | None = None


class IntentModel:
    """Texts in, a ranking of all intents out, and the part of the topic that comes first.

    Files: those of what it is made of; tokens.json, the numbers of the encoder's common tokens.
    """

    def __init__(
        self,
        *,
        spelling: Spelling,
        ngrams: Ngrams,
        classifier: KernelClassifier,
        parts: PartModels,
        encode: Encode,
        tokens: list[int],
    ) -> None:
        self._tokens = tokens
        self._spelling = spelling
        self._ngrams = ngrams
        self._classifier = classifier
        self._parts = parts
        self._encode = encode
        self.intents = classifier.intents

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        intents: Sequence[str],
        settings: Settings | None = None,
        encode: Encode = encode,
        parts: Sequence[str | None] | None = None,
    ) -> IntentModel:
        """Fit on texts, their intents and, where they have one, their parts.

        `encode` may be one that remembers texts.
        """
        spelling = Spelling.fit(texts)
        corrected = [spelling.corrected(text) for text in texts]
        tokens = encoder().commonest_tokens(corrected[:: 1 + len(texts) // _COUNTED], _COMMON)
        encoder().remember(tokens)
        ngrams, counted = Ngrams.fit(corrected)
        encodings = encode(corrected)
        classifier = KernelClassifier.fit(encodings, counted, intents, settings)
        known = parts if parts is not None else [None] * len(texts)
        part_models = PartModels.fit(encodings, counted, intents, known, settings)
        return cls(
            spelling=spelling,
            ngrams=ngrams,
            classifier=classifier,
            parts=part_models,
            encode=encode,
            tokens=tokens,
        )

    def warm_up(self) -> None:
        """Load and remember now what most messages need, not with the first of them."""
        encoder().remember(self._tokens)
        self.rank(["怎么注销? How do I cancel?"])

    def rank(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        """For each text all intents with their confidences, the best first; none for a blank."""
        return [understood.ranking for understood in self.understand(texts)]

    def understand(self, texts: Sequence[str]) -> list[Understood]:
        """For each text the ranking of intents, and the part of the first one."""
        corrected = [self._spelling.corrected(text) for text in texts]
        encodings, ngrams = self._encode(corrected), self._ngrams.transform(corrected)
        confidences = self._classifier.confidences(encodings, ngrams)
        understood = []
        for place, (text, row) in enumerate(zip(corrected, confidences, strict=True)):
            if not text:
                understood.append(Understood([]))
                continue
            ranking = [(self.intents[column], float(row[column])) for column in np.argsort(-row)]
            own = slice(place, place + 1)
            part = self._parts.part(ranking[0][0], encodings[own], ngrams[own])
            understood.append(Understood(ranking, part))
        return understood

    def save(self, folder: Path) -> None:
        for one in (self._spelling, self._ngrams, self._classifier, self._parts):
            one.save(folder)
        (folder / TOKENS).write_text(json.dumps(self._tokens), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        tokens = json.loads((folder / TOKENS).read_text(encoding="utf-8"))
        return cls(
            spelling=Spelling.load(folder),
            ngrams=Ngrams.load(folder),
            classifier=KernelClassifier.load(folder),
            parts=PartModels.load(folder),
            encode=encode,
            tokens=tokens,
        )
