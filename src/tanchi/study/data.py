"""An inventory, indexed for evaluation: values by process, table, quantity and site, rows and periods in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from tanchi.formula.values import IntArray
from tanchi.inventory.form import Address
from tanchi.inventory.model import Entry, Inventory, Row
from tanchi.inventory.periods import days
from tanchi.units import Unit, parse_unit

Key = tuple[str, str, str, str]
"""(site, process, table, quantity)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Entries of one quantity in one row: ``whole`` for the whole period, ``months`` and ``hours`` by period."""

    whole: Entry | None
    months: Mapping[str, Entry]
    hours: Mapping[str, Entry] = field(default_factory=dict)


class Data:
    """Read access to an inventory for the study."""

    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self._cells: dict[Key, dict[str, dict[str, Entry]]] = defaultdict(lambda: defaultdict(dict))
        for address, entry in inventory.entries.items():
            self._cells[_key(address)][address.row][address.period] = entry

    @property
    def sites(self) -> tuple[str, ...]:
        """Return the sites; one unnamed site where none were named."""
        return self.inventory.sites or ("",)

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Return the months of the reporting period, or of the entries where no period is stated."""
        stated = _months(self.inventory.period_from[:7], self.inventory.period_to[:7])
        found = sorted({a.period for a in self.inventory.entries if len(a.period) == 7})
        return stated or tuple(found)

    @cached_property
    def hours(self) -> tuple[str, ...]:
        """Return the hours of the reporting period; none where no period is stated."""
        listed = days(self.inventory.period_from, self.inventory.period_to)
        return tuple(f"{day}T{number:02d}" for day in listed for number in range(24))

    @cached_property
    def hour_months(self) -> IntArray:
        """Return the position among :attr:`months` of the month each hour lies in, (hours,)."""
        at = {month: number for number, month in enumerate(self.months)}
        return np.array([at[hour[:7]] for hour in self.hours], dtype=np.intp)

    def cell(self, site: str, process: str, table: str, quantity: str, row: str = "") -> Cell:
        """Return the entries of one quantity, those of the site first, else those of the whole company."""
        for where in dict.fromkeys((site, "")):
            periods = self._cells.get((where, process, table, quantity), {}).get(row)
            if periods:
                months = {p: e for p, e in periods.items() if len(p) == len("2025-01")}
                hours = {p: e for p, e in periods.items() if len(p) > len("2025-01")}
                return Cell(periods.get(""), months, hours)
        return Cell(None, {})

    def rows(self, site: str, process: str, table: str) -> tuple[Row, ...]:
        """Return the rows of a table, those of the site first, else those of the whole company."""
        for where in dict.fromkeys((site, "")):
            rows = self.inventory.rows.get((where, process, table))
            if rows:
                return tuple(rows)
        return ()

    def reports(self, site: str, process: str) -> bool:
        """Return whether the site reports anything on a process."""
        return (site, process) in self._reported

    @cached_property
    def _reported(self) -> frozenset[tuple[str, str]]:
        found = {(a.site, a.process) for a in self.inventory.entries}
        return frozenset(found | {(site, process) for site, process, _ in self.inventory.rows})


def number(entry: Entry, unit: Unit) -> float:
    """Return an entry's value in base units, ``unit`` where it states none; NaN for what is no number."""
    if isinstance(entry.value, str):
        return float("nan")
    own = parse_unit(entry.unit) if entry.unit else unit
    return float(entry.value) * float(own.scale)


def _key(address: Address) -> Key:
    return address.site, address.process, address.table, address.quantity


def _months(first: str, last: str) -> tuple[str, ...]:
    if len(first) != 7 or len(last) != 7:
        return ()
    year, month = int(first[:4]), int(first[5:])
    found: list[str] = []
    while f"{year:04d}-{month:02d}" <= last and len(found) < 120:
        found.append(f"{year:04d}-{month:02d}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return tuple(found)
