"""kg CO2e by line, against multiplication by hand."""

import pytest

from tanchi.background import Boundary, GasAmount, Provider, ProviderKind, characterise
from tanchi.findings import Text
from tanchi.gases import GasError, gwp_set
from tanchi.sources import Source


def provider(*gases, gwp=""):
    return Provider(
        "x", ProviderKind.FOOTPRINT_FACTOR, Text("试验", "trial"), "x", "kg",
        tuple(GasAmount(*g) for g in gases), Boundary.CRADLE_TO_GATE, "CN",
        "2024", Source("trial"), gwp_set=gwp,
    )  # fmt: skip


def test_split_gases_follow_the_set():
    found = provider(("CO2", "fossil", 2.0), ("CH4", "fossil", 0.1), ("N2O", "fossil", 0.01))
    assert characterise(found, gwp_set("AR6")).total == pytest.approx(2 + 0.1 * 29.8 + 0.01 * 273)
    assert characterise(found, gwp_set("AR5-single")).total == pytest.approx(2 + 0.1 * 28 + 0.01 * 265)


def test_lines_are_kept_apart_and_sum_to_the_total():
    found = characterise(
        provider(("CO2", "fossil", 3), ("CO2", "biogenic", 2), ("CO2", "biogenic", -5), ("CO2", "dluc",
        0.5), ("CH4", "biogenic", 0.1)),
        gwp_set("AR6"),
    )  # fmt: skip
    assert (found.fossil, found.biogenic_removal, found.dluc) == (3, -5, 0.5)
    assert found.biogenic_emission == pytest.approx(2 + 0.1 * 27.0)
    assert found.total == pytest.approx(3 + 2 + 2.7 - 5 + 0.5)


def test_process_carbon_is_fossil_and_aircraft_is_of_which():
    found = characterise(provider(("CO2", "process", 1), ("CO2", "aircraft", 4)), gwp_set("AR6"))
    assert (found.fossil, found.aircraft, found.total) == (5, 4, 5)


@pytest.mark.parametrize(
    ("own", "foreign"), [("AR6", 0.0), ("ar6", 0.0), ("AR5-single", 7.0), ("unknown", 7.0), ("", 7.0)]
)
def test_a_lumped_figure_of_another_set_is_counted_as_foreign(own, foreign):
    found = characterise(provider(("CO2e", "fossil", 7.0), ("CO2", "fossil", 1.0), gwp=own), gwp_set("AR6"))
    assert (found.total, found.lumped, found.foreign) == (8.0, 7.0, foreign)


def test_an_unknown_gas_is_refused():
    with pytest.raises(GasError):
        characterise(provider(("XY9", "fossil", 1.0)), gwp_set("AR6"))
