"""Why the mean of the samples is not the nominal result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tanchi.engine.arrays import FloatArray, Label
from tanchi.engine.statistics import interval
from tanchi.findings import Text

_CHANCE = 2.0
"""A mean within this many standard errors of the nominal value differs from it by chance."""


class Cause(StrEnum):
    """What moves a mean away from the nominal value."""

    CHANCE = "chance"
    SKEWED_INPUTS = "skewed_inputs"
    """Inputs whose mean is not their nominal value, such as lognormal ones."""
    DIVISORS = "divisors"
    """Uncertain amounts made, which a column is divided by: the mean of 1/x is above 1 over the mean of x."""
    FORMULAS = "formulas"
    """Everything else that is not linear: products of dependent inputs, loops, conditions."""


@dataclass(frozen=True, slots=True)
class MeanShift:
    """The way from the nominal value to the mean: mean - nominal = skewed_inputs + divisors + formulas.

    noise: standard error of the mean. by_input: the skewed inputs that move it most, (name, shift).
    All in units of the result.
    """

    nominal: float
    mean: float
    noise: float
    skewed_inputs: float
    divisors: float
    formulas: float
    by_input: tuple[tuple[Label, float], ...]

    @property
    def cause(self) -> Cause:
        """Return the main cause, in the direction of the shift."""
        shift = self.mean - self.nominal
        if abs(shift) <= _CHANCE * self.noise:
            return Cause.CHANCE
        parts = {
            Cause.SKEWED_INPUTS: self.skewed_inputs,
            Cause.DIVISORS: self.divisors,
            Cause.FORMULAS: self.formulas,
        }
        return max(parts, key=lambda cause: parts[cause] * np.sign(shift))

    @property
    def sentence(self) -> Text:
        """Return the explanation as one sentence."""
        if self.nominal == 0.0 or self.cause is Cause.CHANCE:
            return _SENTENCES[self.cause]
        percent = (self.mean / self.nominal - 1) * 100
        why = _SENTENCES[self.cause]
        return Text(
            f"均值与名义值相差 {percent:+.2g} %：{why.zh}", f"The mean is {percent:+.2g} % off: {why.en}"
        )


_SENTENCES = {
    Cause.CHANCE: Text("均值与名义值之差在抽样误差之内。", "mean and nominal value differ by chance only."),
    Cause.SKEWED_INPUTS: Text(
        "部分输入的分布不对称（如对数正态分布的均值高于中位数）。",
        "some inputs are skewed (a lognormal mean lies above its median).",
    ),
    Cause.DIVISORS: Text(
        "产量等作除数的数值不确定，其倒数的均值偏高。",
        "amounts that others are divided by are uncertain, and the mean of 1/x is high.",
    ),
    Cause.FORMULAS: Text("计算公式不是线性的。", "the formulas are not linear."),
}


def why_mean_differs(
    nominal: float,
    samples: FloatArray,
    at_means: float,
    *,
    divisors: float = 0.0,
    by_input: Sequence[tuple[Label, float]] = (),
    top: int = 5,
) -> MeanShift:
    """Split the difference between the mean of samples, (n,), and the nominal value by its causes.

    at_means: the result with every input at the mean of its distribution. divisors: the part due to uncertain
    amounts made, such as :attr:`Curvature.made`. by_input: how far each input's own mean moves the result
    (derivative × nominal × (mean factor - 1)); the top largest are kept.
    """
    found = interval(samples)
    largest = sorted(by_input, key=lambda pair: -abs(pair[1]))[:top]
    return MeanShift(
        nominal,
        found.mean,
        found.sd / found.n**0.5,
        at_means - nominal,
        divisors,
        found.mean - at_means - divisors,
        tuple(largest),
    )
