"""Example plants of photovoltaics and appliances: complete, without warnings; packs answer the checklist."""

from __future__ import annotations

import pytest

from tanchi.conformity.answers import State
from tanchi.conformity.rule_check import check_clause_table, check_rule_conformity
from tanchi.findings import Level
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules.check import check_rule
from tanchi.rules.load import load_rule, read_rule
from tanchi.rules.shelf import library
from tanchi.rules.tree import plain, read_tree
from tanchi.study.cases import run_case
from tanchi.study.compute import compute

EXAMPLES = {
    "photovoltaic-electricity": "ground-plant",
    "photovoltaic-module": "topcon-works",
    "household-appliances": "rice-cooker",
    "room-air-conditioner": "split-35",
    "refrigerator": "two-door-500",
    "washing-machine": "drum-10",
    "television": "lcd-55",
}
CASES = [(pack, case.id) for pack in EXAMPLES for case in load_rule(pack).cases]


@pytest.mark.parametrize("pack", EXAMPLES)
def test_an_example_is_complete_and_passes_its_checks(pack):
    rule = load_rule(pack)
    path = library() / "rules" / pack / rule.edition / "examples" / f"{EXAMPLES[pack]}.yaml"
    inventory, findings = parse_inventory(plain(read_tree(path)))
    inventory, more = check_inventory(inventory, rule)
    found = compute(rule, inventory, samples=0)
    said = [f.code for f in (*findings, *more, *found.findings) if f.level is not Level.NOTE]
    assert said == []
    assert found.total > 0


@pytest.mark.parametrize("pack", EXAMPLES)
def test_a_pack_has_no_findings_and_meets_every_shall_of_the_checklist(pack):
    rule, findings = read_rule(pack)
    assert (*findings, *check_rule(rule)) == ()
    answers = check_rule_conformity(rule)
    assert [
        a.requirement.id
        for a in answers.answers
        if a.state is State.NOT_MET and a.requirement.level == "shall"
    ] == []
    assert tuple(check_clause_table(rule)) == ()


@pytest.mark.parametrize(("pack", "id"), CASES)
def test_a_case_gives_what_it_says(pack, id):
    rule = load_rule(pack)
    result = run_case(rule, next(c for c in rule.cases if c.id == id))
    assert result.outcomes
    assert [o.message.of("en") for o in result.outcomes if not o.ok] == []
