"""Conversion: exact, consistent, and refused across dimensions with what would help."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tanchi.units import (
    IncompatibleUnits,
    UnitError,
    conversion,
    convert,
    known_units,
    normal_volume,
    parse_unit,
    same_dimension,
    units_of,
)

units = st.sampled_from(known_units())


@st.composite
def alike(draw, count: int):
    first = draw(units)
    return [first, *(draw(st.sampled_from(units_of(first.dimension))) for _ in range(count - 1))]


@pytest.mark.parametrize(
    ("source", "target", "factor"),
    [
        ("kWh", "MJ", 3.6),
        ("tce", "GJ", 29.3076),
        ("tce", "kcal", 7_000_000),
        ("万kWh", "tce", 1.228350325512836),
        ("GJ/万Nm3", "MJ/Nm3", 0.1),
        ("kcal/kg", "GJ/t", 0.0041868),
        ("kgC/GJ", "tC/TJ", 1),
        ("kgCO2e/kWh", "tCO2e/MWh", 1),
        ("mmBtu", "GJ", 1.05505585262),
        ("short_ton mi", "t km", 1.459972),
        ("lb/MWh", "kg/kWh", 0.00045359237),
        ("%", "1", 0.01),
        ("a", "h", 8760),
        ("重量箱", "kg", 50),
        ("m3_20C", "Nm3", 0.931775),
        ("scf", "Nm3", 0.0283168 * 0.94612),
    ],
)
def test_conversions_worked_by_hand(source, target, factor):
    assert conversion(parse_unit(source), parse_unit(target)) == pytest.approx(factor, rel=1e-5)


@given(alike(3))
def test_going_through_a_third_unit_changes_nothing(three):
    a, b, c = three
    assert conversion(a, b) * conversion(b, c) == pytest.approx(conversion(a, c), rel=1e-15, abs=0)


@given(alike(2))
def test_the_factor_is_the_exact_ratio_rounded_once(two):
    a, b = two
    ratio = Fraction(a.scale.numerator * b.scale.denominator, a.scale.denominator * b.scale.numerator)
    assert conversion(a, b) == ratio.numerator / ratio.denominator


@given(alike(2), st.floats(0.1, 1e6), st.floats(0.1, 1e6))
def test_a_ratio_of_values_does_not_depend_on_the_unit(two, x, y):
    a, b = two
    assert convert(x, a, b) / convert(y, a, b) == pytest.approx(x / y, rel=1e-14)


@given(units, units)
def test_units_convert_exactly_when_their_dimensions_agree(a, b):
    assume(a.dimension != b.dimension)
    assert not same_dimension(a, b)
    with pytest.raises(IncompatibleUnits) as caught:
        conversion(a, b)
    (finding,) = caught.value.findings
    assert finding.code == "units.incompatible"
    for part in (a.symbol, b.symbol, str(a.dimension), str(b.dimension)):
        assert part in finding.message.zh
    assert finding.remedy.zh


def test_arrays_are_converted_element_by_element():
    tonnes = convert(np.array([1.0, 2.5]), parse_unit("万t"), parse_unit("t"))
    np.testing.assert_array_equal(tonnes, [10_000.0, 25_000.0])


@pytest.mark.parametrize(
    ("source", "target", "bridge"),
    [
        ("tC", "tCO2", "44/12"),
        ("tC/t", "tCO2/t", "44/12"),
        ("t/tCO2", "t/tC", "44/12"),
        ("kgCO2", "kgCO2e", "GWP"),
        ("kg", "kgCO2e", "GWP"),
        ("t", "tCO2", "write kgCO2"),
        ("t", "GJ", "heating value"),
        ("GJ/t", "tC/t", "kgC/GJ"),
        ("m3", "Nm3", "temperature and pressure"),
        ("GJ/m3", "GJ/Nm3", "temperature and pressure"),
        ("kg", "Nm3", "density"),
        ("t", "m3", "density"),
        ("m2", "kg", "mass per area"),
        ("kg", "piece", "mass per piece"),
        ("kW", "kWh", "running hours"),
        ("t", "t km", "distance"),
        ("°C", "K", "273.15"),
        ("USD", "元", "exchange rate"),
        ("mol", "Nm3", "molar volume"),
        ("t", "1", "plain number"),
        ("t", "cell", "Check the unit"),
    ],
)
def test_a_refusal_says_what_bridges_the_two(source, target, bridge):
    with pytest.raises(IncompatibleUnits) as caught:
        conversion(parse_unit(source), parse_unit(target))
    assert bridge in caught.value.findings[0].remedy.en


def test_gas_at_25_degrees_and_200_kpa_is_normalised_by_the_ideal_gas_law():
    amount = 1000 * (200 / 101.325) * (273.15 / 298.15)
    assert normal_volume(1000.0, 25.0, 200.0) == pytest.approx(amount, rel=1e-15)


def test_the_reference_states_of_the_table_agree_with_the_gas_law():
    for symbol, celsius in [("Nm3", 0.0), ("Sm3", 15.0), ("m3_20C", 20.0)]:
        by_table = conversion(parse_unit(symbol), parse_unit("Nm3"))
        assert normal_volume(1.0, celsius, 101.325) == pytest.approx(by_table, rel=1e-15)


def test_gas_readings_may_be_arrays():
    volumes = normal_volume(np.array([1.0, 2.0]), np.array([0.0, 273.15]), np.array([101.325, 202.65]))
    np.testing.assert_allclose(volumes, [1.0, 2.0], rtol=1e-15)


@pytest.mark.parametrize(("celsius", "kpa"), [(-273.15, 101.325), (20.0, 0.0), (float("nan"), 101.325)])
def test_a_state_no_gas_has_is_refused(celsius, kpa):
    with pytest.raises(UnitError) as caught:
        normal_volume(1.0, celsius, kpa)
    (finding,) = caught.value.findings
    assert finding.code == "units.gas_state"
    assert finding.place.text[finding.place.start : finding.place.end] == f"{celsius} °C, {kpa} kPa"
