"""What people typed where the form asks nothing: told, never silently dropped."""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.findings import Text
from tanchi.inventory.form import Address
from tanchi.inventory.log import Log
from tanchi.inventory.reading.locate import Found, Spot
from tanchi.inventory.reading.raw import RawBook, RawSheet
from tanchi.inventory.workbook.ids import address_of, parse_id, row_id


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
    has_id = any(spot.sheet is above.sheet and spot.row == row for spot in found.rows)
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
    """Tell of numbers typed beside, between or below what the form asks."""
    for name, heads in found.heads.items():
        sheet = book.sheets[name]
        known = {(spot.row): spot for spot in [*found.rows, *added] if spot.sheet is sheet}
        first = min(row for row, _ in heads)
        for row, column in sorted(sheet.cells):
            spot = known.get(row)
            roles = spot.columns.values() if spot else ()
            if row > first and column not in roles and _is_typed(sheet, row, column, heads[0][1]):
                zh, en = "这里不是要填的格子，内容没有采用", "nothing is asked in this cell; it is not used"
                log.warn(
                    "workbook.stray",
                    sheet.place(row, column),
                    Text(zh, en),
                    Text("请填在相应的格子里", "use the cell meant for it"),
                )


def _is_typed(sheet: RawSheet, row: int, column: int, columns: dict[str, int] | object) -> bool:
    """Return whether a number stands in a cell that was written without one."""
    return isinstance(sheet.cells[row, column], float) and (row, column) not in sheet.formulas
