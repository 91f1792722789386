"""The steel pack's methods on small invented plants, against arithmetic done here.

Masses in t, energy in GJ, power in MWh; results in kg CO2e per unit of the flow.
"""

import pytest

from tanchi.findings import FilePlace, TanchiError, Text
from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules.load import load_rule
from tanchi.rules.model import Case, CaseFactor, Expectation
from tanchi.sources import Source
from tanchi.study.cases import run_case
from tanchi.study.compute import compute
from tanchi.units import parse_unit

HERE = FilePlace("test")
CO2 = 44 / 12 * 1000
"""kg CO2 per t C."""
CH4, N2O = 29.8, 273.0
GAS_BURNT = 0.001 * CH4 + 0.0001 * N2O
"""kg CO2e of CH4 and N2O per GJ of gas burnt."""


@pytest.fixture(scope="module")
def steel():
    return load_rule("steel")


def figures(steel, inventory, choices, factors, *paths):
    """Return the values at ``paths``; ``factors`` are kg CO2 per the unit named: ``{"power": (600, "kg/MWh")}``."""
    case = Case(
        "test", Text("test"), "C", Source("test"), HERE, inventory, tuple(Expectation(HERE, at=p) for p in paths), choices,
        tuple(CaseFactor(flow, parse_unit(unit), {"CO2": value}) for flow, (value, unit) in factors.items()),
    )  # fmt: skip
    result = run_case(steel, case)
    return [o.found for o in result.outcomes], {f.code for f in result.findings}


# -- rolling, coating ----------------------------------------------------------------------------------------

WORKS = {
    "period": {"from": "2025-01-01", "to": "2025-12-31"},
    "quantities": {"c_steel": "0 tC/t"},
    "tables": {
        "mills": [{"id": "strip", "kind": "hot_strip"}, {"id": "bars", "kind": "bar"}],
        "products": [
            {"id": "bar", "variety": "bar", "step": "hot", "mass": "380 t", "mill": "bars"},
            {"id": "sheet", "variety": "cold_coil", "step": "cold", "mass": "300 t"},
            {"id": "zinc", "variety": "galvanised", "step": "coated", "mass": "250 t"},
        ],
    },
    "processes": {
        "eaf": {"liquid_steel": "1000 t", "power": "500 MWh", "home_scrap": "65 t"},
        "casting": {"cast_steel": "1000 t", "liquid_steel": "1000 t"},
        "hot_rolling": {
            "tables": {
                "mills": [
                    {
                        "id": "strip",
                        "cast_steel": "600 t",
                        "hot_band": "570 t",
                        "home_scrap": "30 t",
                        "power": "60 MWh",
                    },
                    {"id": "bars", "cast_steel": "400 t", "home_scrap": "20 t", "power": "80 MWh"},
                ]
            }
        },
        "cold_rolling": {"hot_band": "570 t", "cold_band": "255 t", "home_scrap": "15 t", "power": "57 MWh"},
        "coating": {
            "cold_band": "255 t",
            "power": "25 MWh",
            "tables": {"baths": [{"kind": "zinc", "mass": "10 t"}]},
        },
    },
}
FACTORS = {"power": (600, "kg/MWh"), "zinc": (3000, "kg/t")}


def test_products_of_several_mills_and_steps_by_mass(steel):
    paths = [f"flows.steel_product[{row}].total" for row in ("bar", "sheet", "zinc")]
    found, _ = figures(
        steel, WORKS, {"route": "scrap_eaf"}, FACTORS, *paths, "closure.own", "closure.handed_out"
    )
    cast = 500 * 600 / 1000
    bar = (400 * cast + 80 * 600) / 380
    band = (600 * cast + 60 * 600) / 570
    sheet = (570 * band + 57 * 600) / (300 + 255)
    coated = (255 * sheet + 10 * 3000 + 25 * 600) / 250
    own = 722 * 600 + 10 * 3000
    assert found == pytest.approx([bar, sheet, coated, own, own], rel=1e-12)


def test_the_declared_product_is_the_mix_of_what_leaves_the_works(steel):
    (total,), _ = figures(steel, WORKS, {"route": "scrap_eaf"}, FACTORS, "result.total")
    assert total == pytest.approx((722 * 600 + 30000) / (380 + 300 + 250), rel=1e-12)


