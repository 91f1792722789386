"""Lines that run over a table, with a condition of their own for each row."""

from __future__ import annotations

import pytest

from tanchi.background import default_table
from tanchi.inventory.plain.read import parse_inventory
from tanchi.study.calculate import Setup, calculate
from tanchi.study.separate import first
from tests.rules.packs import library

PACK = """\
id: mill
edition: "1"
format: 1
title: {zh: 轧机, en: Mill}
product: {definition: {zh: 钢材, en: steel}}
unit: {kind: declared, amount: 1 t, of: steel}
boundary: {kind: cradle_to_gate, stages: [{id: production, zh: 生产, en: production}]}
parameters:
  co2_per_c: {unit: tCO2/tC, value: 3.6667, source: {ref: 44/12, read: read}}
flows:
  steel: {unit: t}
processes:
  rolling:
    zh: 轧制
    stage: production
    tables:
      runs: {columns: {step: {pick: [hot, cold]}, mass: {unit: t}}}
    makes: {steel: {ask: t}}
    emissions:
      hot_gas:
        each: runs
        when: step == hot
        gas: CO2
        amount: mass * unit(0.1, "tCO2/t")
      all_gas:
        each: runs
        gas: CO2
        amount: mass * unit(1, "tCO2/t")
"""


def solve(tmp_path, rows):
    rule = library(tmp_path, mill=PACK).load("mill")
    data = {
        "rule": "mill",
        "edition": "1",
        "period": {"from": "2024-01-01", "to": "2024-12-31"},
        "processes": {"rolling": {"steel": "10 t", "tables": {"runs": rows}}},
    }
    inventory, findings = parse_inventory(data, "x")
    assert not [f for f in findings if f.level == "error"]
    return calculate(Setup(rule, inventory, default_table()), {})


def test_a_condition_on_the_row_keeps_only_the_rows_it_holds_for(tmp_path):
    found = solve(
        tmp_path,
        [{"step": "hot", "mass": "10 t"}, {"step": "cold", "mass": "4 t"}, {"step": "hot", "mass": "2 t"}],
    )
    kg = {b.line: 0.0 for b in found.burdens}
    for burden, value in zip(found.burdens, found.values, strict=True):
        kg[burden.line] += first(value)
    assert kg["hot_gas"] == pytest.approx(12 * 0.1 * 1000 / 10)
    assert kg["all_gas"] == pytest.approx(16 * 1000 / 10)


def test_a_condition_that_holds_for_no_row_gives_no_line(tmp_path):
    found = solve(tmp_path, [{"step": "cold", "mass": "4 t"}])
    assert {b.line for b in found.burdens} == {"all_gas"}
