"""What a supplier's calculation hands to its customer: who, by what rule, of what, and its gases by stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tanchi.background.provider import Provider
from tanchi.findings import Text

TWIN, GRID = "basis", "grid"
"""The choice between contractual and grid electricity, and its option for the grid."""


@dataclass(frozen=True, slots=True)
class StageGas:
    """kg of a gas released in a life-cycle stage per unit of the result; negative where it is taken up."""

    stage: str
    gas: str
    origin: str
    mass: float
    aircraft: bool = False


@dataclass(frozen=True, slots=True)
class SupplierFootprint:
    """A supplier's footprint of a bought flow as the study found it, before anything is taken from it.

    ``provider`` is the whole of it, kg per unit of his product. ``gases`` and ``grid`` (his result with grid
    electricity) are by stage; empty where his calculation does not give them.
    """

    flow: str
    file: str
    sha256: str
    digest: str
    """Digest of the fingerprint of his calculation."""
    rule: str
    edition: str
    of: str
    """The flow of his rule that the result is of."""
    provider: Provider
    stages: tuple[tuple[str, Text], ...] = ()
    gases: tuple[StageGas, ...] = ()
    grid: tuple[StageGas, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    primary_share: float | None = None
    sealed: bool = True
    """Whether it came as a bundle, which can be verified; an exported result can't."""