def test_a_hot_rolled_product_without_a_mill_is_told_at_the_mill(steel):
    rows = [{k: v for k, v in row.items() if k != "mill"} for row in WORKS["tables"]["products"]]
    works = {**WORKS, "rule": "steel", "edition": "2026-1", "choices": {"route": "scrap_eaf"}}
    inventory, _ = parse_inventory({**works, "tables": {**WORKS["tables"], "products": rows}})
    with pytest.raises(TanchiError) as told:
        compute(steel, inventory, samples=0)
    (finding,) = told.value.findings
    assert "hot_rolling[bars]" in finding.message.zh
    assert "没有指明由它产出" in finding.message.zh


def test_transport_counts_mass_times_distance_in_its_own_stage(steel):
    processes = {**WORKS["processes"]}
    leg = {"cargo": "scrap", "mode": "road_freight", "load": "1000 t", "distance": "120 km"}
    processes["eaf"] = {**processes["eaf"], "tables": {"haul.legs": [leg]}}
    works = {**WORKS, "processes": processes}
    factors = {**FACTORS, "road_freight": (0.1, "kg/(t km)")}
    (more,), _ = figures(steel, works, {"route": "scrap_eaf"}, factors, "closure.own")
    assert more - (722 * 600 + 30000) == pytest.approx(1000 * 120 * 0.1)


# -- coking: what the gas and the by-products carry ------------------------------------------------------------

OVENS = {
    "period": {"from": "2025-01-01", "to": "2025-12-31"},
    "quantities": {"c_coking_coal": "0.75 tC/t"},
    "processes": {
        "coking": {
            "coking_coal": "1000 t", "met_coke": "750 t", "tar": "30 t", "benzol": "8 t", "power": "0 MWh",
            "cog_made": "8000 GJ", "cog_out": "1000 GJ", "cog_fired": "3000 GJ", "cog_flared": "4000 GJ",
        }
    },
}  # fmt: skip
PRICES = {
    "coking_coal": (100, "kg/t"),
    "fuel_oil": (500, "kg/t"),
    "benzene": (1800, "kg/t"),
    "natural_gas": (0.25, "kg/Nm3"),
}
LOST = 750 - 750 * 0.83 - 30 * 0.62 - 8 * 0.922 - 8000 * 0.0121
OVEN_BURDEN = 1000 * 100 + 7000 * (0.0121 * CO2 + GAS_BURNT) + LOST * CO2 + 750 * 0.0001 * CH4


def coke(steel, option):
    (total,), _ = figures(steel, OVENS, {"route": "bf_bof", "gas": option}, PRICES, "flows.met_coke.total")
    return total


def test_under_the_burner_pays_coke_carries_everything_the_ovens_do(steel):
    assert coke(steel, "burner_pays") == pytest.approx(OVEN_BURDEN / 750, rel=1e-12)


def test_by_energy_the_gas_used_in_the_ovens_carries_its_own_share(steel):
    """λ per GJ: (burdens + 7000 λ) = λ × all energy made."""
    made = 750 * 28.2 + 8000 + 30 * 33.453 + 8 * 41.816
    assert coke(steel, "energy") == pytest.approx(28.2 * OVEN_BURDEN / (made - 7000), rel=1e-12)


def test_expansion_credits_fuel_oil_benzene_and_natural_gas(steel):
    credits = 30 * 33.453 / 41.816 * 500 + 8 * 1800 + 1000 / 0.038931 * 0.25
    assert coke(steel, "expand") == pytest.approx((OVEN_BURDEN - credits) / 750, rel=1e-12)


def test_the_border_mechanism_charges_sold_gas_beyond_its_natural_gas_equivalent(steel):
    extra = 1000 * (0.0121 - 0.0153 * 0.667) * CO2
    assert coke(steel, "cbam") == pytest.approx((OVEN_BURDEN + extra) / 750, rel=1e-12)


@pytest.mark.parametrize("option", ["burner_pays", "energy"])
def test_what_leaves_the_ovens_carries_all_they_do(steel, option):
    paths = [f"flows.{flow}.total" for flow in ("met_coke", "tar", "benzol", "cog_sold")]
    found, _ = figures(steel, OVENS, {"route": "bf_bof", "gas": option}, PRICES, *paths)
    left = [750, 30, 8, 1000]
    assert sum(a * b for a, b in zip(found, left, strict=True)) == pytest.approx(OVEN_BURDEN, rel=1e-12)


# -- blast furnace: slag, balances ------------------------------------------------------------------------------

