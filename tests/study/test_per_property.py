"""Results per unit of a property, by variety: what a tonne of each holds, measured on the line that makes it."""

from __future__ import annotations

import pytest

from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules.model import Case, Expectation
from tanchi.sources import Source
from tanchi.study.cases import run_case
from tanchi.study.compute import compute
from tanchi.units import parse_unit
from tests.rules.packs import library

PACK = """\
id: blend
edition: "1"
format: 1
title: {zh: 掺混, en: Blend}
product: {definition: {zh: 掺混肥, en: blend}}
unit: {kind: declared, amount: 1 t, of: blend, also: [{of: blend, per: nitrogen}, {of: blend, per: potash}]}
boundary: {kind: cradle_to_gate, stages: [{id: production, zh: 生产, en: production}]}
tables:
  kinds:
    columns: {made: {unit: t}, n: {unit: "%", kind: level, weight: made}}
flows:
  blend: {unit: t, by: kinds, props: {nitrogen: {value: 0, unit: t/t}, potash: {value: 0, unit: kg/t}}}
processes:
  mixing:
    zh: 掺混
    stage: production
    each: kinds
    makes: {blend: {amount: made, props: {nitrogen: n}}}
    emissions: {stack: {gas: CO2, amount: 'made * unit(1, "tCO2/t")'}}
"""
ROWS = [
    {"id": "rich", "made": "100 t", "n": "40 %"},
    {"id": "poor", "made": "300 t", "n": "10 %"},
    {"id": "bare", "made": "100 t", "n": "0 %"},
]


def study(tmp_path):
    rule = library(tmp_path, blend=PACK).load("blend")
    data = {"period": {"from": "2025-01-01", "to": "2025-12-31"}, "tables": {"kinds": ROWS}}
    return rule, data


def test_each_variety_is_given_per_what_it_holds_and_the_whole_per_the_mean(tmp_path):
    rule, data = study(tmp_path)
    inventory, _ = parse_inventory(data)
    found = {p.id: (p.total, p.unit) for p in compute(rule, inventory, samples=0).products}
    assert found["blend[rich]:nitrogen"] == (pytest.approx(1000 / 0.4), "1 t nitrogen")
    assert found["blend[poor]:nitrogen"][0] == pytest.approx(1000 / 0.1)
    assert found["blend:nitrogen"][0] == pytest.approx(1000 / ((40 + 30) / 500))
    assert "blend[bare]:nitrogen" not in found, "a variety that holds none has no result per it"
    assert not [id for id in found if id.endswith(":potash")]


def test_a_case_may_expect_a_result_per_what_a_variety_holds(tmp_path):
    rule, data = study(tmp_path)
    place = rule.unit.place
    expect = tuple(
        Expectation(place, at=at, value=value, unit=parse_unit("kgCO2e/t"))
        for at, value in (
            ("flows.blend[rich]:nitrogen.total", 2500.0),
            ("flows.blend:nitrogen.total", 1000 / 0.14),
            ("flows.blend[bare].total", 1000.0),
        )
    )
    case = Case("per-n", rule.title, "C", Source("by hand"), place, data, expect)
    result = run_case(rule, case)
    assert [o.ok for o in result.outcomes] == [True] * 3
