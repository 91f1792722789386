"""Rows of tables: how many, twice the same, rows nobody knows."""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.findings import FieldPlace, Place, Text
from tanchi.inventory.check.index import Case
from tanchi.inventory.form import Address, Sheet, TableForm
from tanchi.inventory.log import Log
from tanchi.inventory.model import Row


def check_tables(case: Case, log: Log) -> None:
    """Check the rows of every table at every site."""
    for sheet in case.index.form.sheets:
        for table in sheet.tables:
            for site in case.sites_of(sheet):
                rows = case.inventory.rows.get((site, sheet.process, table.id), ())
                _check_count(sheet, table, site, rows, case, log)
                _check_twins(sheet, table, site, rows, case, log)
                _check_known(sheet, table, site, rows, case, log)


def _check_count(
    sheet: Sheet, table: TableForm, site: str, rows: tuple[Row, ...], case: Case, log: Log
) -> None:
    count, name = len(rows), table.label
    if table.rows_of or table.rows or table.min_rows <= count <= table.max_rows or case.absent(sheet, site):
        return
    few = count < table.min_rows
    limit = table.min_rows if few else table.max_rows
    zh = f"表“{name.of('zh')}”有 {count} 行，{'至少' if few else '至多'} {limit} 行"
    en = f"table '{name.of('en')}' has {count} rows, {'at least' if few else 'at most'} {limit} are asked"
    log.error("inventory.rows", _place(sheet, table, site, rows, case), Text(zh, en))


def _check_twins(
    sheet: Sheet, table: TableForm, site: str, rows: tuple[Row, ...], case: Case, log: Log
) -> None:
    seen: dict[tuple[object, ...], Row] = {}
    for row in rows:
        content = (row.label, *_cells(sheet, table, site, row, case))
        if not any(content):
            continue
        first = seen.setdefault(content, row)
        if first is not row:
            zh, en = (
                f"这一行与“{first.label or first.id}”完全相同",
                f"this row equals '{first.label or first.id}'",
            )
            place = _place(sheet, table, site, (row,), case)
            log.warn(
                "inventory.duplicate_row", place, Text(zh, en), Text("是否填重了？", "was it entered twice?")
            )


def _check_known(
    sheet: Sheet, table: TableForm, site: str, rows: tuple[Row, ...], case: Case, log: Log
) -> None:
    """A table whose rows are given elsewhere has no others."""
    if table.rows_of:
        own = case.inventory.rows
        rows_of = own.get(("", "", table.rows_of), ()) or own.get((site, "", table.rows_of), ())
        known = {row.id: row.label or row.id for row in rows_of}
    else:
        known = {option.id: str(option.label) or option.id for option in table.rows}
    if not (table.rows or table.rows_of):
        return
    for row in rows:
        if row.id not in known:
            zh, en = (
                f"表“{table.label.of('zh')}”没有行“{row.id}”",
                f"table '{table.label.of('en')}' has no row '{row.id}'",
            )
            names = [label if label == id else f"{label}（{id}）" for id, label in known.items()]
            remedy = Text(f"可以是：{'、'.join(names)}", f"one of: {', '.join(names)}")
            log.error("inventory.unknown_row", _place(sheet, table, site, (row,), case), Text(zh, en), remedy)


def _cells(sheet: Sheet, table: TableForm, site: str, row: Row, case: Case) -> Iterator[object]:
    for column in table.columns:
        entries = case.entries(Address(column.id, sheet.process, table.id, row.id, site=site))
        yield tuple((e.address.period, e.value, e.unit) for e in entries)


def _place(sheet: Sheet, table: TableForm, site: str, rows: tuple[Row, ...], case: Case) -> Place:
    """Return the place of the first value of the rows, or of the table."""
    for row in rows:
        for column in table.columns:
            address = Address(column.id, sheet.process, table.id, row.id, site=site)
            found = [entry.place for entry in case.entries(address) if entry.place]
            if found:
                return found[0]
            if address in case.places:
                return case.places[address]
    where = Address("", sheet.process, table.id, site=site)
    return case.places.get(where) or FieldPlace(str(where))
