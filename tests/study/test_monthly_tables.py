"""Rows of a table by month, all or some of them: hand arithmetic."""

import pytest

from tanchi.background import default_table
from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules.load import load_rule
from tanchi.rules.model import CaseFactor
from tanchi.study.calculate import Setup, calculate
from tanchi.study.separate import separate_lines
from tanchi.units import parse_unit

PACK = """
id: boiler
edition: "1"
format: 1
status: draft
title: {zh: 锅炉（构造算例）, en: Boiler (constructed example)}
product: {definition: {zh: 蒸汽, en: steam}}
unit: {kind: declared, amount: 1 t, of: steam}
boundary: {kind: cradle-to-gate, stages: [{id: boiler, zh: 锅炉, en: boiler}]}
flows:
  steam: {zh: 蒸汽, en: steam, unit: t}
  coal: {zh: 煤, en: coal, unit: GJ, tags: [burnable]}
  straw: {zh: 秸秆, en: straw, unit: GJ, tags: [burnable]}
processes:
  boiler:
    zh: 锅炉
    en: boiler
    stage: boiler
    tables:
      fuels:
        columns:
          kind: {pick: burnable}
          mass: {unit: t}
          ncv: {unit: GJ/t, kind: level, weight: mass}
    makes: {steam: {ask: t}}
    inputs: {heat: {each: fuels, product: kind, amount: mass * ncv}}
"""


def _kg_per_t(folder, rows):
    """Return kg CO2e per t of steam, 1 kg per GJ of either fuel, 100 t of steam."""
    return separate_lines(_solved(folder, rows)).total


def _solved(folder, rows, pack=PACK):
    (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    plant = {"steam": "100 t", "tables": {"fuels": rows}}
    data = {"period": {"from": "2025-01-01", "to": "2025-02-28"}, "processes": {"boiler": plant}}
    inventory, _ = parse_inventory(data, "plant")
    ones = [CaseFactor(flow, parse_unit("kg/GJ"), {"CO2": 1.0}) for flow in ("coal", "straw")]
    return calculate(Setup(load_rule(folder), inventory, default_table(), replaced=ones), {})


def _months(*values, unit):
    return {"months": list(values), "unit": unit}


COAL = {"kind": "coal", "mass": _months("10", "30", unit="t"), "ncv": _months("20", "24", unit="GJ/t")}


def test_a_row_by_month_multiplies_month_by_month(tmp_path):
    assert _kg_per_t(tmp_path, [COAL]) == pytest.approx((10 * 20 + 30 * 24) / 100, rel=1e-12)


@pytest.mark.parametrize("ncv", ["15 GJ/t", _months("14", "16", unit="GJ/t")])
def test_a_yearly_row_beside_a_monthly_one_counts_once(tmp_path, ncv):
    straw = {"kind": "straw", "mass": "8 t", "ncv": ncv}
    assert _kg_per_t(tmp_path, [COAL, straw]) == pytest.approx((10 * 20 + 30 * 24 + 8 * 15) / 100, rel=1e-12)


def test_a_level_by_month_in_a_table_without_totals_is_averaged_plainly_and_told(tmp_path):
    pack = PACK.replace("mass: {unit: t}", "mass: {unit: t, kind: level}").replace(", weight: mass", "")
    rows = [{"kind": "coal", "mass": "40 t", "ncv": _months("20", "24", unit="GJ/t")}]
    solved = _solved(tmp_path, rows, pack)
    assert separate_lines(solved).total == pytest.approx(40 * 22 / 100, rel=1e-12)
    assert "study.plain_mean" in {finding.code for finding in solved.model.context.findings}
