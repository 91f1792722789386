"""A rule that no plant has validated says so wherever its results go."""

import json

import pytest

from tanchi.documents.report.page import result_page
from tanchi.documents.report.study import study_report
from tanchi.inventory.build import build_form
from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules.facts import facts
from tanchi.rules.shelf import entry
from tanchi.study.compute import compute
from tanchi.study.restore import footprint_from_data
from tanchi.study.serial import to_json
from tests.rules.packs import BASE, findings, library

MARK = "未经工厂数据验证：只有手算"
VALIDATED = "validated: {state: none, zh: 只有手算, en: by hand only}\n"
INVENTORY = {
    "period": {"from": "2025-01-01", "to": "2025-12-31"},
    "processes": {"furnace": {"iron": "10 t", "coal": "5 t", "ratio": "1 t/t"}},
}


def made(tmp_path, more: str = VALIDATED):
    return library(tmp_path, plant=BASE + more).load("plant")


def computed(rule):
    inventory, found = parse_inventory(INVENTORY)
    assert found == ()
    return compute(rule, inventory, samples=0), inventory


def test_the_mark_stands_before_what_the_pack_says_of_it(tmp_path):
    caution = made(tmp_path).validated.caution
    assert (caution.zh, caution.en) == (MARK, "not validated against a plant: by hand only")


@pytest.mark.parametrize("state", ["published", "plant"])
def test_a_validated_rule_carries_no_mark(tmp_path, state):
    rule = made(tmp_path, f"validated: {{state: {state}, zh: 某厂}}\n")
    assert not rule.validated.caution
    assert rule.validated.text.zh == "某厂"


def test_a_rule_that_does_not_say_carries_no_mark(tmp_path):
    assert not made(tmp_path, "").validated.caution


def test_a_state_there_is_not_is_refused(tmp_path):
    found = findings(tmp_path, BASE + "validated: {state: almost}\n")
    assert [f.code for f in found] == ["pack.word"]


def test_the_state_is_read_from_the_head_of_the_pack(tmp_path):
    made(tmp_path)
    assert entry(tmp_path / "rules" / "plant" / "1" / "pack.yaml").validated == "none"


def test_the_form_carries_the_mark(tmp_path):
    assert build_form(made(tmp_path), {}).caution.zh == MARK


def test_a_footprint_keeps_the_mark_when_it_is_stored_and_restored(tmp_path):
    footprint, _ = computed(made(tmp_path))
    assert footprint.caution.zh == MARK
    assert footprint_from_data(json.loads(to_json(footprint))).caution == footprint.caution


@pytest.mark.parametrize("more", [VALIDATED, ""])
def test_page_and_report_show_the_mark_only_where_there_is_one(tmp_path, more):
    rule = made(tmp_path, more)
    footprint, inventory = computed(rule)
    for document in (result_page(footprint, rule), study_report(footprint, rule, inventory)):
        assert (MARK in repr(document)) == bool(more)


def test_what_a_rule_was_compared_with_is_one_of_its_facts(tmp_path):
    said = facts(made(tmp_path)).facts
    assert str(said["validated.state"].text) == "none"
