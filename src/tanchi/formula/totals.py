"""``total``: from hours to months, or over all time."""

from __future__ import annotations

from tanchi.formula.frame import Frame, Value
from tanchi.formula.labelled import Labelled
from tanchi.formula.nodes import Call, Compare, Index, Name, Node, children
from tanchi.formula.reductions import added, along, grouped
from tanchi.formula.signatures import SIGNATURES, Role
from tanchi.formula.values import EnvValue, OptionValue, TableValue

TIMES = ("hour", "month")
"""Dimensions of time that ``total`` sums over, finest first."""
_REDUCING = frozenset(("sum", "mean", "largest", "smallest", "all", "any"))

_RUNNING = frozenset(("cumulative", "previous"))


def total_of(node: Call, frame: Frame, value: Value) -> Value:
    """Return ``value`` with its finer times summed to the period asked for."""
    if str(node.args[1]) == "month":
        if not isinstance(value, Labelled) or "hour" not in value.dims:
            return value
        return grouped(node, frame, value, "hour", "month", frame.env.calendar("hour", "month"))
    for dim in TIMES:
        if isinstance(value, Labelled) and dim in value.dims:
            value = added(node, frame, value, TableValue(dim, value.sizes[dim]))
    return value


def timed(node: Call, frame: Frame, value: Value) -> Value:
    """Return ``value`` with every finer time its formula runs over.

    ``where`` on a choice gives a plain number if its branch is one, although the other branch is hourly; such
    a number holds in every hour and counts once for each.
    """
    dims = value.dims if isinstance(value, Labelled) else ()
    finer = TIMES[:1] if str(node.args[1]) == "month" else TIMES
    for dim in finer:
        if dim not in dims and _runs_over(node.args[0], dim, frame):
            table = frame.env.value((dim,))
            value = along(value, table) if isinstance(table, TableValue) else value
    return value


def _runs_over(node: Node, dim: str, frame: Frame) -> bool:
    """Say whether a part varies over ``dim``, whichever of its branches are taken."""
    match node:
        case Name():
            return _has(frame.env.value(node.parts), dim)
        case Compare(left=Name() as left) if isinstance(frame.env.value(left.parts), OptionValue):
            return _runs_over(left, dim, frame)
        case Index():
            return False
        case Call():
            return _call_runs_over(node, dim, frame)
        case _:
            return any(_runs_over(child, dim, frame) for child in children(node))


def _call_runs_over(node: Call, dim: str, frame: Frame) -> bool:
    if node.function == "prop":
        return False
    if node.function in _RUNNING and str(node.args[1]) == dim:
        return True
    if node.function in _REDUCING and (len(node.args) == 1 or str(node.args[1]) == dim):
        return False
    signature = SIGNATURES[node.function]
    values = [arg for at, arg in enumerate(node.args) if signature.role(at) is Role.VALUE]
    if node.function == "total":
        to_month = str(node.args[1]) == "month" and dim == "month"
        return to_month and any(_runs_over(values[0], time, frame) for time in TIMES)
    return any(_runs_over(value, dim, frame) for value in values)


def _has(found: EnvValue, dim: str) -> bool:
    return isinstance(found, Labelled | OptionValue) and dim in found.dims
