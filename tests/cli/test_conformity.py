"""Answers to a checklist reach the report and the result page as they were given."""

from __future__ import annotations

import pytest

from tanchi.cli.conformity import answers_of
from tanchi.conformity.answers import State
from tanchi.conformity.rule_check import check_rule_conformity
from tanchi.conformity.study_check import check_study_conformity
from tanchi.documents.html import render_html
from tanchi.documents.report.page import result_page
from tanchi.documents.report.study import study_report
from tests.conformity.models import rule_of, silent
from tests.conformity.studies import study_of, unsaid


@pytest.fixture(scope="module")
def conformity():
    study = unsaid("audience")(study_of("board"))
    return check_study_conformity(study.footprint, study.rule, study.inventory)


def test_every_row_is_handed_over_with_its_state(conformity):
    answers = answers_of(conformity)
    assert [(r.id, r.state) for r in answers.rows] == [
        (a.requirement.id, a.state.value) for a in conformity.answers
    ]
    assert (answers.checklist, answers.edition) == ("gbt24067-2024", "1")
    assert answers.count("not_met") == 1


def test_a_row_not_met_says_what_to_do(conformity):
    row = next(r for r in answers_of(conformity).rows if r.id == "C24067-GOA-02")
    assert row.word.zh == "不满足"
    assert "目标受众" in row.evidence.zh
    assert "statements" in row.evidence.zh
    assert "To do: write audience" in row.evidence.en


@pytest.mark.parametrize(
    ("language", "reading"), [("zh", "ISO 已读 · GB/T 未读"), ("en", "ISO read · GB/T not read")]
)
def test_a_row_says_how_its_clause_was_read(conformity, language, reading):
    row = next(r for r in answers_of(conformity, language).rows if r.id == "C24067-GOA-02")
    assert row.reading == reading


def test_a_third_text_is_named_beside_iso_and_gb():
    answers = answers_of(check_rule_conformity(rule_of("board")))
    row = next(r for r in answers.rows if r.id == "C24067-PSS-01")
    assert "其他 已读" in row.reading


def test_the_report_and_the_page_show_the_answers(conformity):
    study = study_of("board")
    answers = answers_of(conformity)
    report = render_html(study_report(study.footprint, study.rule, study.inventory, "zh", answers), "zh")
    assert "GOA-02" in report
    assert "不满足" in report
    page = render_html(result_page(study.footprint, study.rule, "zh", answers), "zh")
    count = conformity.count()
    assert f"{count[State.MET]} / {len(conformity.answers) - count[State.NOT_APPLICABLE]}" in page


def test_the_answers_of_a_rule_are_handed_over_too():
    answers = answers_of(check_rule_conformity(silent("REC-02")(rule_of("board"))))
    assert [r.id for r in answers.rows if r.state == "not_met"] == ["C24067-REC-02"]
