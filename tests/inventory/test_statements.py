"""Statements of a study: a closed list, kept word for word in every text format."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tanchi.inventory.model import Inventory
from tanchi.inventory.plain.csv_write import to_csv
from tanchi.inventory.plain.read import parse_inventory, parse_plain
from tanchi.inventory.plain.write import to_json, to_yaml
from tanchi.inventory.statements import STATEMENTS, denies
from tanchi.study.fingerprint import inventory_hash
from tests.support.source import ROOT

TEXTS = {
    "application": "供客户采购比较",
    "limitations": "一、只反映气候变化；\n二、上游用国外因子，标为“代用”",
    "review": "=none",
    "conclusions": "2024",
}
EMPTY = Inventory("board", "1", {}, period_from="2024-01-01", period_to="2024-12-31")
PAGES = ("docs/reference/inventory-format.md", "docs/en/reference/inventory-format.md")


@pytest.mark.parametrize(
    ("write", "suffix"),
    [(to_yaml, ".yaml"), (to_json, ".json"), (to_csv, ".csv")],
    ids=["yaml", "json", "csv"],
)
def test_statements_are_read_back_word_for_word(write, suffix):
    again, findings = parse_plain(write(replace(EMPTY, statements=TEXTS)), "inv", suffix)
    assert [str(f.message) for f in findings] == []
    assert again.statements == TEXTS


@pytest.mark.parametrize("write", [to_yaml, to_json], ids=["yaml", "json"])
def test_an_inventory_without_statements_is_written_as_before(write):
    assert b"statements" not in write(EMPTY)


def test_a_statement_nobody_knows_is_an_error_that_names_the_nearest():
    found, findings = parse_inventory({"rule": "board", "statements": {"aplication": "x", "reasons": "y"}})
    assert [(f.code, f.place.path) for f in findings] == [("inventory.unknown_key", "statements.aplication")]
    assert "application" in findings[0].remedy.zh
    assert found.statements == {"reasons": "y"}


def test_a_statement_of_a_csv_nobody_knows_is_an_error_at_its_line():
    data = "#rule,board\n#statement,aplication,x\n数量,值\na,1\n".encode()
    found, findings = parse_plain(data, "inv", ".csv")
    assert [(f.code, f.place.line) for f in findings] == [("csv.statement", 2)]
    assert found.statements == {}


def test_a_statement_that_is_no_text_is_an_error():
    _, findings = parse_inventory({"statements": {"reasons": ["a", "b"]}})
    assert [f.code for f in findings] == ["inventory.text"]


def test_a_statement_left_empty_is_not_made():
    assert parse_inventory({"statements": {"reasons": "", "audience": "null"}})[0].statements == {}


def test_statements_count_in_the_hash_of_an_inventory():
    assert inventory_hash(EMPTY) != inventory_hash(replace(EMPTY, statements=TEXTS))


@pytest.mark.parametrize("text", ["无", "没有。", " None ", "n/a", "不适用"])
def test_a_statement_can_deny(text):
    assert denies(text)


@pytest.mark.parametrize("text", ["无乘数的因子", "none of the sites", "", "有"])
def test_other_words_do_not_deny(text):
    assert not denies(text)


@pytest.mark.parametrize("page", PAGES)
def test_the_page_on_the_format_lists_every_statement(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [key for key in STATEMENTS if f"`{key}`" not in text] == []
