"""Rows of tables as the form knows them: at the site their sheet is asked for, under the names given elsewhere."""

from __future__ import annotations

from dataclasses import replace

from tanchi.inventory.form import Form, TableForm
from tanchi.inventory.model import Inventory, Row

Key = tuple[str, str, str]
"""(site, process, table)."""


def fit_rows(inventory: Inventory, form: Form) -> dict[Key, tuple[Row, ...]]:
    """Return the rows of ``inventory``; rows the rule or another table names have no name of their own."""
    tables = {(s.process, t.id): (t, s.per_site) for s in form.sheets for t in s.tables}
    placed = {_at_site(key, inventory, tables): rows for key, rows in inventory.rows.items()}
    found: dict[Key, tuple[Row, ...]] = {}
    for key, rows in placed.items():
        table = tables.get(key[1:])
        found[key] = _named(key[0], rows, table[0], placed) if table else rows
    return found


def _at_site(key: Key, inventory: Inventory, tables: dict[tuple[str, str], tuple[TableForm, bool]]) -> Key:
    """Return the key at the only site there is, where it names none and its sheet is asked per site."""
    site, process, table = key
    if site or len(inventory.sites) != 1:
        return key
    known = tables.get((process, table))
    return (inventory.sites[0], process, table) if known and known[1] else key


def _named(
    site: str, rows: tuple[Row, ...], table: TableForm, placed: dict[Key, tuple[Row, ...]]
) -> tuple[Row, ...]:
    if table.rows:
        return tuple(replace(row, label="") for row in rows)
    if not table.rows_of:
        return rows
    parents = placed.get(("", "", table.rows_of)) or placed.get((site, "", table.rows_of), ())
    labels = {row.id: row.label for row in parents}
    return tuple(replace(row, label=labels.get(row.id, row.label)) for row in rows)
