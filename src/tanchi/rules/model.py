"""The rule: a product-carbon-footprint accounting rule, merged from its parent, blocks and pack.

The parts and their fields are those of the rule-pack format (docs/reference/rule-format.md); the named things
of a pack stand in :mod:`tanchi.rules.items`, processes in :mod:`tanchi.rules.processes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tanchi.findings import FilePlace, Text
from tanchi.rules.expression import Fixed, Formula, Ref
from tanchi.rules.items import (
    Choice,
    ChoiceOption,
    FactorSupply,
    Flow,
    FootprintSupply,
    FreeSupply,
    GapSupply,
    Item,
    Parameter,
    Property,
    Quantity,
    RowRange,
    Spread,
    Supply,
    Symbol,
    Table,
    Tier,
    Value,
    Version,
)
from tanchi.rules.processes import (
    Allocation,
    AllocationRule,
    Check,
    Displacement,
    Emission,
    FlowChoice,
    FlowLine,
    Input,
    Line,
    Make,
    Process,
    Uptake,
    Waste,
)
from tanchi.sources import Source
from tanchi.units import Unit

__all__ = [
    "Allocation",
    "AllocationRule",
    "Boundary",
    "Case",
    "CaseFactor",
    "Check",
    "Choice",
    "ChoiceOption",
    "ClauseLink",
    "CutOffRule",
    "DeclaredUnit",
    "Deviation",
    "Displacement",
    "Emission",
    "Exclusion",
    "Expectation",
    "FactorSupply",
    "Flow",
    "FlowChoice",
    "FlowLine",
    "FootprintSupply",
    "FreeSupply",
    "FurtherUnit",
    "GapMethod",
    "GapSupply",
    "Gwp",
    "Indicator",
    "Input",
    "Item",
    "Line",
    "Make",
    "Parameter",
    "Process",
    "Product",
    "Property",
    "QualityScheme",
    "Quantity",
    "RowRange",
    "Rule",
    "Spread",
    "Stage",
    "StandardRef",
    "Supply",
    "Symbol",
    "Table",
    "TextClause",
    "Tier",
    "Uptake",
    "Validation",
    "Value",
    "Version",
    "Waste",
]


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
    """How missing periods may be filled; ``method`` is one of the closed list, ``mark`` how the values count."""

    of: str
    method: str
    at_most: tuple[int, int]
    mark: str = "estimated"
    clause: str = ""
    scaled_by: str = ""
    """The monthly total the mean follows, as ``process.line``; empty for the plain mean."""
    place: FilePlace | None = None


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
    place: FilePlace
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
class Validation:
    """What the results of a rule were compared with: nothing, published studies, or records of a plant."""

    state: Literal["", "none", "published", "plant"] = ""
    text: Text = Text("")

    @property
    def caution(self) -> Text:
        """Return what every result of a rule that was not validated says; empty for other rules."""
        if self.state != "none":
            return Text("")
        zh = f"未经工厂数据验证{'：' if self.text.zh else ''}{self.text.zh}"
        english = self.text.of("en")
        return Text(zh, f"not validated against a plant{': ' if english else ''}{english}")


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
    blocks: tuple[str, ...] = ()
    """Every block used, ``id@edition``, directly or by another block."""
    authors: tuple[str, ...] = ()
    licence: str = ""
    ip: Text = Text("")
    goal: Text = Text("")
    validated: Validation = Validation()
    choices: Mapping[str, Choice] = field(default_factory=dict)
    flows: Mapping[str, Flow] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    processes: Mapping[str, Process] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)
    quality: QualityScheme = field(default_factory=QualityScheme)
    headings: Mapping[str, Text] = field(default_factory=dict)
    """Titles of the clauses of the text, by number."""
    text: tuple[TextClause, ...] = ()
    clauses: tuple[ClauseLink, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    cases: tuple[Case, ...] = ()

    @property
    def is_parent(self) -> bool:
        """Return whether the rule is there for others to build on only: it has neither unit nor processes."""
        return not self.unit.of and not self.processes
