"""Power of the aluminium pack, by the shared blocks: purchases, contracts, captive plants, waste heat."""

import pytest

from tanchi.rules.load import load_rule
from tanchi.rules.model import CaseFactor
from tanchi.study.cases import run_case
from tanchi.units import parse_unit
from tests.rules.plant_aluminium import outcome, plant

GRID, HYDRO, COAL, DELIVERY = 0.5777, 0.0141, 0.9240, 0.0327
"""kg CO2e/kWh, China 2024."""

NEEDED = 4399365
"""MWh the plant uses in the year, for 300 kt of ingot."""


def supplied(*rows, metered=NEEDED):
    data = plant()
    data["processes"]["elec.purchase"] = {"metered": f"{metered} MWh", "tables": {"supplies": list(rows)}}
    return data


def contract(source, energy, route="public_grid", code="A1", **changes):
    said = {"conveyed": "true", "sole": "true", "cancelled": "true", "matched": "true", "same_market": "true"}
    known = {"source": source, "energy": f"{energy} MWh", "instrument": "green_power", "route": route}
    return {**known, "code": code, **said, **changes}


def total(data, **options):
    return outcome(data, "result.total", **options)[0]


def codes(data):
    return outcome(data, "result.total")[1]


@pytest.fixture(scope="module")
def all_grid():
    data = plant()
    del data["processes"]["elec.purchase"]
    return total(data)


def test_a_plant_without_contracts_types_no_purchase(all_grid):
    assert total(supplied()) == pytest.approx(all_grid, rel=1e-12)


def test_power_over_a_dedicated_line_bears_no_delivery(all_grid):
    saved = all_grid - total(supplied(contract("electricity_hydro", 600000, "direct_line")))
    assert saved == pytest.approx(2000 * (GRID - HYDRO), rel=1e-6)


def test_power_through_the_grid_bears_delivery(all_grid):
    saved = all_grid - total(supplied(contract("electricity_hydro", 600000)))
    assert saved == pytest.approx(2000 * (GRID - HYDRO - DELIVERY), rel=1e-6)


def test_contracted_coal_power_makes_it_worse(all_grid):
    rows = contract("electricity_coal", NEEDED, "direct_line", instrument="supply_contract")
    assert total(supplied(rows)) - all_grid == pytest.approx(NEEDED / 300 * (COAL - GRID), rel=1e-6)


def test_contracts_mean_nothing_on_the_grid_basis(all_grid):
    data = supplied(contract("electricity_hydro", 600000))
    assert total(data, choices={"basis": "grid"}) == pytest.approx(all_grid, rel=1e-12)


def test_a_code_used_twice_is_refused():
    once = supplied(contract("electricity_hydro", 1000), contract("electricity_wind", 1000, code="A2"))
    twice = supplied(contract("electricity_hydro", 1000), contract("electricity_wind", 1000))
    assert "checks.codes" not in codes(once)
    assert "checks.codes" in codes(twice)


def test_more_contracts_than_purchases_are_refused():
    assert "checks.claimed" in codes(supplied(contract("electricity_hydro", NEEDED + 1)))


@pytest.mark.parametrize(
    ("condition", "check"),
    [
        ("conveyed", "conveys"),
        ("sole", "single_claim"),
        ("cancelled", "redeemed"),
        ("matched", "in_time"),
        ("same_market", "in_market"),
    ],
)
def test_each_of_the_five_conditions_must_hold(condition, check):
    met, unmet = (
        contract("electricity_hydro", 1000),
        contract("electricity_hydro", 1000, **{condition: "false"}),
    )
    assert f"checks.{check}" not in codes(supplied(met))
    assert f"checks.{check}" in codes(supplied(unmet))


# -- own generation ------------------------------------------------------------------------------------------

BURNT = 24e6 * (26.1e-3 * 0.93 * 44 / 12 + (0.010 * 29.8 + 0.0015 * 273) / 1000)
"""t CO2 of 1.2 Mt of coal at 20 GJ/t."""

NO_UPSTREAM = (CaseFactor("bituminous_coal", parse_unit("kg/MJ"), {"CO2": 0.0}),)


def captive(bought, **changes):
    """A coal plant that gives 2 500 GWh (9 PJ) of power and 3 PJ of heat, beside power bought in MWh."""
    data = supplied(metered=bought)
    fuel = [{"id": "coal", "kind": "bituminous_coal", "mass": "1200000 t", "ncv": "20 GJ/t"}]
    sheet = {"supplied": "2500000 MWh", "heat_supplied": "3000000 GJ", "tables": {"fuel.by_mass": fuel}}
    data["processes"]["captive.plant"] = {**sheet, **changes}
    data["processes"]["refining"]["steam"] = "3000000 GJ"
    return data


def test_the_fuel_of_a_captive_plant_arrives_whole_in_power_and_heat():
    without = total(supplied(), factors=NO_UPSTREAM)
    with_plant = total(captive(NEEDED - 2500000), factors=NO_UPSTREAM)
    per_ingot = (BURNT * 1000 - 2500000 * 1000 * GRID) / 300000
    assert with_plant - without == pytest.approx(per_ingot, rel=1e-6)


def test_captive_power_sold_takes_its_burden_along():
    """0.9 PJ of the 12 PJ supplied leave with 7.5 % of the burden; as much is bought instead."""
    kept = total(captive(NEEDED - 2500000), factors=NO_UPSTREAM)
    sold = total(captive(NEEDED - 2250000, supplied_sold="250000 MWh"), factors=NO_UPSTREAM)
    assert sold - kept == pytest.approx((250000 * GRID * 1000 - 0.075 * BURNT * 1000) / 300000, rel=1e-6)


def test_more_power_than_fuel_is_refused():
    data = captive(1000, supplied="25000000 MWh")
    assert "checks.efficiency" in codes(data)


WORKS = """
id: works
edition: "1"
format: 1
parent: gbt24067-2024@1
uses: [flows/electricity@1]
title: {zh: 试, en: works}
unit: {kind: declared, amount: 1 t, of: thing}
boundary: {kind: cradle_to_gate, stages: [{id: all, zh: 全部, en: all}]}
flows:
  thing: {zh: 物, en: thing, unit: t}
  power: {zh: 电力, en: power, unit: MWh, supply: [{factor: {name: electricity, place: [site, CN]}}]}
use:
  elec: {block: electricity@1, stage: all, with: {power: power}}
  waste_heat: {block: waste-heat-power@1, stage: all, with: {power: power}}
processes:
  making: {stage: all, makes: {thing: {ask: t}}, inputs: {power: {ask: MWh}}}
"""

CASE = """
case: waste heat
source: {ref: constructed, read: read}
grade: C
inventory:
  period: {from: 2024-01-01, to: 2024-12-31}
  processes:
    making: {thing: 100 t, power: 1000 MWh}
    elec.purchase: {metered: 800 MWh}
    waste_heat.generation: {generated: 300 MWh, generated_sold: 100 MWh}
expect: [{at: result.total, value: 4621.6, unit: kgCO2e/t, tolerance: {relative: 1.0e-9}}]
"""


def test_waste_heat_power_replaces_purchases_and_sales_give_no_credit(tmp_path):
    """800 of 1 000 MWh at 0.5777 kg/kWh on 100 t; the 100 MWh sold change nothing."""
    folder = tmp_path / "works" / "1"
    (folder / "cases").mkdir(parents=True)
    (folder / "pack.yaml").write_text(WORKS, "utf-8")
    (folder / "cases" / "heat.yaml").write_text(CASE, "utf-8")
    rule = load_rule(folder)
    assert run_case(rule, rule.cases[0]).ok
