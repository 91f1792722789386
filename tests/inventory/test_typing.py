"""What plants type in their first ten minutes, into every kind of cell: read as meant and told, or asked back."""

from __future__ import annotations

import pytest

from tanchi.findings import CellPlace, Level
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.form import Address
from tanchi.inventory.plain.read import parse_inventory
from tanchi.inventory.reading.process import parse_workbook
from tanchi.inventory.reading.raw import raw_book
from tanchi.inventory.workbook.write import workbook_bytes
from tests.inventory.full import full
from tests.inventory.sheets import Edited

DAY = {"d": "2025-03-01T00:00:00"}
"""What a spreadsheet makes of 2025-3."""


@pytest.fixture(scope="module")
def answer(works, open_form):
    data = full()
    data["factors"] = [
        {"flow": "gypsum", "amount": 12, "unit": "t", "source": "甲厂", "year": "2024", "primary": True}
    ]
    data["quantities"]["clinker_bought"] = {
        "stock": [{"opening": 1000, "purchases": 8000, "closing": 900}], "unit": "t",
    }  # fmt: skip
    data["processes"]["kiln"]["dust"] = {
        "basis": {"of": "mass", "value": 500, "from": "ar", "to": "d", "moisture_ar": 8}, "unit": "t",
    }  # fmt: skip
    inventory, findings = check_inventory(parse_inventory(data, "")[0], works)
    assert findings == ()
    written = workbook_bytes(open_form, values=inventory)
    return raw_book(parse_workbook(written, "book.xlsx"), "book.xlsx")


@pytest.fixture
def typed(answer, works):
    """Return a way to type into a cell: (inventory, codes of findings at that cell, whether any is an error)."""

    def type_(id, role, value, head=0):
        book = Edited(answer, works)
        name, row = book.row_of(id)
        column = book.column(name, role, head)
        if id.startswith("e|"):
            book.put(name, row, book.column(name, "target"), "水泥品种·产量")
            book.put(name, row, book.column(name, "source"), "地磅")
        book.put(name, row, column, value)
        inventory, findings = book.read()
        place = CellPlace("book.xlsx", name, f"{chr(65 + column)}{row + 1}")
        here = [f.code for f in findings if f.place == place]
        return inventory, here, any(f.level is Level.ERROR for f in findings)

    return type_


READ_AS, NOTHING = "inventory.read_as", "inventory.read_as_nothing"


@pytest.mark.parametrize(
    ("value", "read", "codes"),
    [
        ("1,000,000", 1e6, [READ_AS]),
        ("１０００", 1000.0, [READ_AS]),
        ("3.2万", 32000.0, [READ_AS]),
        (" 12 ", 12.0, []),
        ("65.2%", None, ["workbook.ledger_number"]),
        ("12 kg", None, ["workbook.ledger_number"]),
        ("约3", None, ["workbook.ledger_number"]),
        ("2025年3月4日", None, ["workbook.ledger_number"]),
        (DAY, None, ["workbook.ledger_number"]),
        (True, None, ["workbook.ledger_number"]),
        ("—", None, [NOTHING]),
        ("无", None, [NOTHING]),
    ],
)
def test_numbers_of_a_ledger(typed, value, read, codes):
    inventory, found, failed = typed("s|1", "purchases", value)
    assert found == codes
    if read is None:
        assert failed and Address("clinker_bought") not in inventory.entries
    else:
        assert inventory.entries[Address("clinker_bought")].value == pytest.approx(1000 + read - 900)


@pytest.mark.parametrize(
    ("value", "shown", "read"),
    [(8.0, False, 8.0), (0.08, True, 8.0), ("8%", False, 8.0), ("８", False, 8.0), ("0.5", False, 0.5)],
)
def test_a_moisture_is_the_per_cent_the_cell_shows(answer, works, value, shown, read):
    book = Edited(answer, works)
    name, row = book.row_of("b|1")
    column = book.column(name, "moisture_ar")
    book.put(name, row, column, value)
    percents = book.book.sheets[name].percents - {(row, column)}
    book.change(name, percents=percents | {(row, column)} if shown else percents)
    inventory, findings = book.read()
    assert not [f for f in findings if f.level is Level.ERROR]
    assert inventory.entries[Address("dust", "kiln")].value == pytest.approx(500 * (1 - read / 100))


def test_a_stock_shown_as_a_per_cent_is_asked_back(answer, works):
    book = Edited(answer, works)
    name, row = book.row_of("s|1")
    column = book.column(name, "purchases")
    book.put(name, row, column, 0.652)
    book.change(name, percents=book.book.sheets[name].percents | {(row, column)})
    found = [f for f in book.read()[1] if f.code == "workbook.ledger_number"]
    assert [("65.2%" in f.message.zh, f.place.cell) for f in found] == [
        (True, f"{chr(65 + column)}{row + 1}")
    ]


@pytest.mark.parametrize("value", ["2025-03", "2025年3月", "202503", "２０２５．３", "2025-03-04", DAY])
def test_a_month_however_it_is_written(typed, value):
    inventory, found, failed = typed("s|1", "period", value)
    assert (found, failed) == ([], False)
    assert Address("clinker_bought", period="2025-03") in inventory.entries


