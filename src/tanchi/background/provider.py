"""What may stand behind a bought flow, and the recorded choice of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tanchi.findings import Place, Text
from tanchi.sources import Source


class ProviderKind(StrEnum):
    """Typed so that one kind can never fill the place of another."""

    EMISSION_FACTOR = "emission_factor"
    """Direct emissions of a process or a combustion only."""
    FOOTPRINT_FACTOR = "footprint_factor"
    """Life-cycle burden of a product up to delivery."""
    SUPPLIER_FOOTPRINT = "supplier_footprint"
    DATABASE_PRODUCT = "database_product"


class Boundary(StrEnum):
    """What a factor covers."""

    COMBUSTION = "combustion"
    UPSTREAM = "upstream"
    GENERATION = "generation"
    PROCESS = "process"
    GATE_TO_GATE = "gate_to_gate"
    CRADLE_TO_GATE = "cradle_to_gate"
    LIFE_CYCLE = "life_cycle"
    TREATMENT = "treatment"


@dataclass(frozen=True, slots=True)
class GasAmount:
    """kg of a gas per unit of the flow. Gas ``CO2e`` means lumped: the GWP set can't be changed."""

    gas: str
    origin: str
    """fossil, biogenic, dluc, process or aircraft; ``fossil`` where a lumped figure doesn't say."""
    amount: float


@dataclass(frozen=True, slots=True)
class Quality:
    """Scores 1 (best) to 5 by indicator; see the quality scheme of the parent pack."""

    technology: int
    place: int
    time: int
    completeness: int
    reading: int


@dataclass(frozen=True, slots=True)
class Provider:
    """One data set with a single reference product."""

    id: str
    kind: ProviderKind
    name: Text
    flow: str
    """Canonical name of the flow (``electricity``), matched against ``factor: {name: …}``."""
    unit: str
    gases: tuple[GasAmount, ...]
    boundary: Boundary
    place: str
    year: str
    """Year of the data, or a span ``2014-2016``."""
    source: Source
    technology: str = ""
    gwp_set: str = ""
    """The set behind lumped figures; ``unknown`` where the source doesn't say."""
    quality: Quality | None = None
    gsd2: float | None = None
    """Geometric standard deviation squared of the value."""
    proxy: bool = False
    remark: Text = Text("")
    set: str = ""
    """The factor set (file) it belongs to, for fingerprints."""
    supplier: str = ""

    @property
    def lumped(self) -> bool:
        """Return whether a gas split is missing."""
        return any(g.gas == "CO2e" for g in self.gases)


@dataclass(frozen=True, slots=True)
class Link:
    """A bought flow tied to a provider, with why and how the units were bridged."""

    flow: str
    provider: Provider | None
    """None is a gap: nothing fits, and the study says so."""
    step: int
    """Order of precedence.

    1 supplier, 2 official, 3 own block, 4 user's database, 5–6 published, 7 class, 8 gap.
    """
    reason: Text
    bridge: str = ""
    """The property used to convert the flow's unit into the provider's, if any."""
    factor: float = 1.0
    """Provider units per unit of the flow."""
    place: Place | None = None
    """Where a company's own factor was typed."""
    wanted: tuple[str, str] = ("", "")
    """The place and the year the flow was wanted at."""
