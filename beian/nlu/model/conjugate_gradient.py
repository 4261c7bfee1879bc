"""Solves the classifier's equations: many unknowns, few digits needed.

Preconditioned conjugate gradients on (K + ridge I) X = B for a positive semi-definite K that is
only ever multiplied with. All columns of B are solved together: each one's solution is looked for
in the directions of all of them, which takes fewer products with K. The preconditioner is the
Nyström approximation of K by some of its columns, under which a dozen steps suffice where a
factorisation of K would take minutes.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from beian.nlu.model.arrays import Array

Times = Callable[[Array], Array]
"""Multiplies a matrix of (n, n) with one of (n, any)."""

_MOST_STEPS = 200
_JITTER = 1e-6


def solve(
    times_kernel: Times,
    precondition: Times,
    targets: Array,
    passengers: Array,
    *,
    ridge: float,
    tolerance: float,
) -> Array:
    """Return X of (K + ridge I) X = [targets, passengers], in the shape of the two side by side.

    `tolerance` bounds the residual of each of the targets' columns, relative to the column;
    the passengers' columns get as far as that takes.
    """
    residual = np.hstack([targets, passengers])
    solution = np.zeros_like(residual)
    watched = slice(targets.shape[1])
    enough = tolerance * np.linalg.norm(targets, axis=0)
    directions = _orthonormal(precondition(residual))
    for _ in range(_MOST_STEPS):
        image = times_kernel(directions) + np.float32(ridge) * directions
        energies = cho_factor(directions.T @ image, check_finite=False)
        step = cho_solve(energies, directions.T @ residual, check_finite=False)
        solution += directions @ step
        residual -= image @ step
        if (np.linalg.norm(residual[:, watched], axis=0) <= enough).all():
            break
        wanted = precondition(residual)
        seen = cho_solve(energies, image.T @ wanted, check_finite=False)
        directions = _orthonormal(wanted - directions @ seen)
    return solution


def _orthonormal(columns: Array) -> Array:
    """Return orthonormal columns that span the same space; at most as many as there are rows."""
    orthonormal: Array = np.linalg.qr(columns)[0]
    return orthonormal


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
