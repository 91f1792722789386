"""The data form a rule asks a company to fill; the workbook is its first renderer, the web its second.

A value's identity is its :class:`Address`: process/table/row/quantity/period/site.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tanchi.findings import Text
from tanchi.formula import Node
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
    quantity; ``period`` is ``""`` for the whole period, ``"2025-01"`` for a month, ``"2025-01-31T23"`` for an
    hour; ``site`` is ``""`` where a study has a single, unnamed site or the value holds for the company.
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
class Condition:
    """A condition on choices that are still open: the formula, and the same in words."""

    node: Node
    text: Text


@dataclass(frozen=True, slots=True)
class Field:
    """One quantity a form asks for, or one column of a table.

    ``low`` and ``high`` are in ``unit`` (or in ``range_unit`` when ``per`` names the quantity the value is
    divided by before it is compared; ``per_label`` and ``per_unit`` are its label and unit). ``kind`` is ``total``, ``level`` or ``constant``; ``weight`` names the
    quantity a level is averaged by. ``when`` tells for which open choices the field is asked at all,
    ``required_when`` for which it is required.
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
    per_label: Text = Text("")
    per_unit: Unit | None = None
    options: tuple[Option, ...] = ()
    list_kind: str = ""
    """Where it stands: makes, inputs, emissions, uptakes, wastes, quantity, bought, stock."""
    symbol: str = ""
    measure: Text = Text("")
    evidence: Text = Text("")
    note: Text = Text("")
    site_specific: bool = False
    meter: str = ""
    """The flow whose meter sheet lists this field, if any."""
    weight: str = ""
    options_from: str = ""
    """The table whose rows are the options, where they are not fixed by the rule."""
    when: Condition | None = None
    required_when: Condition | None = None


@dataclass(frozen=True, slots=True)
class TableForm:
    """A table with a fixed list of rows (``rows``) or as many as the company has.

    ``rows_of`` names the table of the whole product whose rows this one repeats (an ``each`` of the rule).
    """

    id: str
    label: Text
    columns: tuple[Field, ...]
    rows: tuple[Option, ...] = ()
    min_rows: int = 0
    max_rows: int = 200
    note: Text = Text("")
    rows_of: str = ""
    when: Condition | None = None


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
    stage_id: str = ""
    clause: str = ""
    when: Condition | None = None
    optional: bool = False
    """May be left empty altogether where the company has no such process."""


@dataclass(frozen=True, slots=True)
class ChoiceForm:
    """A choice the company makes itself (route, method), with its default.

    ``settled`` says the form was made for the option ``default`` and asks nothing else.
    """

    id: str
    label: Text
    options: tuple[Option, ...]
    default: str
    settled: bool = False


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
    meters: tuple[Option, ...] = ()
    """Flows whose ask lines stand together on one meter sheet."""
    stages: tuple[Option, ...] = ()
    """The life-cycle stages of the rule, in order."""
    caution: Text = Text("")
    """What the rule says of itself: that it was not validated, and against what."""
    gaps: tuple[tuple[str, int, int], ...] = ()
    """(kind, at most so many, of so many): missing periods the rule lets a study fill."""
