"""Derivatives against differences of the solution, and against sampling."""

import numpy as np
import pytest
from hypothesis import given

from tanchi.engine import System, curvature, entry_derivatives, intensities, supply
from tests.engine.systems import Dense, dense_systems


@given(dense_systems())
def test_derivatives_by_entries_equal_central_differences(dense):
    size = len(dense.makes)
    demand, burdens = np.ones(size), np.arange(1.0, size + 1)[:, None]
    row, col = np.nonzero(dense.matrix)
    system = dense.system()
    found = entry_derivatives(supply(system, demand), intensities(system, burdens), row, col)[:, 0]
    for r, c, derivative in zip(row, col, found, strict=True):
        step = 1e-5 * abs(dense.matrix[r, c])
        change = np.zeros_like(dense.matrix)
        change[r, c] = step
        up, down = (np.linalg.solve((dense.matrix + s * change).T, burdens[:, 0]) @ demand for s in (1, -1))
        assert derivative == pytest.approx(
            (up - down) / (2 * step), rel=1e-5, abs=1e-7 * abs(up) / step * 1e-5
        )


def test_an_uncertain_divisor_moves_the_mean_by_its_variance():
    # Result b ÷ a: second-order shift of the mean is b var ÷ a³ = 12 × 0.25 ÷ 8.
    system = System.of(("p",), ("a",), [0], [0], [2.0], sampled=[0], samples=[[1.5, 2.5]])
    found = curvature(system, supply(system, np.ones(1)), intensities(system, np.array([[12.0]])))
    assert found.made == pytest.approx([12 * 0.25 / 8])
    assert found.used == pytest.approx([0.0])


def test_an_uncertain_use_outside_loops_moves_no_mean():
    system = System.of(("p", "q"), ("a", "b"), [0, 1, 1], [0, 1, 0], [1.0, 1.0, -0.5], sampled=[2],
                       samples=[[-0.4, -0.6]])  # fmt: skip
    found = curvature(system, supply(system, np.ones(2)), intensities(system, np.ones((2, 1))))
    assert (found.made[0], found.used[0]) == (0.0, 0.0)


def test_curvature_in_a_loop_equals_the_second_difference():
    matrix = np.array([[2.0, -0.6, 0.0], [-0.8, 1.0, -0.2], [-0.3, 0.0, 1.0]])
    demand, burdens, step = np.array([1.0, 0.0, 2.0]), np.array([5.0, 1.0, 3.0]), 0.01
    row, col = np.nonzero(matrix)
    for entry, (r, c) in enumerate(zip(row, col, strict=True)):
        samples = [[matrix[r, c] - step, matrix[r, c] + step]]
        system = Dense(matrix, (0, 1, 2)).system(sampled=[entry], samples=samples)
        found = curvature(system, supply(system, demand), intensities(system, burdens[:, None]))
        change = np.zeros_like(matrix)
        change[r, c] = step
        low, mid, high = (burdens @ np.linalg.solve(matrix + s * change, demand) for s in (-1, 0, 1))
        assert (found.made if r == c else found.used)[0] == pytest.approx((low + high) / 2 - mid, rel=1e-3)
