"""Emissions whose gas is picked per row, by a choice, or by a quantity."""

from __future__ import annotations

import pytest

from tanchi.findings import errors
from tanchi.rules.check import check_rule
from tanchi.rules.load import read_rule
from tanchi.study.cases import run_case

RULE = """
id: cooler
edition: "1"
format: 1
title: {zh: 试, en: cooler}
unit: {kind: declared, amount: 1 piece, of: cooler}
gwp: {set: AR6}
boundary: {kind: cradle_to_gate, stages: [{id: all, zh: 全部, en: all}]}
choices:
  blower: {options: [r134a, r22], default: r134a}
flows:
  cooler: {zh: 冷柜, en: cooler, unit: piece}
tables:
  charges:
    columns:
      kind: {pick: [r32, r410a, r600a]}
      mass: {unit: kg}
processes:
  making:
    stage: all
    quantities: {purge: {pick: [nf3, sf6], required: false}}
    makes: {cooler: {ask: piece}}
    emissions:
      leak: {gas: kind, each: charges, when: kind != r600a, amount: mass}
"""


def rule_of(tmp_path, text: str = RULE, case: str = ""):
    folder = tmp_path / "cooler" / "1"
    (folder / "cases").mkdir(parents=True)
    (folder / "pack.yaml").write_text(text, "utf-8")
    if case:
        (folder / "cases" / "try.yaml").write_text(case, "utf-8")
    rule, found = read_rule(folder)
    return rule, [*found, *check_rule(rule)]


CASE = """
case: try
source: {ref: constructed, read: read}
inventory:
  period: {from: 2024-01-01, to: 2024-12-31}
  tables: {charges: [{kind: r410a, mass: 2 kg}, {kind: r600a, mass: 50 g}, {kind: r32, mass: 1 kg}]}
  processes: {making: {cooler: 1 piece%s}}
expect:
  - {at: result.total, value: %s, unit: kgCO2e}
"""


def test_the_gas_of_a_row_is_the_one_its_pick_names(tmp_path):
    # AR6: R410A is half HFC-32 (771), half HFC-125 (3740): 2 × 2255.5; R32 1 × 771; R600a left out by `when`
    rule, found = rule_of(tmp_path, RULE, CASE % ("", 2 * (771 + 3740) / 2 + 771))
    assert not errors(found)
    assert run_case(rule, rule.cases[0]).ok


@pytest.mark.parametrize(
    ("name", "inventory", "gwp"), [("blower", "", 1530), ("purge", ", purge: nf3", 17400)]
)
def test_a_choice_or_a_quantity_may_name_the_gas(tmp_path, name, inventory, gwp):
    line = f"leak: {{gas: {name}, amount: 'unit(1, \"kg\")'}}"
    text = RULE.replace("leak: {gas: kind, each: charges, when: kind != r600a, amount: mass}", line)
    rule, found = rule_of(tmp_path, text, CASE % (inventory, gwp))
    assert not errors(found)
    result = run_case(rule, rule.cases[0])
    assert result.ok, [o.message.zh for o in result.outcomes]


def test_options_that_are_no_gases_are_refused(tmp_path):
    text = RULE.replace("[r32, r410a, r600a]", "[r32, water, co2]")
    _, found = rule_of(tmp_path, text)
    refused = [f.message.en for f in found if f.code == "rule.gas"]
    assert refused == [
        "option 'water' of 'kind' is no greenhouse gas counted by mass",
        "option 'co2' of 'kind' is no greenhouse gas counted by mass",
    ]


def test_a_gas_that_is_neither_known_nor_picked_is_refused(tmp_path):
    _, found = rule_of(tmp_path, RULE.replace("gas: kind", "gas: kinds"))
    assert [f.code for f in found if f.level == "error"][:1] == ["gases.unknown"]


def test_a_row_without_a_gas_stops_the_study_and_names_the_line(tmp_path):
    case = (CASE % ("", 0)).replace("{kind: r32, mass: 1 kg}", "{mass: 1 kg}")
    rule, _ = rule_of(tmp_path, RULE.replace("when: kind != r600a, ", ""), case)
    assert "study.gas" in {f.code for f in run_case(rule, rule.cases[0]).findings}
