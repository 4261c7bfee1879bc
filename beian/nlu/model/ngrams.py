"""Tf-idf of character, word and pinyin n-grams of folded texts.

Characters see misspellings, words see terms, and pinyin sees through homophone slips
(注消 and 注销 sound alike).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from beian.nlu.text.pinyin import syllables
from beian.nlu.text.segmentation import words

VOCABULARY = "ngrams.json"
FREQUENCIES = "ngrams.npz"
LEAST_MESSAGES = 2
"""An n-gram counts if it stands in as many training messages."""


def character_ngrams(text: str) -> list[str]:
    """Return all runs of one to three characters."""
    return [text[i : i + n] for n in range(1, 4) for i in range(len(text) - n + 1)]


def word_ngrams(text: str) -> list[str]:
    """Return all runs of one or two words."""
    return _runs(words(text), 2)


def pinyin_ngrams(text: str) -> list[str]:
    """Return all runs of one to three syllables; a run of Latin letters is a syllable of its
    own."""
    return _runs(syllables(text), 3)


def _runs(parts: list[str], longest: int) -> list[str]:
    sizes = range(1, longest + 1)
    return [" ".join(parts[i : i + n]) for n in sizes for i in range(len(parts) - n + 1)]


VIEWS: dict[str, Callable[[str], list[str]]] = {
    "characters": character_ngrams,
    "words": word_ngrams,
    "pinyin": pinyin_ngrams,
}


def _counted(text: str) -> list[Counter[str]]:
    """Return how often each n-gram stands in the text, a view after the other."""
    return [Counter(ngrams_of(text)) for ngrams_of in VIEWS.values()]


def inverse_frequencies(seen: NDArray[np.float32], messages: int) -> NDArray[np.float32]:
    """Return the inverse document frequencies of n-grams that so many messages hold.

    All that is computed from them is in their 32 bits: numpy would take 64 for a plain number above
    65,535, and every product with n-grams would copy the weights of all of them first.
    """
    rarity: NDArray[np.float32] = 1 + np.log(np.float32(1 + messages) / (1 + seen))
    return rarity


class Ngrams:
    """The views of a text side by side, each of Euclidean norm 1.

    Files: ngrams.json, {view: [n-gram, ...]} in the order of the columns; ngrams.npz, {view:
    float32 (n-grams,)}, the inverse document frequencies.
    """

    def __init__(
        self, ngrams: dict[str, list[str]], frequencies: dict[str, NDArray[np.float32]]
    ) -> None:
        self._ngrams = ngrams
        self._frequencies = frequencies
        self._rarity = np.concatenate([frequencies[view] for view in VIEWS])
        self._columns: list[dict[str, int]] = []
        self.width = 0
        for view in VIEWS:
            self._columns.append({n: self.width + place for place, n in enumerate(ngrams[view])})
            self.width += len(ngrams[view])

    @classmethod
    def fit(cls, texts: Sequence[str]) -> tuple[Ngrams, csr_matrix]:
        """Return the n-grams of the texts and how rare they are; and the texts transformed."""
        counted = [_counted(text) for text in texts]
        least = min(LEAST_MESSAGES, len(texts))
        ngrams, frequencies = {}, {}
        for place, view in enumerate(VIEWS):
            seen_in = Counter(chain.from_iterable(counts[place] for counts in counted))
            kept = sorted(ngram for ngram, count in seen_in.items() if count >= least)
            ngrams[view] = kept
            seen = np.array([seen_in[ngram] for ngram in kept], dtype=np.float32)
            frequencies[view] = inverse_frequencies(seen, len(texts))
        fitted = cls(ngrams, frequencies)
        return fitted, fitted._weighted(counted)

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Return tf-idf, shape (len(texts), self.width); a row's norm is 1 for each view that it
        has."""
        return self._weighted([_counted(text) for text in texts])

    def _weighted(self, counted: list[list[Counter[str]]]) -> csr_matrix:
        columns: list[int] = []
        times: list[int] = []
        ends = [0]
        for views in counted:
            for counts, known in zip(views, self._columns, strict=True):
                for ngram, count in counts.items():
                    column = known.get(ngram)
                    if column is not None:
                        columns.append(column)
                        times.append(count)
                ends.append(len(columns))
        places = np.array(columns, dtype=np.int32)
        weights = (1 + np.log(np.array(times, dtype=np.float32))) * self._rarity[places]
        view_of = np.repeat(np.arange(len(ends) - 1), np.diff(ends))
        norms = np.sqrt(np.bincount(view_of, weights=weights * weights))
        weights /= norms.astype(np.float32)[view_of]
        rows = ends[:: len(VIEWS)]
        return csr_matrix((weights, places, rows), shape=(len(counted), self.width))

    def save(self, folder: Path) -> None:
        text = json.dumps(self._ngrams, ensure_ascii=False)
        (folder / VOCABULARY).write_text(text, encoding="utf-8")
        np.savez(folder / FREQUENCIES, **self._frequencies)

    @classmethod
    def load(cls, folder: Path) -> Ngrams:
        ngrams = json.loads((folder / VOCABULARY).read_text(encoding="utf-8"))
        with np.load(folder / FREQUENCIES, allow_pickle=False) as stored:
            return cls(ngrams, {view: stored[view] for view in VIEWS})
