"""The data form a rule asks a company to fill; the workbook is its first renderer, the web its second.

A value's identity is its :class:`Address`: process/table/row/quantity/period/site.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tanchi.findings import Text
from tanchi.units import Unit


class FieldType(StrEnum):
    """What may stand in a field."""

    NUMBER = "number"
    PICK = "pick"
    BOOL = "bool"
    DATE = "date"
    TEXT = "text"


class Resolution(StrEnum):
    """The coarsest period a field accepts."""

    YEAR = "year"
    MONTH = "month"
    HOUR = "hour"


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """The identity of one value of an inventory.

    ``process`` is empty for what belongs to the whole product; ``table`` and ``row`` are empty for a plain
    quantity; ``period`` is ``""`` for the whole period, ``"2025-01"`` for a month; ``site`` is ``""`` where a
    study has a single, unnamed site or the value holds for the whole company.
    """

    quantity: str
    process: str = ""
    table: str = ""
    row: str = ""
    period: str = ""
    site: str = ""

    def __str__(self) -> str:
        parts = [self.site and f"@{self.site}", self.process, self.table]
        parts += [f"[{self.row}]" if self.row else "", self.quantity, self.period]
        return "/".join(p for p in parts if p)


@dataclass(frozen=True, slots=True)
class Option:
    """A value a pick field offers."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Field:
    """One quantity a form asks for, or one column of a table.

    ``low`` and ``high`` are in ``unit`` (or in ``range_unit`` when ``per`` names the quantity the value is
    divided by before it is compared). ``kind`` is ``total``, ``level`` or ``constant``.
    """

    id: str
    label: Text
    unit: Unit | None = None
    type: FieldType = FieldType.NUMBER
    required: bool = True
    has_default: bool = False
    default_text: str = ""
    kind: str = "total"
    resolution: Resolution = Resolution.YEAR
    low: float | None = None
    high: float | None = None
    per: str = ""
    range_unit: Unit | None = None
    options: tuple[Option, ...] = ()
    list_kind: str = ""
    """How the line is used (makes, inputs, emissions, uptakes, wastes, quantity), for grouping."""
    symbol: str = ""
    measure: Text = Text("")
    evidence: Text = Text("")
    note: Text = Text("")
    site_specific: bool = False
    meter: str = ""
    """The flow whose meter sheet lists this field, if any."""


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table with a fixed list of rows (``rows``) or as many as the company has."""

    id: str
    label: Text
    columns: tuple[Field, ...]
    rows: tuple[Option, ...] = ()
    min_rows: int = 0
    max_rows: int = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the form: a unit process, or (``process == ""``) what concerns the whole product."""

    process: str
    label: Text
    fields: tuple[Field, ...] = ()
    tables: tuple[TableForm, ...] = ()
    stage: Text = Text("")
    note: Text = Text("")
    per_site: bool = True


@dataclass(frozen=True, slots=True)
class ChoiceForm:
    """A choice the company makes itself (route, method), with its default."""

    id: str
    label: Text
    options: tuple[Option, ...]
    default: str


@dataclass(frozen=True, slots=True)
class Form:
    """Everything a rule asks for."""

    rule: str
    edition: str
    rule_hash: str
    title: Text
    product: Text
    unit: Text
    choices: tuple[ChoiceForm, ...]
    sheets: tuple[Sheet, ...]
    links: tuple[Option, ...] = ()
    """Bought flows for which the company may name a supplier's footprint or a factor of its own."""
