import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.engine import InexactError, contributions, intensities, require_closure, supply
from tanchi.engine.contributions import column_burdens
from tests.engine.systems import dense_systems


@given(dense_systems(credits=True), st.integers(0, 1000))
def test_contributions_of_lines_sum_to_the_result(dense, seed):
    rng, size = np.random.default_rng(seed), len(dense.makes)
    column, amount = rng.integers(0, size, 12), rng.uniform(-1.0, 3.0, (12, 2))
    system, demand = dense.system(), rng.uniform(0.0, 5.0, size)
    runs = supply(system, demand)
    total = demand @ intensities(system, column_burdens(size, column, amount))
    assert contributions(runs, column, amount).sum(axis=0) == pytest.approx(total, rel=1e-9, abs=1e-9)


def test_contribution_is_supply_times_the_line():
    found = contributions(np.array([2.0, 0.5]), np.array([1, 0, 1]), np.array([[4.0], [10.0], [1.0]]))
    assert found[:, 0].tolist() == [2.0, 20.0, 0.5]


def test_sampled_contributions_take_supply_and_line_of_the_same_sample():
    runs = np.array([[1.0, 2.0], [3.0, 4.0]])
    certain = contributions(runs, np.array([0, 1]), np.array([[10.0], [100.0]]))
    assert certain[:, 0].tolist() == [[10.0, 20.0], [300.0, 400.0]]
    varying = contributions(runs, np.array([1]), np.array([[[1.0, 10.0]]]))
    assert varying[0, 0].tolist() == [3.0, 40.0]


@given(dense_systems(credits=True))
def test_burdens_caused_equal_burdens_handed_out(dense):
    size = len(dense.makes)
    system, burdens, demand = dense.system(), np.ones((size, 2)), np.arange(1.0, size + 1)
    gap = require_closure(supply(system, demand), burdens, demand, intensities(system, burdens))
    assert gap.shape == (2,)


def test_closure_holds_sample_by_sample():
    runs, burdens = np.array([[1.0, 2.0]]), np.array([[3.0]])
    gap = require_closure(runs, burdens, np.array([[2.0, 4.0]]), np.array([[[1.5, 1.5]]]))
    assert gap.tolist() == [[0.0, 0.0]]


def test_a_lane_without_burdens_is_closed():
    gap = require_closure(np.ones(1), np.array([[0.0, 2.0]]), np.ones(1), np.array([[0.0, 2.0]]))
    assert gap.tolist() == [0.0, 0.0]


def test_a_burden_that_is_lost_is_found():
    with pytest.raises(InexactError) as error:
        require_closure(np.ones(2), np.array([[3.0], [1.0]]), np.ones(2), np.array([[3.0], [0.999]]))
    assert error.value.findings[0].code == "engine.not_closed"
