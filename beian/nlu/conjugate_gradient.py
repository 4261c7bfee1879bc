"""Solves the classifier's equations: many unknowns, few digits needed.

Preconditioned conjugate gradients on (K + ridge I) X = B for a positive semi-definite K that is
only ever multiplied with. The preconditioner is the Nyström approximation of K by some of its
columns, under which a dozen steps suffice where a factorisation of K would take minutes.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from beian.nlu.arrays import Array

Times = Callable[[Array], Array]
"""Multiplies a matrix of (n, n) with one of (n, any)."""

_MOST_STEPS = 200
_JITTER = 1e-6
_TINY = np.finfo(np.float32).tiny


def solve(
    times_kernel: Times,
    precondition: Times,
    targets: Array,
    passengers: Array,
    *,
    ridge: float,
    tolerance: float,
) -> Array:
    """X of (K + ridge I) X = [targets, passengers], shape as the two side by side.

    `tolerance` bounds the residual of each of the targets' columns, relative to the column;
    the passengers' columns get as far as that takes.
    """
    residual = np.hstack([targets, passengers])
    solution = np.zeros_like(residual)
    watched = slice(targets.shape[1])
    direction = precondition(residual)
    energy = _dots(residual, direction)
    enough = tolerance * np.sqrt(_dots(targets, targets))
    for _ in range(_MOST_STEPS):
        image = times_kernel(direction) + np.float32(ridge) * direction
        step = energy / np.maximum(_dots(direction, image), _TINY)
        solution += step * direction
        residual -= step * image
        left = residual[:, watched]
        if (np.sqrt(_dots(left, left)) <= enough).all():
            break
        preconditioned = precondition(residual)
        before, energy = energy, _dots(residual, preconditioned)
        direction = preconditioned + energy / np.maximum(before, _TINY) * direction
    return solution


def nystrom(columns: Array, rows: Array, ridge: float) -> Times:
    """Return the preconditioner: the inverse of ridge I + C W^-1 C'.

    C are some columns of K, shape (n, m); W its rows `rows`, shape (m,), that belong to them.
    """
    small = (columns.T @ columns).astype(np.float64) + ridge * columns[rows].astype(np.float64)
    small[np.diag_indices_from(small)] += _JITTER * np.trace(small) / len(small)
    factor = cho_factor(small, lower=True, overwrite_a=True, check_finite=False)

    def precondition(residual: Array) -> Array:
        projected = cho_solve(factor, columns.T @ residual, check_finite=False)
        rest: Array = (residual - columns @ projected.astype(np.float32)) / np.float32(ridge)
        return rest

    return precondition


def _dots(left: Array, right: Array) -> Array:
    """Return the inner products of the columns of two matrices."""
    products: Array = np.einsum("ij,ij->j", left, right)
    return products
