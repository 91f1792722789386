"""Explanations of a mean that is not the nominal value, for results whose mean is known in closed form."""

import numpy as np
import pytest

from tanchi.engine import Cause, Draws, Kind, Variable, curvature, intensities, supply, why_mean_differs
from tests.engine.systems import Dense

N = 40_000


def test_a_lognormal_input_explains_the_whole_shift_of_a_linear_result():
    coal = Variable("coal", Kind.LOGNORMAL, 2.25)
    samples = 100.0 * Draws(4, N).factors([coal])[0]
    shift = 100.0 * (coal.mean - 1)
    found = why_mean_differs(100.0, samples, 100.0 * coal.mean, by_input=[("ore", 0.1), ("coal", shift)])
    assert found.cause is Cause.SKEWED_INPUTS
    assert found.skewed_inputs == pytest.approx(100 * (np.exp(np.log(1.5) ** 2 / 2) - 1))
    assert abs(found.formulas) < 3 * found.noise
    assert found.by_input[0] == ("coal", shift)
    assert "+8" in found.sentence.en


def test_an_uncertain_amount_made_is_named_as_divisor():
    made = 2.0 * Draws(4, N).factors([Variable("output", Kind.UNIFORM, 0.4)])
    system = Dense(np.array([[2.0]]), (0,)).system(sampled=[0], samples=made)
    burdens = np.array([[6.0]])
    results = intensities(system, burdens, sampled=True)[0, 0]
    part = curvature(system, supply(system, np.ones(1)), intensities(system, burdens)).made[0]
    found = why_mean_differs(3.0, results, 3.0, divisors=float(part))
    # Mean of 1/x for x uniform on 1 ± 0.4: ln(1.4/0.6) ÷ 0.8.
    assert found.mean == pytest.approx(3 * np.log(1.4 / 0.6) / 0.8, abs=4 * found.noise)
    assert found.cause is Cause.DIVISORS
    assert found.divisors == pytest.approx(3 * 0.4**2 / 3, rel=0.02)


def test_a_square_is_named_as_a_formula_that_is_not_linear():
    factor = Draws(4, N).factors([Variable("x", Kind.NORMAL, 0.2)])[0]
    found = why_mean_differs(1.0, factor**2, 1.0)
    assert found.cause is Cause.FORMULAS
    assert found.formulas == pytest.approx(0.04, abs=4 * found.noise)


def test_a_difference_within_the_sampling_error_is_chance():
    factor = Draws(4, N).factors([Variable("x", Kind.NORMAL, 0.1)])[0]
    found = why_mean_differs(1.0, factor, 1.0)
    assert found.cause is Cause.CHANCE
    assert found.noise == pytest.approx(0.1 / N**0.5, rel=0.02)


@pytest.mark.parametrize(("nominal", "cause"), [(-0.19, Cause.CHANCE), (-0.25, Cause.FORMULAS)])
def test_two_standard_errors_are_the_limit_of_chance(nominal, cause):
    samples = np.tile([-1.0, 1.0], 50)  # mean 0, standard error 0.1005
    assert why_mean_differs(nominal, samples, nominal).cause is cause


def test_certain_results_do_not_differ():
    found = why_mean_differs(5.0, np.full(10, 5.0), 5.0)
    assert found.mean - found.nominal == 0.0
    assert found.cause is Cause.CHANCE


def test_the_parts_add_up_to_the_difference():
    samples = np.random.default_rng(2).lognormal(0.0, 0.5, 500)
    found = why_mean_differs(1.0, samples, 1.1, divisors=0.03)
    assert found.skewed_inputs + found.divisors + found.formulas == pytest.approx(found.mean - 1.0)


def test_only_the_largest_inputs_are_kept():
    found = why_mean_differs(1.0, np.ones(3), 1.0, by_input=[(k, (-1.0) ** k * k) for k in range(9)], top=2)
    assert found.by_input == ((8, 8.0), (7, -7.0))
