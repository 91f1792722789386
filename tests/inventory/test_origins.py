"""Where values come from, cell by cell: one origin per row of the workbook, exceptions on a sheet of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tanchi.findings import Level
from tanchi.inventory.build import build_form
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.form import Address
from tanchi.inventory.model import Method, Spread
from tanchi.inventory.plain.read import parse_inventory
from tanchi.inventory.plain.write import canonical_json
from tanchi.inventory.read import read_inventory
from tanchi.inventory.reading.process import parse_workbook
from tanchi.inventory.reading.raw import raw_book
from tanchi.inventory.reading.read import read_workbook_bytes
from tanchi.inventory.workbook.write import workbook_bytes
from tanchi.rules import load_rule
from tanchi.study.fingerprint import inventory_hash
from tests.inventory.examples import EXAMPLES
from tests.inventory.full import full
from tests.inventory.sheets import Edited

SHEET = "来源例外"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("rule", "path"), EXAMPLES.items(), ids=[*EXAMPLES])
def test_an_example_through_the_workbook_has_the_fingerprint_of_its_text(rule: str, path: Path, language):
    loaded = load_rule(rule)
    wanted, _ = read_inventory(path, loaded)
    form = build_form(loaded, wanted.choices)
    again, _ = read_workbook_bytes(workbook_bytes(form, language, values=wanted), "book.xlsx", loaded)
    assert inventory_hash(again) == inventory_hash(wanted)


def test_the_fingerprint_does_not_depend_on_the_order_of_processes_and_rows():
    data = full()
    turned = {key: data[key] for key in reversed(data)}
    turned["processes"] = dict(reversed(data["processes"].items()))
    turned["tables"] = {"recipe": data["tables"]["recipe"], "types": data["tables"]["types"][::-1]}
    first, second = (parse_inventory(found, "")[0] for found in (data, turned))
    assert list(first.entries) != list(second.entries)
    assert canonical_json(first) == canonical_json(second)
    changed = replace(first, company="别的公司")
    assert canonical_json(first) != canonical_json(changed)


@pytest.fixture(scope="module")
def told(works):
    """Return an inventory whose cells have origins that no single row can say."""
    data = full()
    data["tables"]["types"][0]["made"] = {"value": "800000 t", "source": "地磅", "evidence": "T-1"}
    data["tables"]["types"][0]["launched"] = {"value": "2020-05-01", "source": "许可证"}
    data["tables"]["types"][1]["made"] = {"value": "200000 t", "method": "estimated", "note": "两线合计"}
    types = data["processes"]["grinding"]["tables"]["types"]
    for row in types:
        row["power"] = {
            "value": row["power"],
            "method": "calculated",
            "source": "按产量分摊",
            "uncertainty": "5 %",
        }
        row["clinker"] = {"value": row["clinker"], "source": "皮带秤", "uncertainty": {"gsd2": "1.2"}}
    data["processes"]["kiln"]["clinker"]["months"][2] = {
        "value": 80200,
        "method": "estimated",
        "source": "停电，按料耗",
    }
    data["processes"]["kiln"]["clinker"]["source"] = "秤 3"
    data["quantities"]["clinker_bought"] = {
        "stock": [{"opening": 1000, "purchases": 8000, "closing": 900}],
        "unit": "t", "method": "calculated", "source": "财务", "evidence": "PC-3", "uncertainty": "1 %",
    }  # fmt: skip
    inventory, findings = check_inventory(parse_inventory(data, "")[0], works)
    assert findings == ()
    return inventory


def origin(inventory, *address, **parts):
    entry = inventory.entries[Address(*address, **parts)]
    return entry.method, entry.source, entry.evidence, entry.note, entry.spread


def test_every_cell_keeps_the_origin_it_was_given(works, open_form, told):
    again, findings = read_workbook_bytes(workbook_bytes(open_form, values=told), "book.xlsx", works)
    assert findings == ()
    assert {a: origin(again, **_parts(a)) for a in again.entries} == {
        a: origin(told, **_parts(a)) for a in told.entries
    }
    assert inventory_hash(again) == inventory_hash(told)


def _parts(address):
    return {name: getattr(address, name) for name in Address.__slots__}


@pytest.fixture(scope="module")
def answer(open_form, told):
    return raw_book(parse_workbook(workbook_bytes(open_form, values=told), "book.xlsx"), "book.xlsx")


@pytest.fixture
def book(answer, works):
    return Edited(answer, works)


def lines(book):
    """Return what stands on the sheet of exceptions, in words."""
    found = []
    for (row, column), value in sorted(book.cells(SHEET).items()):
        if row > 3 and column > 0:
            found += [[]] if column == 1 else []
            found[-1].append(value)
    return found


def test_a_column_with_one_origin_takes_one_line_of_exceptions(book):
    assert [line[0] for line in lines(book)] == [
        "水泥品种·投产日期",
        "熟料烧成·熟料产量",
        "水泥粉磨·水泥品种·磨机用电",
    ]
    assert lines(book)[2][1:] == ["计算", 0.05, "按产量分摊"]


def add(book, line, **cells):
    """Fill in a row of the sheet of exceptions."""
    name, row = book.row_of(f"e|{line}")
    for role, value in cells.items():
        book.put(name, row, book.column(name, role), value)
    return row


def codes(findings):
    return [f.code for f in findings]


@pytest.mark.parametrize("called", ["2", 2.0, "P·C 42.5"])
def test_an_exception_names_its_row_by_number_or_name(book, called):
    add(book, 9, target="水泥品种·产量", row=called, method="计算", source="盘库")
    inventory, findings = book.read()
    assert findings == ()
    wanted = (Method.CALCULATED, "盘库", "", "", None)
    assert origin(inventory, "made", table="types", row="pc") == wanted
    assert origin(inventory, "made", table="types", row="po425")[1] == "地磅"


def test_an_exception_without_a_row_is_for_all_and_one_with_a_row_goes_before_it(book):
    add(book, 9, target="水泥品种·产量", source="盘库")
    add(book, 8, target="水泥品种·产量", row="1", source="发货单", pm="均匀 ±3%")
    inventory, findings = book.read()
    assert findings == ()
    assert origin(inventory, "made", table="types", row="pc")[1:3] == ("盘库", "")
    assert origin(inventory, "made", table="types", row="po425")[1::3] == ("发货单", Spread("uniform", 0.03))


def test_an_exception_for_one_month_leaves_the_others(book):
    add(book, 9, target="熟料烧成·熟料产量", period="2025年5月", source="备用秤")
    inventory, findings = book.read()
    assert findings == ()
    found = [origin(inventory, "clinker", "kiln", period=f"2025-{n:02d}")[1] for n in range(1, 13)]
    assert found == ["秤 3", "秤 3", "停电，按料耗", "秤 3", "备用秤", *["秤 3"] * 7]


@pytest.mark.parametrize(
    ("cells", "code", "role"),
    [
        ({"target": "没有的", "source": "a"}, "workbook.origin_target", "target"),
        ({"source": "a"}, "workbook.origin_target", "target"),
        ({"target": "水泥品种·产量", "row": "99", "source": "a"}, "workbook.origin_row", "row"),
        ({"target": "水泥品种·产量", "period": "去年", "source": "a"}, "workbook.origin_period", "period"),
        ({"target": "水泥品种·产量"}, "workbook.origin_empty", "target"),
        ({"target": "水泥品种·产量", "row": "9", "source": "a"}, "workbook.origin_unused", "target"),
    ],
)
def test_an_exception_that_cannot_be_placed_is_told_at_its_cell(book, cells, code, role):
    row = add(book, 9, **cells)
    _, findings = book.read()
    column = chr(ord("A") + book.column(SHEET, role))
    assert [(f.code, f.place.sheet, f.place.cell) for f in findings] == [(code, SHEET, f"{column}{row + 1}")]


def test_an_exception_stated_twice_is_an_error(book):
    for line in (8, 9):
        add(book, line, target="水泥品种·产量", row="2", source=f"秤 {line}")
    _, findings = book.read()
    assert [(f.code, f.level) for f in findings] == [("workbook.origin_twice", Level.ERROR)]


def test_two_rows_of_one_name_are_told_apart_by_number(book):
    for id in ("t|||types|po425", "t|||types|pc"):
        name, row = book.row_of(id)
        book.put(name, row, book.column(name, "name", 4), "同名")
    add(book, 9, target="水泥品种·产量", row="同名", source="a")
    assert "workbook.origin_row" in codes(book.read()[1])


def test_the_source_of_a_row_without_numbers_is_that_of_its_words(book):
    name, row = book.row_of("t|||recipe|r1")
    book.put(name, row, book.column(name, "c:mass", 4), None)
    book.put(name, row, book.column(name, "source", 4), "配比单")
    inventory, _ = book.read()
    assert origin(inventory, "material", table="recipe", row="r1")[1] == "配比单"


def test_the_source_of_a_row_with_numbers_is_not_that_of_its_words(book):
    name, row = book.row_of("t|||recipe|r1")
    book.put(name, row, book.column(name, "source", 4), "配比单")
    inventory, _ = book.read()
    assert origin(inventory, "mass", table="recipe", row="r1")[1] == "配比单"
    assert origin(inventory, "material", table="recipe", row="r1")[1] == ""
