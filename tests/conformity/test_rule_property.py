"""Whatever is dropped from a pack or changed in it, some answer of the pack changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tanchi.conformity.rule_check import check_rule_conformity
from tanchi.findings import Text
from tanchi.rules.model import Rule
from tests.conformity.models import inside, process, rule_of, setting, speechless, without


def answers(rule: Rule) -> tuple[object, ...]:
    return tuple((a.state, a.evidence, a.paths) for a in check_rule_conformity(rule).answers)


def altered(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Yield the rule with one element less, or another value of one element, and what it is."""
    yield from parts(rule)
    for id in rule.processes:
        yield f"process {id}", without("processes", id)(rule)
        yield from lines(rule, id)
    for id in rule.parameters:
        yield f"parameter {id}", without("parameters", id)(rule)
    for number, stage in enumerate(rule.boundary.stages):
        kept = (*rule.boundary.stages[:number], *rule.boundary.stages[number + 1 :])
        yield f"stage {stage.id}", inside("boundary", stages=kept)(rule)
    for indicator in rule.quality.indicators:
        kept = tuple(i for i in rule.quality.indicators if i is not indicator)
        yield f"indicator {indicator.id}", inside("quality", indicators=kept)(rule)
    for key in ("capital_goods", "commuting", "research", "packaging", "on_site_transport"):
        kept = {k: v for k, v in rule.boundary.decisions.items() if k != key}
        yield f"decision {key}", inside("boundary", decisions=kept)(rule)
    for clause in sorted({t.clause for t in rule.text} & pointed_at(rule)):
        yield f"text {clause}", speechless(clause)(rule)


def pointed_at(rule: Rule) -> set[str]:
    return {link.path.removeprefix("text.") for link in rule.clauses if link.path.startswith("text.")}


def parts(rule: Rule) -> Iterator[tuple[str, Rule]]:
    yield "title", setting(title=Text("别的名称", "another title"))(rule)
    yield "goal", setting(goal=Text("别的目的", "another goal"))(rule)
    yield "ip", setting(ip=Text("有一项专利", "one patent"))(rule)
    yield "licence", setting(licence="MIT")(rule)
    yield "parent", setting(parent="other@1")(rule)
    yield "standards", setting(standards=())(rule)
    yield "definition", inside("product", definition=Text("别的产品", "another product"))(rule)
    yield "routes covered", inside("product", routes_covered=())(rule)
    yield "routes not covered", inside("product", routes_not_covered=())(rule)
    yield "codes", inside("product", codes={**rule.product.codes, "cpc": "1"})(rule)
    yield "unit", inside("unit", amount=replace(rule.unit.amount, value=2.0))(rule)
    yield "boundary", inside("boundary", kind="gate_to_gate")(rule)
    yield "gwp", inside("gwp", set="AR5")(rule)
    yield "limit", inside("quality", limit=2.0)(rule)
    yield "each", inside("boundary", cutoff=replace(rule.boundary.cutoff, each=0.005))(rule)
    yield "total", inside("boundary", cutoff=replace(rule.boundary.cutoff, total=0.03))(rule)
    yield "basis", inside("boundary", cutoff=replace(rule.boundary.cutoff, basis="mass"))(rule)
    yield "never", inside("boundary", cutoff=replace(rule.boundary.cutoff, never=("NF3",)))(rule)
    yield "offsets", without("choices", "offsets")(rule)
    yield "exclusion", inside("boundary", exclusions=())(rule)


def lines(rule: Rule, id: str) -> Iterator[tuple[str, Rule]]:
    found = rule.processes[id]
    for part in ("emissions", "wastes"):
        for line in getattr(found, part):
            kept = {k: v for k, v in getattr(found, part).items() if k != line}
            yield f"{id} {line}", process(id, lambda p, k=kept, w=part: replace(p, **{w: k}))(rule)
    for check in (c.id for c in found.checks.values() if c.balance):
        kept = {k: v for k, v in found.checks.items() if k != check}
        yield f"{id} {check}", process(id, lambda p, k=kept: replace(p, checks=k))(rule)


@pytest.mark.parametrize("pack", ["board", "lamp"])
def test_any_element_dropped_or_changed_shows_in_an_answer(pack):
    rule = rule_of(pack)
    before = answers(rule)
    assert [name for name, other in altered(rule) if answers(other) == before] == []


@pytest.mark.parametrize("pack", ["board", "lamp"])
def test_a_line_of_the_clause_table_is_evidence_of_its_row(pack):
    rule = rule_of(pack)
    for link in rule.clauses:
        found = check_rule_conformity(rule).answer(link.requirement)
        assert link.path in found.paths or found.state.value == "not_applicable"
