"""Which origin stands in a row of a workbook, and which cells of it have another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tanchi.inventory.form import Address, FieldType
from tanchi.inventory.model import Entry, Inventory
from tanchi.inventory.origin import NOTHING, Origin, Origins, Override, origin_of, own_origin
from tanchi.inventory.workbook.layout import DayLine, FieldLine, Line, Page, TableLine, line_id


@dataclass(frozen=True, slots=True)
class _Cell:
    """A filled cell: what it says of itself, and what it would say by its row."""

    address: Address
    wanted: Origin
    by_row: Origin


def origins_of(pages: Sequence[Page], values: Inventory | None) -> Origins:
    """Return the origins that ``values`` have on ``pages``: one per row, and as few overrides as say the rest."""
    if values is None:
        return Origins()
    entries = _grouped(values)
    rows: dict[str, Origin] = {}
    cells: dict[Address, list[_Cell]] = {}
    for line in _lines(pages):
        shared = _shared(line, entries)
        if shared is not None:
            rows[line_id(line)] = shared
        for cell in _cells(line, shared or NOTHING, entries):
            cells.setdefault(replace(cell.address, row="", period=""), []).append(cell)
    found = (override for whole, group in cells.items() for override in _overrides(whole, group))
    return Origins(rows, tuple(found))


def _grouped(values: Inventory) -> dict[Address, list[Entry]]:
    """Return the entries by their address without the period."""
    found: dict[Address, list[Entry]] = {}
    for address, entry in values.entries.items():
        found.setdefault(replace(address, period=""), []).append(entry)
    return found


def _lines(pages: Sequence[Page]) -> Iterator[Line]:
    """Yield the lines that hold values; an hourly quantity once."""
    for page in pages:
        yield from page.lines[:1] if page.kind == "hours" else page.lines


def _shared(line: Line, entries: Mapping[Address, list[Entry]]) -> Origin | None:
    """Return the origin most cells of a row have, None where it has no values or no columns for it."""
    match line:
        case FieldLine():
            found: Iterable[Entry] = entries.get(line.address, ())
        case TableLine():
            numbers = list(_of_row(line, entries, numbers_only=True))
            found = numbers or list(_of_row(line, entries, numbers_only=False))
        case _:
            return None
    counted = Counter(map(own_origin, found))
    return counted.most_common(1)[0][0] if counted else None


def _of_row(
    line: TableLine, entries: Mapping[Address, list[Entry]], *, numbers_only: bool
) -> Iterator[Entry]:
    for column in line.table.columns:
        if not numbers_only or column.type is FieldType.NUMBER:
            yield from entries.get(replace(line.address, quantity=column.id), ())


def _cells(line: Line, shared: Origin, entries: Mapping[Address, list[Entry]]) -> Iterator[_Cell]:
    match line:
        case FieldLine():
            is_number = line.field.type is FieldType.NUMBER
            held = shared if is_number else replace(shared, method=NOTHING.method, spread=None)
            yield from (_cell(entry, held) for entry in entries.get(line.address, ()))
        case TableLine():
            has_numbers = any(_of_row(line, entries, numbers_only=True))
            for column in line.table.columns:
                held = shared if column.type is FieldType.NUMBER or not has_numbers else NOTHING
                at = replace(line.address, quantity=column.id)
                yield from (_cell(entry, held) for entry in entries.get(at, ()))
        case DayLine():
            yield from (_cell(entry, NOTHING) for entry in entries.get(line.address, ()))


def _cell(entry: Entry, by_row: Origin) -> _Cell:
    return _Cell(entry.address, origin_of(entry), by_row.under(entry))


def _overrides(whole: Address, cells: Sequence[_Cell]) -> list[Override]:
    """Return the overrides of one quantity or column: cell by cell, or first one for all where that is less."""
    single = [cell for cell in cells if cell.wanted != cell.by_row]
    if not single:
        return []
    beside_months = {cell.address.row for cell in cells if cell.address.period}
    common = Counter(cell.wanted for cell in cells).most_common(1)[0][0]
    rest = [cell for cell in cells if cell.wanted != common]
    if len(rest) < len(single) and len(cells) > 1:
        return [Override(whole, common), *(_single(cell, beside_months) for cell in rest)]
    return [_single(cell, beside_months) for cell in single]


def _single(cell: _Cell, beside_months: Container[str]) -> Override:
    address = cell.address
    return Override(address, cell.wanted, not address.period and address.row in beside_months)
