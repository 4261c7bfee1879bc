"""All of the pipeline that is trained: spelling, n-grams and classifiers; free of Rasa.

Names and numbers in a text are masked before anything else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from beian.nlu.model.arrays import Array
from beian.nlu.model.encoder import encode, encoder
from beian.nlu.model.invented_names import with_invented_names
from beian.nlu.model.kernel import KernelClassifier, Settings
from beian.nlu.model.masking import masked
from beian.nlu.model.ngrams import Ngrams
from beian.nlu.model.part_models import POSSIBLE, SURE, PartModels
from beian.nlu.text.spelling import Spelling

_SURE = 0.8
"""Confidence of an intent from which no other is looked at more closely."""
_LIKELY = 5
"""Intents of which the part is found where none is that sure: the conversation decides."""
Encode = Callable[[Sequence[str]], Array]
TOKENS = "tokens.json"
_COMMON = 4000
"""Tokens that are remembered, 97 % of those to come (development set)."""
_COUNTED = 6000
"""Texts in which tokens are counted."""


@dataclass(frozen=True)
class Understood:
    """All intents with their confidences, the best first, and the parts of the likeliest, if any.

    `other_parts` are those that the likeliest may ask about if not of `parts`. Of a blank text
    nothing is understood.
    """

    ranking: list[tuple[str, float]]
    parts: Mapping[str, str] = field(default_factory=dict)
    other_parts: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def part(self) -> str | None:
        """The part of the first intent that is asked about."""
        return self.parts.get(self.ranking[0][0]) if self.ranking else None


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
        *,
        invented_names: bool = False,
    ) -> IntentModel:
        """Fit on texts, their intents and, where they have one, their parts.

        `encode` may be one that remembers texts. With `invented_names`, some texts get the name of
        a site put in (invented_names.py).
        """
        plain = [masked(text) for text in texts]
        spelling = Spelling.fit(plain)
        corrected = [spelling.corrected(text) for text in plain]
        if invented_names:
            corrected = with_invented_names(corrected)
        tokens = encoder().commonest_tokens(corrected[:: 1 + len(texts) // _COUNTED], _COMMON)
        encoder().remember(tokens)
        ngrams, counted = Ngrams.fit(corrected)
        encodings = encode(corrected)
        classifier = KernelClassifier.fit(encodings, counted, intents, settings)
        known = parts if parts is not None else [None] * len(texts)
        part_models = PartModels.fit(
            encodings, counted, intents, known, settings, compression=classifier.compression
        )
        return cls(
            spelling=spelling,
            ngrams=ngrams,
            classifier=classifier,
            parts=part_models,
            encode=encode,
            tokens=tokens,
        )

    def warm_up(self) -> None:
        """Load and remember now what most messages need, so that the first of them does not wait
        for it."""
        encoder().remember(self._tokens)
        self.rank(["怎么注销? How do I cancel?"])

    def rank(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        """Return all intents with their confidences for each text, the best first; none for a blank
        text."""
        return [understood.ranking for understood in self.understand(texts)]

    def understand(self, texts: Sequence[str]) -> list[Understood]:
        """Return the ranking of intents for each text, and the part of the first one."""
        corrected = [self._spelling.corrected(masked(text)) for text in texts]
        encodings, ngrams = self._encode(corrected), self._ngrams.transform(corrected)
        confidences = self._classifier.confidences(encodings, ngrams)
        understood = []
        for place, (text, row) in enumerate(zip(corrected, confidences, strict=True)):
            if not text:
                understood.append(Understood([]))
                continue
            ranking = [(self.intents[column], float(row[column])) for column in np.argsort(-row)]
            own = slice(place, place + 1)
            parts: dict[str, str] = {}
            others: dict[str, list[str]] = {}
            for intent, _ in ranking[: 1 if ranking[0][1] >= _SURE else _LIKELY]:
                ranked = self._parts.ranked(intent, encodings[own], ngrams[own])
                first = ranked[0][0] if ranked and ranked[0][1] >= SURE else None
                if first is not None:
                    parts[intent] = first
                others[intent] = [
                    part
                    for part, value in ranked
                    if part not in (None, first) and value >= POSSIBLE
                ]
            understood.append(Understood(ranking, parts, others))
        return understood

    def save(self, folder: Path) -> None:
        for one in (self._spelling, self._ngrams, self._classifier, self._parts):
            one.save(folder)
        (folder / TOKENS).write_text(json.dumps(self._tokens), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        tokens = json.loads((folder / TOKENS).read_text(encoding="utf-8"))
        classifier = KernelClassifier.load(folder)
        return cls(
            spelling=Spelling.load(folder),
            ngrams=Ngrams.load(folder),
            classifier=classifier,
            parts=PartModels.load(folder, classifier.compression),
            encode=encode,
            tokens=tokens,
        )
