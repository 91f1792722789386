"""What a supplier's data say of carbon of plants, on its own lines of the result."""

import pytest

import tanchi
from tanchi.background.provider import Boundary, GasAmount, Provider, ProviderKind
from tanchi.findings import Text
from tanchi.gases import gwp_set
from tanchi.sources import Source
from tests.study.plants import PACKS, rule_of


def lines_with(*gases):
    """Return the lines of the board whose wood has these gases, kg per t."""
    inventory, _ = tanchi.read_inventory(PACKS / "board/examples/year.yaml")
    wood = Provider(
        "wood", ProviderKind.SUPPLIER_FOOTPRINT, Text("木材", "wood"), "wood", "t",
        tuple(GasAmount("CO2", origin, amount) for origin, amount in gases), Boundary.CRADLE_TO_GATE, "CN", "2024", Source("trial"),
    )  # fmt: skip
    return tanchi.compute(rule_of("board"), inventory, samples=0, suppliers={"wood": wood}).lines


def test_carbon_taken_up_by_bought_wood_is_a_removal():
    base = lines_with(("fossil", 30.0))
    double = lines_with(("fossil", 60.0))
    grown = lines_with(("fossil", 30.0), ("biogenic", -1800.0), ("biogenic", 10.0))
    per_30_kg = double.fossil - base.fossil
    assert grown.biogenic_removal - base.biogenic_removal == pytest.approx(-60 * per_30_kg)
    assert grown.biogenic_emission - base.biogenic_emission == pytest.approx(per_30_kg / 3)
    assert grown.fossil == pytest.approx(base.fossil)


def test_a_gwp_of_the_walk_cites_its_own_source():
    inventory, _ = tanchi.read_inventory(PACKS / "board/examples/year.yaml")
    found = tanchi.compute(rule_of("board"), inventory, samples=0)
    methane = next(n for n in found.nodes.values() if n.id.startswith("gwp:CH4:"))
    values = gwp_set(found.gwp_set)
    assert methane.source == values.source_of("CH4", methane.id.rpartition(":")[2])
    assert methane.source != values.source
