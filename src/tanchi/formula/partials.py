"""Derivatives of the element-wise operations with respect to each operand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tanchi.formula.labelled import FloatArray

Partial = Callable[..., FloatArray]
"""From the operands and the result (arrays that broadcast) to the derivative for one operand."""


def _one(*arrays: FloatArray) -> FloatArray:
    return np.ones(())


def _minus_one(*arrays: FloatArray) -> FloatArray:
    return -np.ones(())


def _zero(*arrays: FloatArray) -> FloatArray:
    return np.zeros(())


def _base(a: FloatArray, b: FloatArray, result: FloatArray) -> FloatArray:
    return np.where(b == 0, 0.0, b * np.power(a, b - 1))


def _exponent(a: FloatArray, b: FloatArray, result: FloatArray) -> FloatArray:
    return np.where(a == 0, 0.0, result * np.log(a))


def _first_is(smaller: bool) -> Partial:
    def partial(a: FloatArray, b: FloatArray, result: FloatArray) -> FloatArray:
        return np.asarray(a <= b if smaller else a >= b, dtype=np.float64)

    return partial


def _second_is(smaller: bool) -> Partial:
    def partial(a: FloatArray, b: FloatArray, result: FloatArray) -> FloatArray:
        return np.asarray(b < a if smaller else b > a, dtype=np.float64)

    return partial


PARTIALS: dict[str, tuple[Partial, ...]] = {
    "+": (_one, _one),
    "-": (_one, _minus_one),
    "*": (lambda a, b, result: b, lambda a, b, result: a),
    "/": (lambda a, b, result: 1.0 / b, lambda a, b, result: -result / b),
    "**": (_base, _exponent),
    "minus": (_minus_one,),
    "abs": (lambda a, result: np.sign(a),),
    "exp": (lambda a, result: result,),
    "ln": (lambda a, result: 1.0 / a,),
    "sqrt": (lambda a, result: 0.5 / result,),
    "floor": (_zero,),
    "ceil": (_zero,),
    "min": (_first_is(smaller=True), _second_is(smaller=True)),
    "max": (_first_is(smaller=False), _second_is(smaller=False)),
}
"""By operator or function; of equal operands of ``min`` and ``max`` the first counts."""
