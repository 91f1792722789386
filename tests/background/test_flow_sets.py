"""Fuel properties and other flow sets against printed tables and against chemistry, typed here by hand."""

from functools import cache
from pathlib import Path

import pytest

from tanchi.background import default_table
from tanchi.rules.fields import Fields, Log
from tanchi.rules.model import FactorSupply, GapSupply
from tanchi.rules.read_flows import flow as read_flow
from tanchi.rules.tree import read_tree
from tanchi.sources import Reading
from tanchi.units import conversion, parse_unit

LIBRARY = Path(read_tree.__code__.co_filename).parents[1] / "library" / "flows"
SETS = sorted(f"{p.parent.name}@{p.stem}" for p in LIBRARY.glob("*/*.yaml"))

C1 = {  # GB/T 32151.34-2024 table C.1: t CO2 per t, gases per 10^4 Nm3
    "anthracite": 2.5215, "bituminous_coal": 1.7417, "lignite": 1.1729, "cleaned_coal": 2.2082,
    "other_washed_coal": 1.0519,
    "briquette": 1.9360, "other_coal_products": 2.1081, "coke": 2.8604, "petroleum_coke": 3.2115,
    "crude_oil": 3.0202,
    "fuel_oil": 3.1705, "gasoline": 2.9251, "diesel": 3.0959, "kerosene": 3.0334, "lng": 2.8313,
    "lpg": 3.1013,
    "naphtha": 3.1981, "coal_tar": 2.6446, "crude_benzol": 3.4109, "other_petroleum_products": 2.9488,
    "natural_gas": 21.6219,
    "blast_furnace_gas": 8.4811, "converter_gas": 15.1240, "coke_oven_gas": 8.8638, "refinery_gas": 3.0389,
    "other_gas": 2.3148,
}  # fmt: skip
IPCC = {  # NCV GJ/t, carbon kg C/GJ, and kg CO2/GJ with full oxidation
    "anthracite": (26.7, 26.8, 98.3), "coking_coal": (28.2, 25.8, 94.6), "bituminous_coal": (25.8, 25.8,
    94.6),
    "lignite": (11.9, 27.6, 101.2), "coke": (28.2, 29.2, 107.1), "petroleum_coke": (32.5, 26.6, 97.5),
    "coal_tar": (28.0, 22.0, 80.7), "coke_oven_gas": (38.7, 12.1, 44.4), "blast_furnace_gas": (2.47, 70.8,
    259.6),
    "converter_gas": (7.06, 49.6, 181.9), "natural_gas": (48.0, 15.3, 56.1), "diesel": (43.0, 20.2, 74.1),
    "fuel_oil": (40.4, 21.1, 77.4), "lpg": (47.3, 17.2, 63.1),
}  # fmt: skip
C, O, H = 12.011, 15.999, 1.008
MASS = {  # g/mol of the pure carbonate, and mol CO2 set free
    "calcium_carbonate": (40.078 + C + 3 * O, 1), "magnesium_carbonate": (24.305 + C + 3 * O, 1),
    "sodium_carbonate": (2 * 22.990 + C + 3 * O, 1), "sodium_bicarbonate": (22.990 + H + C + 3 * O, 1),
    "iron_carbonate": (55.845 + C + 3 * O, 1), "manganese_carbonate": (54.938 + C + 3 * O, 1),
    "barium_carbonate": (137.327 + C + 3 * O, 1), "lithium_carbonate": (2 * 6.94 + C + 3 * O, 1),
    "potassium_carbonate": (2 * 39.098 + C + 3 * O, 1), "strontium_carbonate": (87.62 + C + 3 * O, 1),
    "calcium_magnesium_carbonate": (40.078 + 24.305 + 2 * (C + 3 * O), 2),
}  # fmt: skip


@cache
def flows(name: str):
    set, _, edition = name.partition("@")
    log = Log()
    tree = Fields(read_tree(LIBRARY / set / f"{edition}.yaml", name), "", log)
    found = {id: read_flow(id, fields) for id, fields in tree.each("flows")}
    assert log.findings == []
    return found


def value(name: str, flow: str, prop: str, unit: str) -> float:
    found = flows(name)[flow].props[prop]
    return found.value.value * conversion(found.unit, parse_unit(unit))


def co2(name: str, flow: str) -> float:
    """t CO2 per t, or per 10⁴ Nm3 of a gas counted in Nm3."""
    per, times = ("Nm3", 1e4) if flows(name)[flow].unit.symbol == "Nm3" else ("t", 1.0)
    ncv, carbon = value(name, flow, "ncv", f"GJ/{per}"), value(name, flow, "carbon", "kgC/GJ")
    return times * ncv * carbon / 1000 * value(name, flow, "oxidation", "%") / 100 * 44 / 12