@pytest.mark.parametrize("value", ["全年", "—", "/", "无", "Whole period"])
def test_no_month_is_the_whole_period(typed, value):
    inventory, found, failed = typed("s|1", "period", value)
    assert (found, failed) == ([], False)
    assert Address("clinker_bought") in inventory.entries


@pytest.mark.parametrize("value", ["去年", "65.2%", "3", True])
def test_what_is_no_month_is_asked_back(typed, value):
    assert typed("s|1", "period", value)[1] == ["workbook.ledger_period"]


@pytest.mark.parametrize(
    ("role", "value", "parts", "codes"),
    [
        ("amount", "1,200", {"amount": 1200.0}, [READ_AS]),
        ("amount", "１２", {"amount": 12.0}, [READ_AS]),
        ("amount", "65.2%", None, ["workbook.factor"]),
        ("amount", "约12", None, ["workbook.factor"]),
        ("amount", DAY, None, ["workbook.factor"]),
        ("year", 2023.0, {"year": "2023"}, []),
        ("year", DAY, {"year": "2025"}, []),
        ("year", "2021—2023", {"year": "2021—2023"}, []),
        ("year", "/", {"year": ""}, []),
        ("year", "去年", {"year": "去年"}, ["workbook.factor_year"]),
        ("primary", "否", {"primary": False}, []),
        ("primary", "—", {"primary": False}, []),
        ("primary", "大概", None, ["workbook.factor"]),
        ("kind", "—", {"kind": "footprint"}, []),
        ("kind", "别的", None, ["workbook.factor"]),
        ("gas", "/", {"gas": "CO2e"}, []),
        ("gas", "甲烷", {"gas": "甲烷"}, []),
        ("pm", "5%", {"spread": ("normal", 0.05 / 1.96)}, []),
        ("pm", "均匀 ±12%", {"spread": ("uniform", 0.12)}, []),
        ("pm", "无", {"spread": None}, []),
        ("pm", "很小", {"spread": None}, ["workbook.uncertainty"]),
    ],
)
def test_cells_of_a_factor(typed, role, value, parts, codes):
    inventory, found, failed = typed("k|1", role, value)
    assert found == codes
    if parts is None:
        assert failed
        return
    (factor,) = inventory.factors
    spread = factor.spread and (factor.spread.kind, factor.spread.value)
    assert {key: spread if key == "spread" else getattr(factor, key) for key in parts} == parts


def test_a_gas_nobody_knows_is_told_at_the_factor(answer, works):
    book = Edited(answer, works)
    name, row = book.row_of("k|1")
    book.put(name, row, book.column(name, "gas"), "臭气")
    found = [(f.code, f.place.sheet) for f in book.read()[1]]
    assert found == [("gases.unknown", name)]


@pytest.mark.parametrize(
    ("id", "role", "head", "address"),
    [
        ("f||kiln|||kiln_type", "value", 0, Address("kiln_type", "kiln")),
        ("f|||||certified", "value", 0, Address("certified")),
        ("t|||types|pc", "c:launched", 4, Address("launched", table="types", row="pc")),
        ("t|||types|pc", "c:class", 4, Address("class", table="types", row="pc")),
        ("t|||recipe|r1", "c:material", 4, Address("material", table="recipe", row="r1")),
        ("t|||recipe|r1", "c:mass", 4, Address("mass", table="recipe", row="r1")),
    ],
)
@pytest.mark.parametrize("value", ["—", "/", "不适用"])
def test_a_stroke_means_that_nothing_is_filled_in(typed, id, role, head, address, value):
    inventory, found, _ = typed(id, role, value, head)
    assert found[0] == NOTHING
    assert address not in inventory.entries


@pytest.mark.parametrize("value", ["2", 2.0, "２", "P·C 42.5", "Ｐ·Ｃ 42.5"])
def test_the_row_of_an_exception_by_number_or_name_in_any_width(typed, value):
    inventory, found, failed = typed("e|1", "row", value)
    assert (found, failed) == ([], False)
    assert inventory.entries[Address("made", table="types", row="pc")].source == "地磅"
    assert inventory.entries[Address("made", table="types", row="po425")].source == ""


@pytest.mark.parametrize("value", ["", "—", "无"])
def test_an_exception_without_a_row_is_for_the_column(typed, value):
    inventory, found, failed = typed("e|1", "row", value)
    assert (found, failed) == ([], False)
    assert {inventory.entries[Address("made", table="types", row=r)].source for r in ("pc", "po425")} == {
        "地磅"
    }


@pytest.mark.parametrize("value", ["1,000", "65.2%", "3.2万", "2025-03-04", True])
def test_a_row_nobody_has_is_asked_back(typed, value):
    assert typed("e|1", "row", value)[1] == ["workbook.origin_row"]


def test_the_cover_takes_dates_as_people_write_them(typed, answer, works):
    for value in ("2025年1月1日", "20250101", "2025.1.1", {"d": "2025-01-01T00:00:00"}):
        inventory, found, failed = typed("h|from", "value", value)
        assert (inventory.period_from, found, failed) == ("2025-01-01", [], False)
    for value in ("1,000,000", "无", "65.2%"):
        assert typed("h|from", "value", value)[1] == ["workbook.period"]


def test_an_untouched_book_has_no_findings(answer, works):
    assert Edited(answer, works).read()[1] == ()
