"""The size and dimension of every named unit, against pint's own definitions."""

from pathlib import Path

import pint
import pytest

from tanchi.units import known_units, parse_unit
from tanchi.units.table import entries, sources

NAMES = Path(__file__).parent.parent / "data" / "units" / "pint_names.txt"
BASES = {
    "mass": "kilogram",
    "length": "meter",
    "time": "second",
    "energy": "megajoule",
    "temperature": "kelvin",
    "celsius": "reading",
    "pressure": "kilopascal",
    "current": "ampere",
    "substance": "mole",
    "carbon": "kilocarbon",
    "co2": "kilodioxide",
    "co2e": "kiloequivalent",
    "gas": "normal",
    "money": "yuan",
    "euro": "euro",
    "dollar": "dollar",
    "cell": "pot",
    "piece": "piece",
    "cycle": "round_trip",
    "person": "person",
}
PINTS = {"kilogram", "meter", "second", "megajoule", "kelvin", "kilopascal", "ampere", "mole"}
OWN = sorted(name.removeprefix("kilo") for name in set(BASES.values()) - PINTS)


def pint_names():
    lines = NAMES.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" = ") for line in lines if not line.startswith("#"))


@pytest.fixture(scope="module")
def oracle():
    registry = pint.UnitRegistry()
    for name in OWN:
        registry.define(f"{name} = [{name}]")
    return registry


def test_every_named_unit_has_a_counterpart_in_pint():
    assert set(pint_names()) == set(entries())


@pytest.mark.parametrize("symbol", sorted(pint_names()))
def test_size_in_base_units_is_the_one_pint_computes(symbol, oracle):
    unit = parse_unit(symbol)
    theirs = oracle.parse_expression(pint_names()[symbol]) * oracle.dimensionless
    base = oracle.dimensionless
    for name, exponent in unit.dimension.powers:
        base = base * oracle.Unit(BASES[name]) ** int(exponent)
    assert theirs.to(base).magnitude == pytest.approx(float(unit.scale), rel=1e-12)


def test_every_size_names_a_source_that_is_described():
    assert {entry.source for entry in entries().values()} <= set(sources())
    assert all(source.ref and source.reading.rank < 3 for source in sources().values())


def test_no_two_known_units_are_written_alike():
    symbols = [unit.symbol for unit in known_units()]
    assert len(set(symbols)) == len(symbols)
