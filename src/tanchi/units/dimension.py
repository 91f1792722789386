"""Dimensions: exponents over named base dimensions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

BASES: dict[str, str] = {
    "mass": "M",
    "length": "L",
    "time": "T",
    "energy": "E",
    "temperature": "Θ",
    "celsius": "°C",
    "pressure": "P",
    "current": "I",
    "substance": "N",
    "carbon": "C",
    "co2": "CO2",
    "co2e": "CO2e",
    "gas": "gas",
    "money": "money",
    "euro": "EUR",
    "dollar": "USD",
    "cell": "cell",
    "piece": "piece",
    "cycle": "cycle",
    "person": "person",
}
"""Base dimension → the sign it is printed with, in printing order."""

_ORDER = {name: index for index, name in enumerate(BASES)}


@dataclass(frozen=True, slots=True)
class Dimension:
    """A product of powers of base dimensions.

    ``powers`` holds (base, exponent) in the order of :data:`BASES`, without zero exponents; build one with
    :func:`dimension` or by arithmetic.
    """

    powers: tuple[tuple[str, Fraction], ...] = ()

    def __mul__(self, other: Dimension) -> Dimension:
        return _product(self, other, 1)

    def __truediv__(self, other: Dimension) -> Dimension:
        return _product(self, other, -1)

    def __pow__(self, exponent: Fraction | int) -> Dimension:
        return dimension((base, power * Fraction(exponent)) for base, power in self.powers)

    def exponent(self, base: str) -> Fraction:
        """Return the exponent of ``base``, 0 where it does not occur."""
        return dict(self.powers).get(base, Fraction(0))

    @property
    def is_dimensionless(self) -> bool:
        """Return whether nothing is left, as in a ratio of two masses."""
        return not self.powers

    def __str__(self) -> str:
        above_first = sorted(self.powers, key=lambda item: item[1] < 0)
        return "·".join(_sign(base, power) for base, power in above_first) or "1"


def dimension(powers: Iterable[tuple[str, Fraction | int]]) -> Dimension:
    """Return the dimension of (base, exponent) pairs; repeated bases add up.

    Raises KeyError for an unknown base.
    """
    total: dict[str, Fraction] = {}
    for base, power in powers:
        total[base] = total.get(base, Fraction(0)) + power
    kept = ((base, power) for base, power in total.items() if power)
    return Dimension(tuple(sorted(kept, key=lambda item: _ORDER[item[0]])))


@lru_cache(maxsize=4096)
def _product(left: Dimension, right: Dimension, sign: int) -> Dimension:
    return dimension([*left.powers, *((base, sign * power) for base, power in right.powers)])


def _sign(base: str, power: Fraction) -> str:
    sign = BASES[base]
    if power == 1:
        return sign
    if power.denominator != 1:
        return f"{sign}^({power})"
    return f"{sign}^{power}" if sign[-1].isdigit() and power > 0 else f"{sign}{power}"


DIMENSIONLESS = Dimension()
