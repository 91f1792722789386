"""The named things of a pack: quantities, flows, parameters, choices, tables, values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tanchi.findings import FilePlace, Text
from tanchi.rules.expression import Expression, Formula, Ref
from tanchi.sources import Source
from tanchi.units import Unit


@dataclass(frozen=True, slots=True)
class Symbol:
    """How a standard prints a quantity: base and subscript."""

    base: str
    sub: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """Uncertainty: ``kind`` normal, lognormal, uniform or triangular; ``value`` as in inventories."""

    kind: str
    value: float


@dataclass(frozen=True, slots=True)
class Item:
    """What every named thing has: id, label, place in the pack, clause of *this* standard."""

    id: str
    label: Text
    place: FilePlace
    clause: str = ""
    symbol: Symbol | None = None
    note: Text = Text("")


@dataclass(frozen=True, slots=True)
class Quantity(Item):
    """What a company is asked: a quantity, a line's ``ask``, a column of a table.

    ``low`` and ``high`` of ``range`` are in ``unit`` or, with ``per``, in unit ÷ per's unit.
    """

    unit: Unit | None = None
    kind: Literal["total", "level", "constant"] = "level"
    weight: Ref | None = None
    required: bool | Formula = True
    default: Expression | None = None
    low: float | None = None
    high: float | None = None
    per: Ref | None = None
    resolution: Literal["year", "month", "hour"] = "year"
    measure: Text = Text("")
    evidence: Text = Text("")
    site_specific: bool = False
    spread: Spread | None = None
    type: Literal["number", "pick", "bool", "date", "text"] = "number"
    pick: tuple[str, ...] = ()
    """Options of a list, if the pick is a list."""
    pick_labels: Mapping[str, Text] = field(default_factory=dict)
    """Labels of those options that have one."""
    pick_of: Ref | None = None
    """A choice, a table, a keyed parameter or a flow tag the options come from."""
    per_site: bool = False


@dataclass(frozen=True, slots=True)
class Property:
    """A bridge of a flow between two units: ``ncv: 26.7 GJ/t``."""

    id: str
    value: Expression
    unit: Unit
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class FactorSupply:
    """A factor by canonical name; ``places`` best first (``site`` means the site's own place)."""

    name: str
    places: tuple[str, ...] = ()
    year: str = ""


@dataclass(frozen=True, slots=True)
class FootprintSupply:
    """A supplier's footprint of a flow of a rule.

    ``stages`` are those taken, all where empty; ``here`` names the process of this rule that models a stage
    not taken. ``profile`` is an option of the supplier's choice ``profile``, or ``same`` as the study's.
    """

    rule: str
    of: str = ""
    stages: tuple[str, ...] = ()
    profile: str = ""
    min_primary: float | None = None
    here: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GapSupply:
    """Nothing usable: the study shows a gap with this advice."""

    text: Text


@dataclass(frozen=True, slots=True)
class FreeSupply:
    """Enters without burden at the boundary (scrap at cut-off, waste heat), with the reason."""

    reason: Text


Supply = FactorSupply | FootprintSupply | GapSupply | FreeSupply


@dataclass(frozen=True, slots=True)
class Flow(Item):
    """A flow: declared once, with unit, properties and where it may come from."""

    unit: Unit | None = None
    props: Mapping[str, Property] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    by: Ref | None = None
    bought: Quantity | None = None
    stock: Quantity | None = None
    supply: tuple[Supply, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A dated value of a parameter; empty dates are open."""

    value: float
    valid_from: str
    valid_to: str
    source: Source


@dataclass(frozen=True, slots=True)
class Parameter(Item):
    """A sourced number of the standard: one value, one per key, dated versions, or a curve."""

    unit: Unit | None = None
    value: float | None = None
    values: Mapping[str, float] = field(default_factory=dict)
    key_labels: Mapping[str, Text] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()
    curve: tuple[tuple[float, float], ...] = ()
    curve_unit: Unit | None = None
    extrapolate: bool = False
    source: Source | None = None
    spread: Spread | None = None
    outside: Literal["warn", "refuse"] = "warn"


@dataclass(frozen=True, slots=True)
class ChoiceOption:
    """An option of a choice; ``fixes`` decides other choices."""

    id: str
    label: Text
    fixes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice(Item):
    """Something that may be otherwise: route, profile, allocation key, electricity basis."""

    options: tuple[ChoiceOption, ...] = ()
    default: str = ""
    also_report: tuple[str, ...] = ()
    decide: Formula | None = None
    locked: bool = False

    def option(self, id: str) -> ChoiceOption:
        """Return an option; KeyError if unknown."""
        for option in self.options:
            if option.id == id:
                return option
        raise KeyError(id)

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the options' ids."""
        return tuple(o.id for o in self.options)


@dataclass(frozen=True, slots=True)
class RowRange:
    """Rows numbered from ``first`` to the value of ``last``, with the column ``n``."""

    first: int
    last: Expression


@dataclass(frozen=True, slots=True)
class Table(Item):
    """A table the company fills: columns, and rows that are free, fixed or numbered."""

    columns: Mapping[str, Quantity] = field(default_factory=dict)
    rows: tuple[tuple[str, Text], ...] | RowRange | None = None
    min_rows: int = 0
    max_rows: int = 200
    per_site: bool = False


@dataclass(frozen=True, slots=True)
class Tier:
    """One of several ordered methods."""

    id: str
    amount: Expression
    clause: str = ""
    label: Text = Text("")


@dataclass(frozen=True, slots=True)
class Value(Item):
    """An intermediate result, by one formula or by tiers (the first with all its data is used)."""

    unit: Unit | None = None
    amount: Expression | None = None
    tiers: tuple[Tier, ...] = ()
    choose: Ref | None = None