FURNACE = {
    "period": {"from": "2025-01-01", "to": "2025-12-31"},
    "quantities": {"iron_output": "1000 t", "price_hot_metal": "2500 CNY/t", "price_slag": "100 CNY/t"},
    "processes": {
        "blast_furnace": {"coke": "400 t", "bfg_made": "0 GJ", "power": "0 MWh"},
        "cast_house": {"granulated_slag": "300 t", "clinker_share": "0.9 t/t"},
    },
}
IRON = 400 * 100 + (400 * 0.83 - 1000 * 0.047) * CO2 + 1000 * 0.03 * CH4


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("zero", IRON / 1000),
        ("economic", IRON * 2500 / (2500 * 1000 + 100 * 300)),
        ("displace", (IRON - 300 * 0.9 * 860) / 1000),
    ],
)
def test_hot_metal_bears_what_the_slag_does_not(steel, option, expected):
    factors = {"met_coke": (100, "kg/t"), "clinker": (860, "kg/t")}
    (total,), _ = figures(
        steel, FURNACE, {"route": "bf_bof", "slag": option}, factors, "flows.hot_metal.total"
    )
    assert total == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(("ore", "closes"), [("1600 t", True), ("1700 t", False)])
def test_the_iron_balance_is_checked_where_iron_is_assayed(steel, ore, closes):
    """1600 t at 59 % are 944 t of iron against 945 in the hot metal; 1700 t are 6 % too much."""
    grades = {
        "fe_sinter": "59 %",
        "fe_iron": "94.5 %",
        "fe_ore": "62 %",
        "fe_lump": "62 %",
        "fe_pellets": "64 %",
    }
    rest = {
        "fe_dri": "90 %",
        "fe_scrap": "95 %",
        "fe_steel": "99 %",
        "fe_returns": "50 %",
        "fe_steel_slag": "20 %",
    }
    inventory = {**FURNACE, "quantities": {**FURNACE["quantities"], **grades, **rest}}
    inventory["processes"] = {**FURNACE["processes"]}
    inventory["processes"]["blast_furnace"] = {**FURNACE["processes"]["blast_furnace"], "sinter": ore}
    _, codes = figures(steel, inventory, {"route": "bf_bof", "iron_balance": "assayed"}, {}, "closure.own")
    assert ("checks.iron" not in codes) is closes


# -- energy ------------------------------------------------------------------------------------------------------


def test_power_and_heat_of_the_captive_plant_by_energy(steel):
    """100 MWh (360 GJ) and 240 GJ of steam from 50 t of coal at 25 GJ/t, 27 kgC/GJ, oxidation 94 %, CH4 10 and N2O 1.5 g/GJ."""
    plant = {
        "period": {"from": "2025-01-01", "to": "2025-12-31"},
        "processes": {
            "captive_power": {
                "power": "100 MWh", "steam": "240 GJ",
                "tables": {"solids": [{"kind": "anthracite", "mass": "50 t", "ncv": "25 GJ/t", "carbon": "27 kgC/GJ"}]},
            }
        },
    }  # fmt: skip
    burnt = 50 * 25 * (0.027 * 0.94 * CO2 + 0.010 * 29.8 + 0.0015 * 273)
    found, _ = figures(
        steel,
        plant,
        {"route": "scrap_eaf"},
        {"anthracite": (0, "kg/t")},
        "flows.power.total",
        "flows.steam.total",
    )
    assert found == pytest.approx([burnt / 600 * 3.6, burnt / 600], rel=1e-12)


def test_hydrogen_reduction_emits_only_the_carbon_of_what_else_goes_in(steel):
    """60 kg of hydrogen per t, coal 10 kg at 0.806; the iron carries 0.5 % C: 8.06 − 5 = 3.06 kg C per t."""
    shaft = {
        "period": {"from": "2025-01-01", "to": "2025-12-31"},
        "quantities": {"c_dri": "0.005 tC/t"},
        "processes": {
            "dri_shaft": {"dri": "1000 t", "pellets": "1400 t", "hydrogen": "60 t", "reducing_coal": "10 t"}
        },
    }
    factors = {"pellets": (80, "kg/t"), "hydrogen": (2, "kg/kg"), "pci_coal": (200, "kg/t")}
    (total,), _ = figures(steel, shaft, {"route": "dri_eaf"}, factors, "flows.dri.total")
    emitted = (10 * 0.806 - 1000 * 0.005) * CO2 + 1000 * 0.009 * CH4
    assert total == pytest.approx((1400 * 80 + 60000 * 2 + 10 * 200 + emitted) / 1000, rel=1e-12)
