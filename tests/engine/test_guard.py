"""Systems that make no sense are refused, with the spot named."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.engine import (
    EngineError,
    FailedSamplesError,
    LoopGainError,
    NonFiniteError,
    NonSquareError,
    SingularSystemError,
    System,
    intensities,
    supply,
)
from tanchi.findings import ProcessPlace
from tests.engine.systems import Dense, powers, uses


def places(error):
    return [finding.place for finding in error.value.findings]


def two(power_used, coke_used, **options):
    """Return a power plant making 100 from coke, and a coke oven making 50 with power."""
    return System.of(
        ("power", "coke"),
        ("plant", "oven"),
        [0, 1, 0, 1],
        [0, 1, 1, 0],
        [100.0, 50.0, -power_used, -coke_used],
        **options,
    )


def test_a_product_nobody_makes_is_named():
    with pytest.raises(NonSquareError) as error:
        System.of(("power", "coke"), ("plant",), [0, 1], [0, 0], [100.0, -30.0])
    assert places(error) == [ProcessPlace("", "coke")]
    assert error.value.findings[0].code == "engine.nobody_makes"


def test_a_product_made_twice_and_one_nobody_makes_are_both_named():
    with pytest.raises(NonSquareError) as error:
        System.of(("power", "coke"), ("plant", "oven"), [0, 0], [0, 1], [100.0, 50.0])
    assert [(f.code, f.place.line) for f in error.value.findings] == [
        ("engine.made_twice", "power"),
        ("engine.nobody_makes", "coke"),
    ]
    assert "plant" in error.value.findings[0].message.en
    assert "oven" in error.value.findings[0].message.en


def test_a_column_that_makes_nothing_is_named():
    with pytest.raises(NonSquareError) as error:
        System.of(("power",), ("plant", "idle"), [0, 0], [0, 1], [100.0, -5.0])
    assert places(error) == [ProcessPlace("idle")]


def test_a_column_with_two_products_must_say_which_it_stands_for():
    with pytest.raises(NonSquareError) as error:
        System.of(("power", "heat"), ("plant", "boiler"), [0, 1, 1], [0, 0, 1], [100.0, 30.0, 50.0])
    assert places(error) == [ProcessPlace("plant")]


def test_two_columns_said_to_make_one_product_are_refused():
    with pytest.raises(NonSquareError) as error:
        two(10.0, 10.0, makes=[0, 0])
    assert [f.code for f in error.value.findings] == ["engine.made_twice", "engine.nobody_makes"]


def test_a_column_without_any_of_its_product_is_singular():
    with pytest.raises(SingularSystemError) as error:
        System.of(("power", "coke"), ("plant", "oven"), [0, 0], [0, 1], [100.0, 50.0], makes=[0, 1])
    assert places(error) == [ProcessPlace("oven", "coke")]


def test_a_column_that_uses_exactly_what_it_makes_is_singular():
    with pytest.raises(SingularSystemError):
        System.of(("power",), ("plant",), [0, 0], [0, 0], [100.0, -100.0])


def test_a_power_plant_using_more_power_than_it_makes_is_refused():
    with pytest.raises(LoopGainError) as error:
        System.of(("power",), ("plant",), [0, 0], [0, 0], [100.0, -120.0])
    assert error.value.columns == ("plant",)
    assert places(error) == [ProcessPlace("plant", "power")]
    assert "20" in error.value.findings[0].message.zh


def test_a_loop_that_needs_all_it_makes_is_refused_with_its_columns_and_need():
    # One round: 100 power need 30 coke, which need 30/50 × 200 = 120 power.
    with pytest.raises(LoopGainError) as error:
        two(200.0, 30.0)
    assert set(error.value.columns) == {"plant", "oven"}
    assert places(error) == [ProcessPlace(error.value.columns[0])]
    assert error.value.gain == pytest.approx(1.2**0.5)
    assert "1.2 of its own output" in error.value.findings[0].message.en


def test_the_same_loop_needing_slightly_less_is_solved():
    # One round needs 0.99 of the power it starts from, so 1 unit delivered takes 100 units made.
    assert supply(two(165.0, 30.0), np.array([1.0, 0.0]))[0] == pytest.approx(1.0)


def test_the_loop_named_is_the_one_that_does_not_deliver():
    # a ↔ b is harmless, b ↔ c is not; all three hang together.
    use = np.array([[0, 0.1, 0.0], [0.1, 0, 1.1], [0.0, 1.0, 0]])
    dense = Dense(np.eye(3) - use, (0, 1, 2))
    for units in ([1.0, 1.0, 1.0], [1e6, 1.0, 1e3], [1e-6, 1.0, 1e-3]):
        with pytest.raises(LoopGainError) as error:
            dense.rescaled(np.array(units), np.ones(3)).system()
        assert set(error.value.columns) == {"c1", "c2"}


def test_every_loop_that_does_not_deliver_is_reported():
    block = np.array([[1.0, -2.0], [-2.0, 1.0]])
    matrix = np.kron(np.eye(2), block)
    with pytest.raises(LoopGainError) as error:
        Dense(matrix, (0, 1, 2, 3)).system()
    assert len(error.value.findings) == 2


@given(st.data(), st.floats(1.0, 3.0))
def test_gain_of_one_or_more_is_always_refused(data, gain):
    """A ring whose needs multiply to the gain or more, whatever else is used and in whatever units."""
    size = data.draw(st.integers(2, 7))
    use = data.draw(uses(size))
    ring = data.draw(st.permutations(range(size)))
    for here, after in zip(ring, (*ring[1:], ring[0]), strict=True):
        use[here, after] = max(use[here, after], gain)
    dense = Dense(np.eye(size) - use, tuple(range(size)))
    with pytest.raises(LoopGainError):
        dense.rescaled(data.draw(powers(size)), data.draw(powers(size))).system()


@given(st.data())
def test_gain_below_one_is_never_refused(data):
    size = data.draw(st.integers(2, 7))
    dense = Dense(np.eye(size) - data.draw(uses(size)), tuple(range(size)))
    assert dense.rescaled(data.draw(powers(size)), data.draw(powers(size))).system().columns[0] == "c0"


def test_amounts_that_are_no_numbers_are_all_named():
    with pytest.raises(NonFiniteError) as error:
        two(np.nan, np.inf)
    assert places(error) == [ProcessPlace("oven", "power"), ProcessPlace("plant", "coke")]


def test_a_sample_that_is_no_number_is_named():
    with pytest.raises(NonFiniteError) as error:
        two(10.0, 10.0, sampled=[3], samples=[[-1.0, np.nan]])
    assert places(error) == [ProcessPlace("plant", "coke")]


def test_samples_with_gain_above_one_are_counted_and_their_usual_cause_named():
    rng = np.random.default_rng(5)
    power, coke = rng.normal(-50.0, 1.0, 200), rng.normal(-30.0, 1.0, 200)
    coke[[17, 90]] = -130.0
    with pytest.raises(FailedSamplesError) as error:
        two(50.0, 30.0, sampled=[2, 3], samples=[power, coke])
    assert error.value.samples == (17, 90)
    assert error.value.culprit == ("plant", "coke")
    assert places(error) == [ProcessPlace("plant", "coke")]


def test_samples_whose_bound_is_exceeded_but_not_their_gain_are_solved():
    # In one sample the plant needs three times the coke and the oven a third of the power: same round trip.
    system = two(100.0, 40.0, sampled=[2, 3], samples=[[-100.0, -100.0 / 3], [-40.0, -120.0]])
    found = intensities(system, np.array([[100.0], [0.0]]), sampled=True)
    assert found[0, 0] == pytest.approx([1 / 0.2, 1 / 0.2])


@given(st.data(), st.floats(1.0, 3.0), st.integers(0, 3))
def test_a_sample_with_a_gain_of_one_or_more_always_fails(data, gain, bad):
    """A ring whose needs multiply to 0.5 nominally and to the gain or more in one of four samples."""
    size = data.draw(st.integers(2, 6))
    use = np.roll(np.eye(size), 1, axis=1) * 0.5 ** (1 / size)
    dense = Dense(np.eye(size) - use, tuple(range(size)))
    dense = dense.rescaled(data.draw(powers(size)), data.draw(powers(size)))
    row, col = np.nonzero(dense.matrix)
    samples = np.repeat(dense.matrix[row, col][:, None], 4, axis=1)
    needs = np.flatnonzero(row != col)
    samples[data.draw(st.sampled_from(needs.tolist())), bad] *= 2.0 * gain * (1 + 1e-12)
    with pytest.raises(FailedSamplesError) as error:
        dense.system(sampled=range(len(row)), samples=samples)
    assert error.value.samples == (bad,)


def test_a_sample_in_which_nothing_is_made_fails():
    with pytest.raises(FailedSamplesError) as error:
        System.of(("p",), ("a",), [0], [0], [2.0], sampled=[0], samples=[[2.0, -0.1, 0.0, 1.0]])
    assert error.value.samples == (1, 2)
    assert error.value.culprit == ("a", "p")


def test_a_sample_beyond_the_range_of_numbers_fails_when_solved():
    system = System.of(("p",), ("a",), [0], [0], [2.0], sampled=[0], samples=[[2.0, 5e-324, 1.0]])
    with pytest.raises(FailedSamplesError) as error:
        supply(system, np.array([10.0]), sampled=True)
    assert error.value.samples == (1,)
    assert error.value.culprit == ("a", "p")


def test_every_refusal_is_an_engine_error_in_both_languages():
    with pytest.raises(EngineError) as error:
        two(200.0, 30.0)
    finding = error.value.findings[0]
    assert finding.message.zh
    assert finding.message.en
    assert finding.remedy.zh
    assert finding.remedy.en