@pytest.mark.parametrize("flow", C1)
def test_c1_fuel_gives_the_printed_co2_per_unit(flow):
    assert round(co2("fuels-gbt32151-34@2024", flow), 4) == C1[flow]


def test_c1_has_26_fuels_and_no_others():
    assert set(flows("fuels-gbt32151-34@2024")) == set(C1)


def test_c1_natural_gas_keeps_the_printed_digits():
    assert value("fuels-gbt32151-34@2024", "natural_gas", "ncv", "GJ/万Nm3") == 389.31
    assert value("fuels-gbt32151-34@2024", "natural_gas", "ncv", "GJ/Nm3") == pytest.approx(0.038931)


@pytest.mark.parametrize("flow", IPCC)
def test_ipcc_fuel_gives_the_default_co2_per_gj(flow):
    ncv, carbon, per_gj = IPCC[flow]
    name = "fuels-ipcc@2006"
    assert (value(name, flow, "ncv", "GJ/t"), value(name, flow, "carbon", "kgC/GJ")) == (ncv, carbon)
    assert round(value(name, flow, "carbon", "kgC/GJ") * 44 / 12, 1) == per_gj
    assert value(name, flow, "oxidation", "%") == 100


@pytest.mark.parametrize(
    "flow", ["wood", "solid_biomass", "charcoal", "black_liquor", "biodiesel", "biogasoline", "biogas"]
)
def test_biomass_of_the_ipcc_is_wholly_biogenic(flow):
    assert value("fuels-ipcc@2006", flow, "biogenic", "%") == 100


BURNT = {  # IPCC 2006, volume 2, table 2.3 (manufacturing industries), kg CH4 and N2O per TJ of net heat
    "bituminous_coal": (10, 1.5), "lignite": (10, 1.5), "coke": (10, 1.5), "petroleum_coke": (3, 0.6),
    "fuel_oil": (3, 0.6), "diesel": (3, 0.6), "gasoline": (3, 0.6), "kerosene": (3, 0.6), "lpg": (1, 0.1),
    "natural_gas": (1, 0.1), "coke_oven_gas": (1, 0.1), "blast_furnace_gas": (1, 0.1),
    "converter_gas": (1, 0.1), "wood": (30, 4), "solid_biomass": (30, 4), "charcoal": (200, 4),
    "black_liquor": (3, 2), "biogas": (1, 0.1),
}  # fmt: skip
EPA = {  # US EPA Emission Factors Hub 2025, table 1: g CH4 and N2O per mmBtu of gross heat
    "bituminous_coal": (11, 1.6), "fuel_oil": (3, 0.6), "diesel": (3, 0.6), "natural_gas": (1, 0.1),
}  # fmt: skip
COMMON = ("ch4", "n2o", "carbon_low", "carbon_high")
"""Properties that no national set prints: those of the IPCC in every set."""
FUELS = [name for name in SETS if name.startswith("fuels-")]


@pytest.mark.parametrize("name", FUELS)
def test_every_fuel_gives_the_methane_and_nitrous_oxide_of_its_class(name):
    assert set(flows(name)) & set(BURNT)
    for id, flow in flows(name).items():
        assert {"ch4", "n2o"} <= set(flow.props), id
        if id in BURNT:
            assert (value(name, id, "ch4", "kg/TJ"), value(name, id, "n2o", "kg/TJ")) == BURNT[id]


@pytest.mark.parametrize("flow", EPA)
def test_methane_and_nitrous_oxide_agree_with_the_american_table_but_for_its_rounding(flow):
    per_gj = 1 / 1.05505585262  # GJ per mmBtu
    ours = [value("fuels-ipcc@2006", flow, gas, "g/GJ") for gas in ("ch4", "n2o")]
    assert ours == pytest.approx([x * per_gj for x in EPA[flow]], rel=0.06)


@pytest.mark.parametrize("name", SETS)
def test_a_set_cites_one_document_and_for_other_gases_of_burning_the_ipcc(name):
    refs = {p.source.ref for f in flows(name).values() for id, p in f.props.items() if id not in COMMON}
    assert len(refs) <= 1
    gases = {
        (p.source.ref, p.source.at) for f in flows(name).values() for id, p in f.props.items() if id in COMMON
    }
    assert gases <= {("IPCC 2006 Guidelines, Volume 2", at) for at in ("table 2.3", "table 1.3")}


@pytest.mark.parametrize("name", SETS)
def test_no_figure_of_a_set_was_read_in_the_original(name):
    assert all(
        p.source.reading is Reading.SECOND_HAND for f in flows(name).values() for p in f.props.values()
    )


@pytest.mark.parametrize("name", FUELS)
def test_the_limits_of_carbon_per_heat_hold_the_set_s_own_default(name):
    for id in flows(name):
        low, own, high = (value(name, id, prop, "kgC/GJ") for prop in ("carbon_low", "carbon", "carbon_high"))
        assert low <= own <= high and high / low < 2, id


