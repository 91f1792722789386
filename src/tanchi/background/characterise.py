"""A provider in kg CO2e per unit, by separate line, with what could not be re-characterised."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from tanchi.background.provider import GasAmount, Provider
from tanchi.gases.gas import Origin
from tanchi.gases.gwp import GwpSet

LUMPED = "CO2e"


@dataclass(frozen=True, slots=True)
class Characterised:
    """kg CO2e per unit of the provider.

    The first four sum to the total; ``aircraft`` is of which. ``lumped`` is the part that came without a
    split into gases, ``foreign`` the part of it whose GWP set is another one or is not stated.
    """

    fossil: float
    biogenic_emission: float
    biogenic_removal: float
    dluc: float
    aircraft: float
    lumped: float
    foreign: float

    @property
    def total(self) -> float:
        """Return the sum of the lines."""
        return self.fossil + self.biogenic_emission + self.biogenic_removal + self.dluc


def characterise(provider: Provider, gwp: GwpSet) -> Characterised:
    """Return the provider's burden with the factors of ``gwp``. Raises GasError for a gas the set lacks."""
    lines: dict[str, float] = defaultdict(float)
    for part in provider.gases:
        value = part.amount * gwp.factor(part.gas, part.origin)
        lines[_line(part)] += value
        if part.origin == Origin.AIRCRAFT:
            lines["aircraft"] += value
        if part.gas == LUMPED:
            lines["lumped"] += value
    foreign = lines["lumped"] if provider.gwp_set.casefold() != gwp.id.casefold() else 0.0
    return Characterised(
        fossil=lines["fossil"],
        biogenic_emission=lines["biogenic_emission"],
        biogenic_removal=lines["biogenic_removal"],
        dluc=lines["dluc"],
        aircraft=lines["aircraft"],
        lumped=lines["lumped"],
        foreign=foreign,
    )


def _line(part: GasAmount) -> str:
    if part.origin == Origin.BIOGENIC:
        return "biogenic_removal" if part.amount < 0 else "biogenic_emission"
    return "dluc" if part.origin == Origin.DLUC else "fossil"
