"""Element-wise operations on numbers and on labelled arrays; a missing operand makes a missing result."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from tanchi.findings import Text
from tanchi.formula.frame import Frame, Value, settle
from tanchi.formula.labelled import FloatArray, Labelled, align
from tanchi.formula.nodes import Node


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation in both its forms; ``cause`` says why its result may not be finite."""

    scalar: Callable[..., float]
    array: Callable[..., Any]
    cause: Text

    def __call__(self, node: Node, frame: Frame, *args: Value) -> Value:
        """Return the result of ``args``. Raises FormulaError where it is not finite."""
        if all(arg.__class__ is float for arg in args):
            result: Value = self.scalar(*args)
            return result if math.isfinite(result) else settle(result, args, node, frame, self.cause)
        try:
            return self._arrays(args)
        except FloatingPointError:
            with np.errstate(all="ignore"):
                result = self._arrays(args)
            return settle(result, args, node, frame, self.cause)

    def _arrays(self, args: tuple[Value, ...]) -> Labelled:
        labelled = [arg for arg in args if isinstance(arg, Labelled)]
        if len(labelled) == 1:
            plain = [arg.values if isinstance(arg, Labelled) else arg for arg in args]
            return Labelled(np.asarray(self.array(*plain), dtype=np.float64), labelled[0].dims)
        values, dims = align(*labelled)
        return Labelled(np.asarray(self.array(*values), dtype=np.float64), dims)


_LARGE = Text("结果太大", "the result is too large")


def _divide(a: float, b: float) -> float:
    return a / b if b else math.nan


def _power(a: float, b: float) -> float:
    if math.isnan(a) or math.isnan(b):
        return math.nan
    try:
        return math.pow(a, b)
    except (ValueError, OverflowError):
        return math.nan


def _powers(a: FloatArray | float, b: FloatArray | float) -> FloatArray:
    missing = np.isnan(a) | np.isnan(b)
    result: FloatArray = np.where(missing, np.nan, np.power(a, b))
    return result


def _exp(a: float) -> float:
    try:
        return math.exp(a)
    except OverflowError:
        return math.nan


def _ln(a: float) -> float:
    return math.log(a) if a > 0 else math.nan


def _sqrt(a: float) -> float:
    return math.sqrt(a) if a >= 0 else math.nan


def _floor(a: float) -> float:
    return float(math.floor(a)) if math.isfinite(a) else a


def _ceil(a: float) -> float:
    return float(math.ceil(a)) if math.isfinite(a) else a


def _smaller(a: float, b: float) -> float:
    return a if a <= b or math.isnan(a) else b


def _larger(a: float, b: float) -> float:
    return a if a >= b or math.isnan(a) else b


ADD = Operation(operator.add, np.add, _LARGE)
SUBTRACT = Operation(operator.sub, np.subtract, _LARGE)
MULTIPLY = Operation(operator.mul, np.multiply, _LARGE)
DIVIDE = Operation(
    _divide, np.divide, Text("除数为零，或商太大", "division by zero, or a quotient too large")
)
POWER = Operation(
    _power,
    _powers,
    Text("负数的非整数次方、零的负次方，或幂太大", "a power that does not exist or is too large"),
)
NEGATE = Operation(operator.neg, np.negative, _LARGE)
ABS = Operation(abs, np.abs, _LARGE)
EXP = Operation(_exp, np.exp, _LARGE)
LN = Operation(_ln, np.log, Text("对数的参数不是正数", "the logarithm of a number that is not positive"))
SQRT = Operation(_sqrt, np.sqrt, Text("负数不能开平方", "the square root of a negative number"))
FLOOR = Operation(_floor, np.floor, _LARGE)
CEIL = Operation(_ceil, np.ceil, _LARGE)
MIN = Operation(_smaller, np.minimum, _LARGE)
MAX = Operation(_larger, np.maximum, _LARGE)

ARITHMETIC: dict[str, Operation] = {"+": ADD, "-": SUBTRACT, "*": MULTIPLY, "/": DIVIDE, "**": POWER}
FUNCTIONS: dict[str, Operation] = {
    "abs": ABS,
    "exp": EXP,
    "ln": LN,
    "sqrt": SQRT,
    "floor": FLOOR,
    "ceil": CEIL,
    "min": MIN,
    "max": MAX,
}
