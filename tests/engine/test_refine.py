"""Large loops over many samples against a dense solution of every sample."""

from __future__ import annotations

import numpy as np
import pytest

from tanchi.engine import System, supply


def dense_loop(size: int, samples: int, spread: float, gain: float = 0.8):
    """Return a system in which every column uses every other product, with all entries sampled."""
    random = np.random.default_rng(size)
    use = random.uniform(0, 1, (size, size)) * (1 - np.eye(size))
    use *= gain / np.abs(np.linalg.eigvals(use)).max()
    nominal = np.eye(size) - use
    row, col = np.nonzero(nominal)
    amount = nominal[row, col]
    draws = amount[:, None] * random.lognormal(0.0, spread, (len(amount), samples))
    names = tuple(f"p{i}" for i in range(size))
    system = System.of(names, names, row, col, amount, sampled=range(len(amount)), samples=draws)
    return system, row, col, draws


def each(size, row, col, draws, demand):
    """Solve every sample alone."""
    found = np.empty((size, draws.shape[1]))
    for k in range(draws.shape[1]):
        matrix = np.zeros((size, size))
        matrix[row, col] = draws[:, k]
        found[:, k] = np.linalg.solve(matrix, demand)
    return found


@pytest.mark.parametrize("spread", [0.01, 0.05])
def test_sampled_supplies_of_a_large_loop_equal_the_dense_solutions(spread):
    size, samples = 30, 300
    system, row, col, draws = dense_loop(size, samples, spread)
    demand = np.zeros(size)
    demand[3] = 2.0
    wide = np.broadcast_to(demand[:, None], (size, samples))
    found = supply(system, wide, sampled=True)
    np.testing.assert_allclose(found, each(size, row, col, draws, demand), rtol=1e-11)


def test_samples_that_do_not_settle_are_solved_directly():
    """Draws so wide that the nominal inverse is a poor guide: the answer is the same, however it is found."""
    size, samples = 26, 100
    system, row, col, draws = dense_loop(size, samples, 0.6, gain=0.3)
    demand = np.ones(size)
    found = supply(system, np.broadcast_to(demand[:, None], (size, samples)), sampled=True)
    np.testing.assert_allclose(found, each(size, row, col, draws, demand), rtol=1e-10)


def test_a_sample_s_value_does_not_depend_on_its_neighbours():
    size = 30
    system, row, col, draws = dense_loop(size, 300, 0.05)
    names = tuple(f"p{i}" for i in range(size))
    fewer = System.of(names, names, row, col, system.entries.amount[np.lexsort((system.entries.col, system.entries.row)).argsort()], sampled=range(len(row)), samples=draws[:, :80])
    demand = np.ones((size, 1))
    a = supply(system, np.broadcast_to(demand, (size, 300)), sampled=True)[:, :80]
    b = supply(fewer, np.broadcast_to(demand, (size, 80)), sampled=True)
    np.testing.assert_allclose(a, b, rtol=1e-14)
