"""The electric-furnace block in a small ferrosilicon works: carbon, methane and checks by hand."""

from dataclasses import replace

import pytest

from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules.check import check_rule
from tanchi.rules.load import RuleLibrary
from tanchi.rules.shelf import library
from tanchi.study.compute import compute

PACK = """\
id: ferrosilicon
edition: "1"
format: 1
status: draft
gwp: {set: AR6}
title: {zh: 硅铁, en: Ferrosilicon}
product: {definition: {zh: 硅铁, en: ferrosilicon}}
unit: {kind: declared, amount: 1 t, of: alloy}
boundary:
  kind: cradle_to_gate
  stages: [{id: raw, zh: 原料, en: raw}, {id: furnace, zh: 矿热炉, en: furnace}]
choices:
  biogenic_uptake: {options: [at_entry, in_supply], default: at_entry}
parameters:
  co2_per_c: {unit: tCO2/tC, value: 3.6666666666666665, source: {ref: 44/12, read: read}}
  methane: {unit: kg/t, values: {batch: 1.3, sprinkle: 1.0}, source: {ref: "IPCC 2006, volume 3, table 4.8", read: second_hand}}
  needed: {unit: tC/t, value: 0.64, source: {ref: "SiO2 + 2C = Si + 2CO, 75 % Si", read: read}}
flows:
  alloy: {zh: 硅铁, en: ferrosilicon, unit: t, props: {carbon: 0.001}}
  fume: {zh: 硅微粉, en: silica fume, unit: t, props: {carbon: 0}}
  coke: {zh: 焦炭, en: coke, unit: t, tags: [furnace_carbon], props: {carbon: 0.83, biogenic: 0, electrode: {value: 0, unit: "1"}}, supply: [{free: {zh: 测试, en: test}}]}
  wood: {zh: 木块, en: wood chips, unit: t, tags: [furnace_carbon], props: {carbon: 0.5, biogenic: 1, electrode: {value: 0, unit: "1"}}, supply: [{free: {zh: 测试, en: test}}]}
  paste: {zh: 电极糊, en: paste, unit: t, tags: [furnace_carbon], props: {carbon: 0.9, biogenic: 0, electrode: {value: 1, unit: "1"}}, supply: [{free: {zh: 测试, en: test}}]}
  power: {zh: 电力, en: power, unit: MWh, supply: [{free: {zh: 测试, en: test}}]}
processes:
  furnace:
    zh: 矿热炉
    en: furnace
    stage: furnace
    use:
      melt: {block: electric-furnace@1, stage: raw, with: {made: alloy, power: power, least: alloy * needed, power_low: 'unit(7.5, "MWh/t")', power_high: 'unit(10, "MWh/t")', methane: "methane[sprinkle]"}}
    quantities: {fume_carbon: {zh: 微粉含碳, en: carbon of fume, unit: tC/t, default: 0 tC/t}}
    makes: {alloy: {ask: t}}
    wastes: {fume: {ask: t, required: false, to: none, reason: {zh: 截断, en: cut off}, props: {carbon: fume_carbon}}}
"""
CHARGE = [
    {"material": "coke", "mass": "900 t"},
    {"material": "wood", "mass": "400 t"},
    {"material": "paste", "mass": "55 t"},
]
"""747 + 200 + 49.5 tC."""
FED, OUT = 996.5, 1000 * 0.001 + 200 * 0.02
PLANT = {
    "period": {"from": "2025-01-01", "to": "2025-12-31"},
    "processes": {
        "furnace": {
            "alloy": "1000 t",
            "fume": "200 t",
            "fume_carbon": "0.02 tC/t",
            "melt.furnace_power": "8500 MWh",
            "tables": {"melt.charge": CHARGE},
        }
    },
}


@pytest.fixture
def rule(tmp_path):
    folder = tmp_path / "rules" / "ferrosilicon" / "1"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    found, findings = RuleLibrary((tmp_path, library())).read("ferrosilicon")
    assert (*findings, *check_rule(found)) == ()
    return found


def footprint(rule, **changes):
    sheet = {**PLANT["processes"]["furnace"], **changes}
    inventory, findings = parse_inventory({**PLANT, "processes": {"furnace": sheet}})
    assert findings == ()
    return compute(rule, inventory, samples=0)


def failed(found):
    return {c.id for c in found.checks if c.state.value == "failed"}


def test_fossil_carbon_and_methane_make_the_footprint(rule):
    """Carbon leaves with alloy and fume; a fifth of what was fed is wood and nets to nothing."""
    found = footprint(rule)
    released = (FED - OUT) * 44 / 12
    biogenic = 200 / FED
    assert found.total == pytest.approx(released * (1 - biogenic) + 1.0 * 29.8, rel=1e-9)
    assert found.lines.biogenic_emission == pytest.approx(released * biogenic, rel=1e-9)
    assert found.lines.biogenic_removal == pytest.approx(-released * biogenic, rel=1e-9)
    assert failed(found) == set()


def test_where_the_supplier_counts_the_uptake_the_furnace_adds_none(rule):
    inventory, _ = parse_inventory(PLANT)
    found = compute(rule, replace(inventory, choices={"biogenic_uptake": "in_supply"}), samples=0)
    assert found.lines.biogenic_removal == 0


@pytest.mark.parametrize(
    ("check", "changes"),
    [
        ("furnace.melt.carbon_needed", {"tables": {"melt.charge": CHARGE[1:]}}),
        ("furnace.melt.carbon_made", {"fume": "20000 t", "fume_carbon": "0.1 tC/t"}),
        ("furnace.melt.power_plausible", {"melt.furnace_power": "850 MWh"}),
        ("furnace.melt.electrode_plausible", {"tables": {"melt.charge": [*CHARGE[:2], {**CHARGE[2], "mass": "550 t"}]}}),
    ],
)  # fmt: skip
def test_a_slip_is_told(rule, check, changes):
    told = {c.partition("@")[0].rpartition("furnace.")[2] for c in failed(footprint(rule, **changes))}
    assert check.rpartition("furnace.")[2] in told


def test_a_furnace_without_carbon_has_no_biogenic_share_to_divide_by(rule):
    found = footprint(rule, tables={"melt.charge": []})
    assert found.total == pytest.approx(29.8, rel=1e-9)
