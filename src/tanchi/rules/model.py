"""The rule: a product-carbon-footprint accounting rule, merged from its parent, blocks and pack.

The parts and their fields are those of the rule-pack format (docs/reference/rule-format.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tanchi.findings import FilePlace, Level, Text
from tanchi.rules.expression import Expression, Fixed, Formula, Ref
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
    """A supplier's footprint of a flow of a rule."""

    rule: str
    of: str = ""
    stages: tuple[str, ...] = ()
    profile: str = ""
    min_primary: float | None = None


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

    def lines(self) -> Mapping[str, Line]:
        """Return all lines by id, in the order makes, inputs, emissions, uptakes, wastes."""
        return {**self.makes, **self.inputs, **self.emissions, **self.uptakes, **self.wastes}


@dataclass(frozen=True, slots=True)
class FurtherUnit:
    """A further result of the same study, such as per t of nutrient."""

    of: Ref
    per: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredUnit:
    """The functional or declared unit."""

    kind: Literal["functional", "declared"]
    amount: Fixed
    of: Ref
    place: FilePlace
    also: tuple[FurtherUnit, ...] = ()
    text: Text = Text("")


@dataclass(frozen=True, slots=True)
class Stage:
    """A life-cycle stage."""

    id: str
    label: Text
    included: bool = True
    reason: Text = Text("")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Something left out of the boundary."""

    what: Text
    reason: Text
    share: float | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True)
class CutOffRule:
    """Thresholds for leaving things out; ``never`` lists gases that may not be cut."""

    each: float
    total: float
    basis: str
    never: tuple[str, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Boundary:
    """The system boundary."""

    kind: str
    stages: tuple[Stage, ...]
    exclusions: tuple[Exclusion, ...] = ()
    cutoff: CutOffRule | None = None
    decisions: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of data quality with its five levels."""

    id: str
    label: Text
    weight: float
    scores: Mapping[int, Text]


@dataclass(frozen=True, slots=True)
class GapMethod:
    """How missing periods may be filled; ``method`` is one of the closed list."""

    of: str
    method: str
    at_most: tuple[int, int]
    mark: str = "estimated"
    clause: str = ""


@dataclass(frozen=True, slots=True)
class QualityScheme:
    """Indicators, limit, and the least share of primary data."""

    label: Text = Text("")
    indicators: tuple[Indicator, ...] = ()
    limit: float | None = None
    primary_min: float | None = None
    primary_of: str = ""
    gaps: tuple[GapMethod, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class TextClause:
    """A sentence of the standard's text."""

    clause: str
    level: str
    text: Text
    place: FilePlace
    when: Formula | None = None


@dataclass(frozen=True, slots=True)
class ClauseLink:
    """A path of the pack that answers a row of the checklist."""

    path: str
    requirement: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A replaced or removed item of the parent, with direction and reason."""

    at: str
    direction: Literal["tighten", "deviate"]
    reason: Text
    place: FilePlace
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a case must give: a value at a path, or a finding."""

    place: FilePlace
    at: str = ""
    value: float | None = None
    unit: Unit | None = None
    relative: float | None = None
    absolute: float | None = None
    digits: int | None = None
    low: float | None = None
    high: float | None = None
    finding: str = ""
    gwp: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CaseFactor:
    """A factor that replaces a link in a case only: amounts of gas per unit of the flow."""

    flow: str
    unit: Unit
    gases: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """A worked example with its source: part of the pack, run by ``tanchi rule test``."""

    id: str
    title: Text
    grade: str
    source: Source
    place: FilePlace
    inventory: Mapping[str, object]
    """The plain inventory, as in a YAML inventory file."""
    expect: tuple[Expectation, ...]
    choices: Mapping[str, str] = field(default_factory=dict)
    factors: tuple[CaseFactor, ...] = ()
    note: Text = Text("")


@dataclass(frozen=True, slots=True)
class StandardRef:
    """A standard the pack follows or replaces."""

    number: str
    title: Text
    reading: str


@dataclass(frozen=True, slots=True)
class Product:
    """The product category."""

    definition: Text
    varieties: tuple[Text, ...] = ()
    routes_covered: tuple[Text, ...] = ()
    routes_not_covered: tuple[Text, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gwp:
    """The GWP set of the rule and, where it is not the latest, why."""

    set: str
    reason: Text = Text("")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule ready to run. ``hash`` is that of the merged pack, its parent, blocks and flow sets."""

    id: str
    edition: str
    status: Literal["draft", "in_force", "superseded", "expired"]
    title: Text
    standards: tuple[StandardRef, ...]
    product: Product
    unit: DeclaredUnit
    boundary: Boundary
    gwp: Gwp
    hash: str
    valid_from: str = ""
    valid_to: str = ""
    replaces: str = ""
    parent: str = ""
    uses: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    licence: str = ""
    ip: Text = Text("")
    goal: Text = Text("")
    choices: Mapping[str, Choice] = field(default_factory=dict)
    flows: Mapping[str, Flow] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    processes: Mapping[str, Process] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)
    quality: QualityScheme = field(default_factory=QualityScheme)
    text: tuple[TextClause, ...] = ()
    clauses: tuple[ClauseLink, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    cases: tuple[Case, ...] = ()

    def formula_names(self) -> frozenset[str]:
        """Return the ids a formula may use at pack level."""
        return frozenset((*self.quantities, *self.values, *self.parameters, *self.tables))
