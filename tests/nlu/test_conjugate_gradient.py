"""The solver, against a factorisation of the whole matrix."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from beian.nlu.model.arrays import Array
from beian.nlu.model.conjugate_gradient import nystrom, solve
from beian.nlu.model.training_kernel import TrainingKernel

RIDGE = 0.1


@pytest.mark.parametrize("landmarks", [5, 60, 200])
def test_the_solution_is_that_of_the_equations(landmarks: int) -> None:
    draw = np.random.default_rng(0)
    points = draw.standard_normal((200, 12)).astype(np.float32)
    kernel = np.exp(-((points[:, None] - points) ** 2).sum(axis=2) / 20).astype(np.float32)
    targets = draw.standard_normal((200, 3)).astype(np.float32)
    passengers = draw.standard_normal((200, 2)).astype(np.float32)
    rows = np.sort(draw.permutation(200)[:landmarks])
    solved = solve(
        lambda matrix: kernel @ matrix,
        nystrom(kernel[:, rows], rows, RIDGE),
        targets,
        passengers,
        ridge=RIDGE,
        tolerance=1e-5,
    )
    right = np.hstack([targets, passengers])
    exact = np.linalg.solve(kernel + RIDGE * np.eye(200), right)
    assert solved.shape == exact.shape
    np.testing.assert_allclose(solved[:, :3], exact[:, :3], atol=1e-3)
    np.testing.assert_allclose(solved[:, 3:], exact[:, 3:], atol=0.1)


def test_products_with_the_kernel_stay_in_32_bits() -> None:
    """One matrix of 64 bits would make all that follow one, at five times the cost."""
    draw = np.random.default_rng(0)
    points = draw.standard_normal((60, 8)).astype(np.float32)
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    words = csr_matrix(draw.random((60, 40)) * (draw.random((60, 40)) < 0.1))
    assert words.dtype == np.float64

    def write_radial(left: Array, right: Array, out: Array) -> None:
        np.exp(left @ right - 1, out=out)

    kernel = TrainingKernel(points, words, 0.35, write_radial, 1.0)
    columns = kernel.columns(np.arange(5))
    assert columns.dtype == np.float32
    precondition = nystrom(columns, np.arange(5), RIDGE)
    matrix = precondition(draw.standard_normal((60, 3)).astype(np.float32))
    assert matrix.dtype == np.float32
    product = kernel.times(matrix)
    assert product.dtype == np.float32
    exact = np.exp(points @ points.T - 1) + 0.35 * (words @ words.T).toarray()
    np.testing.assert_allclose(product, exact @ matrix, rtol=2e-3, atol=2e-3)
