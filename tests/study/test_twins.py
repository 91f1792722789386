"""A twin takes over from its base what its other options leave alone, and gives what it gives computed alone."""

from __future__ import annotations

import numpy as np
import pytest

from tanchi.background import default_table
from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules.model import CaseFactor
from tanchi.study.calculate import Setup, calculate
from tanchi.units import parse_unit
from tests.rules.packs import library

PACK = """\
id: mill
edition: "1"
format: 1
title: {zh: 轧机, en: Mill}
product: {definition: {zh: 钢材, en: steel}}
unit: {kind: declared, amount: 1 t, of: steel}
boundary: {kind: cradle_to_gate, stages: [{id: production, zh: 生产, en: production}]}
choices:
  basis: {options: [contract, grid], default: contract, also_report: [grid]}
parameters:
  co2_per_c: {unit: tCO2/tC, value: 3.6667, source: {ref: 44/12, read: read}}
quantities:
  loss: {unit: "%", default: 5 %}
values:
  more: {unit: "1", amount: 1 + loss}
flows:
  steel: {unit: t}
  billet: {unit: t, props: {carbon: 0.2}}
  power: {unit: MWh}
  wind: {unit: MWh}
processes:
  casting:
    zh: 浇铸
    stage: production
    makes: {billet: {ask: t}}
    inputs:
      electricity: {product: {by: basis, contract: wind, grid: power}, ask: MWh}
    emissions: {stack: {gas: CO2, amount: 'billet * unit(1, "tCO2/t")'}}
  rolling:
    zh: 轧制
    stage: production
    makes: {steel: {ask: t}}
    inputs: {taken: {product: billet, ask: t}}
    emissions:
      furnace: {gas: CO2, amount: 'taken * unit(1, "tCO2/t") * more'}
      scale: {gas: CO2, amount: inflow(carbon) * co2_per_c / 100}
"""
CHANGED = {
    "in a formula": (
        "'taken * unit(1, \"tCO2/t\") * more'",
        "'taken * unit(1, \"tCO2/t\") * where(basis == grid, 2, 1)'",
    ),
    "in a value of the pack": ("amount: 1 + loss", "amount: 'where(basis == grid, 2, 1) + loss'"),
    "as a form of a value": ("default: 5 %", "default: {by: basis, contract: 5 %, grid: 50 %}"),
    "in a condition": ("furnace: {gas: CO2,", "furnace: {gas: CO2, when: basis == contract,"),
    "in a property of a flow": ("carbon: 0.2}", "carbon: {value: {by: basis, contract: 0.2, grid: 0.4}}}"),
    "in an amount of another process": (
        "{product: billet, ask: t}",
        "{product: billet, amount: {by: basis, contract: 11 t, grid: 12 t}}",
    ),
}
FACTORS = tuple(
    CaseFactor(flow, parse_unit("kg/MWh"), {"CO2": kg}) for flow, kg in (("power", 500.0), ("wind", 10.0))
)


def setup_of(tmp_path, pack):
    def pm(value, unit):
        return {"value": value, "unit": unit, "uncertainty": {"pm": "10 %"}}

    values = {
        "casting": {"billet": pm(20, "t"), "electricity": pm(8, "MWh")},
        "rolling": {"steel": pm(10, "t"), "taken": pm(11, "t")},
    }
    rule = library(tmp_path, mill=pack).load("mill")
    inventory, _ = parse_inventory({"rule": "mill", "edition": "1", "processes": values}, "x")
    return Setup(rule, inventory, default_table(), replaced=FACTORS, samples=50)


@pytest.mark.parametrize("where", ["", *CHANGED])
def test_a_twin_is_what_it_is_computed_alone_to_the_last_bit(tmp_path, where):
    pack = PACK.replace(*CHANGED[where]) if where else PACK
    assert (pack != PACK) is bool(where)
    setup = setup_of(tmp_path, pack)
    base = calculate(setup, {})
    twin, alone = calculate(setup, {"basis": "grid"}, base), calculate(setup, {"basis": "grid"})
    assert np.array_equal(twin.total, alone.total)
    assert len(twin.values) == len(alone.values)
    assert all(np.array_equal(a, b) for a, b in zip(twin.values, alone.values, strict=True))
    assert not np.array_equal(twin.total, base.total)


def test_what_reads_no_other_option_is_taken_over(tmp_path):
    setup = setup_of(tmp_path, PACK)
    base = calculate(setup, {})
    twin = calculate(setup, {"basis": "grid"}, base)
    assert twin.supply is base.supply
    kept = {part.sheetful.instance.id: part.sheetful for part in base.model.parts}
    assert [part.sheetful is kept[part.sheetful.instance.id] for part in twin.model.parts] == [False, True]


def test_another_amount_is_another_supply(tmp_path):
    setup = setup_of(tmp_path, PACK.replace(*CHANGED["in an amount of another process"]))
    base = calculate(setup, {})
    assert calculate(setup, {"basis": "grid"}, base).supply is not base.supply
