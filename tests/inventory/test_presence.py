"""Processes a plant does not have: said on the cover, not asked on their sheets, held against what is filled in."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from tanchi.findings import CellPlace, Level
from tanchi.inventory.build import build_form
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.form import Address
from tanchi.inventory.plain.read import parse_inventory
from tanchi.inventory.reading.process import parse_workbook
from tanchi.inventory.reading.raw import raw_book
from tanchi.inventory.reading.read import read_workbook_bytes
from tanchi.inventory.workbook.write import workbook_bytes
from tanchi.rules import load_rule
from tests.inventory.full import full
from tests.inventory.sheets import Edited

COVER = "说明与封面"
QUARRY = "o||quarry"


@pytest.fixture(scope="module")
def rule(works):
    """Return the example rule for works that may buy their limestone."""
    return replace(
        works, processes={**works.processes, "quarry": replace(works.processes["quarry"], optional=True)}
    )


@pytest.fixture(scope="module")
def form(rule):
    return build_form(rule, {})


def inventory(rule, quarry):
    data = full()
    data["processes"]["quarry"] = quarry
    return check_inventory(parse_inventory(data, "")[0], rule)[0]


OWN = {"limestone": "1300000 t", "power": "2600 MWh"}


@pytest.fixture(scope="module")
def answer(rule, form):
    return raw_book(
        parse_workbook(workbook_bytes(form, values=inventory(rule, OWN)), "book.xlsx"), "book.xlsx"
    )


@pytest.fixture
def book(answer, rule):
    return Edited(answer, rule)


def say(book, answer):
    name, row = book.row_of(QUARRY)
    book.put(name, row, 2, answer)
    return CellPlace("book.xlsx", COVER, f"C{row + 1}")


def told(findings):
    return [(f.code, f.level, f.place) for f in findings]


def clear(book):
    """Empty the sheets of the quarry."""
    for id in ("f||quarry|||limestone", "f||quarry|||power"):
        name, row = book.row_of(id)
        for role in ("value", "method", "source"):
            book.put(name, row, book.column(name, role), "")


def test_values_say_which_processes_there_are(form, rule):
    for quarry, said in ((OWN, "有"), ({}, "无")):
        file = load_workbook(io.BytesIO(workbook_bytes(form, values=inventory(rule, quarry))))
        cover = {row[0].value: row[2].value for row in file[COVER].iter_rows()}
        assert cover[QUARRY] == said


def test_an_empty_form_leaves_it_open_and_asks_on_the_cover(form):
    rows = {row[0].value: row for row in load_workbook(io.BytesIO(workbook_bytes(form)))[COVER].iter_rows()}
    assert rows[QUARRY][2].value is None
    assert "请选" in rows[QUARRY][3].value


@pytest.mark.parametrize("quarry", [OWN, {}], ids=["with", "without"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_works_with_and_without_it_is_read_back(rule, form, quarry, language):
    wanted = inventory(rule, quarry)
    again, findings = read_workbook_bytes(workbook_bytes(form, language, values=wanted), "book.xlsx", rule)
    assert findings == ()
    assert again.entries.keys() == wanted.entries.keys()


@pytest.mark.parametrize("typed", ["无", " 没有", "否", "no", "×"])
def test_what_is_filled_in_for_a_process_the_plant_has_not_is_told_and_left_out(book, typed):
    place = say(book, typed)
    inventory, findings = book.read()
    assert told(findings) == [("workbook.process_filled", Level.ERROR, place)]
    assert not [a for a in inventory.entries if a.process == "quarry"]
    assert Address("power", "kiln") in inventory.entries


def test_a_process_the_plant_has_must_be_filled_in(book):
    clear(book)
    place = say(book, "有")
    assert told(book.read()[1]) == [("workbook.process_empty", Level.ERROR, place)]


def test_a_process_that_is_neither_filled_in_nor_denied_is_told(book):
    clear(book)
    place = say(book, None)
    assert told(book.read()[1]) == [("workbook.process_open", Level.WARNING, place)]


def test_a_process_filled_in_needs_no_word_on_the_cover(book):
    say(book, None)
    assert book.read()[1] == ()


def test_an_answer_that_is_no_answer_is_told(book):
    place = say(book, "也许")
    inventory, findings = book.read()
    assert told(findings) == [("workbook.process", Level.ERROR, place)]
    assert Address("power", "quarry") in inventory.entries


@pytest.mark.parametrize("columns", [range(60), range(1, 60)], ids=["with ids", "without ids"])
def test_answers_that_changed_places_are_told_and_not_taken(rule, columns):
    """The answer to one process must not become that to another."""
    mill = replace(rule.processes["heat_power"], optional=True)
    both = replace(rule, processes={**rule.processes, "heat_power": mill})
    written = workbook_bytes(build_form(both, {}), values=inventory(both, {}))
    book = Edited(raw_book(parse_workbook(written, "book.xlsx"), "book.xlsx"), both)
    rows = [book.row_of(id)[1] for id in (QUARRY, "o||heat_power")]
    book.sort(COVER, rows, rows[::-1], columns)
    found, findings = book.read()
    assert [f.code for f in findings] == ["workbook.moved"] * 2
    assert {a.process for a in found.entries} >= {"heat_power", "kiln"}


def test_the_answer_of_one_site_says_nothing_of_another(rule, form):
    data = full()
    processes = data.pop("processes")
    other = {key: value for key, value in processes.items() if key != "quarry"}
    data["sites"] = {"甲厂": {"processes": processes}, "乙厂": {"processes": other}}
    wanted = check_inventory(parse_inventory(data, "")[0], rule)[0]
    written = workbook_bytes(form, values=wanted)
    again, findings = read_workbook_bytes(written, "book.xlsx", rule)
    assert findings == ()
    assert {a.site for a in again.entries if a.process == "quarry"} == {"甲厂"}
    book = Edited(raw_book(parse_workbook(written, "book.xlsx"), "book.xlsx"), rule)
    name, row = book.row_of("o|甲厂|quarry")
    book.put(name, row, 2, "无")
    again, findings = book.read()
    assert [f.code for f in findings] == ["workbook.process_filled"]
    assert {a.site for a in again.entries} == {"", "甲厂", "乙厂"}


def test_a_process_a_choice_rules_out_is_not_asked_about():
    """Coking belongs to the blast furnace; a works that chose the arc furnace need not deny it."""
    steel = load_rule("steel")
    values = check_inventory(
        parse_inventory({"rule": "steel", "choices": {"route": "scrap_eaf"}}, "")[0], steel
    )[0]
    empty = workbook_bytes(build_form(steel, {}), values=values)
    cover = load_workbook(io.BytesIO(empty))[COVER]
    said = {row[0].value: row[2].value for row in cover.iter_rows()}
    assert (said["o||coking"], said["o||lime_kiln"]) == (None, "无")
    _, findings = read_workbook_bytes(empty, "book.xlsx", steel)
    assert not [f for f in findings if f.code.startswith("workbook.")]


def test_what_is_absent_is_greyed_and_not_counted(form, rule):
    """The formulas answer as people type; the values written with them say the same."""
    file = load_workbook(io.BytesIO(workbook_bytes(form, values=inventory(rule, {}))), data_only=True)
    sheet = file["石灰石开采"]
    states = [row[1].value for row in sheet.iter_rows() if str(row[0].value).startswith("f||quarry")]
    assert states and set(states) == {"不用填"}
    power = {row[0].value: row[1].value for row in file["电力用量"].iter_rows()}
    assert (power["f||quarry|||power"], power["f||kiln|||power"]) == ("不用填", "已填")
