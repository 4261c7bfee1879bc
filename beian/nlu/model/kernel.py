"""A kernel classifier of intents with calibrated confidences; free of Rasa.

Regularised least squares on a sum of two kernels: a radial one on sentence encodings (what a
message means) and a linear one on n-grams (how it is worded). One system of equations serves
all intents. Decision values become confidences by a softmax, whose sharpness is fitted on what the
decision for each training message would be, had it been left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from scipy.special import log_softmax, softmax

from beian.nlu.intents import OUT_OF_SCOPE
from beian.nlu.model.arrays import Array
from beian.nlu.model.conjugate_gradient import nystrom, solve
from beian.nlu.model.encoder import LAYER, unit_rows
from beian.nlu.model.threads import one_thread
from beian.nlu.model.training_kernel import TrainingKernel

INTENTS = "intents.json"
WEIGHTS = "weights.npz"

_SHARPNESS = (0.5, 30.0)
_LANDMARKS = 2000
"""Messages whose kernel columns speed up the solution."""
_PROBES = 16
"""Random vectors that estimate the diagonal of an inverse: within a quarter, which is enough."""
_TOLERANCE = 2e-2
"""A residual that changes no more than the order of near ties."""


@dataclass(frozen=True)
class Settings:
    """What can be tuned; the defaults measured best in cross-validation.

    `components` of the encodings are kept; `closeness` is the radial kernel's exponent (the
    higher, the closer an example must be to count); `meaning` and `wording` weigh the two
    kernels; `ridge` is the regularisation; `doubt` multiplies the odds of `out_of_scope`: a
    wrong topic does more harm than the sentence that this is not our topic.
    """

    components: int = 256
    closeness: float = 2.0
    meaning: float = 2.0
    wording: float = 0.35
    ridge: float = 0.12
    doubt: float = 4.0


@dataclass(frozen=True)
class Compression:
    """Projects encodings, centred layer by layer, onto their principal components."""

    centre: Array
    """Shape (DIMENSIONS,)."""
    directions: Array
    """Shape (DIMENSIONS, components)."""

    @classmethod
    def fit(cls, encodings: Array, components: int) -> Compression:
        centre: Array = encodings.mean(axis=0)
        centred = _centred(encodings, centre)
        _, directions = np.linalg.eigh(centred.T @ centred)
        return cls(centre, np.ascontiguousarray(directions[:, -components:]))

    def apply(self, encodings: Array) -> Array:
        """Return projections, shape (messages, components); their inner products are near the
        cosines."""
        compressed: Array = _centred(encodings, self.centre) @ self.directions
        return compressed

    def stored(self) -> dict[str, NDArray[Any]]:
        """Return the arrays that `of` makes it from."""
        return {"centre": self.centre, "directions": self.directions.astype(np.float16)}

    @classmethod
    def of(cls, stored: Mapping[str, NDArray[Any]]) -> Compression:
        return cls(stored["centre"], stored["directions"].astype(np.float32))


def _centred(encodings: Array, centre: Array) -> Array:
    layers = [slice(first, first + LAYER) for first in range(0, encodings.shape[1], LAYER)]
    parts = [unit_rows(encodings[:, layer] - centre[layer]) for layer in layers]
    side_by_side: Array = np.hstack(parts) / np.sqrt(np.float32(len(layers)))
    return side_by_side


class NgramWeights:
    """The weights of n-grams for intents; those of n-grams that no message held are left out.

    `counting` are the columns of n-grams that count, in order, shape (n,); `weights` theirs, shape
    (n, intents); `width` is how many n-grams there are.
    """

    def __init__(self, counting: NDArray[np.int32], weights: Array, width: int) -> None:
        self.counting = counting
        self.weights = weights
        self.width = width

    @classmethod
    def of(cls, weights: Array) -> NgramWeights:
        """Return the weights of all n-grams, shape (n-grams, intents), without those of none."""
        counting = np.flatnonzero(weights.any(axis=1)).astype(np.int32)
        return cls(counting, np.ascontiguousarray(weights[counting]), len(weights))

    def times(self, ngrams: csr_matrix) -> Array:
        """Return the product of n-grams, shape (messages, width), with the weights."""
        places = np.searchsorted(self.counting, ngrams.indices)
        places[places == len(self.counting)] = 0
        known = self.counting[places] == ngrams.indices if len(self.counting) else places < 0
        ends = np.concatenate([[0], np.cumsum(known)])[ngrams.indptr]
        shape = (ngrams.shape[0], len(self.counting))
        counted = csr_matrix((ngrams.data[known], places[known], ends), shape=shape)
        product: Array = counted @ self.weights
        return product


class KernelClassifier:
    """Encodings and n-grams in, a probability for every intent out.

    Files: intents.json, the intents in the order of the columns; weights.npz with `settings`
    (closeness, meaning, doubt, sharpness), `centre`, `directions`, `examples` (messages,
    components), `by_example` (messages, intents), `by_ngram` (n-grams that count, intents),
    `counting` (n-grams that count), which ones these are, and `ngrams`, how many there are.
    The compression of another classifier is not written again.
    """

    def __init__(
        self,
        *,
        intents: list[str],
        settings: Settings,
        compression: Compression,
        examples: Array,
        by_example: Array,
        by_ngram: NgramWeights,
        sharpness: float,
    ) -> None:
        self.intents = intents
        self.sharpness = sharpness
        self._settings = settings
        self.compression = compression
        self._examples = np.ascontiguousarray(examples.T)
        self._by_example = by_example
        self._by_ngram = by_ngram

    @classmethod
    def fit(
        cls,
        encodings: Array,
        ngrams: csr_matrix,
        intents: Sequence[str],
        settings: Settings | None = None,
        compression: Compression | None = None,
    ) -> KernelClassifier:
        """Fit on encodings (messages, DIMENSIONS), n-grams (messages, width) and intents.

        Encodings are compressed as their own principal components want it, if not as given.
        """
        # Threads of the linear algebra wait for each other busily: twice the processor time.
        with one_thread():
            return cls._fitted(encodings, ngrams, intents, settings or Settings(), compression)

    @classmethod
    def _fitted(
        cls,
        encodings: Array,
        ngrams: csr_matrix,
        intents: Sequence[str],
        settings: Settings,
        compression: Compression | None,
    ) -> KernelClassifier:
        names, labels = np.unique(np.asarray(intents), return_inverse=True)
        compression = compression or Compression.fit(encodings, settings.components)
        examples = compression.apply(encodings)
        kernel = TrainingKernel(
            examples,
            ngrams,
            settings.wording,
            lambda left, right, out: _write_radial(left, right, settings, out),
            settings.meaning,
        )
        targets = np.where(labels[:, None] == np.arange(len(names)), 1, -1).astype(np.float32)
        draw = np.random.default_rng(0)
        landmarks = np.sort(draw.permutation(len(labels))[:_LANDMARKS])
        precondition = nystrom(kernel.columns(landmarks), landmarks, settings.ridge)
        probes = draw.choice(np.array([-1, 1], dtype=np.float32), size=(len(labels), _PROBES))
        solved = solve(
            kernel.times,
            precondition,
            targets,
            probes,
            ridge=settings.ridge,
            tolerance=_TOLERANCE,
        )
        by_example, probed = solved[:, : len(names)], solved[:, len(names) :]
        inverse = (probes * probed).mean(axis=1)
        left_out = _left_out(targets, by_example, inverse, settings.ridge)
        sharpness = _sharpness(left_out, labels)
        by_ngram = NgramWeights.of(settings.wording * (ngrams.T @ by_example))
        found = [str(name) for name in names]
        return cls(
            intents=found,
            settings=settings,
            compression=compression,
            examples=examples,
            by_example=by_example,
            by_ngram=by_ngram,
            sharpness=sharpness,
        )

    def decisions(self, encodings: Array, ngrams: csr_matrix) -> Array:
        """Return decision values, shape (messages, intents): near 1 for an intent, near -1
        against."""
        with one_thread():
            near = _radial(self.compression.apply(encodings), self._examples, self._settings)
            values: Array = near @ self._by_example + self._by_ngram.times(ngrams)
        return values

    def confidences(self, encodings: Array, ngrams: csr_matrix) -> NDArray[np.float64]:
        """Return probabilities, shape (messages, intents), each row summing to 1."""
        sharpened = self.sharpness * self.decisions(encodings, ngrams).astype(np.float64)
        if OUT_OF_SCOPE in self.intents:
            sharpened[:, self.intents.index(OUT_OF_SCOPE)] += np.log(self._settings.doubt)
        probabilities: NDArray[np.float64] = softmax(sharpened, axis=1)
        return probabilities

    def save(self, folder: Path, *, with_compression: bool = True) -> None:
        names = json.dumps(self.intents, ensure_ascii=False)
        (folder / INTENTS).write_text(names, encoding="utf-8")
        settings = self._settings
        kept = [settings.closeness, settings.meaning, settings.doubt, self.sharpness]
        own = self.compression.stored() if with_compression else {}
        np.savez(
            folder / WEIGHTS,
            **own,
            settings=np.array(kept, dtype=np.float64),
            ngrams=np.array(self._by_ngram.width),
            counting=self._by_ngram.counting,
            examples=self._examples.T.astype(np.float16),
            by_example=self._by_example.astype(np.float16),
            by_ngram=self._by_ngram.weights.astype(np.float16),
        )

    @classmethod
    def load(cls, folder: Path, compression: Compression | None = None) -> KernelClassifier:
        """Load a classifier; one that was written without a compression needs it given."""
        intents = json.loads((folder / INTENTS).read_text(encoding="utf-8"))
        with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
            closeness, meaning, doubt, sharpness = map(float, stored["settings"])
            by_ngram = NgramWeights(
                stored["counting"], stored["by_ngram"].astype(np.float32), int(stored["ngrams"])
            )
            return cls(
                intents=intents,
                settings=Settings(closeness=closeness, meaning=meaning, doubt=doubt),
                compression=compression or Compression.of(stored),
                examples=stored["examples"].astype(np.float32),
                by_example=stored["by_example"].astype(np.float32),
                by_ngram=by_ngram,
                sharpness=sharpness,
            )


def _radial(left: Array, right: Array, settings: Settings) -> Array:
    """Return the kernel of rows on the left with columns on the right.

    For a single row on the left, columns that lie one component after the other are read twice
    as fast as columns that lie one message after the other.
    """
    kernel = np.empty((len(left), right.shape[1]), dtype=np.float32)
    _write_radial(left, right, settings, kernel)
    return kernel


def _write_radial(left: Array, right: Array, settings: Settings, out: Array) -> None:
    """Write the kernel of rows on the left with columns on the right into a matrix."""
    np.matmul(left * np.float32(settings.closeness), right, out=out)
    out += np.float32(np.log(settings.meaning) - settings.closeness)
    np.exp(out, out=out)


def _left_out(targets: Array, weights: Array, inverse: Array, ridge: float) -> Array:
    """Return what each training message's decisions would be without it, shape (messages, intents).

    Exact for regularised least squares, given the diagonal of the inverse of the regularised
    kernel matrix, shape (messages,), which is only estimated here.
    """
    residuals: Array = weights / np.clip(inverse, 0.1, 1 / ridge)[:, None]
    return targets - residuals


def _sharpness(decisions: Array, labels: NDArray[Any]) -> float:
    """Return the factor on decision values under which the messages' own intents are likeliest."""
    values = decisions.astype(np.float64)
    rows = np.arange(len(labels))

    def loss(sharpness: float) -> float:
        return float(-log_softmax(sharpness * values, axis=1)[rows, labels].mean())

    return float(minimize_scalar(loss, bounds=_SHARPNESS, method="bounded").x)
