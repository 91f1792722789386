"""Inventories written as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from tanchi.inventory.form import Address
from tanchi.inventory.model import Entry, Inventory
from tanchi.inventory.plain.csv_read import COLUMNS, guarded
from tanchi.inventory.plain.write import plain_value


def to_csv(inventory: Inventory) -> bytes:
    """Return the inventory as CSV with Chinese column names, UTF-8 with a byte-order mark, for Excel and WPS.

    Records and own factors have no place in it. Text a spreadsheet would run as a formula is guarded by an
    apostrophe, which is taken off when the file is read.
    """
    stream = io.StringIO(newline="")
    out = csv.writer(stream)
    for key, text in _heads(inventory):
        out.writerow([f"#{key}", *map(guarded, text)])
    names = {english: chinese for chinese, english in COLUMNS.items()}
    out.writerow(names.values())
    labels = {(*at, row.id): row.label for at, rows in inventory.rows.items() for row in rows}
    for entry in inventory.entries.values():
        out.writerow([_cell(entry, name, labels) for name in names])
    return stream.getvalue().encode("utf-8-sig")


def _heads(inventory: Inventory) -> Iterable[tuple[str, list[str]]]:
    yield "rule", [inventory.rule]
    yield "edition", [inventory.edition]
    yield "company", [inventory.company]
    yield "product", [inventory.product]
    yield "contact", [inventory.contact]
    yield "note", [inventory.notes]
    yield "period", [inventory.period_from, inventory.period_to]
    yield from (("choice", [key, option]) for key, option in inventory.choices.items())
    yield from (("statement", [key, text]) for key, text in inventory.statements.items())
    yield from (("site", [site]) for site in inventory.sites if site)


def _cell(entry: Entry, name: str, labels: Mapping[tuple[str, str, str, str], str]) -> str:
    address: Address = entry.address
    match name:
        case "value" if isinstance(entry.value, str):
            return guarded(entry.value)
        case "value":
            return str(plain_value(entry.value))
        case "row":
            label = labels.get((address.site, address.process, address.table, address.row), "")
            return guarded(f"{address.row}={label}" if label else address.row)
        case "method":
            return entry.method.value
        case "uncertainty":
            spread = entry.spread
            return f"{spread.value * 196:.12g} %" if spread and spread.kind == "normal" else ""
        case "unit" | "source" | "evidence" | "note":
            return guarded(str(getattr(entry, name)))
        case _:
            return str(getattr(address, name))
