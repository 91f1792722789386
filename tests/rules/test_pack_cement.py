"""The cement pack: its cases, its answers to the checklist, its form, its demonstration inventory.

Published figures stand in the pack's cases with their sources.
"""

from dataclasses import replace

import pytest

from tanchi.conformity.answers import State
from tanchi.conformity.rule_check import check_clause_table, check_rule_conformity
from tanchi.findings import Level, errors
from tanchi.inventory.build import build_form
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.plain.read import read_plain
from tanchi.rules.check import check_rule
from tanchi.rules.load import load_rule, read_rule
from tanchi.rules.shelf import library
from tanchi.study.cases import run_case
from tanchi.study.compute import compute

FOLDER = library() / "rules" / "cement" / "2025-1"
CASES = sorted(p.stem for p in (FOLDER / "cases").glob("*.yaml"))


@pytest.fixture(scope="module")
def cement():
    return load_rule("cement")


@pytest.fixture(scope="module")
def demonstration(cement):
    inventory, findings = read_plain(FOLDER / "examples" / "ce3.yaml")
    assert findings == ()
    return inventory


@pytest.fixture(scope="module")
def footprint(cement, demonstration):
    return compute(cement, demonstration, samples=0)


def _case(rule, id):
    return next(c for c in rule.cases if c.id == id)


def test_the_pack_has_no_findings():
    rule, findings = read_rule("cement")
    assert (*findings, *check_rule(rule)) == ()


def test_the_pack_is_a_draft_and_says_that_no_footprint_standard_was_read(cement):
    assert cement.status == "draft"
    assert "read" not in {s.reading for s in cement.standards}
    assert "没有找到水泥产品碳足迹的国家标准文本" in cement.goal.zh


@pytest.mark.parametrize("id", CASES)
def test_a_case_gives_what_it_says(cement, id):
    result = run_case(cement, _case(cement, id))
    failed = [
        f"{o.expectation.at or o.expectation.finding}: {o.message.of('en')}"
        for o in result.outcomes
        if not o.ok
    ]
    assert result.outcomes
    assert failed == []


@pytest.mark.parametrize("id", CASES)
def test_a_case_names_every_check_that_it_fails(cement, id):
    case = _case(cement, id)
    named = {e.finding for e in case.expect if e.finding}
    found = {f.code for f in run_case(cement, case).findings if f.level is not Level.NOTE}
    assert {code for code in found if code.startswith("checks.")} == named


def test_no_row_of_the_checklist_is_unmet(cement):
    unmet = [a.requirement.id for a in check_rule_conformity(cement).answers if a.state is State.NOT_MET]
    assert unmet == []


def test_every_row_of_the_clause_table_leads_somewhere(cement):
    assert [f.message.zh for f in check_clause_table(cement)] == []


def _labelled(rule):
    yield from rule.flows.values()
    yield from rule.choices.values()
    yield from rule.checks.values()
    for table in rule.tables.values():
        yield table
        yield from table.columns.values()
    for process in rule.processes.values():
        yield process
        yield from process.quantities.values()
        yield from process.values.values()


def test_everything_people_see_has_a_chinese_and_an_english_name(cement):
    assert [item.id for item in _labelled(cement) if not (item.label.zh and item.label.en)] == []


@pytest.mark.parametrize("method", ["clinker_output", "raw_input", "clinker_factor"])
def test_the_form_asks_for_the_oxides_only_where_the_method_needs_them(cement, method):
    form = build_form(cement, {"process_method": method})
    kiln = next(sheet for sheet in form.sheets if sheet.process == "kiln")
    asked = {field.id: field.required for field in kiln.fields}
    assert asked["cao"] is asked["mgo"] is (method == "clinker_output")
    assert asked["clinker_kind"] is (method == "clinker_factor")


def test_the_demonstration_is_filled_without_errors(cement, demonstration):
    _, findings = check_inventory(demonstration, cement)
    assert errors(findings) == ()


def test_the_demonstration_gives_the_rates_of_the_paper(cement, demonstration, footprint):
    """Li et al. 2014: 0.5323 calcination and 0.2749 coal per t of clinker; monthly figures keep the means."""
    by_line = {(c.process, c.line): c for c in footprint.contributions if c.link is None}
    clinker_per_cement = 860000 / 1200000
    assert by_line["kiln", "process_co2"].value / clinker_per_cement == pytest.approx(532.3, abs=0.1)
    assert by_line["kiln", "fuel"].value / clinker_per_cement == pytest.approx(274.9, abs=0.1)


def test_the_demonstration_has_the_one_anomaly_of_the_paper_and_three_gaps(footprint):
    warned = {f.code for f in footprint.findings if f.level is not Level.NOTE}
    assert warned == {"checks.carbon_fits", "study.gap"}
    assert {g.flow for g in footprint.gaps} == {"explosives", "ammonia", "refractories"}


def test_the_mean_of_the_types_by_output_is_the_result(footprint):
    types = {p.row: p.total for p in footprint.products if p.row}
    mean = (1000000 * types["po425"] + 200000 * types["psa325"]) / 1200000
    assert footprint.total == pytest.approx(mean, rel=1e-9)


def test_purchased_power_stands_in_the_stage_of_electricity(footprint):
    """73 010 MWh of 100 010 are bought: all uses less waste-heat power; 0.5777 kg CO2e/kWh in 2024."""
    uses = 34000 + 7200 + 1440 + 2070 + 23700 + 4600 + 27000
    leaving = (900000 - 30000 - 10000) / 900000
    before_grinding = (2070 + 23700 + 4600 + 27000) * leaving + 34000 + 7200 + 1440
    mean = (uses - 27000) / uses * 577.7
    stage = next(p for p in footprint.by_stage if p.id == "utilities")
    assert stage.value == pytest.approx(before_grinding * mean / 1200000, rel=1e-9)


def test_alternatives_without_their_data_are_said_to_be_impossible(footprint):
    economic = next(v for v in footprint.variants if v.choice == "additions")
    assert economic.total is None
    assert "不能计算" in economic.note.zh


def test_a_type_without_its_recipe_is_an_error(cement, demonstration):
    """Left out, clinker and its emissions would not be in the cement at all."""
    kept = {a: e for a, e in demonstration.entries.items() if a.table != "recipe"}
    rows = {key: found for key, found in demonstration.rows.items() if key[2] != "recipe"}
    bare = replace(demonstration, entries=kept, rows=rows)
    found = compute(cement, bare, samples=0).findings
    assert "checks.recipe_given" in {f.code for f in found if f.level is Level.ERROR}
