"""Refrigerant blends: composition, and a GWP computed from it."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from tanchi.gases import Family, GasError, blend, blend_gwp, components, gas, gwp_set, is_blend, known_blends

UK = Path(__file__).parent.parent / "data" / "gases" / "uk_blends_ar5.csv"


def uk_values():
    with UK.open(encoding="utf-8", newline="") as file:
        return {row["blend"]: float(row["kg_co2e_per_kg"]) for row in csv.DictReader(file)}


def mostly_fluorinated(one):
    natural = sum(share for part, share in one.parts if part.family is Family.NATURAL)
    return natural <= Fraction(1, 4)


PUBLISHED = sorted(one.id for one in known_blends() if one.id in uk_values() and mostly_fluorinated(one))


@pytest.mark.parametrize("id_", PUBLISHED)
def test_gwp_from_components_is_the_published_ar5_value(id_):
    assert blend_gwp(gwp_set("AR5"), id_) == pytest.approx(uk_values()[id_], abs=1.0)


def test_most_published_blends_are_known():
    assert len(PUBLISHED) >= 60


@pytest.mark.parametrize(
    ("set_id", "id_", "by_hand"),
    [
        ("AR6", "R410A", 0.5 * 771 + 0.5 * 3740),
        ("AR6", "R407C", 0.23 * 771 + 0.25 * 3740 + 0.52 * 1530),
        ("AR6", "R404A", 0.44 * 3740 + 0.04 * 1530 + 0.52 * 5810),
        ("AR6", "R507A", 0.5 * 3740 + 0.5 * 5810),
        ("AR6", "R454B", 0.689 * 771 + 0.311 * 0.501),
        ("AR6", "R513A", 0.44 * 1530 + 0.56 * 0.501),
        ("AR6", "R448A", 0.26 * 771 + 0.26 * 3740 + 0.21 * 1530 + 0.20 * 0.501 + 0.07 * 1.37),
        ("AR6", "R455A", 0.03 * 1 + 0.215 * 771 + 0.755 * 0.501),
        ("AR6", "R515B", 0.911 * 1.37 + 0.089 * 3600),
        ("AR4", "R410A", 0.5 * 675 + 0.5 * 3500),
        ("AR4", "R404A", 0.44 * 3500 + 0.04 * 1430 + 0.52 * 4470),
    ],
)
def test_gwp_worked_by_hand(set_id, id_, by_hand):
    assert blend_gwp(gwp_set(set_id), id_) == pytest.approx(by_hand, rel=1e-12)


def test_published_air_conditioner_mix():
    """77 % R-410A at the printed 2 256 and 23 % R-32 at 771 give the printed 1 914.45 kg CO2e/kg."""
    ar6 = gwp_set("AR6")
    printed = Fraction(77, 100) * round(blend_gwp(ar6, "R410A") + 1e-9) + Fraction(23, 100) * 771
    assert float(printed) == 1914.45


@pytest.mark.parametrize("one", known_blends(), ids=lambda one: one.id)
def test_shares_are_positive_and_close_exactly(one):
    assert sum(share for _, share in one.parts) == 1
    assert all(share > 0 for _, share in one.parts)


def test_hydrocarbons_without_a_value_count_nothing_in_a_blend():
    assert blend_gwp(gwp_set("AR6"), "R422D") == pytest.approx(0.651 * 3740 + 0.315 * 1530, rel=1e-12)
    with pytest.raises(GasError):
        gwp_set("AR6").factor("isobutane")


def test_a_fluorinated_component_without_a_value_is_refused():
    with pytest.raises(GasError) as caught:
        blend_gwp(gwp_set("AR4"), "R454B")
    assert "HFO-1234yf" in caught.value.findings[0].message.en


@pytest.mark.parametrize("name", ["R410A", "R-410A", "r410a", "R 410 A"])
def test_blends_are_found_however_they_are_written(name):
    assert blend(name).id == "R410A"
    assert is_blend(name)


def test_a_single_gas_is_its_own_component():
    assert components("R32") == ((gas("HFC-32"), Fraction(1)),)
    assert components("R410A") == ((gas("HFC-32"), Fraction(1, 2)), (gas("HFC-125"), Fraction(1, 2)))
    assert not is_blend("R32")


def test_an_unknown_blend_is_answered_with_near_ones():
    with pytest.raises(GasError) as caught:
        blend("R410Z")
    assert "R410A" in caught.value.findings[0].remedy.zh


def test_each_composition_has_a_source():
    assert {one.source.ref.split()[0] for one in known_blends()} == {"US", "CoolProp", "ANSI/ASHRAE"}
