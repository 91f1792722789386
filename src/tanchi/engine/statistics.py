"""Samples in a few numbers, computed the same way everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tanchi.engine.arrays import FloatArray
from tanchi.engine.failures import NonFiniteError, fault
from tanchi.findings import Text


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle share ``level`` of n samples, between quantiles, with median, mean, standard deviation."""

    low: float
    high: float
    level: float
    median: float
    mean: float
    sd: float
    n: int


def quantiles(samples: FloatArray, probabilities: Sequence[float]) -> FloatArray:
    """Return quantiles by linear interpolation between order statistics, (..., n) → (probabilities, ...).

    The k-th of n sorted samples stands at probability k ÷ (n - 1), k from 0 (definition 7 of Hyndman and Fan,
    The American Statistician 50 (1996) 361). Raises NonFiniteError.
    """
    _require_finite(samples)
    ordered = np.sort(samples, axis=-1)
    last = samples.shape[-1] - 1
    result = np.empty((len(probabilities), *samples.shape[:-1]))
    for place, probability in enumerate(probabilities):
        below = min(int(probability * last), max(last - 1, 0))
        low, high = ordered[..., below], ordered[..., min(below + 1, last)]
        result[place] = low + (probability * last - below) * (high - low)
    return result


def interval(samples: FloatArray, level: float = 0.95) -> Interval:
    """Return the interval of samples, (n,). Equal samples give that value exactly. Raises NonFiniteError."""
    low, median, high = (float(q) for q in quantiles(samples, ((1 - level) / 2, 0.5, (1 + level) / 2)))
    off = samples - median
    shift = float(off.mean())
    n = len(samples)
    sd = float(np.sqrt(np.square(off - shift).sum() / max(n - 1, 1)))
    return Interval(low, high, level, median, median + shift, sd, n)


def _require_finite(samples: FloatArray) -> None:
    bad = np.flatnonzero(~np.isfinite(samples).reshape(-1, samples.shape[-1]).all(axis=0))
    if len(bad):
        raise NonFiniteError(
            fault(
                "non_finite",
                Text(
                    f"{len(bad)} 个样本的结果不是有限的数（第一个：{bad[0]}）。",
                    f"{len(bad)} samples have results that are not finite numbers (first: {bad[0]}).",
                ),
                Text("检查除数接近零的公式。", "Check formulas whose divisor may come near zero."),
            )
        )
