"""The packs whose results no plant has confirmed: their cases, their answers to the checklist, their names, their example plants."""

import pytest

from tanchi.conformity.answers import State
from tanchi.conformity.rule_check import check_clause_table, check_rule_conformity
from tanchi.findings import Level
from tanchi.rules.check import check_rule
from tanchi.rules.load import load_rule, read_rule
from tanchi.study.cases import run_case
from tests.rules.example_plant import EXAMPLES, footprint, plant, warnings

PACKS = sorted(EXAMPLES)
CASES = [(pack, case.id) for pack in PACKS for case in load_rule(pack).cases]


def case_of(pack, id):
    return next(c for c in load_rule(pack).cases if c.id == id)


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_has_no_findings(pack):
    rule, findings = read_rule(pack)
    assert (*findings, *check_rule(rule)) == ()


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_is_a_draft_says_what_it_lacks_and_claims_no_standard_as_read(pack):
    rule = load_rule(pack)
    assert rule.status == "draft"
    assert rule.validated.state == ("published" if pack == "methanol" else "none")
    assert rule.validated.text.zh and rule.validated.text.en
    assert "read" not in {s.reading for s in rule.standards}


@pytest.mark.parametrize(("pack", "id"), CASES)
def test_a_case_gives_what_it_says(pack, id):
    result = run_case(load_rule(pack), case_of(pack, id))
    assert result.outcomes
    assert [o.message.of("en") for o in result.outcomes if not o.ok] == []


@pytest.mark.parametrize(("pack", "id"), CASES)
def test_a_case_names_every_check_that_it_fails(pack, id):
    case = case_of(pack, id)
    named = {e.finding for e in case.expect if e.finding}
    found = {f.code for f in run_case(load_rule(pack), case).findings if f.level is not Level.NOTE}
    assert {code for code in found if code.startswith("checks.")} == named


@pytest.mark.parametrize("pack", PACKS)
def test_no_row_of_the_checklist_is_unmet(pack):
    answers = check_rule_conformity(load_rule(pack)).answers
    assert [a.requirement.id for a in answers if a.state is State.NOT_MET] == []


@pytest.mark.parametrize("pack", PACKS)
def test_every_row_of_the_clause_table_leads_somewhere(pack):
    assert [f.message.zh for f in check_clause_table(load_rule(pack))] == []


def labelled(rule):
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
        for table in process.tables.values():
            yield from table.columns.values()


@pytest.mark.parametrize("pack", PACKS)
def test_everything_people_see_has_a_chinese_and_an_english_name(pack):
    assert [i.id for i in labelled(load_rule(pack)) if not (i.label.zh and i.label.en)] == []


@pytest.mark.parametrize("pack", PACKS)
def test_the_example_plant_warns_of_gaps_only(pack):
    found = footprint(pack, plant(pack))
    assert warnings(found) <= {"study.gap"}
    assert {c.id for c in found.checks if c.state.value == "failed"} == set()
    assert found.total > 0


@pytest.mark.parametrize("pack", sorted(set(PACKS) - {"methanol"}))
def test_the_result_of_the_example_plant_carries_the_mark(pack):
    assert footprint(pack, plant(pack)).caution.zh.startswith("未经工厂数据验证")
