"""Units: a size and a dimension, exact."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from math import isqrt
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from tanchi.findings import Language, Text
from tanchi.units.dimension import DIMENSIONLESS, Dimension
from tanchi.units.errors import unit_error
from tanchi.units.table import entries
from tanchi.units.terms import TEN, Terms, merge, power, typeset, write

Number = TypeVar("Number", float, npt.NDArray[np.float64])


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure; :func:`tanchi.units.parse_unit` and arithmetic make them.

    ``symbol`` is the unit as written; two units are equal when dimension and size are, however they are
    written. ``scale`` is the size in the coherent base units kg, m, s, MJ, K, °C, kPa, A, mol, kgC, kgCO2,
    kgCO2e, Nm3, CNY, EUR, USD, cell, piece, cycle, person. ``terms`` are the named units it is made of.
    """

    symbol: str = field(compare=False)
    dimension: Dimension
    scale: Fraction
    terms: Terms = field(compare=False, repr=False)

    def __mul__(self, other: Unit) -> Unit:
        return of_terms(merge(self.terms, other.terms))

    def __truediv__(self, other: Unit) -> Unit:
        return of_terms(merge(self.terms, power(other.terms, Fraction(-1))))

    def __pow__(self, exponent: Fraction | int) -> Unit:
        return of_terms(power(self.terms, Fraction(exponent)))

    def __str__(self) -> str:
        return self.symbol

    def label(self, language: Language = "zh") -> str:
        """Return the unit as printed in ``language``: ``kg/m³``, ``min/(槽·d)``."""
        return typeset(self.terms, language)

    def to_base(self, value: Number) -> Number:
        """Return ``value`` (in this unit) in base units."""
        return value * float(self.scale)

    def from_base(self, value: Number) -> Number:
        """Return ``value`` (in base units) in this unit."""
        return value / float(self.scale)


@lru_cache(maxsize=4096)
def of_terms(terms: Terms, symbol: str = "") -> Unit:
    """Return the unit of ``terms``, written as ``symbol``. Raises UnitError where a root is not exact."""
    dimension, scale = DIMENSIONLESS, Fraction(1)
    for name, exponent in terms:
        size, kind = _named(name)
        scale *= _exact_power(size, exponent, name)
        dimension *= kind**exponent
    return Unit(symbol or write(terms), dimension, scale, terms)


def _named(name: str) -> tuple[Fraction, Dimension]:
    if name == TEN:
        return Fraction(10), DIMENSIONLESS
    entry = entries()[name]
    return entry.scale, entry.dimension


def _exact_power(size: Fraction, exponent: Fraction, name: str) -> Fraction:
    if exponent.denominator == 1:
        return Fraction(size**exponent.numerator)
    degree = exponent.denominator
    root = Fraction(_root(size.numerator, degree), _root(size.denominator, degree))
    if root**degree == size:
        return Fraction(root**exponent.numerator)
    message = Text(
        f"单位 {name} 的 {exponent} 次方没有精确的大小", f"{name} to the power {exponent} has no exact size"
    )
    remedy = Text("请先换算到 kg、m、s、MJ 再开方", "Convert to kg, m, s, MJ before taking the root")
    raise unit_error(name, (0, len(name)), "units.inexact_root", message, remedy)


def _root(number: int, degree: int) -> int:
    return isqrt(number) if degree == 2 else round(number ** (1 / degree))


UNITLESS = of_terms((), "1")
