"""Answers, how they join, and the findings unmet rows become."""

from __future__ import annotations

import pytest

from tanchi.conformity.answers import State, all_of, answer, findings, idle, no, person, yes
from tanchi.conformity.requirement import Where
from tanchi.conformity.rule_check import check_rule_conformity
from tanchi.conformity.study_check import check_study_conformity
from tanchi.findings import Level
from tests.conformity.models import rule_of, silent
from tests.conformity.studies import study_of, unsaid

YES, OTHER = yes("有", "there", "unit"), yes("也有", "there too", "goal")
NO = no("没有", "missing", "写", "write", "title")
IDLE, PERSON = idle("不涉及", "none such"), person("难说", "hard to say", "licence")


def row(id: str):
    return check_rule_conformity(rule_of("board")).answer(f"C24067-{id}").requirement


@pytest.mark.parametrize(
    ("found", "automatic", "by_person"),
    [
        (YES, State.MET, State.PERSON),
        (NO, State.NOT_MET, State.NOT_MET),
        (IDLE, State.NOT_APPLICABLE, State.NOT_APPLICABLE),
        (PERSON, State.PERSON, State.PERSON),
    ],
)
def test_the_kind_of_check_decides_who_may_call_a_row_met(found, automatic, by_person):
    assert answer(row("FUN-01"), Where.RULE_PACK, found).state is automatic
    assert answer(row("GOA-01"), Where.RULE_PACK, found).state is by_person


def test_only_a_row_not_met_keeps_its_remedy():
    assert answer(row("FUN-01"), Where.RULE_PACK, NO).remedy.en == "write"
    assert not answer(row("FUN-01"), Where.RULE_PACK, YES).remedy


def test_parts_join_their_evidence():
    found = all_of((YES, IDLE, OTHER))
    assert (found.what.zh, found.what.en) == ("有；也有", "there; there too")
    assert found.paths == ("unit", "goal")
    assert found.applies
    assert not found.person


def test_the_first_missing_part_is_the_answer():
    assert all_of((YES, NO, OTHER)) is NO


def test_parts_that_do_not_apply_make_a_whole_that_does_not():
    found = all_of((IDLE, IDLE))
    assert not found.applies
    assert found.what.zh == "不涉及"


def test_a_part_for_a_person_leaves_the_whole_to_one():
    assert all_of((YES, PERSON)).person


def test_unmet_rows_become_findings_with_place_clause_and_remedy():
    conformity = check_rule_conformity(silent("REC-02", "PSS-10")(rule_of("board")))
    found = {f.code: f for f in findings(conformity)}
    assert set(found) == {"conformity.C24067-REC-02", "conformity.C24067-PSS-10"}
    assert found["conformity.C24067-REC-02"].level is Level.WARNING
    assert found["conformity.C24067-PSS-10"].level is Level.ERROR
    assert "C24067-REC-02" in found["conformity.C24067-REC-02"].remedy.zh
    assert found["conformity.C24067-REC-02"].clause == str(row("REC-02").clauses)


def test_findings_of_a_study_say_what_is_asked_and_what_was_found():
    study = unsaid("audience")(study_of("board"))
    [found] = findings(check_study_conformity(study.footprint, study.rule, study.inventory))
    assert found.level is Level.ERROR
    assert found.message.zh.endswith("——没有写明：目标受众")
    assert found.message.en.endswith("— not stated: audience")


def test_counts_add_up_to_the_rows():
    conformity = check_rule_conformity(rule_of("board"))
    assert sum(conformity.count().values()) == len(conformity.answers) == 47


def test_a_row_that_was_not_asked_has_no_answer():
    with pytest.raises(KeyError):
        check_rule_conformity(rule_of("board")).answer("C24067-ELE-01")
