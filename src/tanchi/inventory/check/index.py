"""Look-up of fields by what identifies them, and the places of values that are not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from tanchi.findings import FieldPlace, Place
from tanchi.inventory.form import Address, Field, Form, Sheet, TableForm
from tanchi.inventory.model import Entry, Inventory, Row

Key = tuple[str, str, str]
"""(process, table, quantity)."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A field with the table (if any) and the sheet it stands on."""

    sheet: Sheet
    field: Field
    table: TableForm | None = None

    @property
    def key(self) -> Key:
        """Return what identifies the field."""
        return self.sheet.process, self.table.id if self.table else "", self.field.id


@dataclass(frozen=True)
class Index:
    """A form with its fields by key."""

    form: Form

    @cached_property
    def spots(self) -> dict[Key, Spot]:
        """Return every field of the form by its key, in the order of the form."""
        return {spot.key: spot for spot in self._all()}

    def _all(self) -> Iterator[Spot]:
        for sheet in self.form.sheets:
            yield from (Spot(sheet, found) for found in sheet.fields)
            for table in sheet.tables:
                yield from (Spot(sheet, found, table) for found in table.columns)

    def spot(self, address: Address) -> Spot | None:
        """Return the field an address belongs to, None where the form has none."""
        return self.spots.get((address.process, address.table, address.quantity))


@dataclass(frozen=True)
class Case:
    """An inventory, the form it answers, and where values would stand that are not there."""

    inventory: Inventory
    index: Index
    places: Mapping[Address, Place] = field(default_factory=dict)
    refused: frozenset[Address] = frozenset()

    def sites_of(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the sites a sheet is asked for; one without a name where it is asked once."""
        return self.inventory.sites if sheet.per_site else ("",)

    def rows_of(self, spot: Spot, site: str) -> tuple[Row, ...]:
        """Return the rows of a table at a site: the rule's, those of the table it repeats, or its own."""
        table = spot.table
        if table is None:
            return ()
        if table.rows:
            return tuple(Row(option.id, option.label.zh) for option in table.rows)
        own = self.inventory.rows.get((site, spot.sheet.process, table.id), ())
        if table.rows_of:
            return self.inventory.rows.get(("", "", table.rows_of)) or self.inventory.rows.get(
                (site, "", table.rows_of), own
            )
        return own

    def addresses(self, spot: Spot) -> Iterator[Address]:
        """Yield the address of every value a field may have, for the whole period."""
        process, table, quantity = spot.key
        for site in self.sites_of(spot.sheet):
            if spot.table is None:
                yield Address(quantity, process, site=site)
            for row in self.rows_of(spot, site):
                yield Address(quantity, process, table, row.id, site=site)

    def entries(self, address: Address) -> tuple[Entry, ...]:
        """Return the values of an address: for the whole period, by month or by hour."""
        return self._grouped.get(replace(address, period=""), ())

    def absent(self, sheet: Sheet, site: str) -> bool:
        """Return whether an optional process is left empty altogether at a site: there is none."""
        return sheet.optional and (site, sheet.process) not in self._reported

    @cached_property
    def _reported(self) -> frozenset[tuple[str, str]]:
        return frozenset((address.site, address.process) for address in self.inventory.entries)

    @cached_property
    def _grouped(self) -> dict[Address, tuple[Entry, ...]]:
        found: dict[Address, list[Entry]] = {}
        for address, entry in self.inventory.entries.items():
            found.setdefault(replace(address, period=""), []).append(entry)
        return {address: tuple(entries) for address, entries in found.items()}

    def place(self, address: Address) -> Place:
        """Return where a value stands or should stand."""
        entry = self.inventory.entries.get(address)
        if entry is not None and entry.place is not None:
            return entry.place
        return self.places.get(address) or FieldPlace(str(address))
