"""Formulas that run over the months of the period."""

from __future__ import annotations

import pytest

from tanchi.background import default_table
from tanchi.findings import TanchiError
from tanchi.inventory.plain.read import parse_inventory
from tanchi.study.calculate import Setup, calculate
from tanchi.study.separate import first
from tests.rules.packs import library

PACK = """\
id: mill
edition: "1"
format: 1
title: {{zh: 轧机, en: Mill}}
product: {{definition: {{zh: 钢材, en: steel}}}}
unit: {{kind: declared, amount: 1 t, of: steel}}
boundary: {{kind: cradle_to_gate, stages: [{{id: production, zh: 生产, en: production}}]}}
parameters:
  co2_per_c: {{unit: tCO2/tC, value: 3.6667, source: {{ref: 44/12, read: read}}}}
flows:
  steel: {{unit: t}}
processes:
  rolling:
    zh: 轧制
    stage: production
    quantities:
      load: {{zh: 用电, en: load, unit: MWh, kind: total}}
      share: {{zh: 份额, en: share, unit: "%", kind: constant, default: 50 %}}
    values:
      counted: {{unit: MWh, amount: '{formula}'}}
    makes: {{steel: {{ask: t}}}}
    emissions:
      gas: {{gas: CO2, amount: 'counted * unit(1, "tCO2/MWh")'}}
"""
MONTHS = list(range(1, 13))


def total(tmp_path, formula, load):
    rule = library(tmp_path, mill=PACK.format(formula=formula)).load("mill")
    data = {
        "rule": "mill",
        "edition": "1",
        "period": {"from": "2024-01-01", "to": "2024-12-31"},
        "processes": {"rolling": {"steel": "10 t", "load": load}},
    }
    inventory, findings = parse_inventory(data, "x")
    assert not [f for f in findings if f.level == "error"]
    return first(calculate(Setup(rule, inventory, default_table()), {}).total)


@pytest.mark.parametrize(
    ("formula", "counted"),
    [
        ("load", 78),
        ("sum(load, month)", 78),
        ("largest(load, month)", 12),
        ("sum(load * share, month)", 39),
        ('sum(min(load, unit(6, "MWh")), month)', 21 + 6 * 6),
    ],
)
def test_a_formula_over_months_reads_the_months(tmp_path, formula, counted):
    """12 months of 1, 2, … 12 MWh; each counted MWh emits 1 t, over 10 t of steel."""
    assert total(tmp_path, formula, {"months": MONTHS, "unit": "MWh"}) == pytest.approx(
        counted * 100, rel=1e-12
    )


def test_what_is_summed_only_in_part_is_refused(tmp_path):
    with pytest.raises(TanchiError) as caught:
        total(tmp_path, "sum(load, month) + load", {"months": MONTHS, "unit": "MWh"})
    assert [f.code for f in caught.value.findings] == ["study.months"]


@pytest.mark.parametrize("formula", ["sum(load, month)", "largest(load, month)"])
def test_a_yearly_total_is_not_spread_over_the_months(tmp_path, formula):
    with pytest.raises(TanchiError) as caught:
        total(tmp_path, formula, "78 MWh")
    assert [f.code for f in caught.value.findings] == ["study.months"]
    assert "load" in caught.value.findings[0].message.zh
