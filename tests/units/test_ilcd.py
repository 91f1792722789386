"""The ILCD unit groups: same names, same sizes, and the faults of one published copy seen."""

import csv
from pathlib import Path

import pytest

from tanchi.units import UnitError, conversion, parse_unit

GROUPS = Path(__file__).parent.parent / "data" / "units" / "ilcd_unit_groups.csv"
INVERTED = {"Unit of mass", "Unit of energy"}
NOT_OURS = [
    *("pg", "gal (US dry)", "fl oz (Imp)", "pt (Imp)", "pt (US dry)", "bsh (Imp)"),
    *("bl (US beer)", "bl (US fl)", "bl (Imp)", "bl (US dry)"),
    *("centner", "u", "erg", "eV", "kpm", "Nm", "PSh"),
]
COARSEST = 6e-5
"""kcal 0.0041867 and the five digits of the inverted group."""


def rows():
    with GROUPS.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["unit"] not in (*NOT_OURS, "kt")]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['group']}: {row['unit']}")
def test_factor_of_the_ilcd_group_is_ours(row):
    factor = float(row["factor"])
    expected = 1 / factor if row["group"] in INVERTED else factor
    found = conversion(parse_unit(row["unit"]), parse_unit(row["reference"]))
    assert found == pytest.approx(expected, rel=COARSEST)


def test_the_kt_of_the_ilcd_mass_group_is_a_carat_and_ours_a_kilotonne():
    assert "Units of mass,kg,kt,2.0E-4" in GROUPS.read_text(encoding="utf-8")
    assert conversion(parse_unit("carat"), parse_unit("kg")) == 2e-4
    assert conversion(parse_unit("kt"), parse_unit("t")) == 1000


@pytest.mark.parametrize("name", NOT_OURS)
def test_a_unit_outside_the_table_is_refused_not_guessed(name):
    with pytest.raises(UnitError):
        parse_unit(name)
