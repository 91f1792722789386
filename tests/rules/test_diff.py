"""Two editions side by side: what is told as a change, of what kind, and whether a result can move."""

import shutil
from pathlib import Path

import pytest

from tanchi.rules import load_rule
from tanchi.rules.change import ChangeKind
from tanchi.rules.diff import can_move, diff

PACK = """
id: mill
edition: "1"
format: 1
status: draft
title: {zh: 磨坊, en: mill}
product: {definition: {zh: 面粉, en: flour}}
unit: {kind: declared, amount: 1 t, of: flour}
boundary:
  kind: cradle-to-gate
  stages: [{id: milling, zh: 磨粉, en: milling}]
  cutoff: {each: 1 %, total: 5 %, basis: mass}
gwp: {set: AR6}
choices:
  route: {zh: 工艺, en: route, options: {stone: {zh: 石磨, en: stone}, roller: {zh: 辊磨, en: roller}}, default: stone}
parameters:
  dust: {zh: 粉尘系数, en: dust, unit: t/t, value: 0.01, source: {ref: 手册, at: 表 1, year: 2020, read: read}}
flows:
  flour: {zh: 面粉, en: flour, unit: t}
  grain: {zh: 小麦, en: grain, unit: t, supply: [{gap: {zh: 向供应商索取, en: ask}}]}
  power: {zh: 电, en: power, unit: MWh, supply: [{factor: {name: electricity, place: [CN]}}]}
processes:
  mill:
    zh: 磨粉
    en: milling
    stage: milling
    makes: {flour: {zh: 产量, en: output, ask: t, range: [1, 100]}}
    inputs:
      grain: {zh: 用量, en: grain used, ask: t}
      power: {zh: 用电, en: power used, amount: "grain * unit(2, \\"MWh/t\\") * (1 + dust)", clause: "6.2"}
    checks: {yield: {zh: 出粉率, en: yield, check: flour <= grain, level: warning}}
"""
CASE = """
case: {zh: 算例, en: case}
source: {ref: 手算, read: read}
grade: C
inventory: {processes: {mill: {flour: 8 t, grain: 10 t}}}
factors: {power: {CO2: 600, unit: kg/MWh}, grain: {CO2: 0, unit: kg/t}}
expect: [{at: result.total, value: 1515, unit: kgCO2e, tolerance: {relative: 1e-9}}]
"""


