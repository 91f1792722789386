"""Processes: their lines, allocation and checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tanchi.findings import FilePlace, Level, Text
from tanchi.rules.expression import Expression, Fixed, Formula, Ref
from tanchi.rules.items import Item, Quantity, Table, Value


@dataclass(frozen=True, slots=True)
class Line(Item):
    """A line of a process: it asks the company or is computed. Amounts are ≥ 0; the list is the sign."""

    ask: Quantity | None = None
    amount: Expression | None = None
    when: Formula | None = None
    each: Ref | None = None
    match: Ref | None = None
    group: str = ""
    props: Mapping[str, Expression] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FlowChoice:
    """A flow that depends on a choice."""

    choice: Ref
    options: Mapping[str, Ref]
    otherwise: Ref | None = None


@dataclass(frozen=True, slots=True)
class FlowLine(Line):
    """A line that moves a flow: ``flow`` is an id, a pick column of the line's table, or per choice."""

    flow: Ref | FlowChoice = Ref("")


@dataclass(frozen=True, slots=True)
class Make(FlowLine):
    """What a process makes; a loop product is burden-free inside the boundary."""

    kind: Literal["main", "coproduct", "loop"] = "main"
    sold: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Input(FlowLine):
    """What a process takes. ``burnt`` adds the CO2 of the flow's carbon here, times oxidation."""

    source: Ref = Ref("")
    """Empty, a process, or ``bought``."""
    burnt: Expression | None = None
    stage: str = ""
    at_place: str | Ref = ""
    at_year: Expression | None = None


@dataclass(frozen=True, slots=True)
class Waste(FlowLine):
    """What is handed to treatment (``to`` = the treatment flow) or leaves burden-free (``to`` = none)."""

    to: Ref = Ref("none")
    reason: Text = Text("")


@dataclass(frozen=True, slots=True)
class Emission(Line):
    """A greenhouse gas emitted. ``origin`` shares sum to 1. ``line`` sends it outside the total."""

    gas: str = "CO2"
    origin: Mapping[str, Expression] = field(default_factory=lambda: {"fossil": Fixed(1.0)})
    line: str = ""
    aircraft: bool = False


@dataclass(frozen=True, slots=True)
class Uptake(Line):
    """A gas removed from air, or (``source``) transferred CO2 bound into the product."""

    gas: str = "CO2"
    origin: str = "biogenic"
    source: Ref | None = None
    line: str = ""


@dataclass(frozen=True, slots=True)
class Displacement:
    """A co-product that displaces another flow: a credit, listed as such."""

    coproduct: Ref
    flow: Ref
    amount: Expression


@dataclass(frozen=True, slots=True)
class AllocationRule:
    """How the lines of one group are shared; exactly one of the methods is set."""

    group: str
    key: Formula | Ref | None = None
    """A property of the flows, or a formula over ``amount`` and properties."""
    among: tuple[str, ...] = ()
    """Flow ids or one tag; others get nothing."""
    shares: Mapping[str, float] = field(default_factory=dict)
    to: Ref | None = None
    main: bool = False
    displace: tuple[Displacement, ...] = ()


@dataclass(frozen=True, slots=True)
class Allocation:
    """The allocation of a process: rules directly (option ``""``) or per option of a choice."""

    rules: Mapping[str, tuple[AllocationRule, ...]]
    place: FilePlace
    choose: Ref | None = None
    step: str = ""
    reason: Text = Text("")
    clause: str = ""


BALANCE_TOLERANCE = 0.05
"""Part of the inflow by which a balance without a tolerance of its own may be open."""


@dataclass(frozen=True, slots=True)
class Check(Item):
    """A check: a comparison that must hold, or a balance of a property over a process."""

    check: Formula | None = None
    balance: str = ""
    of: Ref = Ref("")
    when: Formula | None = None
    tolerance: float | None = None
    level: Level = Level.ERROR
    message: Text = Text("")


@dataclass(frozen=True, slots=True)
class Process(Item):
    """A unit process: a sheet of totals over the period."""

    stage: str = ""
    when: Formula | None = None
    each: Ref | None = None
    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    makes: Mapping[str, Make] = field(default_factory=dict)
    inputs: Mapping[str, Input] = field(default_factory=dict)
    emissions: Mapping[str, Emission] = field(default_factory=dict)
    uptakes: Mapping[str, Uptake] = field(default_factory=dict)
    wastes: Mapping[str, Waste] = field(default_factory=dict)
    allocation: Allocation | None = None
    checks: Mapping[str, Check] = field(default_factory=dict)
    site_specific: bool = False
    optional: bool = False
    """A works may be without it: a sheet left empty altogether is then no gap."""

    def lines(self) -> Mapping[str, Line]:
        """Return all lines by id, in the order makes, inputs, emissions, uptakes, wastes."""
        return {**self.makes, **self.inputs, **self.emissions, **self.uptakes, **self.wastes}
