import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.engine import Draws, Kind, NonFiniteError, System, Variable, intensities, interval, quantiles

samples = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40).map(np.array)


@given(samples, st.floats(0.0, 1.0))
def test_quantiles_equal_those_of_numpy(values, probability):
    expected = np.quantile(values, probability, method="linear")
    assert quantiles(values, [probability])[0] == pytest.approx(expected, rel=1e-12, abs=1e-9)


def test_quantiles_of_many_results_at_once():
    values = np.random.default_rng(1).normal(size=(3, 2, 101))
    found = quantiles(values, [0.025, 0.5])
    assert found == pytest.approx(np.quantile(values, [0.025, 0.5], axis=2))


@given(samples)
def test_mean_and_deviation_equal_those_of_numpy(values):
    found = interval(values)
    assert found.mean == pytest.approx(np.mean(values), rel=1e-12, abs=1e-9)
    deviation = np.std(values, ddof=1) if len(values) > 1 else 0.0
    assert found.sd == pytest.approx(deviation, rel=1e-9, abs=1e-9)


@given(st.floats(-1e6, 1e6), st.integers(1, 2000))
def test_equal_samples_give_their_value_bit_for_bit(value, n):
    found = interval(np.full(n, value))
    assert (found.low, found.median, found.mean, found.high) == (value,) * 4
    assert found.sd == 0.0
    assert found.n == n


def test_a_level_cuts_off_the_same_share_on_both_sides():
    found = interval(np.arange(1001.0), level=0.9)
    assert (found.low, found.high, found.level) == (pytest.approx(50.0), pytest.approx(950.0), 0.9)


def test_results_that_are_no_numbers_are_refused():
    with pytest.raises(NonFiniteError) as error:
        interval(np.array([1.0, np.nan, 2.0, np.inf]))
    assert "2 samples" in error.value.findings[0].message.en


def test_the_interval_of_a_chain_is_that_of_a_product_of_lognormals():
    """Four tiers, each needing 0.5 of the next: the footprint is lognormal with the sum of the variances."""
    n, tiers, gsd2 = 20_000, 4, 1.21
    factors = Draws(11, n).factors([Variable(f"tier {k}", Kind.LOGNORMAL, gsd2) for k in range(tiers)])
    names = tuple(range(tiers + 1))
    row = [*names, *range(1, tiers + 1)]
    col = [*names, *range(tiers)]
    amount = np.array([1.0] * (tiers + 1) + [-0.5] * tiers)
    sampled = range(tiers + 1, 2 * tiers + 1)
    system = System.of(names, names, row, col, amount, sampled=sampled, samples=-0.5 * factors)
    burdens = np.zeros((tiers + 1, 1))
    burdens[tiers] = 16.0
    found = interval(intensities(system, burdens, sampled=True)[0, 0])
    sigma = np.log(gsd2) / 2 * tiers**0.5
    error = 4 * sigma / (n * 0.025) ** 0.5
    assert found.median == pytest.approx(1.0, rel=4 * sigma / n**0.5)
    assert found.high == pytest.approx(np.exp(1.959964 * sigma), rel=error)
    assert found.low == pytest.approx(np.exp(-1.959964 * sigma), rel=error)
    assert found.mean == pytest.approx(np.exp(sigma**2 / 2), rel=4 * sigma / n**0.5)
