"""The collection workbook written and read back, and edited as people edit workbooks."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tanchi.findings import CellPlace, Level
from tanchi.inventory.build import build_form
from tanchi.inventory.check.index import Index
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.form import Address
from tanchi.inventory.plain.read import parse_inventory
from tanchi.inventory.reading.process import parse_workbook
from tanchi.inventory.reading.raw import raw_book
from tanchi.inventory.reading.read import read_workbook_bytes
from tanchi.inventory.workbook.write import workbook_bytes
from tests.inventory.full import full
from tests.inventory.sheets import Edited


@pytest.fixture(scope="module")
def filled(works):
    """Return a complete inventory with ledgers and own factors."""
    data = full()
    data["contact"] = "张工 010-1234"
    data["statements"] = {"limitations": "只含一条生产线。\n余热按无负担计。", "aircraft_multiplier": "无"}
    data["quantities"]["clinker_bought"] = {
        "stock": [{"opening": 1000, "purchases": 8000, "closing": 900}, {"purchases": 50, "label": "二号库"}],
        "unit": "t",
        "evidence": "PC-3",
    }
    data["processes"]["kiln"]["gas"] = {
        "gas": {"volume": 1000, "temperature": 20, "pressure": 300, "atmosphere": 101}
    }
    data["processes"]["quarry"]["power"] = {
        "meters": [{"previous": 10, "present": 60, "factor": 40}, {"reading": 600}],
        "unit": "MWh",
    }
    data["processes"]["quarry"]["limestone"] = {
        "value": "1.3 Mt", "method": "estimated", "source": "皮带秤", "evidence": "007", "note": "=1+1", "uncertainty": "5 %",
    }  # fmt: skip
    data["factors"] = [
        {
            "flow": "gypsum",
            "amount": 12,
            "unit": "t",
            "source": "甲厂",
            "year": "2024",
            "place": "CN",
            "primary": True,
        },
        {"flow": "coal", "bundle": "coal.tanchi", "source": "乙矿", "uncertainty": "10 %"},
    ]
    inventory, findings = parse_inventory(data, "")
    assert findings == ()
    checked, findings = check_inventory(inventory, works)
    assert findings == ()
    return checked


def essence(inventory):
    """Return everything an inventory says, without the places it was read from."""
    values = {
        a: (
            e.value,
            e.unit,
            e.method,
            e.source,
            e.evidence,
            e.note,
            spread(e.spread),
            [r.numbers for r in e.records],
        )
        for a, e in inventory.entries.items()
    }
    rows = {key: [row.id for row in rows] for key, rows in inventory.rows.items() if rows}
    factors = [(f.flow, f.amount, f.unit, f.gas, f.kind, f.bundle, f.source, f.year, f.place, f.primary, spread(f.spread))
               for f in inventory.factors]  # fmt: skip
    heads = (
        inventory.rule,
        inventory.edition,
        inventory.company,
        inventory.product,
        inventory.contact,
        inventory.notes,
    )
    heads += (inventory.statements,)
    return values, rows, factors, heads, inventory.sites, inventory.period_from, inventory.period_to


def spread(found):
    return found and (found.kind, pytest.approx(found.value, rel=1e-9))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("resolution", ["year", "month"])
def test_what_is_written_is_read_back(works, open_form, filled, language, resolution):
    data = workbook_bytes(open_form, language, resolution=resolution, values=filled)
    inventory, findings = read_workbook_bytes(data, "book.xlsx", works)
    assert findings == ()
    assert essence(inventory) == essence(filled)


def test_equal_forms_give_equal_bytes(open_form, filled):
    assert workbook_bytes(open_form, values=filled) == workbook_bytes(open_form, values=filled)


def test_several_sites_are_read_back(works, open_form):
    data = full()
    processes = data.pop("processes")
    data["sites"] = {"甲厂": {"processes": processes}, "乙厂": {"processes": processes}}
    wanted = check_inventory(parse_inventory(data, "")[0], works)[0]
    inventory, findings = read_workbook_bytes(workbook_bytes(open_form, values=wanted), "book.xlsx", works)
    assert findings == ()
    assert essence(inventory) == essence(wanted)


def test_an_empty_workbook_says_what_is_missing_at_its_cells(works, open_form):
    inventory, findings = read_workbook_bytes(workbook_bytes(open_form), "book.xlsx", works)
    assert dict(inventory.entries) == {}
    assert {f.code for f in findings} == {"inventory.missing", "inventory.rows"}
    assert all(isinstance(f.place, CellPlace) for f in findings)
    strength = next(f for f in findings if "强度" in f.message.zh)
    assert (strength.place.sheet, strength.place.cell) == ("产品与公司", "G6")


@pytest.fixture(scope="module")
def answer(open_form, filled):
    """Return what the child process finds in the filled workbook."""
    return raw_book(parse_workbook(workbook_bytes(open_form, values=filled), "book.xlsx"), "book.xlsx")


@pytest.fixture
def book(answer, works):
    return Edited(answer, works)


def codes(findings, level=None):
    return sorted(f.code for f in findings if level is None or f.level is level)


CLINKER, LIMESTONE, GAS = "f||kiln|||clinker", "f||kiln|||limestone", "f||kiln|||gas"
KILN = "熟料烧成"


def test_rows_and_columns_inserted_and_a_sheet_renamed_change_nothing(book, filled):
    book.insert_row(KILN, 3)
    book.insert_row(KILN, 9)
    book.insert_column(KILN, 1)
    book.insert_column(KILN, 9)
    book.rename(KILN, "改名")
    inventory, findings = book.read()
    assert findings == ()
    assert essence(inventory) == essence(filled)


def test_a_copied_sheet_is_not_read_and_is_told_where_it_differs(book, filled):
    book.copy_sheet(KILN, "二线")
    assert book.read()[1] == ()
    _, row = book.row_of(CLINKER)
    book.put("二线", row, book.column("二线", "m:2025-01"), 5.0)
    inventory, findings = book.read()
    assert [(f.code, f.place.sheet) for f in findings] == [("workbook.copied", "二线")]
    assert essence(inventory) == essence(filled)


def test_rows_sorted_with_their_ids_are_told_and_not_read(book):
    rows = [book.row_of(CLINKER)[1], book.row_of(LIMESTONE)[1]]
    book.sort(KILN, rows, rows[::-1], range(60))
    inventory, findings = book.read()
    assert codes(findings).count("workbook.moved") == 2
    assert not any(a.quantity in ("clinker", "limestone") and a.process == "kiln" for a in inventory.entries)


def test_rows_sorted_without_their_ids_are_known_by_their_labels(book):
    rows = [book.row_of(CLINKER)[1], book.row_of(LIMESTONE)[1]]
    book.sort(KILN, rows, rows[::-1], range(1, 60))
    inventory, findings = book.read()
    assert codes(findings).count("workbook.moved") == 2
    assert not any(a.quantity in ("clinker", "limestone") and a.process == "kiln" for a in inventory.entries)


def test_a_deleted_row_is_missing(book):
    name, row = book.row_of(CLINKER)
    book.delete_row(name, row)
    inventory, findings = book.read()
    assert "inventory.missing" in codes(findings, Level.ERROR)
    assert "workbook.rows_deleted" in codes(findings, Level.NOTE)
    assert not any(a.quantity == "clinker" and a.process == "kiln" for a in inventory.entries)


def test_a_value_cut_and_pasted_elsewhere_is_told_and_not_read(book):
    name, row = book.row_of("f|||||strength")
    column = book.column(name, "value")
    book.cut(name, (row, column), (row + 1, column))
    inventory, findings = book.read()
    assert "workbook.moved" in codes(findings, Level.ERROR)
    assert Address("strength") not in inventory.entries and Address("certified") not in inventory.entries


def test_a_row_copied_over_another_is_told_and_not_read(book):
    name, clinker = book.row_of(CLINKER)
    _, limestone = book.row_of(LIMESTONE)
    book.copy_row(name, clinker, limestone)
    inventory, findings = book.read()
    assert Address("limestone", "kiln") not in inventory.entries
    assert {"inventory.missing"} <= set(codes(findings, Level.ERROR))


def test_a_row_whose_id_was_erased_is_told_and_not_read(book):
    name, row = book.row_of(LIMESTONE)
    book.put(name, row, 0, None)
    inventory, findings = book.read()
    assert "workbook.id_lost" in codes(findings)
    assert Address("limestone", "kiln") not in inventory.entries


def test_a_changed_label_is_told_and_the_value_kept(book):
    name, row = book.row_of(LIMESTONE)
    book.put(name, row, book.column(name, "label"), "石灰石（含碎屑）")
    inventory, findings = book.read()
    assert codes(findings) == ["workbook.label_changed"]
    assert inventory.entries[Address("limestone", "kiln")].value == 1_250_000


def test_an_inserted_row_of_a_table_is_a_new_row(book, filled):
    name, row = book.row_of("t|||types|r10")
    book.insert_row(name, row + 1)
    for role, value in (("name", "P·II 52.5"), ("c:class", "52.5"), ("c:made", 7.0)):
        book.put(name, row + 1, book.column(name, role, 4), value)
    inventory, findings = book.read()
    assert codes(findings) == ["inventory.missing", "inventory.missing", "workbook.new_row"]
    assert inventory.entries[Address("made", table="types", row="r11")].value == 7.0
    assert len(inventory.rows["", "", "types"]) == 3


def test_a_deleted_row_of_a_table_takes_only_its_own_values(book, filled):
    name, row = book.row_of("t|||recipe|r1")
    book.delete_row(name, row)
    inventory, findings = book.read()
    assert codes(findings) == ["workbook.rows_deleted"]
    wanted = {a: e.value for a, e in filled.entries.items() if (a.table, a.row) != ("recipe", "r1")}
    assert {a: e.value for a, e in inventory.entries.items()} == wanted


def test_a_copied_column_is_asked_about(book):
    name = "产品与公司"
    value = book.column(name, "value")
    book.insert_column(name, value + 1)
    for (row, column), content in list(book.cells(name).items()):
        if column == value:
            book.put(name, row, value + 1, content)
    inventory, findings = book.read()
    assert "workbook.column_twice" in codes(findings, Level.ERROR)
    assert Address("strength") not in inventory.entries


def test_a_number_beside_the_form_is_told(book):
    name, row = book.row_of("f|||||strength")
    book.put(name, row + 30, 7, 99.0)
    assert codes(book.read()[1]) == ["workbook.stray"]


@pytest.mark.parametrize(
    ("typed", "code", "value"),
    [
        ("1,250,000", "inventory.read_as", 1_250_000),
        ("１２５００００", "inventory.read_as", 1_250_000),
        ("125万", "inventory.read_as", 1_250_000),
        ("1.25e6", "inventory.read_as", 1_250_000),
        ("约125万", "inventory.not_a_number", None),
        ("—", "inventory.missing", None),
        ({"d": "2025-03-04"}, "workbook.date_in_number", None),
        (True, "inventory.not_a_number", None),
        ("1250000 kg", "inventory.own_unit", 1_250_000),
        ("1250000吨", "inventory.read_as", 1_250_000),
        ("125万吨", "inventory.own_unit", 125),
        ("1250000 kWh", "inventory.two_units", None),
    ],
)
def test_what_is_typed_into_a_number_cell(book, typed, code, value):
    name, row = book.row_of(LIMESTONE)
    book.put(name, row, book.column(name, "value"), typed)
    inventory, findings = book.read()
    place = CellPlace("book.xlsx", KILN, f"G{row + 1}")
    assert (code, place) in [(f.code, f.place) for f in findings]
    found = inventory.entries.get(Address("limestone", "kiln"))
    assert (found and found.value) == value


def test_a_share_beyond_the_whole_is_an_error(book):
    name, row = book.row_of("f||kiln|||cao")
    book.put(name, row, book.column(name, "m:2025-01"), 652.0)
    assert "inventory.impossible" in codes(book.read()[1], Level.ERROR)


def test_a_fraction_without_its_per_cent_sign_is_asked_back(book):
    name, row = book.row_of("f||kiln|||cao")
    column = book.column(name, "m:2025-01")
    book.change(name, percents=book.book.sheets[name].percents - {(row, column)})
    book.put(name, row, column, 0.65)
    inventory, findings = book.read()
    assert "workbook.fraction" in codes(findings, Level.ERROR)
    assert Address("cao", "kiln", period="2025-01") not in inventory.entries
    book.put(name, row, column, 65.0)
    assert book.read()[0].entries[Address("cao", "kiln", period="2025-01")].value == 65.0


def test_a_per_cent_typed_into_an_amount_is_asked_back(book):
    name, row = book.row_of(LIMESTONE)
    book.change(name, percents=book.book.sheets[name].percents | {(row, book.column(name, "value"))})
    assert "workbook.percent" in codes(book.read()[1], Level.ERROR)


def test_errors_and_formulas_without_result_are_told(book):
    name, row = book.row_of(LIMESTONE)
    column = book.column(name, "value")
    book.put(name, row, column, None)
    book.change(name, faults={(row, column): "#REF!", (book.row_of(GAS)[1], column): ""})
    found = codes(book.read()[1], Level.ERROR)
    assert {"workbook.error_value", "workbook.not_calculated"} <= set(found)


def test_an_unknown_unit_and_no_unit_are_told_at_the_cell(book):
    name, row = book.row_of(LIMESTONE)
    book.put(name, row, book.column(name, "unit"), "大车")
    assert "units.unknown" in codes(book.read()[1], Level.ERROR)
    book.put(name, row, book.column(name, "unit"), None)
    assert "inventory.unit_missing" in codes(book.read()[1], Level.ERROR)


def test_a_total_typed_over_its_formula_is_told(book):
    name, row = book.row_of(GAS)
    column = book.column(name, "sum")
    book.put(name, row, column, 7.0)
    book.change(name, formulas=book.book.sheets[name].formulas - {(row, column)})
    assert "workbook.sum_typed" in codes(book.read()[1])


def test_a_ledger_that_differs_from_the_typed_value_is_told(book):
    name, row = book.row_of("f|||||clinker_bought")
    book.put(name, row, book.column(name, "value"), 9.0)
    assert codes(book.read()[1]) == ["inventory.record_differs"]


def test_a_ledger_row_without_target_or_unit_is_told(book):
    name, row = book.row_of("s|1")
    book.put(name, row, book.column(name, "unit"), None)
    assert "workbook.ledger_unit" in codes(book.read()[1])
    book.put(name, row, book.column(name, "target"), "没有的数量")
    assert "workbook.ledger_target" in codes(book.read()[1])


def test_another_rule_or_a_changed_form_is_told(answer, works, book):
    rule_row = next(row for (row, _), value in book.cells("_tanchi").items() if value == "rule")
    book.put("_tanchi", rule_row, 1, "steel")
    assert codes(book.read()[1]) == ["inventory.wrong_rule"]
    book = Edited(answer, works)
    hash_row = next(row for (row, _), value in book.cells("_tanchi").items() if value == "form_hash")
    book.put("_tanchi", hash_row, 1, "0" * 64)
    inventory, findings = book.read()
    assert codes(findings) == ["workbook.changed_form"]
    assert inventory.entries[Address("limestone", "kiln")].value == 1_250_000


def test_a_choice_changed_on_the_cover_changes_what_is_asked(book):
    name, row = book.row_of("c|carbonate")
    book.put(name, row, 2, "按原料投入")
    inventory, findings = book.read()
    assert inventory.choices["carbonate"] == "raw_input"
    missing = {(f.place.sheet, f.message.zh) for f in findings if f.code == "inventory.missing"}
    assert missing == {
        (KILN, "没有填“生料碳酸钙含量”"),
        ("生料粉磨", "没有填“生料产量”"),
        ("电力用量", "没有填“生料磨用电”"),
    }


@pytest.fixture(scope="module")
def known(answer, works, filled):
    """Return a way to a fresh book; hypothesis prints the arguments of a test, so they are kept short."""
    return lambda: (Edited(answer, works), filled)


EDITS = (
    "insert_row",
    "insert_column",
    "delete_row",
    "delete_column",
    "rename",
    "copy_sheet",
    "sort",
    "cut",
    "copy_row",
)


@st.composite
def edit(draw):
    return (
        draw(st.sampled_from(EDITS)),
        draw(st.integers(0, 10**6)),
        draw(st.integers(0, 10**6)),
        draw(st.booleans()),
    )


def apply(book, kind, first, second, with_ids, number):
    """Apply one edit to a page chosen by the numbers."""
    pages = book.pages()
    name = pages[first % len(pages)]
    rows = sorted({row for row, _ in book.cells(name) if row > 3})
    if not rows:
        return
    a, b = rows[first % len(rows)], rows[second % len(rows)]
    columns = range(0 if with_ids else 1, 60)
    match kind:
        case "insert_row" | "delete_row":
            getattr(book, kind)(name, a)
        case "insert_column" | "delete_column":
            getattr(book, kind)(name, second % 20)
        case "rename":
            book.rename(name, f"{name[:20]}-{number}")
        case "copy_sheet":
            book.copy_sheet(name, f"{name[:18]}({number})")
        case "sort":
            book.sort(name, [a, b], [b, a], columns)
        case "cut":
            column = 5 + second % 3
            book.cut(name, (a, column), (b, column))
        case "copy_row":
            book.copy_row(name, a, b)


@given(st.lists(edit(), min_size=1, max_size=4))
def test_whatever_is_moved_no_quantity_takes_the_value_of_another(known, edits):
    book, filled = known()
    for number, (kind, first, second, with_ids) in enumerate(edits):
        apply(book, kind, first, second, with_ids, number)
    inventory, findings = book.read()
    for address, entry in inventory.entries.items():
        if not address.table and not entry.records:
            before = filled.entries.get(address)
            assert before is not None and before.value == entry.value, address
            assert before.unit == entry.unit or entry.place in {f.place for f in findings}, address
    index = Index(build_form(book.rule, {}))
    lost = [
        a
        for a in filled.entries
        if a not in inventory.entries and index.spot(a).field.required and not a.table
    ]
    assert not lost or codes(findings, Level.ERROR)


def test_the_cells_of_the_form_stand(golden, form):
    """Where each quantity is asked: engineers link other workbooks to these cells."""
    found = {}
    for sheet in load_workbook(BytesIO(workbook_bytes(form))).worksheets:
        ids = {cell.value: cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value}
        found |= {f"{sheet.title} {row}": id for id, row in ids.items() if sheet.sheet_state == "visible"}
    golden("workbook-works", found)


def test_a_change_of_basis_without_its_bases_is_told(book):
    name, row = book.row_of("b|1")
    for role, value in (("target", "熟料烧成·石灰石消耗"), ("unit", "t"), ("value", 10.0), ("of", "质量")):
        book.put(name, row, book.column(name, role), value)
    _, findings = book.read()
    assert codes(findings) == ["workbook.ledger_basis"]


def test_a_change_of_basis_feeds_the_quantity_it_names(book):
    name, row = book.row_of("f||kiln|||limestone")
    book.put(name, row, book.column(name, "value"), None)
    name, row = book.row_of("b|1")
    cells = {"target": "熟料烧成·石灰石消耗", "unit": "t", "value": 1_300_000.0, "of": "质量"}
    cells |= {"from": "收到基", "to": "干基", "moisture_ar": 5.0, "evidence": "H-7"}
    for role, value in cells.items():
        book.put(name, row, book.column(name, role), value)
    inventory, findings = book.read()
    entry = inventory.entries[Address("limestone", "kiln")]
    assert (findings, entry.value, entry.unit, entry.evidence) == ((), pytest.approx(1_235_000), "t", "H-7")


def test_numbers_of_a_ledger_may_be_in_another_unit_than_the_first_row(book):
    name, row = book.row_of("s|2")
    book.put(name, row, book.column(name, "unit"), "kg")
    entry = book.read()[0].entries[Address("clinker_bought")]
    assert (entry.value, entry.unit) == (pytest.approx(8100 + 0.05), "t")


def test_a_ledger_row_whose_number_is_text_is_told(book):
    name, row = book.row_of("s|2")
    book.put(name, row, book.column(name, "purchases"), "见附表")
    assert codes(book.read()[1]) == ["workbook.ledger", "workbook.ledger_number"]


def test_an_emptied_choice_is_no_choice(book):
    name, row = book.row_of("c|carbonate")
    book.put(name, row, 2, None)
    inventory, findings = book.read()
    assert (findings, "carbonate" in inventory.choices) == ((), False)
    book.put(name, row, 2, "按天气")
    assert codes(book.read()[1]) == ["workbook.choice"]


def test_a_column_the_rule_no_longer_has_is_told_where_it_is_filled(book):
    name, _ = book.row_of("t|||types|po425")
    book.put(name, 4, book.column(name, "c:launched", 4), "c:retired")
    inventory, findings = book.read()
    assert [(f.code, f.place.sheet) for f in findings] == [("inventory.unknown", name)]
    assert Address("launched", table="types", row="pc") not in inventory.entries


def test_text_beside_a_pointer_or_in_a_sub_heading_is_told(book):
    row = next(r for (r, c), value in book.cells(KILN).items() if value == "#p")
    book.put(KILN, row, book.column(KILN, "m:2025-02"), "三百")
    assert codes(book.read()[1]) == ["workbook.stray"]
    section = next(r for (r, c), value in book.cells(KILN).items() if value == "#s" and r > 4)
    book.put(KILN, section, book.column(KILN, "value"), "12")
    assert codes(book.read()[1]) == ["workbook.stray"] * 2


def test_a_per_cent_times_a_hundred_is_named_as_the_likely_cause(book):
    name, row = book.row_of("f||kiln|||cao")
    book.put(name, row, book.column(name, "m:2025-01"), 65.0)
    found = [f for f in book.read()[1] if f.code == "inventory.impossible"]
    assert [("6500" in f.message.zh.replace(",", ""), "100" in f.remedy.zh) for f in found] == [(True, True)]


def test_meters_in_another_unit_are_added_in_the_unit_of_the_first(book):
    name, row = book.row_of("m|2")
    for role, value in (("reading", None), ("unit", "kWh"), ("previous", 1000.0), ("present", 3000.0)):
        book.put(name, row, book.column(name, role), value)
    entry = book.read()[0].entries[Address("power", "quarry")]
    assert (entry.value, entry.unit) == (pytest.approx((60 - 10) * 40 + 2000 / 1000), "MWh")


def test_an_uncertainty_is_read_as_the_cell_shows_it(book):
    name, row = book.row_of(LIMESTONE)
    column = book.column(name, "pm")
    sheet = book.book.sheets[name]
    for value, percents, half in (
        (0.02, True, 0.02),
        (2.0, False, 0.02),
        ("2%", False, 0.02),
        (0.02, None, 0.02),
    ):
        book.put(name, row, column, value)
        shown = sheet.percents | {(row, column)} if percents else sheet.percents - {(row, column)}
        book.change(name, percents=None if percents is None else shown)
        found = book.read()[0].entries[Address("limestone", "kiln")].spread
        assert found.value == pytest.approx(half / 1.96, rel=1e-12)
