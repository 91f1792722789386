"""Products, quotients and powers of units and dimensions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.units import DIMENSIONLESS, UNITLESS, Unit, UnitError, dimension, known_units, parse_unit

units = st.sampled_from(known_units())
composed = st.tuples(units, units, units).map(lambda three: three[0] * three[1] / three[2])


@given(composed, composed)
def test_a_product_divided_by_a_factor_is_the_other_factor(a: Unit, b: Unit):
    assert a * b / b == a
    assert (a * b).scale == a.scale * b.scale
    assert (a / b).dimension == a.dimension / b.dimension


@given(composed, st.integers(-3, 3))
def test_a_power_is_repeated_multiplication(unit: Unit, exponent: int):
    expected = UNITLESS
    for _ in range(abs(exponent)):
        expected = expected * unit if exponent > 0 else expected / unit
    assert unit**exponent == expected


@given(composed)
def test_the_symbol_of_a_computed_unit_reads_back_as_the_unit(unit: Unit):
    assert parse_unit(unit.symbol) == unit


def test_what_cancels_is_not_written():
    assert (parse_unit("t") * parse_unit("GJ/t")).symbol == "GJ"
    assert (parse_unit("GJ/10^4Nm3") * parse_unit("10^4Nm3")).symbol == "GJ"
    assert (parse_unit("t") / parse_unit("t")) == UNITLESS
    assert (parse_unit("min") / (parse_unit("cell") * parse_unit("d"))).symbol == "min/(cell d)"


def test_a_root_is_exact_or_refused():
    assert parse_unit("km2") ** Fraction(1, 2) == parse_unit("km")
    assert parse_unit("m3") ** Fraction(1, 3) == parse_unit("m")
    assert parse_unit("dm3") ** Fraction(2, 3) == parse_unit("dm2")
    assert parse_unit((parse_unit("ha") ** Fraction(1, 2)).symbol) == parse_unit("100 m")
    with pytest.raises(UnitError) as caught:
        parse_unit("kWh") ** Fraction(1, 2)
    (finding,) = caught.value.findings
    assert finding.code == "units.inexact_root"
    assert (finding.place.text, finding.place.start, finding.place.end) == ("kWh", 0, 3)


def test_equal_units_may_be_written_differently():
    assert parse_unit("kg/m3") == parse_unit("g/L")
    assert hash(parse_unit("kg/m3")) == hash(parse_unit("g/L"))
    assert parse_unit("kg") != parse_unit("kgCO2")
    assert parse_unit("Wh") != parse_unit("W")


def test_dimensions_print_with_what_stands_above_first():
    assert str(dimension([("mass", -1), ("co2", 1)])) == "CO2·M-1"
    assert str(DIMENSIONLESS) == "1"
    assert str(dimension([("length", Fraction(1, 2)), ("time", -2)])) == "L^(1/2)·T-2"


def test_opposite_powers_of_a_base_vanish():
    assert dimension([("mass", 2), ("time", 1), ("mass", -2)]) == dimension([("time", 1)])
    assert (dimension([("mass", 1)]) ** 0).is_dimensionless
    assert dimension([("mass", 1), ("length", 3)]).exponent("length") == 3
    assert dimension([("mass", 1), ("length", 3)]).exponent("time") == 0


def test_values_move_to_base_units_and_back():
    assert parse_unit("kWh").to_base(2.0) == 7.2
    assert parse_unit("t").from_base(1500.0) == 1.5
    array = np.array([1.0, 2.0, 3.0])
    np.testing.assert_array_equal(parse_unit("万t").to_base(array), [1e7, 2e7, 3e7])
    np.testing.assert_array_equal(parse_unit("万t").from_base(np.array([1e7, 2e7, 3e7])), array)
