"""A figure of a source: kg of each gas per unit of the source, and how figures are added and scaled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

LUMPED = "CO2e fossil"


@dataclass(frozen=True)
class Figure:
    """``gases``: "gas origin" → kg per unit. ``year`` and ``gwp_set`` as the source gives them."""

    gases: Mapping[str, float]
    year: str
    gwp_set: str = ""
    spread: float | None = None
    remark: tuple[str, str] = ("", "")
    reading: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    def __add__(self, other: Figure) -> Figure:
        total = dict(self.gases)
        for gas, amount in other.gases.items():
            total[gas] = total.get(gas, 0.0) + amount
        spreads = [s for s in (self.spread, other.spread) if s]
        return Figure(
            total, max(self.year, other.year), self.gwp_set or other.gwp_set, max(spreads, default=None)
        )

    def scaled(self, scale: float) -> Figure:
        """Return the figure per another unit."""
        gases = {gas: amount * scale for gas, amount in self.gases.items()}
        return Figure(gases, self.year, self.gwp_set, self.spread, self.remark, self.reading, self.extra)

    def of_aircraft(self) -> Figure:
        """Return the figure with its fossil gases counted as emitted by aircraft."""
        gases = {gas.replace(" fossil", " aircraft"): amount for gas, amount in self.gases.items()}
        return Figure(gases, self.year, self.gwp_set)


Lookup = Callable[[str], Figure]


def scale_of(text: str) -> float:
    """Return the value of a product such as ``0.001/1.2159``."""
    value = Fraction(1)
    for sign, number in re.findall(r"([*/]?)\s*([\d.]+)", text):
        value = value / Fraction(number) if sign == "/" else value * Fraction(number)
    return float(value)


def figure_at(at: str, lookup: Lookup) -> Figure:
    """Return the figure of ``a + b@aircraft``: the rows of the source added up."""
    parts = []
    for name in at.split(" + "):
        key, _, use = name.partition("@")
        found = lookup(key)
        parts.append(found.of_aircraft() if use == "aircraft" else found)
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total
