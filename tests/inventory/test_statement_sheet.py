"""The sheet of statements: what is written, chosen or left there, read back word for word."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from tanchi.findings import CellPlace
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.plain.read import parse_inventory
from tanchi.inventory.reading.process import parse_workbook
from tanchi.inventory.reading.raw import raw_book
from tanchi.inventory.reading.read import read_workbook_bytes
from tanchi.inventory.statement_help import GROUPS, HELP, OFFERS
from tanchi.inventory.statements import STATEMENTS, denies
from tanchi.inventory.workbook.write import workbook_bytes
from tests.inventory.full import full
from tests.inventory.sheets import Edited

SHEET = "报告文字"
SAID = {
    "application": "供客户采购比较",
    "limitations": "一、只反映气候变化；\n二、上游用国外因子，标为“代用”",
    "review": "=none",
    "conclusions": "2024",
    "scope_changes": "无",
    "recommendations": "字" * 3000,
}


@pytest.fixture(scope="module")
def values(works):
    return check_inventory(parse_inventory({**full(), "statements": SAID}, "")[0], works)[0]


@pytest.fixture(scope="module")
def answer(open_form, values):
    return raw_book(parse_workbook(workbook_bytes(open_form, values=values), "book.xlsx"), "book.xlsx")


@pytest.fixture
def book(answer, works):
    return Edited(answer, works)


def put(book, key, value):
    name, row = book.row_of(f"x|{key}")
    column = book.column(name, "value")
    book.put(name, row, column, value)
    return CellPlace("book.xlsx", SHEET, f"{chr(65 + column)}{row + 1}")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_statements_go_through_the_workbook_word_for_word(works, open_form, values, language):
    written = workbook_bytes(open_form, language, values=values)
    again, findings = read_workbook_bytes(written, "book.xlsx", works)
    assert findings == ()
    assert again.statements == SAID


def test_blanks_around_a_statement_do_not_count(works, values):
    """A YAML block ends with a line break; a cell of the workbook does not."""
    padded = replace(values, statements={key: f"  {text}\n" for key, text in SAID.items()})
    assert check_inventory(padded, works)[0].statements == SAID


def test_every_statement_stands_under_one_heading():
    grouped = [key for keys in GROUPS.values() for key in keys]
    assert sorted(grouped) == sorted(STATEMENTS)
    assert {*OFFERS, *HELP} <= set(STATEMENTS)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_offer_of_none_denies(language):
    nones = [text.of(language) for texts in OFFERS.values() for text in texts if text.zh == "无"]
    assert nones and all(map(denies, nones))
    others = [text.of(language) for texts in OFFERS.values() for text in texts if text.zh != "无"]
    assert not any(map(denies, others))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_cell_offers_its_usual_answers_and_takes_any_other(open_form, language):
    sheet = load_workbook(io.BytesIO(workbook_bytes(open_form, language)))[
        {"zh": SHEET, "en": "Statements"}[language]
    ]
    rows = {str(row[0].value).partition("|")[2]: row[0].row for row in sheet.iter_rows()}
    lists = {row: rule for rule in sheet.data_validations.dataValidation for row in _rows(rule)}
    for key, offers in OFFERS.items():
        rule = lists[rows[key]]
        assert rule.formula1 == '"' + ",".join(text.of(language) for text in offers) + '"'
        assert not rule.showErrorMessage
    assert rows["limitations"] not in lists


def _rows(rule):
    return [row for area in rule.sqref.ranges for row in range(area.min_row, area.max_row + 1)]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("无", "无"), ("None", "None"), ("  不适用。 ", "不适用。"), (2024.0, "2024"), (0.5, "0.5"),
        (False, "否"), ({"d": "2025-03-04T00:00:00"}, "2025-03-04"), ("１２３", "１２３"), ("65.2%", "65.2%"),
    ],
)  # fmt: skip
def test_what_is_typed_into_a_statement_is_its_text(book, typed, read):
    put(book, "tracking", typed)
    inventory, findings = book.read()
    assert (inventory.statements["tracking"], findings) == (read, ())


@pytest.mark.parametrize("typed", ["—", "/", "－－", "N A".replace(" ", "")])
def test_a_stroke_is_no_statement(book, typed):
    place = put(book, "tracking", typed)
    inventory, findings = book.read()
    assert "tracking" not in inventory.statements
    assert [(f.code, f.place) for f in findings] == [("workbook.statement_nothing", place)]


def test_invisible_characters_of_a_statement_are_taken_out_and_told(book):
    put(book, "tracking", "每\u200b年")
    inventory, findings = book.read()
    assert inventory.statements["tracking"] == "每年"
    assert [f.code for f in findings] == ["inventory.invisible"]


def test_an_error_in_place_of_a_statement_is_told_at_its_cell(book):
    place = put(book, "tracking", None)
    name, row = book.row_of("x|tracking")
    book.change(name, faults={(row, book.column(name, "value")): "#REF!"})
    assert [(f.code, f.place) for f in book.read()[1]] == [("workbook.error_value", place)]


def test_a_statement_nobody_knows_any_more_is_told(book):
    name, row = book.row_of("x|tracking")
    area = next(n for n, id in _names(book).items() if id == "x|tracking")
    hidden = next(r for (r, c), value in book.cells("_tanchi").items() if c == 1 and value == area)
    book.put("_tanchi", hidden, 2, "x|weather")
    book.put(name, row, 0, "x|weather")
    put_at = book.column(name, "value")
    book.put(name, row, put_at, "晴")
    inventory, findings = book.read()
    assert "weather" not in inventory.statements
    assert [f.code for f in findings] == ["workbook.statement"]


def _names(book):
    cells = book.cells("_tanchi")
    return {cells[r, 1]: cells[r, 2] for (r, c), value in cells.items() if c == 0 and value == "name"}


@pytest.mark.parametrize("columns", [range(60), range(1, 60)], ids=["with ids", "without ids"])
def test_rows_of_statements_that_changed_places_are_told_and_not_read(book, columns):
    name, first = book.row_of("x|conclusions")
    _, second = book.row_of("x|recommendations")
    book.sort(name, [first, second], [second, first], columns)
    inventory, findings = book.read()
    assert [f.code for f in findings] == ["workbook.moved"] * 2
    assert not {"conclusions", "recommendations"} & inventory.statements.keys()
