"""Loops of more columns than are eliminated in one piece, against a dense solution of every sample."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.engine import intensities, supply
from tanchi.engine.elimination import eliminate
from tests.engine.systems import Dense

SIZE = 150


@pytest.fixture(scope="module")
def loop():
    """Return a system of 150 columns in one loop, all entries sampled, and its samples as matrices."""
    random = np.random.default_rng(8)
    use = random.uniform(0.0, 1.0, (SIZE, SIZE)) * (random.uniform(size=(SIZE, SIZE)) < 0.1)
    np.fill_diagonal(use, 0.0)
    use *= 0.8 / np.abs(np.linalg.eigvals(use)).max()
    dense = Dense((np.eye(SIZE) - use) * 10.0 ** random.integers(-6, 7, SIZE)[:, None], tuple(range(SIZE)))
    row, col = np.nonzero(dense.matrix)
    samples = dense.matrix[row, col][:, None] * random.lognormal(0.0, 0.1, (len(row), 12))
    matrices = np.zeros((12, SIZE, SIZE))
    matrices[:, row, col] = samples.T
    return dense.system(sampled=range(len(row)), samples=samples), matrices


def test_sampled_supplies_equal_the_dense_solutions(loop):
    system, matrices = loop
    demand = np.arange(SIZE) % 7.0
    expected = np.stack([np.linalg.solve(m, demand) for m in matrices], axis=1)
    assert max(block.size for block in system.blocks) == SIZE
    assert supply(system, demand, sampled=True) == pytest.approx(expected, rel=1e-9)


def test_sampled_intensities_equal_the_dense_solutions(loop):
    system, matrices = loop
    burdens = np.arange(3.0 * SIZE).reshape(SIZE, 3)
    expected = np.stack([np.linalg.solve(m.T, burdens) for m in matrices], axis=2)
    assert intensities(system, burdens, sampled=True) == pytest.approx(expected, rel=1e-9)


def test_certain_samples_equal_the_nominal_solution_bit_for_bit(loop):
    amount, row, col = loop[0].entries.amount, loop[0].entries.row, loop[0].entries.col
    matrix = np.zeros((SIZE, SIZE))
    matrix[row, col] = amount
    system = Dense(matrix, tuple(range(SIZE))).system(sampled=[0], samples=np.full((1, 5), amount[0]))
    demand = np.arange(SIZE) % 7.0
    nominal = supply(system, demand)
    assert np.array_equal(supply(system, demand, sampled=True), np.repeat(nominal[:, None], 5, axis=1))


def test_sampled_burdens_on_a_certain_loop_equal_the_dense_solution(loop):
    matrix = loop[1][0]
    burdens = np.random.default_rng(1).uniform(0.0, 2.0, (SIZE, 1, 4))
    found = intensities(Dense(matrix, tuple(range(SIZE))).system(), burdens, sampled=True)
    assert found[:, 0] == pytest.approx(np.linalg.solve(matrix.T, burdens[:, 0]), rel=1e-9)


def test_a_loop_whose_first_half_delivers_nothing_by_itself_is_solved():
    """Columns 0 and 1 use all they make of each other's product; a credit at the end of the ring makes up for it."""
    size = 80
    use = np.zeros((size, size))
    for k in range(1, size):
        use[k, (k + 1) % size] = 0.01 ** (1 / (size - 1))
    use[0, 1], use[1, 0] = 0.5, 2.0
    use[size - 1, 0] *= -1.0
    demand = np.ones(size)
    expected = np.linalg.solve(np.eye(size) - use, demand)
    found = supply(Dense(np.eye(size) - use, tuple(range(size))).system(), demand)
    assert found == pytest.approx(expected, rel=1e-9)


@given(st.integers(1, 14), st.integers(1, 5), st.integers(0, 1000))
def test_halves_of_halves_give_the_solution_of_the_whole(size, lanes, seed):
    random = np.random.default_rng(seed)
    matrices = np.eye(size) - random.uniform(-1.0, 1.0, (3, size, size)) * 0.9 / size
    right = random.normal(size=(3, size, lanes))
    expected = np.linalg.solve(matrices, right)
    assert eliminate(matrices, right, whole=2) == pytest.approx(expected, rel=1e-9, abs=1e-9)
