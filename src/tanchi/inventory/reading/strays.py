"""What people typed where the form asks nothing: told, never silently dropped."""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.findings import Text
from tanchi.inventory.form import Address
from tanchi.inventory.log import Log
from tanchi.inventory.reading.locate import WRITTEN, Found, Spot
from tanchi.inventory.reading.raw import RawBook, RawSheet
from tanchi.inventory.workbook.ids import HEAD, POINTER, address_of, parse_id, row_id


def new_rows(found: Found, log: Log) -> Iterator[Spot]:
    """Yield rows that people inserted into tables, each with an id of its own."""
    tables = [spot for spot in found.good.values() if parse_id(spot.id)[0] == "t"]
    taken = {spot.id for spot in tables}
    for spot in tables:
        row, address = spot.row + 1, address_of(*parse_id(spot.id))
        while _is_new(spot, row, found):
            id = _free(address, taken)
            taken.add(id)
            added = Spot(id, spot.sheet, row, spot.columns)
            zh, en = "插入的行，按新的一行读入", "an inserted row, read as a new row"
            log.note("workbook.new_row", added.place, Text(zh, en))
            yield added
            row += 1


def _is_new(above: Spot, row: int, found: Found) -> bool:
    """Return whether a row below a row of a table has content and no id, and the table goes on."""
    added = Spot("", above.sheet, row, above.columns)
    has_id = (above.sheet.name, row) in found.taken
    is_head = any(line == row for line, _ in found.heads.get(above.sheet.name, ()))
    roles = tuple(role for role in above.columns if role.startswith("c:") or role == "name")
    return not has_id and not is_head and added.has_content(roles)


def _free(address: Address, taken: set[str]) -> str:
    number = 1
    while True:
        id = row_id(Address("", address.process, address.table, f"r{number}", site=address.site))
        if id not in taken:
            return id
        number += 1


def tell_strays(book: RawBook, found: Found, added: list[Spot], log: Log) -> None:
    """Tell of what was typed beside, between or below what the form asks, and over what it says."""
    for name, heads in found.heads.items():
        sheet = book.sheets[name]
        rows = {spot.row: spot for spot in [*found.rows, *added] if spot.sheet is sheet}
        marks = {row for row, _ in heads}
        for row, column in sorted(sheet.cells):
            columns = next((c for line, c in reversed(heads) if line < row), None)
            if row in marks or columns is None or _may_be_formula(sheet, row, column, found):
                continue
            spot = rows.get(row)
            role = next((r for r, c in columns.items() if c == column), "")
            value = sheet.cells[row, column]
            is_stray = (
                _over_form(spot, role, value)
                if spot
                else _outside_form(found.fixed.get((name, row), ""), role, value)
            )
            if is_stray:
                zh, en = "这里不是要填的格子，内容没有采用", "nothing is asked in this cell; it is not used"
                remedy = Text("请填在相应的格子里", "use the cell meant for it")
                log.warn("workbook.stray", sheet.place(row, column), Text(zh, en), remedy)


def _may_be_formula(sheet: RawSheet, row: int, column: int, found: Found) -> bool:
    """Return whether a formula stands in a cell, or may, where the kind of file does not tell."""
    if sheet.formulas is None:
        return (sheet.name, row) in found.fixed
    return (row, column) in sheet.formulas


def _over_form(spot: Spot, role: str, value: object) -> bool:
    """Return whether a number stands in a row of the form where none is asked."""
    if role in WRITTEN - {"sum", "result", "status", "number"} or not role:
        return isinstance(value, (float, dict))
    return False


def _outside_form(mark: str, role: str, value: object) -> bool:
    """Return whether something was typed into a row that asks nothing."""
    is_input = role in ("value", "name") or role[:2] in ("m:", "c:", "h:")
    if isinstance(value, (float, dict)):
        return True
    return is_input and not (mark == HEAD or (mark == POINTER and role == "value"))
