"""Each row that asks something of a pack: a rule that meets it, and the same rule failing it and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tanchi.conformity import Obligation, Where, load_checklist
from tanchi.conformity.answers import State
from tanchi.conformity.rule_check import check_clause_table, check_rule_conformity
from tanchi.conformity.rule_paths import exists
from tanchi.findings import Text
from tanchi.rules.check import check_rule
from tanchi.rules.model import Deviation, Exclusion, Flow, Ref, Rule
from tests.conformity.models import (
    PACKS,
    Change,
    flow,
    inside,
    process,
    rule_of,
    setting,
    silent,
    speechless,
    without,
)

NOTHING = Text("")
ASKED = {row.id.removeprefix("C24067-") for row in load_checklist().wanted_in(Where.RULE_PACK)}


def unmet(rule: Rule) -> set[str]:
    answers = check_rule_conformity(rule).answers
    return {a.requirement.id.removeprefix("C24067-") for a in answers if a.state is State.NOT_MET}


def state(rule: Rule, row: str) -> State:
    return check_rule_conformity(rule).answer(f"C24067-{row}").state


def stage(change):
    """Return a change of the stages of a rule, one by one."""
    return lambda rule: inside("boundary", stages=tuple(map(change, rule.boundary.stages)))(rule)


def cutoff(**fields) -> Change:
    return lambda rule: inside("boundary", cutoff=replace(rule.boundary.cutoff, **fields))(rule)


def undecided(rule: Rule) -> Rule:
    kept = {k: v for k, v in rule.boundary.decisions.items() if k != "packaging"}
    return inside("boundary", decisions=kept)(rule)


def nowhere(rule: Rule) -> Rule:
    """Return the rule with a process in a stage that the boundary leaves out."""
    return process("works", lambda p: replace(p, stage="use"))(rule)


def made_elsewhere(rule: Rule) -> Rule:
    """Return the rule with a unit that refers to a flow which no process makes."""
    return inside("unit", of=Ref("resin"))(rule)


def unmeasured(rule: Rule) -> Rule:
    """Return the rule with a unit that neither says nor knows what it is counted in."""
    amount = replace(rule.unit.amount, unit=None)
    return flow("board", unit=None)(inside("unit", amount=amount)(rule))


def one_indicator_less(rule: Rule) -> Rule:
    return inside("quality", indicators=tuple(i for i in rule.quality.indicators if i.id != "time"))(rule)


def four_levels(rule: Rule) -> Rule:
    first, *rest = rule.quality.indicators
    scores = {k: v for k, v in first.scores.items() if k != 5}
    return inside("quality", indicators=(replace(first, scores=scores), *rest))(rule)


def unexplained_allocation(rule: Rule) -> Rule:
    return process("works", lambda p: replace(p, allocation=replace(p.allocation, reason=NOTHING)))(rule)


def ash_for_nothing(rule: Rule) -> Rule:
    """Return the rule with ash that leaves free of burden, nobody says why."""
    return process("works", lambda p: replace(p, wastes={"ash": replace(p.wastes["ash"], to=Ref("none"))}))(
        rule
    )


def unbalanced(rule: Rule) -> Rule:
    return process(
        "works", lambda p: replace(p, checks={k: c for k, c in p.checks.items() if not c.balance})
    )(rule)


def nameless_formula(rule: Rule) -> Rule:
    def change(p):
        return replace(p, emissions={**p.emissions, "vented": replace(p.emissions["vented"], symbol=None)})

    return process("works", change)(rule)


def unsourced(rule: Rule) -> Rule:
    bare = replace(rule.parameters["co2_per_c"], source=None)
    return replace(rule, parameters={**rule.parameters, "co2_per_c": bare})


def deviating(**fields) -> Change:
    place = rule_of("board").unit.place
    given = {
        "at": "parameters.co2_per_c",
        "direction": "deviate",
        "reason": NOTHING,
        "place": place,
        **fields,
    }
    return setting(deviations=(Deviation(**given),))


def everything_after_the_gate_forgotten(rule: Rule) -> Rule:
    inner = [s for s in rule.boundary.stages if s.included]
    return inside("boundary", stages=tuple(inner), exclusions=())(rule)


BOARD: dict[str, tuple[Change, set[str]]] = {
    "SCO-02": (without("choices", "offsets"), set()),
    "PRI-01": (stage(lambda s: replace(s, reason=NOTHING)), {"PSS-04"}),
    "PRI-02": (inside("unit", amount=replace(rule_of("board").unit.amount, value=0.0)), {"FUN-01", "PSS-03"}),
    "PRI-06": (silent("PRI-06"), set()),
    "GEN-02": (nowhere, {"PSS-04"}),
    "PCR-04": (deviating(), set()),
    "GOA-01": (setting(goal=NOTHING), set()),
    "SCP-01": (inside("product", routes_covered=()), {"PSS-02"}),
    "SCP-02": (speechless("9"), set()),
    "FUN-01": (unmeasured, {"PRI-02", "PSS-03"}),
    "FUN-02": (inside("boundary", kind="cradle_to_grave"), set()),
    "FUN-04": (made_elsewhere, set()),
    "BND-01": (inside("boundary", kind=""), {"SCP-02", "PSS-04"}),
    "BND-03": (inside("boundary", exclusions=(Exclusion(Text("油", "oil"), NOTHING),)), {"PSS-04"}),
    "BND-05": (undecided, set()),
    "BND-06": (silent("BND-06"), set()),
    "CUT-03": (cutoff(total=0.001), {"PSS-05"}),
    "CUT-05": (cutoff(total=0.1), set()),
    "CUT-06": (cutoff(never=()), set()),
    "DAT-01": (
        process("works", lambda p: replace(p, site_specific=False)),
        {"BND-06", "PSS-06"},
    ),
    "DAT-08": (silent("DAT-08"), set()),
    "DAT-09": (one_indicator_less, {"PSS-06"}),
    "DQR-01": (four_levels, set()),
    "ALL-01": (unexplained_allocation, {"ALL-03", "PSS-07"}),
    "ALL-03": (
        process("works", lambda p: replace(p, allocation=replace(p.allocation, step="convenience"))),
        {"ALL-01", "PSS-07"},
    ),
    "ALL-05": (ash_for_nothing, set()),
    "ALL-06": (unbalanced, set()),
    "REC-01": (silent("REC-01"), {"PSS-07"}),
    "REC-02": (silent("REC-02"), set()),
    "REC-05": (silent("REC-05"), set()),
    "BIO-02": (flow("wood", supply=()), set()),
    "PSS-01": (setting(title=Text("板材碳足迹", "footprint of board")), set()),
    "PSS-02": (inside("product", codes={}), set()),
    "PSS-03": (inside("unit", of=Ref("")), {"PRI-02", "SCP-02", "FUN-01", "FUN-04"}),
    "PSS-04": (inside("boundary", exclusions=()), set()),
    "PSS-05": (cutoff(basis=""), {"CUT-03", "CUT-05"}),
    "PSS-06": (silent("PSS-06"), set()),
    "PSS-07": (process("works", lambda p: replace(p, allocation=None)), {"ALL-01", "ALL-03", "SCP-02"}),
    "PSS-08": (nameless_formula, set()),
    "PSS-09": (inside("gwp", set="AR7"), set()),
    "PSS-10": (silent("PSS-10"), set()),
    "PSS-11": (silent("PSS-11"), set()),
    "PSS-12": (unsourced, set()),
    "PSS-13": (setting(ip=NOTHING), set()),
}
"""Row → a change of the board rule that fails it, and the rows that ask for the same evidence and fail with it."""

LAMP: dict[str, tuple[Change, set[str]]] = {
    "FUN-01": (inside("unit", text=NOTHING), {"PRI-02", "PSS-03"}),
    "USE-01": (silent("USE-01"), set()),
    "EOL-01": (silent("EOL-01"), set()),
    "EOL-03": (silent("EOL-03"), set()),
    "REC-01": (silent("REC-01"), {"PSS-07"}),
    "REC-05": (silent("REC-05"), set()),
}
"""The same for the lamp rule, which has the stages after the gate."""

CASES = [("board", row, *case) for row, case in BOARD.items()]
CASES += [("lamp", row, *case) for row, case in LAMP.items()]


@pytest.mark.parametrize("pack", ["board", "lamp"])
def test_the_model_rules_run_and_leave_no_row_unmet(pack):
    rule = rule_of(pack)
    assert [str(f.message) for f in check_rule(rule)] == []
    assert unmet(rule) == set()
    assert [str(f.message) for f in check_clause_table(rule)] == []


@pytest.mark.parametrize(
    ("pack", "row", "change", "companions"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES]
)
def test_taking_one_thing_away_fails_its_row_and_no_other(pack, row, change, companions):
    rule = rule_of(pack)
    assert state(rule, row) in (State.MET, State.PERSON)
    assert unmet(change(rule)) == {row, *companions}


def test_every_row_asked_of_a_pack_has_a_rule_that_fails_it():
    assert {*BOARD, *LAMP} == ASKED


def test_every_answer_points_to_something_that_is_there():
    for pack in ("board", "lamp"):
        rule = rule_of(pack)
        for answer in check_rule_conformity(rule).answers:
            if answer.state in (State.MET, State.PERSON):
                assert answer.paths, answer.requirement.id
                assert [p for p in answer.paths if not exists(rule, p)] == [], answer.requirement.id


def test_an_unmet_row_says_what_to_do_in_both_languages():
    for _, row, change, _ in CASES:
        rule = rule_of("board" if row in BOARD else "lamp")
        answer = check_rule_conformity(change(rule)).answer(f"C24067-{row}")
        if answer.state is State.NOT_MET:
            assert answer.remedy.zh, row
            assert answer.remedy.en, row
            assert answer.evidence.en, row


@pytest.mark.parametrize(
    ("row", "pack"),
    [
        ("USE-01", "board"),
        ("EOL-01", "board"),
        ("EOL-03", "board"),
        ("FUN-02", "lamp"),
        ("BIO-02", "lamp"),
        ("REC-02", "lamp"),
    ],
)
def test_a_row_whose_condition_does_not_hold_is_not_applicable_and_says_why(row, pack):
    answer = check_rule_conformity(rule_of(pack)).answer(f"C24067-{row}")
    assert answer.state is State.NOT_APPLICABLE
    assert answer.evidence.zh
    assert answer.evidence.en


def test_an_exclusion_makes_the_rows_on_exclusions_apply():
    assert state(inside("boundary", exclusions=())(rule_of("board")), "BND-03") is State.NOT_APPLICABLE


def test_a_gate_rule_that_forgets_what_comes_after_the_gate_is_told():
    assert "PRI-01" in unmet(everything_after_the_gate_forgotten(rule_of("board")))


@pytest.mark.parametrize(
    ("id", "zh", "en", "is_offset"),
    [
        ("credits", "碳信用", "carbon credits", True),
        ("ccer", "国家核证自愿减排量", "CCER", True),
        ("offsets", "", "", True),
        ("paper", "胶版印刷纸", "offset paper", False),
        ("succeriol", "化学品", "a chemical", False),
    ],
)
def test_offset_flows_are_told_from_offset_paper(id, zh, en, is_offset):
    rule = rule_of("board")
    found = Flow(id, Text(zh, en), rule.unit.place, unit=rule.flows["board"].unit)
    changed = replace(rule, flows={**rule.flows, id: found})
    assert (unmet(changed) == {"SCO-02"}) is is_offset


@pytest.mark.parametrize(
    ("fields", "fails"),
    [
        ({"direction": "tighten", "reason": Text("更严", "stricter")}, False),
        ({"direction": "deviate", "reason": Text("不同", "other")}, True),
        ({"direction": "deviate", "reason": Text("不同", "other"), "clause": "5.4"}, False),
    ],
)
def test_a_deviation_needs_its_clause_a_tightening_only_its_reason(fields, fails):
    assert unmet(deviating(**fields)(rule_of("board"))) == ({"PCR-04"} if fails else set())


def test_a_rule_without_parent_is_told():
    assert unmet(setting(parent="")(rule_of("board"))) == {"PCR-04"}


def test_content_that_a_person_judges_is_never_called_met():
    for pack in ("board", "lamp"):
        for answer in check_rule_conformity(rule_of(pack)).answers:
            if answer.requirement.check.value != "automatic":
                assert answer.state is not State.MET


def test_unmet_rows_become_errors_for_shall_and_for_what_a_pack_must_show():
    conformity = check_rule_conformity(silent("REC-02", "PSS-10")(rule_of("board")))
    assert [a.requirement.id for a in conformity.unmet()] == ["C24067-PSS-10"]
    assert [a.requirement.id for a in conformity.unmet(must=False)] == ["C24067-REC-02", "C24067-PSS-10"]
    assert conformity.answer("C24067-REC-02").requirement.level is Obligation.SHOULD


def test_an_unmet_row_points_to_its_line_of_the_pack():
    place = check_rule_conformity(nameless_formula(rule_of("board"))).answer("C24067-PSS-08").place
    lines = (PACKS / "board" / "pack.yaml").read_text(encoding="utf-8").splitlines()
    assert "vented:" in lines[place.line - 1]


@pytest.mark.parametrize(
    "path", ["text.99", "processes.nowhere", "tables", "quality.limits", "boundary.stages.x"]
)
def test_a_clause_table_that_points_to_nothing_is_told_at_its_line(path):
    rule = rule_of("board")
    link = replace(rule.clauses[-1], path=path)
    found = list(check_clause_table(replace(rule, clauses=(*rule.clauses[:-1], link))))
    assert [(f.code, f.place) for f in found] == [("clauses.path", link.place)]


def test_a_clause_table_that_names_no_row_is_told():
    rule = rule_of("board")
    link = replace(rule.clauses[-1], requirement="C24067-BIO-99")
    found = list(check_clause_table(replace(rule, clauses=(*rule.clauses[:-1], link))))
    assert [f.code for f in found] == ["clauses.requirement"]


@pytest.mark.parametrize(
    "path",
    [
        "text.6.3.4",
        "processes.elec.purchase.checks.codes",
        "processes.elec.purchase.supplies",
        "processes.works.vented",
        "processes.works.allocation.reason",
        "boundary.stages.use.reason",
        "boundary.exclusions.0",
        "product.routes.not_covered",
        "quality.scheme",
        "quality.scheme.limit",
        "standard",
        "parameters.co2_of_carbonate",
    ],
)
def test_paths_of_a_pack_lead_into_the_merged_rule(path):
    assert exists(rule_of("board"), path)
