"""What stands in braces in a rule's text: values, lists, formulas of the rule, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tanchi.findings import FilePlace, Level, Text
from tanchi.rules import load_rule, read_rule
from tanchi.rules.check_text import text_findings
from tanchi.rules.model import TextClause
from tanchi.rules.shelf import list_rules
from tanchi.rules.wording import Reference, formula_at, list_at, pieces, references, value_at


@pytest.fixture(scope="module")
def cement():
    return load_rule("cement")


def said(rule, zh: str, en: str = "", clause: str = "6.1"):
    """Return the findings of a rule whose text is one sentence."""
    sentence = TextClause(clause, "shall", Text(zh, en), FilePlace("text.yaml", 7))
    return list(text_findings(replace(rule, text=(sentence,))))


def test_a_text_is_cut_at_its_braces_and_loses_nothing():
    text = "应小于 {boundary.cutoff.each}：{list boundary.stages}{ where  kiln.fuel_co2 }。"
    found = pieces(text)
    assert [p if isinstance(p, str) else (p.kind, p.path) for p in found] == [
        "应小于 ", ("", "boundary.cutoff.each"), "：", ("list", "boundary.stages"), ("where", "kiln.fuel_co2"), "。",
    ]  # fmt: skip
    assert "".join(p if isinstance(p, str) else p.source for p in found) == text


@pytest.mark.parametrize(
    ("path", "zh"),
    [
        ("boundary.cutoff.each", "1 %"),
        ("boundary.cutoff.total", "5 %"),
        ("unit.of", "出厂水泥"),
        ("gwp.set", "IPCC AR6"),
        ("quality.limit", "3"),
        ("parameters.kiln_heat_low", "2.9 GJ/t"),
        ("parameters.co2_of_carbonate.calcium_carbonate", "0.44 tCO₂/t"),
        ("choices.process_method", "过程排放计算方法"),
        ("processes.kiln", "熟料煅烧"),
        ("flows.clinker", "水泥熟料"),
    ],
)
def test_a_path_names_what_the_pack_says(cement, path, zh):
    assert value_at(cement, path).zh == zh


def test_a_tolerance_of_a_check_is_a_share():
    assert value_at(load_rule("steel"), "processes.blast_furnace.checks.carbon.tolerance").zh.endswith(" %")


@pytest.mark.parametrize(
    "path", ["", "parameters", "parameters.nothing", "kiln", "processes.kiln.nothing", "unit.off"]
)
def test_a_path_that_leads_nowhere_names_nothing(cement, path):
    assert value_at(cement, path) is None


def test_lists_are_those_of_the_pack(cement):
    stages = list_at(cement, "boundary.stages")
    included = [s for s in cement.boundary.stages if s.included]
    assert [s.zh.split("：")[0] for s in stages] == [s.label.zh for s in included]
    assert "熟料煅烧" in next(s.zh for s in stages if s.zh.startswith("熟料生产"))
    exclusions = list_at(cement, "boundary.exclusions")
    assert len(exclusions) == len(cement.boundary.exclusions) + sum(
        not s.included for s in cement.boundary.stages
    )
    decisions = {d.zh for d in list_at(cement, "boundary.decisions")}
    assert "员工通勤和差旅：不计" in decisions and len(decisions) == len(cement.boundary.decisions)
    gaps = [g.zh for g in list_at(cement, "quality.gaps")]
    assert gaps == [
        "数量按已有月份的平均值补，12 个月中至多 2 个月",
        "含量、热值等平均值沿用最近一次的数值，12 个月中至多 3 个月",
    ]
    assert list_at(cement, "choices.process_method") == tuple(
        o.label for o in cement.choices["process_method"].options
    )
    assert list_at(cement, "boundary.nothing") is None


def test_a_formula_is_found_in_its_process_also_where_a_block_brought_it(cement):
    kiln = formula_at(cement, "kiln.by_output")
    assert (kiln.process.id, kiln.item.id) == ("kiln", "by_output")
    carbonates = formula_at(load_rule("electrolytic-aluminium"), "refining.carbonates.decomposition")
    assert (carbonates.process.id, carbonates.item.id) == ("refining", "carbonates.decomposition")
    assert formula_at(cement, "kiln.limestone") is None or formula_at(cement, "kiln.limestone").item.amount
    assert formula_at(cement, "kiln.nothing") is None


def test_every_rule_of_the_library_refers_to_what_it_has():
    for entry in list_rules():
        rule, _ = read_rule(entry.folder)
        if rule.parent:
            assert list(text_findings(rule)) == [], entry.id


def test_an_unknown_path_is_refused_at_its_line_with_what_comes_near(cement):
    (finding,) = said(cement, "应为 {parameters.kiln_heat_lo}。")
    assert (finding.code, finding.level, finding.place.line) == ("rule.text_reference", Level.ERROR, 7)
    assert "parameters.kiln_heat_low" in finding.remedy.zh
    (finding,) = said(cement, "应按{formula kiln.by_outputs}计算。")
    assert "kiln.by_output" in finding.remedy.en
    assert [f.code for f in said(cement, "见{table nothing}，{list nothing}")] == ["rule.text_reference"] * 2


def test_both_languages_refer_to_the_same(cement):
    assert said(cement, "不大于 {boundary.cutoff.each}", "at most {boundary.cutoff.each}") == []
    (finding,) = said(cement, "不大于 {boundary.cutoff.each}", "at most {boundary.cutoff.total}")
    assert finding.code == "rule.text_languages" and "boundary.cutoff.total" in finding.message.zh


def test_text_between_a_clause_and_its_sub_clause_hangs_but_not_before_terms(cement):
    sentence = TextClause("6.1", "shall", Text("甲"), FilePlace("t.yaml", 1))
    below = replace(sentence, clause="6.1.1", place=FilePlace("t.yaml", 2))
    (finding,) = text_findings(replace(cement, text=(below, sentence)))
    assert (finding.code, finding.level, finding.place.line) == ("rule.text_hanging", Level.WARNING, 1)
    terms = (replace(sentence, clause="3"), replace(below, clause="3.1"))
    assert list(text_findings(replace(cement, text=terms))) == []
    apart = (replace(sentence, clause="6.1"), replace(below, clause="6.10"))
    assert list(text_findings(replace(cement, text=apart))) == []


def test_a_reference_keeps_how_it_was_written():
    assert references("a {list x.y} b") == (Reference("list", "x.y", "{list x.y}"),)
