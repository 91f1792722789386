"""A footprint: values with names, and the nodes every number can be walked back through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tanchi.background.provider import Link
from tanchi.findings import Finding, Level, Place, Text
from tanchi.sources import Reading, Source
from tanchi.study.supplied import StageGas, SupplierFootprint


class NodeKind(StrEnum):
    """What a provenance node is."""

    RESULT = "result"
    CONTRIBUTION = "contribution"
    EXCHANGE = "exchange"
    VALUE = "value"
    PARAMETER = "parameter"
    PROPERTY = "property"
    INPUT = "input"
    DEFAULT = "default"
    GAP_FILLED = "gap_filled"
    PROVIDER = "provider"
    GWP = "gwp"
    ALLOCATION = "allocation"
    SCALE = "scale"


@dataclass(frozen=True, slots=True)
class ProvenanceNode:
    """One step of the walk from a result to its sources.

    ``value`` is in ``unit``. ``formula`` is the rule's text, ``with_numbers`` the same with numbers put in.
    ``inputs`` are ids of the nodes it was made from.
    """

    id: str
    kind: NodeKind
    label: Text
    value: float | str
    unit: str
    formula: str = ""
    with_numbers: str = ""
    clause: str = ""
    inputs: tuple[str, ...] = ()
    source: Source | None = None
    place: Place | None = None
    note: Text = Text("")


@dataclass(frozen=True, slots=True)
class Interval:
    """A coverage interval from sampling; ``mean`` and ``median`` of the same samples."""

    low: float
    high: float
    level: float
    mean: float
    median: float
    samples: int


@dataclass(frozen=True, slots=True)
class SeparateLines:
    """The lines ISO 14067 7.2 / GB/T 24067 ask for, kg CO2e per unit.

    The first four sum to the total; ``aircraft`` is of which; ``outside`` never enters the total
    (biogenic_content in kg C, iluc, soil, carbonation, delayed, beyond).
    """

    fossil: float
    biogenic_emission: float
    biogenic_removal: float
    dluc: float
    aircraft: float
    outside: Mapping[str, float] = field(default_factory=dict)

    @property
    def total(self) -> float:
        """Return the footprint."""
        return self.fossil + self.biogenic_emission + self.biogenic_removal + self.dluc


@dataclass(frozen=True, slots=True)
class GasLine:
    """A gas in the result: mass (kg per unit), its GWP and its part of the footprint (kg CO2e per unit)."""

    gas: str
    origin: str
    mass: float
    gwp: float
    value: float
    lumped: bool = False


class ContributionKind(StrEnum):
    """Where a contribution arises."""

    EMISSION = "emission"
    COMBUSTION = "combustion"
    UPTAKE = "uptake"
    LINK = "link"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one line of one process instance adds to the footprint, kg CO2e per unit."""

    id: str
    process: str
    process_label: Text
    line: str
    label: Text
    stage: str
    kind: ContributionKind
    value: float
    share: float
    by_gas: Mapping[str, float]
    flow: str = ""
    site: str = ""
    row: str = ""
    link: int | None = None
    """Index into ``Footprint.links``."""
    reading: Reading = Reading.UNKNOWN
    primary: bool = False
    proxy: bool = False
    lumped: bool = False
    score: float | None = None
    low: float | None = None
    high: float | None = None
    node: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of the footprint (a stage, a process, an input), kg CO2e per unit."""

    id: str
    label: Text
    value: float
    share: float
    low: float | None = None
    high: float | None = None
    site: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """The footprint with one choice turned another way, kg CO2e per unit.

    ``total``, ``lines`` and ``difference`` (total less the footprint's) are None where the option can't be
    computed; ``note`` then says why.
    """

    choice: str
    choice_label: Text
    option: str
    option_label: Text
    total: float | None
    lines: SeparateLines | None
    difference: float | None
    processes: tuple[Part, ...] = ()
    interval: Interval | None = None
    note: Text = Text("")
    stage_gases: tuple[StageGas, ...] = ()
    """Given for the twin with grid electricity, so that a customer can take it."""


@dataclass(frozen=True, slots=True)
class ProductResult:
    """The footprint of one product flow (variety, site) or one further unit of the same product."""

    id: str
    label: Text
    unit: str
    total: float
    site: str = ""
    row: str = ""
    share: float | None = None
    """Share of the declared product's output, where several rows or sites make it."""
    lines: SeparateLines | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """A balance of a property over a process: ``inflow`` = ``outflow`` + residual, in ``unit``."""

    id: str
    label: Text
    process: str
    substance: str
    """The balanced property: carbon, iron, mass …"""
    inflow: float
    outflow: float
    unit: str
    tolerance: float
    level: Level
    ok: bool
    site: str = ""
    row: str = ""

    @property
    def residual(self) -> float | None:
        """Return (inflow − outflow) ÷ inflow; None where nothing flows in."""
        return (self.inflow - self.outflow) / self.inflow if self.inflow else None


class CheckState(StrEnum):
    """What became of a check."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A check of the pack or a built-in one, performed or skipped, with the reason of a skip."""

    id: str
    label: Text
    state: CheckState
    level: Level
    detail: Text = Text("")
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """A local sensitivity from exact derivatives.

    ``elasticity`` is % change of the total per % change of the input; ``low`` and ``high`` are the changes of
    the total (kg CO2e per unit) when the input moves to the ends of its own interval (``spread_text``).
    """

    id: str
    label: Text
    value: float
    unit: str
    elasticity: float
    low: float | None
    high: float | None
    spread_text: str = ""
    node: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A bought flow without any data set: the study is incomplete, not zero there."""

    flow: str
    label: Text
    amount: float
    unit: str
    process: str
    what_instead: Text
    process_label: Text = Text("")


@dataclass(frozen=True, slots=True)
class Unmetered:
    """What the main meter of a flow shows more than the processes report, shared over them by use.

    ``amount`` in ``unit``, ``share`` of what is made and bought; ``value`` kg CO2e per unit, part of the total.
    """

    flow: str
    label: Text
    site: str
    amount: float
    unit: str
    share: float
    value: float


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An item left out under the cut-off rule or the boundary, with its estimated share if known."""

    what: Text
    reason: Text
    share: float | None
    clause: str = ""


@dataclass(frozen=True, slots=True)
class CutOff:
    """The cut-off rule and what was achieved; limits are shares of ``basis``, None where the rule sets none."""

    each: float | None
    total: float | None
    basis: str
    items: tuple[Exclusion, ...]
    achieved: float
    """Sum of the known shares of what was left out."""
    ok: bool


@dataclass(frozen=True, slots=True)
class DataQuality:
    """Scores by the pack's scheme, contribution-weighted; 1 best."""

    score: float | None
    indicators: Mapping[str, float]
    limit: float | None
    ok: bool | None
    scheme: Text = Text("")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Everything that decides a result, in hashes and names; two results compare only if these agree."""

    rule: str
    edition: str
    rule_hash: str
    inventory_hash: str
    choices: tuple[tuple[str, str], ...]
    gwp_set: str
    factor_sets: tuple[tuple[str, str], ...]
    database: str
    engine: str
    seed: int
    samples: int
    platform: str
    product: str = ""

    def short(self) -> str:
        """Return eight hex digits in two groups."""
        return f"{self.digest[:4]} {self.digest[4:8]}"

    digest: str = ""
    suppliers: tuple[tuple[str, str], ...] = ()
    """(flow, digest of the supplier's calculation) of every supplier's footprint brought."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """One product's carbon footprint, kg CO2e per declared or functional unit."""

    rule_title: Text
    product: Text
    unit: str
    """The unit as text, such as ``1 t 重熔用铝锭``."""
    unit_amount: float
    unit_symbol: str
    reference_flow: str
    result_type: str
    """``cfp`` or ``partial_cfp``."""
    stages: tuple[tuple[str, Text], ...]
    company: str
    period: tuple[str, str]
    sites: tuple[str, ...]
    total: float
    interval: Interval | None
    mean_note: Text
    lines: SeparateLines
    gases: tuple[GasLine, ...]
    contributions: tuple[Contribution, ...]
    by_stage: tuple[Part, ...]
    by_process: tuple[Part, ...]
    by_input: tuple[Part, ...]
    variants: tuple[Variant, ...]
    products: tuple[ProductResult, ...]
    cutoff: CutOff
    primary_share: float | None
    quality: DataQuality
    reading_shares: Mapping[str, float]
    proxy_share: float
    lumped_share: float
    balances: tuple[Balance, ...]
    checks: tuple[CheckResult, ...]
    findings: tuple[Finding, ...]
    sensitivities: tuple[Sensitivity, ...]
    gaps: tuple[Gap, ...]
    links: tuple[Link, ...]
    nodes: Mapping[str, ProvenanceNode]
    root: str
    """Id of the node of the total."""
    fingerprint: Fingerprint
    choices: Mapping[str, str]
    gwp_set: str
    unit_text: Text = Text("")
    """The unit in both languages."""
    unmetered: tuple[Unmetered, ...] = ()
    caution: Text = Text("")
    """What the rule says of itself beside every result: that it was not validated, and against what."""
    stage_gases: tuple[StageGas, ...] = ()
    """The gases by life-cycle stage, kg per unit: what a customer takes."""
    suppliers: tuple[SupplierFootprint, ...] = ()
    """Suppliers' footprints the study was given, as they were found."""
    further_links: tuple[Link, ...] = ()
    """What stands behind flows that only a variant buys."""

    @property
    def complete(self) -> bool:
        """Return whether no bought flow lacks a data set."""
        return not self.gaps

    def twin(self, choice: str, option: str) -> Variant | None:
        """Return the variant with ``choice`` at ``option``, if it was computed."""
        for variant in self.variants:
            if (variant.choice, variant.option) == (choice, option):
                return variant
        return None
