"""Sampled systems: each sample is a system of its own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.engine import System, intensities, supply
from tests.engine.systems import Dense, dense_systems


def sampled(dense, spread, n, seed):
    """Return the system with every entry sampled, and the samples as matrices (n, products, columns)."""
    row, col = np.nonzero(dense.matrix)
    noise = 1.0 + spread * np.random.default_rng(seed).uniform(-1.0, 1.0, (len(row), n))
    samples = dense.matrix[row, col][:, None] * noise
    matrices = np.zeros((n, *dense.matrix.shape))
    matrices[:, row, col] = samples.T
    return dense.system(sampled=range(len(row)), samples=samples), matrices


@given(dense_systems(), st.integers(0, 1000))
def test_each_sample_equals_its_dense_solution(dense, seed):
    system, matrices = sampled(dense, 0.02, 5, seed)
    demand = np.arange(1.0, len(dense.makes) + 1)
    expected = np.stack([np.linalg.solve(m, demand) for m in matrices], axis=1)
    assert supply(system, demand, sampled=True) == pytest.approx(expected, rel=1e-11)


@given(dense_systems(), st.integers(0, 1000))
def test_sampled_burdens_meet_the_system_of_their_sample(dense, seed):
    system, matrices = sampled(dense, 0.02, 5, seed)
    burdens = np.random.default_rng(seed).uniform(0.0, 2.0, (len(dense.makes), 2, 5))
    expected = np.stack([np.linalg.solve(m.T, burdens[:, :, k]) for k, m in enumerate(matrices)], axis=2)
    assert intensities(system, burdens, sampled=True) == pytest.approx(expected, rel=1e-11, abs=1e-12)


def test_sampled_burdens_on_a_certain_system_are_solved_sample_by_sample():
    dense = Dense(np.array([[2.0, -0.5], [-0.4, 1.0]]), (0, 1))
    burdens = np.random.default_rng(3).uniform(0.0, 2.0, (2, 1, 2500))
    expected = np.linalg.solve(dense.matrix.T, burdens[:, 0, :])
    assert intensities(dense.system(), burdens, sampled=True)[:, 0, :] == pytest.approx(expected, rel=1e-13)


@given(dense_systems(credits=True))
def test_certain_samples_equal_the_nominal_solution_bit_for_bit(dense):
    system, _ = sampled(dense, 0.0, 3, 0)
    demand, burdens = np.ones(len(dense.makes)), np.ones((len(dense.makes), 2))
    assert np.array_equal(supply(system, demand, sampled=True), np.tile(supply(system, demand)[:, None], 3))
    nominal = intensities(system, burdens)
    assert np.array_equal(
        intensities(system, burdens, sampled=True), np.repeat(nominal[..., None], 3, axis=2)
    )


def test_results_do_not_depend_on_how_many_samples_are_solved_together():
    dense = Dense(np.array([[2.0, -0.5, 0.0], [-0.4, 1.0, -0.1], [-0.3, 0.0, 4.0]]), (0, 1, 2))
    system, matrices = sampled(dense, 0.1, 2300, 7)
    row, col = np.nonzero(dense.matrix)
    part = dense.system(sampled=range(len(row)), samples=matrices[1500:1600, row, col].T)
    demand = np.array([1.0, 2.0, 3.0])
    assert np.array_equal(
        supply(system, demand, sampled=True)[:, 1500:1600], supply(part, demand, sampled=True)
    )


def test_sampled_and_certain_entries_at_one_place_add_up():
    # 10 made of which 2 ± are used in the column itself, in two entries of which one is sampled.
    system = System.of(
        ("p",), ("a",), [0, 0, 0], [0, 0, 0], [10.0, -1.0, -1.0], sampled=[2], samples=[[-1.0, -4.0]]
    )
    assert supply(system, np.array([40.0]), sampled=True)[0] == pytest.approx([5.0, 8.0])


def test_an_entry_that_is_zero_nominally_takes_part_in_its_samples():
    system = System.of(
        ("p", "q"), ("a", "b"), [0, 1, 1], [0, 1, 0], [1.0, 1.0, 0.0], sampled=[2], samples=[[0.0, -3.0]]
    )
    assert supply(system, np.array([1.0, 0.0]), sampled=True)[1] == pytest.approx([0.0, 3.0])


def test_samples_given_in_any_order_of_entries_stay_with_their_entry():
    system = System.of(
        ("p", "q"),
        ("a", "b"),
        [1, 0, 1],
        [1, 0, 0],
        [5.0, 2.0, -1.0],
        sampled=[2, 0],
        samples=[[-1.0, -2.0], [5.0, 4.0]],
    )
    assert supply(system, np.array([2.0, 0.0]), sampled=True)[1] == pytest.approx([0.2, 0.5])
