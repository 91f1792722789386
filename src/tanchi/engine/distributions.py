"""Distributions of a factor around 1: how far a quantity may be from its nominal value.

The nominal value is the mean of a normal, uniform or triangular quantity and the median of a lognormal one.
No factor is negative: a normal one is conditioned on being positive (its left tail is cut off and the rest
scaled up, which moves its mean above 1; see :attr:`Variable.mean`), the others cannot reach zero.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tanchi.engine.arrays import FloatArray
from tanchi.engine.failures import BadSpreadError, fault
from tanchi.engine.inverse_normal import inverse_normal
from tanchi.findings import Finding, Text


class Kind(StrEnum):
    """Shape of a distribution, and what its spread is."""

    NORMAL = "normal"
    """Spread: standard deviation ÷ mean, before the cut at zero."""
    LOGNORMAL = "lognormal"
    """Spread: geometric standard deviation squared, GSD²; 1 means certain."""
    UNIFORM = "uniform"
    """Spread: half-width ÷ mean, at most 1."""
    TRIANGULAR = "triangular"
    """Spread: half-width ÷ mean, at most 1; symmetric."""


@dataclass(frozen=True, slots=True)
class Variable:
    """An uncertain quantity: a name of its own, the shape and spread of its factor; spread 0 means certain.

    Raises BadSpreadError where the spread does not fit the kind.
    """

    name: str
    kind: Kind
    spread: float

    def __post_init__(self) -> None:
        least = 1.0 if self.kind is Kind.LOGNORMAL else 0.0
        most = 1.0 if self.kind in {Kind.UNIFORM, Kind.TRIANGULAR} else math.inf
        if self.spread != 0.0 and not (least <= self.spread <= most and math.isfinite(self.spread)):
            raise BadSpreadError(_bad_spread(self, least, most))

    @property
    def certain(self) -> bool:
        """Return whether every factor is 1."""
        return self.spread == 0.0 or (self.kind is Kind.LOGNORMAL and self.spread == 1.0)

    @property
    def mean(self) -> float:
        """Return the mean factor; above 1 for lognormal and cut normal quantities."""
        if self.certain:
            return 1.0
        if self.kind is Kind.LOGNORMAL:
            return math.exp(log_deviation(self.spread) ** 2 / 2)
        if self.kind is Kind.NORMAL:
            density = math.exp(-0.5 / self.spread**2) / math.sqrt(2 * math.pi)
            return 1.0 + self.spread * density / (1.0 - below_zero(self.spread))
        return 1.0


def log_deviation(gsd2: float) -> float:
    """Return the standard deviation of the logarithm, GSD² → ln(GSD²) / 2."""
    return math.log(gsd2) / 2


def below_zero(spread: float) -> float:
    """Return the probability that a normal factor with this relative standard deviation is negative."""
    return math.erfc(1.0 / (spread * math.sqrt(2.0))) / 2


def _bad_spread(variable: Variable, least: float, most: float) -> Finding:
    limit = f"{least:g}" if math.isinf(most) else f"{least:g}–{most:g}"
    return fault(
        "bad_spread",
        Text(
            f"{variable.name} 的不确定度 {variable.spread:g} 不适用于 {variable.kind} 分布（{limit}）。",
            f"{variable.name}: a {variable.kind} distribution has no spread {variable.spread:g} ({limit}).",
        ),
        Text(
            "正态填标准差与均值之比；对数正态填 GSD²；均匀、三角填半宽与均值之比。",
            "Normal: deviation ÷ mean; lognormal: GSD²; uniform, triangular: half-width ÷ mean.",
        ),
        variable.name,
    )


def factors(variable: Variable, offset: FloatArray) -> FloatArray:
    """Return the factors at probabilities 0.5 + offset, offsets strictly between -0.5 and 0.5."""
    if variable.certain:
        return np.ones_like(offset)
    return _SHAPES[variable.kind](variable.spread, offset)


def _normal(spread: float, offset: FloatArray) -> FloatArray:
    cut = below_zero(spread)
    factor = 1.0 + spread * inverse_normal(offset + cut * (0.5 - offset))
    return np.maximum(factor, np.finfo(float).eps, out=factor)


def _lognormal(spread: float, offset: FloatArray) -> FloatArray:
    logarithm = inverse_normal(offset)
    logarithm *= log_deviation(spread)
    return np.exp(logarithm, out=logarithm)


def _uniform(spread: float, offset: FloatArray) -> FloatArray:
    return 1.0 + 2.0 * spread * offset


def _triangular(spread: float, offset: FloatArray) -> FloatArray:
    return 1.0 + spread * np.copysign(1.0 - np.sqrt(1.0 - 2.0 * np.abs(offset)), offset)


_SHAPES = {
    Kind.NORMAL: _normal,
    Kind.LOGNORMAL: _lognormal,
    Kind.UNIFORM: _uniform,
    Kind.TRIANGULAR: _triangular,
}