def test_carbon_per_heat_of_the_main_fuels_lies_in_the_limits_of_the_ipcc():
    """IPCC 2006, volume 2, table 1.3: lower and upper, kg C/GJ."""
    printed = {"bituminous_coal": (24.4, 27.2), "anthracite": (25.8, 27.5), "natural_gas": (14.8, 15.9)}
    for fuel, limits in printed.items():
        found = tuple(
            value("fuels-ipcc@2006", fuel, prop, "kgC/GJ") for prop in ("carbon_low", "carbon_high")
        )
        assert found == limits


def test_the_fuel_sets_differ_and_are_not_mixed():
    names = ["fuels-gbt32151-34@2024", "fuels-ipcc@2006", "fuels-other-industry@1", "fuels-cement-ets@1"]
    ncv = [value(name, "anthracite", "ncv", "GJ/t") for name in names]
    carbon = [value(name, "anthracite", "carbon", "kgC/GJ") for name in names]
    assert ncv == [26.7, 26.7, 24.515, 22.867]
    assert carbon == [27.4, 26.8, 27.49, 27.49]
    gas = [
        (value(n, "coke_oven_gas", "ncv", "GJ/万Nm3"), value(n, "coke_oven_gas", "carbon", "kgC/GJ"))
        for n in (names[0], *names[2:])
    ]
    assert gas == [(179.81, 13.58), (173.854, 13.60), (173.854, 12.10)]


def test_sets_that_print_no_oxidation_have_none():
    assert all("oxidation" not in f.props for f in flows("fuels-cement-ets@1").values())
    assert "oxidation" not in flows("fuels-other-industry@1")["natural_gas"].props


def test_doubtful_values_carry_their_doubt():
    doubted = {id for id, f in flows("fuels-cement-ets@1").items() if "存疑" in f.props["carbon"].source.note}
    assert doubted == {"bituminous_coal", "lng"}


@pytest.mark.parametrize("flow", MASS)
def test_carbonate_of_c2_is_stoichiometric_to_three_digits(flow):
    mass, moles = MASS[flow]
    assert value("carbonates-gbt32151-34@2024", flow, "co2", "tCO2/t") == pytest.approx(
        moles * (C + 2 * O) / mass, abs=7e-4
    )


@pytest.mark.parametrize("flow", sorted(set(MASS) & set(flows("carbonates-ipcc@2006"))))
def test_carbonate_of_the_ipcc_is_stoichiometric_so_magnesite_is_not_calcite(flow):
    mass, moles = MASS[flow]
    assert value("carbonates-ipcc@2006", flow, "co2", "tCO2/t") == pytest.approx(
        moles * (C + 2 * O) / mass, abs=4e-4
    )


@pytest.mark.parametrize(
    ("edition", "flow", "carbon"),
    [
        ("2019", "pig_iron", 0.047), ("2019", "steel_scrap", 0.01), ("2019", "graphite_electrode", 1.0),
        ("2019", "limestone_flux", 0.121),
        ("2019", "pci_coal", 0.806), ("2006", "pig_iron", 0.04), ("2006", "graphite_electrode", 0.82),
        ("2006", "limestone_flux", 0.12),
    ],
)  # fmt: skip
def test_carbon_of_materials(edition, flow, carbon):
    assert value(f"materials-ipcc@{edition}", flow, "carbon", "tC/t") == carbon


def test_pure_plastic_waste_is_fossil_and_paper_is_not():
    assert value("waste-ipcc@2006", "waste_plastics", "biogenic", "%") == 0
    assert value("waste-ipcc@2006", "waste_paper", "biogenic", "%") == 100
    assert value("waste-ipcc@2006", "industrial_waste_rubber", "biogenic", "%") == pytest.approx(
        100 * (1 - 17 / 56), abs=0.01
    )


@pytest.mark.parametrize("name", SETS)
def test_every_flow_ends_its_supply_with_a_gap_and_names_known_factors(name):
    table = default_table()
    for flow in flows(name).values():
        if flow.supply:
            assert isinstance(flow.supply[-1], GapSupply) and flow.supply[-1].text.zh
            for item in flow.supply[:-1]:
                assert isinstance(item, FactorSupply) and table.canonical(item.name) == item.name


@pytest.mark.parametrize("name", SETS)
def test_a_linked_factor_is_counted_in_a_unit_the_flow_can_reach(name):
    table = default_table()
    for flow in flows(name).values():
        for item in flow.supply[:-1]:
            reachable = {flow.unit.dimension} | {
                flow.unit.dimension * p.unit.dimension for p in flow.props.values()
            }
            for provider in table.find(item.name):
                assert parse_unit(provider.unit).dimension in reachable, (flow.id, provider.id)
