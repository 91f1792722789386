"""At which resolution a formula is evaluated: the finest its totals share (rule-pack format, time rule)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tanchi.formula import Node, UnknownName, dimensions, names
from tanchi.rules.expression import Expression, Fixed
from tanchi.rules.model import Line, Parameter, Quantity, Value
from tanchi.rules.names import Column, PackItem, ProcessItem, Where
from tanchi.study.reader import HOUR, MONTH, YEAR

if TYPE_CHECKING:
    from tanchi.study.sheet import Sheet


def resolution(sheet: Sheet, expression: Expression, each: str = "") -> str:
    """Return the finest time every total the expression rests on has: ``hour``, ``month`` or ``year``."""
    found = _totals(sheet, expression, each, frozenset())
    if not found or YEAR in found:
        return YEAR
    return MONTH if MONTH in found else HOUR


def reads_hours(sheet: Sheet, node: Node, each: str) -> bool:
    """Return whether a formula reads a total that is reported by hour."""
    leaves = (leaf for leaf in names(node) if not leaf[0].endswith("()"))
    return any(HOUR in _of_name(sheet, leaf, each, frozenset()) for leaf in leaves)


def line_resolution(sheet: Sheet, line: Line) -> str:
    """Return the resolution a line is evaluated at before it is summed."""
    if line.amount is None:
        return YEAR
    return resolution(sheet, line.amount, str(line.each or ""))


def _totals(sheet: Sheet, expression: Expression, each: str, seen: frozenset[str]) -> set[str]:
    held = sheet.context.chosen(expression, sheet.owner)
    return set() if isinstance(held, Fixed) else _of_node(sheet, held.node, each, seen)


def _of_node(sheet: Sheet, node: Node, each: str, seen: frozenset[str]) -> set[str]:
    found: set[str] = set()
    if dimensions(node) & {(MONTH,), (HOUR,)}:
        return {YEAR}
    for leaf in names(node):
        if leaf[0] in ("inflow()", "outflow()"):
            found.add(YEAR)
        elif leaf[0] != "prop()":
            found |= _of_name(sheet, leaf, each, seen)
    return found


def _of_name(sheet: Sheet, leaf: tuple[str, ...], each: str, seen: frozenset[str]) -> set[str]:
    try:
        meaning = sheet.context.names.meaning(leaf, Where(sheet.process, each))
    except UnknownName:
        return set()
    if isinstance(meaning, Column):
        column = meaning.column
        if column is None or column.type != "number" or column.kind != "total":
            return set()
        return {MONTH if _column_months(sheet, meaning, column) else YEAR}
    if isinstance(meaning, PackItem | ProcessItem):
        home = sheet.pack() if isinstance(meaning, PackItem) else sheet
        return _of_item(home, meaning.item, seen)
    return set()


def _of_item(sheet: Sheet, item: Line | Quantity | Value | Parameter, seen: frozenset[str]) -> set[str]:
    if isinstance(item, Parameter) or item.id in seen:
        return set()
    if isinstance(item, Quantity):
        return _of_quantity(sheet, item)
    inner = seen | {item.id}
    if isinstance(item, Line):
        if item.ask is not None:
            return _of_quantity(sheet, item.ask)
        return _totals(sheet, item.amount, str(item.each or ""), inner) if item.amount is not None else set()
    amounts = [item.amount] if item.amount is not None else [t.amount for t in item.tiers]
    found: set[str] = set()
    for amount in amounts:
        found |= _totals(sheet, amount, "", inner)
    return found


def _of_quantity(sheet: Sheet, quantity: Quantity) -> set[str]:
    if quantity.type != "number" or quantity.kind != "total":
        return set()
    cell = sheet.home(quantity).cell(sheet.context, quantity)
    return {HOUR if cell.hours else MONTH if cell.months else YEAR}


def _column_months(sheet: Sheet, meaning: Column, column: Quantity) -> bool:
    rows = sheet.tables.rows(meaning.process, meaning.table)
    data = sheet.context.data
    cells = [data.cell(sheet.site, meaning.process, meaning.table.id, column.id, row.id) for row in rows]
    return bool(cells) and all(cell.months or cell.hours for cell in cells)
