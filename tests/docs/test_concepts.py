"""The pages on concepts: the figures of their pictures come out, and no part of a result is left out."""

import dataclasses
import re

import pytest

from tanchi.rules import read_rule
from tanchi.study.bundle import MANIFEST
from tanchi.study.cases import run_case
from tanchi.study.markets import TOLERANCE
from tanchi.study.parts import DETAILED
from tanchi.study.result import Footprint
from tanchi.study.verify import NOMINAL, QUANTILE
from tests.docs.pages import LANGUAGES, page, tables, words

PACK = """\
id: works
edition: "1"
format: 1
title: {zh: 工厂}
product: {definition: {zh: 产品}}
unit: {kind: declared, amount: 1 t, of: product}
boundary: {kind: cradle_to_gate, stages: [{id: production, zh: 生产}]}
flows:
  product: {unit: t}
  waste_heat: {unit: GJ}
  power: {unit: MWh, supply: [{factor: {name: electricity, place: [CN]}}]}
processes:
  kiln:
    stage: production
    makes: {product: {ask: t}, waste_heat: {ask: GJ, kind: loop}}
    inputs: {power: {ask: MWh}}
  waste_heat_power:
    stage: production
    makes: {power: {ask: MWh}}
    inputs: {waste_heat: {ask: GJ}}
"""
CASE = """\
case: 混合
source: {ref: 文档, read: read}
inventory:
  period: {from: 2025-01-01, to: 2025-12-31}
  processes:
    kiln: {product: 1000000 t, waste_heat: 500000 GJ, power: 100000 MWh}
    waste_heat_power: {power: 27000 MWh, waste_heat: 500000 GJ}
factors: {power: {CO2: 0.6, unit: kg/kWh}}
expect:
  - {at: flows.power.total, value: 0.438, unit: kgCO2e/kWh}
  - {finding: study.implied_purchase}
"""


def test_the_mix_of_the_picture_comes_out_as_drawn(tmp_path):
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "mix.yaml").write_text(CASE, encoding="utf-8")
    (tmp_path / "pack.yaml").write_text(PACK, encoding="utf-8")
    rule, findings = read_rule(tmp_path)
    assert findings == ()
    result = run_case(rule, rule.cases[0])
    assert [outcome.message.zh for outcome in result.outcomes if not outcome.ok] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_a_footprint_is_explained(language):
    found = tables(language, "concepts/result.md")
    shown = [
        word
        for note, rows in found.items()
        if note.startswith("parts")
        for row in rows
        for word in words(row[0])
    ]
    assert sorted(shown) == sorted(field.name for field in dataclasses.fields(Footprint))


@pytest.mark.parametrize("language", LANGUAGES)
def test_tolerances_named_in_the_text_are_those_of_the_program(language):
    verification = page(language, "concepts/verification.md")
    assert [float(n) for n in re.findall(r"\b1e-\d+", verification)] == [NOMINAL, QUANTILE]
    assert MANIFEST in verification
    number = page(language, "concepts/number.md")
    assert float(re.search(r"(0\.\d+) %", number)[1]) / 100 == TOLERANCE
    assert f" {DETAILED} " in page(language, "concepts/uncertainty.md")
