"""What stands where in a workbook: pages, columns and lines, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from tanchi.findings import Language, Text
from tanchi.inventory.form import Address, Condition, Field, Option, TableForm
from tanchi.inventory.origin import Origins
from tanchi.inventory.periods import months
from tanchi.inventory.workbook import ids

FIRST_LINE = 4
"""Row (from 0) of the first line: above it the ids of the columns (hidden), title, note, heads."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column after the hidden one with the ids; ``role`` says what stands in it, whatever its place."""

    role: str
    head: Text
    width: float


@dataclass(frozen=True, slots=True)
class SiteLine:
    """The head of what one site fills in."""

    site: str


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A sub-heading."""

    text: Text


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One quantity with unit, value or months, and origin. ``weight`` is the id of the row levels are weighted by."""

    address: Address
    field: Field
    label: Text
    weight: str = ""


@dataclass(frozen=True, slots=True)
class NameLine:
    """The name of a row of a table whose quantities follow below it."""

    address: Address
    label: Text
    name: str
    fixed: bool


@dataclass(frozen=True, slots=True)
class PointerLine:
    """A quantity that is filled in on another page."""

    label: Text
    page: str


@dataclass(frozen=True, slots=True)
class TableHead:
    """The heads of a table: ids of its columns (hidden), names, units."""

    address: Address
    table: TableForm
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row of a table; ``name`` is its name where the rule or the company gave one, ``source`` the row it repeats."""

    address: Address
    table: TableForm
    columns: tuple[Column, ...]
    number: int
    name: str = ""
    fixed: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day of an hourly quantity."""

    address: Address
    field: Field
    day: str


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A row of records, of own factors (kind ``k``) or of other origins (kind ``e``)."""

    kind: str
    number: int

    @property
    def id(self) -> str:
        """Return the id of the row."""
        return ids.record_id(self.kind, self.number)


@dataclass(frozen=True, slots=True)
class StatementLine:
    """Something the study says in words."""

    key: str
    label: Text


Line = (
    SiteLine
    | SectionLine
    | FieldLine
    | NameLine
    | PointerLine
    | TableHead
    | TableLine
    | DayLine
    | LedgerLine
    | StatementLine
)


def height(line: Line) -> int:
    """Return how many rows a line takes."""
    return 3 if isinstance(line, TableHead) else 1


def line_id(line: Line) -> str:
    """Return the id in the hidden column of a line, "" where it has none."""
    match line:
        case FieldLine():
            return ids.field_id(line.address)
        case NameLine():
            return ids.label_id(line.address)
        case TableLine():
            return ids.row_id(line.address)
        case TableHead():
            return ids.units_id(line.address)
        case DayLine():
            return ids.day_id(line.address, line.day)
        case LedgerLine():
            return line.id
        case StatementLine():
            return ids.statement_id(line.key)
        case _:
            return ""


@dataclass(frozen=True)
class Page:
    """A worksheet; ``kind`` is ``fields``, ``table``, ``hours``, ``ledger``, ``factors``, ``origins``, ``words``."""

    name: str
    title: Text
    kind: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    note: Text = Text("")
    stage: Text = Text("")
    stage_id: str = ""
    ledger: str = ""
    process: str = ""
    when: Condition | None = None
    """The process whose page it is, "" for any other, and when that is asked."""

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """Return the row (from 0) each line begins at."""
        found, row = [], FIRST_LINE
        for line in self.lines:
            found.append(row)
            row += height(line)
        return tuple(found)

    def placed(self) -> Iterator[tuple[int, Line]]:
        """Yield each line with its row."""
        yield from zip(self.rows, self.lines, strict=True)

    @cached_property
    def blocks(self) -> dict[Address, tuple[int, int]]:
        """Return the first and the last row of each row of a table that takes several lines."""
        found: dict[Address, tuple[int, int]] = {}
        for row, line in self.placed():
            if isinstance(line, (FieldLine, NameLine)):
                at = replace(line.address, quantity="")
                found[at] = (found.get(at, (row, row))[0], row)
        return found

    def column(self, role: str) -> int:
        """Return the column (from 0) of a role; KeyError where the page has none."""
        return self._columns[role]

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {column.role: number for number, column in enumerate(self.columns, 1)}

    def has(self, role: str) -> bool:
        """Return whether the page has a column of this role."""
        return role in self._columns

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Return the months the page has columns for."""
        return tuple(column.role[2:] for column in self.columns if column.role.startswith("m:"))


@dataclass(frozen=True, slots=True)
class Target:
    """A quantity records may feed: its id, its name in drop-downs, its field."""

    id: str
    label: str
    field: Field


@dataclass(frozen=True)
class Book:
    """A whole workbook: its pages, in which language, for which sites and period."""

    pages: tuple[Page, ...]
    language: Language
    sites: tuple[str, ...]
    period: tuple[str, str]
    resolution: str
    targets: dict[str, tuple[Target, ...]] = field(default_factory=dict)
    """Kind of ledger (``s``, ``m``, ``b``, ``g``) → what it may feed; ``e`` → what may have another origin."""
    links: tuple[Option, ...] = ()
    origins: Origins = field(default_factory=Origins)

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Return the months of the period."""
        return months(*self.period)

    @cached_property
    def spots(self) -> dict[str, tuple[Page, int]]:
        """Return where each id stands: page and row (from 0)."""
        return {
            id: (page, row + (height(line) - 1))
            for page in self.pages
            for row, line in page.placed()
            if (id := line_id(line))
        }

    @cached_property
    def names(self) -> tuple[tuple[Page, str, str, str, int, str], ...]:
        """Return (page, table, process, site, row from 0, name) of every cell that names a row of a table."""
        return tuple(
            (page, line.address.table, line.address.process, line.address.site, row, line.name)
            for page in self.pages
            for row, line in page.placed()
            if isinstance(line, (TableLine, NameLine))
        )

    @cached_property
    def table_rows(self) -> dict[tuple[str, str, str], dict[str, tuple[int, str]]]:
        """Return for each (site, process, table) the rows by id: their number from 1 and their name."""
        found: dict[tuple[str, str, str], dict[str, tuple[int, str]]] = {}
        for page in self.pages:
            for line in page.lines:
                if isinstance(line, (TableLine, NameLine)):
                    at = line.address
                    rows = found.setdefault((at.site, at.process, at.table), {})
                    rows[at.row] = (len(rows) + 1, line.name)
        return found
