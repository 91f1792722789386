"""Where a value comes from: how it was come by, its source, evidence, uncertainty and remarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tanchi.inventory.form import Address
from tanchi.inventory.model import Entry, Method, Spread


@dataclass(frozen=True, slots=True)
class Origin:
    """What an entry says of itself besides its value; by default measured, and nothing else."""

    method: Method = Method.MEASURED
    source: str = ""
    evidence: str = ""
    note: str = ""
    spread: Spread | None = None

    def put(self, entry: Entry) -> Entry:
        """Return ``entry`` with this origin."""
        return replace(
            entry,
            method=self.method,
            source=self.source,
            evidence=self.evidence,
            note=self.note,
            spread=self.spread,
        )

    def under(self, entry: Entry) -> Origin:
        """Return this origin of a row as it holds for ``entry``: what its records say of evidence goes first."""
        if not entry.records:
            return self
        return replace(self, evidence=entry.evidence or self.evidence, note=entry.note or self.note)


NOTHING = Origin()


def origin_of(entry: Entry) -> Origin:
    """Return the origin of an entry."""
    return Origin(entry.method, entry.source, entry.evidence, entry.note, entry.spread)


def own_origin(entry: Entry) -> Origin:
    """Return what an entry says beside its records: their evidence and remarks stand with them."""
    found = origin_of(entry)
    return replace(found, evidence="", note="") if entry.records else found


@dataclass(frozen=True, slots=True)
class Override:
    """An origin other than that of the row; an empty row of the address stands for all rows.

    An empty period stands for all periods, or (``whole_only``) for the value of the whole period beside months.
    """

    address: Address
    origin: Origin
    whole_only: bool = False


@dataclass(frozen=True, slots=True)
class Origins:
    """The origin of each row by its id, and the cells with another one."""

    rows: Mapping[str, Origin] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
