"""The page of cells whose origin is not that of their row."""

from __future__ import annotations

from tanchi.inventory.form import Address
from tanchi.inventory.origin import Override
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.ids import field_id
from tanchi.inventory.workbook.layout import LedgerLine
from tanchi.inventory.workbook.origin import origin_texts, write_origin
from tanchi.inventory.workbook.pen import Desk, Pen


def write_override(pen: Pen, row: int, line: LedgerLine) -> None:
    """Write a row: what it is about, and the origin."""
    desk, found = pen.desk, pen.desk.plan.origins.overrides
    override = found[line.number - 1] if line.number <= len(found) else None
    pen.id(row, line.id, ("target", pen.page.columns[-1].role))
    targets = desk.plan.targets["e"]
    pen.choose(row, "target", [t.label for t in targets], _target(desk, override))
    pen.note(row, "row", row_name(desk, override.address) if override else "")
    periods = [desk.say(words.YEAR), *desk.plan.months]
    pen.choose(row, "period", periods, _period(desk, override), strict=False)
    write_origin(pen, row, override.origin if override else None)
    pen.fit(row, origin_texts(override.origin if override else None))


def _target(desk: Desk, override: Override | None) -> str:
    if override is None:
        return ""
    at = override.address
    id = field_id(Address(at.quantity, at.process, at.table, site=at.site))
    return next((t.label for t in desk.plan.targets["e"] if t.id == id), "")


def _period(desk: Desk, override: Override | None) -> str:
    if override is None:
        return ""
    return desk.say(words.YEAR) if override.whole_only else override.address.period


def row_name(desk: Desk, address: Address) -> str:
    """Return how a row of a table is called: by its name where no other row has it, else by its number."""
    rows = desk.plan.table_rows.get((address.site, address.process, address.table), {})
    if address.row not in rows:
        return ""
    number, name = rows[address.row]
    is_own = [other for _, other in rows.values()].count(name) == 1
    return name if name and is_own and not name.isdecimal() else str(number)