def rule_of(folder: Path, *changes: tuple[str, str]):
    """Write the mill with texts replaced and load it; each text must stand in the pack."""
    pack, case = PACK, CASE
    for old, new in changes:
        assert old in pack + case
        pack, case = pack.replace(old, new), case.replace(old, new)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "cases").mkdir(parents=True)
    (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    (folder / "cases" / "one.yaml").write_text(case, encoding="utf-8")
    return load_rule(folder)


@pytest.fixture
def changes_of(tmp_path):
    def changes(*edits: tuple[str, str]):
        return diff(rule_of(tmp_path / "old" / "1"), rule_of(tmp_path / "new" / "1", *edits))

    return changes


def test_the_same_rule_has_no_changes(changes_of):
    assert changes_of() == ()


KINDS = [
    ("zh: 磨粉\n    en: milling", "zh: 制粉\n    en: milling", "label", "processes.mill.label"),
    ("value: 0.01", "value: 0.02", "number", "parameters.dust.value"),
    ("at: 表 1", "at: 表 2", "source", "parameters.dust.source"),
    ("* (1 + dust)", "* (1 - dust)", "formula", "processes.mill.inputs.power.amount"),
    ("default: stone", "default: roller", "choice", "choices.route.default"),
    ("range: [1, 100]", "range: [1, 200]", "check", "processes.mill.makes.flour.ask.high"),
    ("level: warning", "level: error", "check", "processes.mill.checks.yield.level"),
    ("each: 1 %", "each: 2 %", "check", "boundary.cutoff.each"),
    ("zh: 面粉, en: flour}}", "zh: 小麦粉, en: flour}}", "text", "product.definition"),
    ("name: electricity", "name: electricity_upstream", "structure", "flows.power.supply.1.name"),
    ("grain: 10 t", "grain: 11 t", "check", "cases.one"),
    ('clause: "6.2"', 'clause: "6.3"', "text", "processes.mill.inputs.power.clause"),
    ("set: AR6", "set: AR5", "structure", "gwp.set"),
]


@pytest.mark.parametrize(("old", "new", "kind", "path"), KINDS, ids=[path for *_, path in KINDS])
def test_an_edit_is_one_change_of_its_kind_at_its_path(changes_of, old, new, kind, path):
    found = changes_of((old, new))
    assert [(c.path, c.kind) for c in found] == [(path, ChangeKind(kind))]


def test_only_numbers_formulas_structure_and_choices_can_move_a_result(changes_of):
    moving = {ChangeKind.NUMBER, ChangeKind.FORMULA, ChangeKind.STRUCTURE, ChangeKind.CHOICE}
    for old, new, kind, _ in KINDS:
        assert can_move(changes_of((old, new))) is (ChangeKind(kind) in moving)


def test_a_bracket_more_is_no_change(changes_of):
    assert changes_of(("* (1 + dust)", "* ((1 + dust))")) == ()


def test_the_same_size_in_another_unit_is_no_change(changes_of):
    assert changes_of(("unit: t/t, value: 0.01", "unit: kg/t, value: 10")) == ()


def test_an_item_that_came_is_told_once_and_not_field_by_field(changes_of):
    more = 'power: {zh: 用电, en: power used, amount: "grain'
    found = changes_of((more, f"water: {{product: grain, zh: 水, en: water, ask: t}}\n      {more}"))
    assert [(c.path, c.sentence.zh) for c in found] == [("processes.mill.inputs.water", "新增“水”")]


def test_an_item_that_went_is_told_once(changes_of):
    gone = "    checks: {yield: {zh: 出粉率, en: yield, check: flour <= grain, level: warning}}\n"
    (found,) = changes_of((gone, ""))
    assert (found.path, found.sentence.zh, found.moves_result) == (
        "processes.mill.checks.yield",
        "删去“出粉率”",
        False,
    )


def test_another_id_of_an_item_that_says_the_same_is_a_renaming(changes_of):
    found = changes_of(("  dust:", "  loss:"), ("(1 + dust)", "(1 + loss)"))
    assert [(c.path, c.old, c.new) for c in found if c.path.startswith("parameters")] == [
        ("parameters.loss", "dust", "loss")
    ]


def test_sentences_name_the_item_the_field_and_both_values(changes_of):
    (found,) = changes_of(("value: 0.01", "value: 0.02"))
    assert found.sentence.zh == "粉尘系数·数值：由“0.01 t/t”改为“0.02 t/t”"
    assert found.sentence.en == "dust · value: from '0.01 t/t' to '0.02 t/t'"


def test_an_english_sentence_about_a_change_in_chinese_only_shows_the_chinese(changes_of):
    (found,) = changes_of(("zh: 粉尘系数", "zh: 损耗系数"))
    assert found.sentence.en == "dust · label: from '粉尘系数' to '损耗系数'"


def test_changes_that_can_move_a_result_come_first(changes_of):
    found = changes_of(("value: 0.01", "value: 0.02"), ("zh: 粉尘系数", "zh: 损耗系数"))
    assert [c.moves_result for c in found] == [True, False]


def test_back_and_forth_are_the_same_changes_turned_round(tmp_path):
    edits = [(old, new) for old, new, *_ in KINDS]
    old, new = rule_of(tmp_path / "a" / "1"), rule_of(tmp_path / "b" / "1", *edits)
    there, back = diff(old, new), diff(new, old)
    assert [(c.path, c.kind, c.old, c.new) for c in there] == [(c.path, c.kind, c.new, c.old) for c in back]
    assert len(there) == len(KINDS)
