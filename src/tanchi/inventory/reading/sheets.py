"""Quantities and tables of a workbook as entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from tanchi.findings import Place, Text
from tanchi.inventory.check.index import Index
from tanchi.inventory.check.index import Spot as FieldSpot
from tanchi.inventory.form import Address, FieldType
from tanchi.inventory.log import Log
from tanchi.inventory.model import Entry, Row
from tanchi.inventory.origin import Origin
from tanchi.inventory.reading.cells import read_cell, read_method, read_spread
from tanchi.inventory.reading.locate import Spot
from tanchi.inventory.reading.raw import RawSheet
from tanchi.inventory.reading.units import symbol_of
from tanchi.inventory.workbook.ids import address_of, parse_id, row_id, units_id
from tanchi.inventory.workbook.inputs import is_percent


@dataclass
class Harvest:
    """What has been read from the sheets so far."""

    log: Log
    index: Index
    entries: dict[Address, Entry] = field(default_factory=dict)
    rows: dict[tuple[str, str, str], dict[str, Row]] = field(default_factory=dict)
    places: dict[Address, Place] = field(default_factory=dict)
    """Where values stand or should stand."""
    origins: dict[str, Origin] = field(default_factory=dict)
    """Id of a row → what it says of where its values come from."""

    def add(self, entry: Entry) -> None:
        """Keep an entry."""
        self.entries[entry.address] = entry

    def leave_out(self, site: str, process: str) -> None:
        """Forget everything that was read of a process at a site."""
        self.entries = {a: e for a, e in self.entries.items() if (a.site, a.process) != (site, process)}
        self.rows = {key: rows for key, rows in self.rows.items() if key[:2] != (site, process)}

    def name_row(self, address: Address, label: str) -> None:
        """Note that a row of a table is there, with its name if it has one."""
        rows = self.rows.setdefault((address.site, address.process, address.table), {})
        if address.row not in rows or label:
            rows[address.row] = Row(address.row, label)


def read_field(spot: Spot, harvest: Harvest) -> None:
    """Read the line of a quantity: its value, its months, and where they come from."""
    address = address_of(*parse_id(spot.id))
    known = harvest.index.spot(address)
    months = {role[2:]: column for role, column in spot.columns.items() if role.startswith("m:")}
    columns = {"": spot.columns.get("value"), **months}
    for period, column in columns.items():
        if column is not None:
            harvest.places[replace(address, period=period)] = spot.sheet.place(spot.row, column)
    if known is None:
        _tell_unknown(spot, address, harvest)
        return
    unit = _unit(spot.sheet, spot.row, spot.columns.get("unit"), known, harvest.log)
    harvest.origins[spot.id] = _origin(spot, known.field.type is FieldType.NUMBER, harvest.log)
    base = Entry(address, 0.0, unit)
    for period, column in columns.items():
        if column is not None:
            _value(spot, column, replace(base, address=replace(address, period=period)), known, harvest)
    if address.row and spot.has_content():
        harvest.name_row(address, "")
    _check_total(spot, address, months, harvest)


def _tell_unknown(spot: Spot, address: Address, harvest: Harvest) -> None:
    """Keep what stands in a row the form does not have, so that it is told with its name."""
    if spot.has_content():
        harvest.add(Entry(address, spot.sheet.text(spot.row, spot.first), place=spot.place))


def _value(spot: Spot, column: int, base: Entry, known: FieldSpot, harvest: Harvest) -> None:
    seen = read_cell(spot.sheet, spot.row, column, known.field, base.unit, harvest.log)
    if seen is not None:
        place = spot.sheet.place(spot.row, column)
        harvest.add(replace(base, value=seen.value, typed=seen.typed, place=place))


def _unit(sheet: RawSheet, row: int, column: int | None, known: FieldSpot, log: Log) -> str:
    """Return the unit chosen in a row or above a column; "" where the field has none."""
    own = known.field.unit
    if known.field.type is not FieldType.NUMBER or own is None:
        return ""
    text = symbol_of(sheet.text(row, column))
    if is_percent(known.field) and text not in ("%", ""):
        message = Text(f"这里的单位只能是 %，不能是 {text}", f"the unit here is %, not {text}")
        log.error(
            "workbook.percent_unit",
            sheet.place(row, column or 0),
            message,
            Text("请改回 %", "change it back to %"),
        )
    if is_percent(known.field):
        return "%"
    return text if text or own.symbol != "1" else ""


def _origin(spot: Spot, is_number: bool, log: Log) -> Origin:
    """Return what a row says of where its values come from; only numbers have a method and an uncertainty."""
    sheet, row, columns = spot.sheet, spot.row, spot.columns
    return Origin(
        method=read_method(sheet, row, columns.get("method") if is_number else None, log),
        spread=read_spread(sheet, row, columns.get("pm") if is_number else None, log),
        source=sheet.text(row, columns.get("source")),
        evidence=sheet.text(row, columns.get("evidence")),
        note=sheet.text(row, columns.get("note")),
    )


def _check_total(spot: Spot, address: Address, months: Mapping[str, int], harvest: Harvest) -> None:
    """Tell of a total typed over its formula while the months are empty."""
    column = spot.columns.get("sum")
    if column is None or any(
        (spot.row, c) in spot.sheet.cells for c in (*months.values(), spot.columns.get("value", 0))
    ):
        return
    value = spot.sheet.cells.get((spot.row, column))
    known = spot.sheet.formulas
    if isinstance(value, float) and known is not None and (spot.row, column) not in known:
        message = Text(
            "合计栏的公式被改成了数，这个数没有采用",
            "the formula of the sum was overwritten; the number is not used",
        )
        remedy = Text("请填在各月或“全年值”栏", "fill in the months, or the value for the whole period")
        harvest.log.error("workbook.sum_typed", spot.sheet.place(spot.row, column), message, remedy)


def read_label(spot: Spot, harvest: Harvest) -> None:
    """Read the line that names a row of a table."""
    address = address_of(*parse_id(spot.id))
    text = spot.sheet.text(spot.row, spot.columns.get("value"))
    harvest.places.setdefault(replace(address, row="", quantity=""), spot.place)
    if text:
        harvest.name_row(address, text)


def read_row(spot: Spot, units: Mapping[str, Spot], harvest: Harvest) -> None:
    """Read a row of a table."""
    address = address_of(*parse_id(spot.id))
    harvest.places.setdefault(replace(address, row="", quantity=""), spot.place)
    cells = dict(_table_cells(spot, address, units, harvest))
    harvest.origins[row_id(address)] = _origin(spot, True, harvest.log)
    for entry in cells.values():
        harvest.add(entry)
    table = next(
        (s.table for k, s in harvest.index.spots.items() if k[:2] == (address.process, address.table)), None
    )
    is_given = table is not None and bool(table.rows or table.rows_of)
    label = spot.sheet.text(spot.row, spot.columns.get("name"))
    if cells or (label and not is_given):
        harvest.name_row(address, label)


def _table_cells(
    spot: Spot, address: Address, units: Mapping[str, Spot], harvest: Harvest
) -> Iterator[tuple[str, Entry]]:
    above = units.get(units_id(address))
    for role, column in spot.columns.items():
        if not role.startswith("c:"):
            continue
        at = replace(address, quantity=role[2:])
        known = harvest.index.spot(at)
        harvest.places[at] = spot.sheet.place(spot.row, column)
        if known is None:
            if (spot.row, column) in spot.sheet.cells:
                yield role, Entry(at, spot.sheet.text(spot.row, column), place=harvest.places[at])
            continue
        unit = _unit(above.sheet, above.row, above.columns.get(role), known, Log()) if above else ""
        seen = read_cell(spot.sheet, spot.row, column, known.field, unit, harvest.log)
        if seen is not None:
            yield role, Entry(at, seen.value, unit, typed=seen.typed, place=harvest.places[at])


def read_day(spot: Spot, harvest: Harvest) -> None:
    """Read the hours of a day."""
    _, (site, process, quantity, day) = parse_id(spot.id)
    address = Address(quantity, process, site=site)
    harvest.places.setdefault(address, spot.place)
    known = harvest.index.spot(address)
    if known is None:
        return
    unit = known.field.unit.symbol if known.field.unit else ""
    for role, column in spot.columns.items():
        if role.startswith("h:"):
            seen = read_cell(spot.sheet, spot.row, column, known.field, unit, harvest.log)
            if seen is not None:
                at = replace(address, period=f"{day}T{role[2:]}")
                harvest.add(
                    Entry(at, seen.value, unit, place=spot.sheet.place(spot.row, column), typed=seen.typed)
                )
