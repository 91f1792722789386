"""A second evaluator, written to be obviously right: one point at a time, plain floats, loops for sums.

It shares no code with the one under test but the tree. ``Undefined`` is raised where a result does not exist.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from itertools import product

import numpy as np

from tanchi.formula.labelled import Labelled
from tanchi.formula.nodes import Binary, BoolOp, Call, Compare, Index, Name, Node, Not, Number, Unary
from tests.formula.worlds import LENGTHS, MONTHS, DictEnv

Point = Mapping[str, int]


class Undefined(Exception):  # noqa: N818
    """There is no finite result at this point."""


class Tie(Exception):  # noqa: N818
    """Rounding decides the result at this point; nothing can be said of it."""


def points(dims: tuple[str, ...]) -> Iterator[dict[str, int]]:
    """Yield every point of the dims."""
    for indexes in product(*(range(LENGTHS[dim]) for dim in dims)):
        yield dict(zip(dims, indexes, strict=True))


def at(value: Labelled | float, point: Point) -> float:
    """Return the element of ``value`` at ``point``."""
    if not isinstance(value, Labelled):
        return float(value)
    return float(value.values[tuple(point[dim] for dim in value.dims)])


def dims_of(node: Node, env: DictEnv) -> set[str]:
    """Return the dims a part varies over when it is written out point by point."""
    match node:
        case Number():
            return set()
        case Name():
            value = env.value(node.parts)
            return set(getattr(value, "dims", ()))
        case Index():
            keys = set() if node.key.parts[0] in env.value(node.base.parts).entries else {"recipe"}
            return keys | ({"sample"} if str(node.key) == "q" or keys else set())
        case Call():
            return _call_dims(node, env)
        case Compare():
            left = dims_of(node.left, env)
            return left if str(node.left) in ("route", "kind") else left | dims_of(node.right, env)
        case Binary():
            return dims_of(node.left, env) | dims_of(node.right, env)
        case BoolOp():
            return set().union(*(dims_of(part, env) for part in node.operands))
        case Unary() | Not():
            return dims_of(node.operand, env)
        case _:
            raise AssertionError(node)


def value_at(node: Node, env: DictEnv, point: Point) -> float:
    """Return the value of ``node`` at ``point``; NaN if something it needs is missing."""
    match node:
        case Number():
            return node.value
        case Name():
            return at(env.value(node.parts), point)
        case Index():
            entries = env.value(node.base.parts).entries
            return at(entries[_key(node, env, point)], point)
        case Unary():
            return -value_at(node.operand, env, point)
        case Binary():
            return _arithmetic(node.op, value_at(node.left, env, point), value_at(node.right, env, point))
        case Compare():
            return _compared(node, env, point)
        case BoolOp():
            return _chained(node, env, point)
        case Not():
            return 1 - value_at(node.operand, env, point)
        case Call():
            return _called(node, env, point)
        case _:
            raise AssertionError(node)


def _key(node: Index, env: DictEnv, point: Point) -> str:
    word = node.key.parts[0]
    if word in env.value(node.base.parts).entries:
        return word
    pick = env.value(node.key.parts)
    return pick.options[int(pick.codes[point["recipe"]])]


def _arithmetic(op: str, a: float, b: float) -> float:
    if math.isnan(a) or math.isnan(b):
        return math.nan
    try:
        result = {
            "+": lambda: a + b,
            "-": lambda: a - b,
            "*": lambda: a * b,
            "/": lambda: a / b,
            "**": lambda: math.pow(a, b),
        }[op]()
    except (ZeroDivisionError, ValueError, OverflowError):
        raise Undefined from None
    return _finite(result)


def _finite(value: float) -> float:
    if math.isinf(value):
        raise Undefined
    return value


def _compared(node: Compare, env: DictEnv, point: Point) -> float:
    if str(node.left) in ("route", "kind"):
        pick = env.value(node.left.parts)
        code = pick.codes[point["recipe"]] if pick.dims else pick.codes
        same = pick.options[int(code)] == str(node.right)
        return float(same if node.op == "==" else not same)
    a, b = value_at(node.left, env, point), value_at(node.right, env, point)
    if math.isnan(a) or math.isnan(b):
        return math.nan
    if math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12):
        raise Tie
    return float({"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[node.op])


def _chained(node: BoolOp, env: DictEnv, point: Point) -> float:
    stop = 0.0 if node.op == "and" else 1.0
    for part in node.operands:
        truth = value_at(part, env, point)
        if math.isnan(truth) or truth == stop:
            return truth
    return 1 - stop


def _called(node: Call, env: DictEnv, point: Point) -> float:
    match node.function:
        case "where":
            truth = value_at(node.args[0], env, point)
            return truth if math.isnan(truth) else value_at(node.args[1 if truth else 2], env, point)
        case "prop":
            return at(env.prop(node.args[0].parts, node.args[1].parts[0]), point)
        case "inflow":
            return at(env.inflow("carbon"), point)
        case "outflow":
            return at(env.outflow("carbon"), point)
        case "interp":
            return _interpolated(env.value(node.args[0].parts), value_at(node.args[1], env, point))
        case "total":
            return _total(node, env, point)
        case "floor" | "ceil":
            return _rounded(node.function, value_at(node.args[0], env, point))
        case "min" | "max" | "abs" | "exp" | "ln" | "sqrt":
            return _element(node.function, [value_at(arg, env, point) for arg in node.args])
        case _:
            return _along(node, env, point)


def _element(function: str, args: list[float]) -> float:
    if any(math.isnan(arg) for arg in args):
        return math.nan
    work: Callable[..., float] = {
        "min": min,
        "max": max,
        "abs": abs,
        "exp": math.exp,
        "ln": math.log,
        "sqrt": math.sqrt,
    }[function]
    try:
        return float(work(*args))
    except (ValueError, OverflowError):
        raise Undefined from None


def _rounded(function: str, x: float) -> float:
    if math.isnan(x):
        return x
    if math.isclose(x, round(x), rel_tol=1e-9, abs_tol=1e-9):
        raise Tie
    return float(math.floor(x) if function == "floor" else math.ceil(x))


def _interpolated(curve: object, x: float) -> float:
    xs, ys = list(curve.x), list(curve.y)
    if math.isnan(x):
        return x
    k = next((k for k in range(len(xs) - 2) if x < xs[k + 1]), len(xs) - 2)
    return ys[k] + (x - xs[k]) * (ys[k + 1] - ys[k]) / (xs[k + 1] - xs[k])


def _total(node: Call, env: DictEnv, point: Point) -> float:
    arg, to = node.args[0], str(node.args[1])
    dims = dims_of(arg, env)
    if to == "month" and "hour" not in dims:
        return (
            _every(arg, env, point, "month")[point["month"]] if "month" in dims else value_at(arg, env, point)
        )
    if to == "month":
        if "month" in dims:
            raise Undefined
        every = _every(arg, env, point, "hour")
        return math.fsum(value for hour, value in enumerate(every) if MONTHS[hour] == point["month"])
    times = sorted(dims & {"hour", "month"})
    return math.fsum(value_at(arg, env, {**point, **time}) for time in points(tuple(times)))


def _every(node: Node, env: DictEnv, point: Point, dim: str) -> list[float]:
    return [value_at(node, env, {**point, dim: index}) for index in range(LENGTHS[dim])]


def _along(node: Call, env: DictEnv, point: Point) -> float:
    dim = str(node.args[1])
    values = _every(node.args[0], env, point, dim)
    missing = any(math.isnan(value) for value in values)
    match node.function:
        case "sum":
            return math.fsum(values)
        case "mean":
            weights = _every(node.args[2], env, point, dim) if len(node.args) == 3 else [1.0] * len(values)
            above = math.fsum(w * v for w, v in zip(weights, values, strict=True))
            return _arithmetic("/", above, math.fsum(weights))
        case "largest" | "any":
            return math.nan if missing else max(values)
        case "smallest" | "all":
            return math.nan if missing else min(values)
        case "cumulative":
            return math.fsum(values[: point[dim] + 1])
        case "previous":
            start = value_at(node.args[2], env, point)
            return start if point[dim] == 0 else values[point[dim] - 1]
        case _:
            raise AssertionError(node)


def _call_dims(node: Call, env: DictEnv) -> set[str]:
    match node.function:
        case "prop":
            return {"recipe"}
        case "inflow" | "outflow":
            return set()
        case "interp":
            return dims_of(node.args[1], env)
        case "total":
            return _total_dims(node, env)
        case "cumulative":
            return dims_of(node.args[0], env) | {str(node.args[1])}
        case "previous":
            return dims_of(node.args[0], env) | dims_of(node.args[2], env) | {str(node.args[1])}
        case "sum" | "mean" | "largest" | "smallest" | "all" | "any":
            parts = [arg for at, arg in enumerate(node.args) if at != 1]
            return set().union(*(dims_of(part, env) for part in parts)) - {str(node.args[1])}
        case _:
            return set().union(*(dims_of(part, env) for part in node.args))


def _total_dims(node: Call, env: DictEnv) -> set[str]:
    dims = dims_of(node.args[0], env)
    if str(node.args[1]) == "year":
        return dims - {"hour", "month"}
    return dims - {"hour"} | {"month"} if "hour" in dims else dims


def everywhere(node: Node, env: DictEnv) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return the values of ``node`` at every point, and its dims in alphabetical order with sample last."""
    dims = tuple(sorted(dims_of(node, env), key=lambda dim: (dim == "sample", dim)))
    values = np.empty([LENGTHS[dim] for dim in dims])
    for point in points(dims):
        values[tuple(point.values())] = value_at(node, env, point)
    return values, dims
