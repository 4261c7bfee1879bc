"""The kernel of the training messages with each other, which a training multiplies with."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from beian.nlu.model.arrays import Array
from beian.nlu.model.threads import in_parallel

_TILE = 1024
"""Rows and columns of the kernel that are worked on at a time."""
_LEVELS = np.float32(65535)
"""The radial kernel is stored in so many steps between 0 and its greatest value: 16 bits instead of
32, and far finer than the solution is exact."""
_COMMON = 800
"""Messages that an n-gram stands in to be kept in a dense matrix, whose products are faster: a few
hundred of 200,000 n-grams, and most of what is to be multiplied."""

Radial = Callable[[Array, Array, Array], object]
"""Writes the radial kernel of rows with columns into a matrix."""


class TrainingKernel:
    """A radial kernel of examples plus a linear one of n-grams.

    The radial part is stored, in tiles on and above the diagonal: it is symmetric. 44,000 messages
    take 2 GB. `greatest` is its greatest value, that of an example with itself.
    """

    def __init__(
        self,
        examples: Array,
        ngrams: csr_matrix,
        wording: float,
        write_radial: Radial,
        greatest: float,
    ) -> None:
        self._ngrams = _Wording(ngrams, wording)
        self._examples = examples
        self._write_radial = write_radial
        self._step = np.float32(greatest) / _LEVELS
        self._rows = [slice(at, at + _TILE) for at in range(0, len(examples), _TILE)]
        self._tiles = in_parallel(self._tiles_of, self._rows)

    def _tiles_of(self, rows: slice) -> list[_Tile]:
        """Return the tiles of some rows, from the diagonal on."""
        tiles = []
        for columns in self._rows[self._rows.index(rows) :]:
            right = np.ascontiguousarray(self._examples[columns].T)
            exact = np.empty((len(self._examples[rows]), right.shape[1]), dtype=np.float32)
            self._write_radial(self._examples[rows], right, exact)
            exact /= self._step
            np.clip(np.rint(exact, out=exact), 0, _LEVELS, out=exact)
            tiles.append(_Tile(rows, columns, exact.astype(np.uint16)))
        return tiles

    def times(self, matrix: Array) -> Array:
        """Return the product with a matrix, shape (messages, any)."""
        worded = self._ngrams.transposed_times(matrix)
        sums = in_parallel(lambda share: self._radial_times(share, matrix), _shares(self._tiles))
        product: Array = np.sum(sums, axis=0, dtype=np.float32)
        product *= self._step

        def add_worded(rows: slice) -> None:
            product[rows] += self._ngrams.times(rows, worded)

        in_parallel(add_worded, self._rows)
        return product

    def _radial_times(self, tiles: Iterable[_Tile], matrix: Array) -> Array:
        """Return what some of the tiles, and their mirror images, add to the product, in steps."""
        product = np.zeros_like(matrix)
        room = np.empty(_TILE * _TILE, dtype=np.float32)
        for tile in tiles:
            values = room[: tile.steps.size].reshape(tile.steps.shape)
            np.copyto(values, tile.steps)
            product[tile.rows] += values @ matrix[tile.columns]
            if tile.rows != tile.columns:
                product[tile.columns] += values.T @ matrix[tile.rows]
        return product

    def columns(self, places: NDArray[np.int64]) -> Array:
        """Return some of its columns, shape (messages, len(places))."""
        columns = self._ngrams.columns(places)
        right = np.ascontiguousarray(self._examples[places].T)

        def add_radial(rows: slice) -> None:
            radial = np.empty_like(columns[rows])
            self._write_radial(self._examples[rows], right, radial)
            columns[rows] += radial

        in_parallel(add_radial, self._rows)
        return columns


@dataclass(frozen=True)
class _Tile:
    """A part of the radial kernel, in steps: uint16 (rows, columns)."""

    rows: slice
    columns: slice
    steps: NDArray[np.uint16]


def _shares(tiles: Sequence[Sequence[_Tile]]) -> list[list[_Tile]]:
    """Return the tiles of all rows, dealt out to the processors."""
    dealt = list(chain.from_iterable(tiles))
    processors = os.cpu_count() or 1
    return [dealt[first::processors] for first in range(processors)]


class _Wording:
    """The linear kernel of n-grams: common ones in a dense matrix, all others in a sparse one."""

    def __init__(self, ngrams: csr_matrix, weight: float) -> None:
        # One matrix of 64 bits makes all that follows one: five times the time of a product.
        scaled = (ngrams * np.sqrt(weight)).astype(np.float32)
        messages = np.bincount(ngrams.indices, minlength=ngrams.shape[1])
        self._common: Array = scaled[:, np.flatnonzero(messages > _COMMON)].toarray()
        self._rare = scaled[:, np.flatnonzero(messages <= _COMMON)]
        self._rare_transposed = self._rare.T.tocsr()

    def transposed_times(self, matrix: Array) -> tuple[Array, Array]:
        """Return the products of both n-gram matrices, transposed, with a matrix."""
        return self._common.T @ matrix, self._rare_transposed @ matrix

    def times(self, rows: slice, of_ngrams: tuple[Array, Array]) -> Array:
        """Return some rows of the product with what `transposed_times` returns."""
        common, rare = of_ngrams
        product: Array = self._common[rows] @ common
        product += self._rare[rows] @ rare
        return product

    def columns(self, places: NDArray[np.int64]) -> Array:
        columns: Array = self._common @ self._common[places].T
        columns += (self._rare @ self._rare[places].T).toarray()
        return columns
