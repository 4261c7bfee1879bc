"""The solver, against a factorisation of the whole matrix."""

from __future__ import annotations

import numpy as np
import pytest

from beian.nlu.conjugate_gradient import nystrom, solve

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
