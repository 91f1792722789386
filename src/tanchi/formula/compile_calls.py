"""The runs of the functions."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import reduce

from tanchi.formula.frame import Frame, Value
from tanchi.formula.labelled import Labelled
from tanchi.formula.leaves import Run, balance_run, prop_run, read, read_curve, read_table
from tanchi.formula.nodes import Call, Name, Node, String
from tanchi.formula.operations import FUNCTIONS, MULTIPLY, Operation
from tanchi.formula.reductions import (
    REDUCERS,
    interpolated,
    mean,
    quantified,
    shifted,
    unique,
)
from tanchi.formula.totals import TIMES, timed, total_of
from tanchi.formula.truths import selected
from tanchi.formula.values import OptionValue
from tanchi.units import parse_unit

Build = Callable[[Node], Run]


def call_run(node: Call, build: Build) -> Run:
    """Return the run of a function call; ``build`` compiles its arguments."""
    if node.function in FUNCTIONS:
        return _element_wise(node, build)
    if node.function in REDUCERS:
        return _reduction(node, build)
    return _SPECIAL[node.function](node, build)


def unit_scale(node: Call) -> float:
    """Return the size of the unit that ``unit(x, "…")`` gives, in base units."""
    text = node.args[1]
    return float(parse_unit(text.text if isinstance(text, String) else "").scale)


def branches(frame: Frame, condition: Value, yes: Run, no: Run) -> Value:
    """Return what ``where`` gives: one condition runs its branch only, many run both, each for its own."""
    if isinstance(condition, float):
        if math.isnan(condition):
            return condition
        return yes(frame) if condition else no(frame)
    untrue = Labelled(1.0 - condition.values, condition.dims)
    return selected(condition, yes(frame.narrowed(condition)), no(frame.narrowed(untrue)))


def _element_wise(node: Call, build: Build) -> Run:
    operation = FUNCTIONS[node.function]
    args = [build(arg) for arg in node.args]
    if len(args) > 1:
        return _folded(operation, node, args)
    only = args[0]
    return lambda frame: operation(node, frame, only(frame))


def _folded(operation: Operation, node: Call, args: list[Run]) -> Run:
    def pair(left: Run, right: Run) -> Run:
        return lambda frame: operation(node, frame, left(frame), right(frame))

    return reduce(pair, args)


def _reduction(node: Call, build: Build) -> Run:
    reducer, value = REDUCERS[node.function], build(node.args[0])

    def run(frame: Frame) -> Value:
        table = read_table(frame, node.args[1])
        return reducer(node, frame, value(frame.over(table.dim)), table)

    return run


def _mean(node: Call, build: Build) -> Run:
    value = build(node.args[0])
    weight = build(node.args[2]) if len(node.args) == 3 else lambda frame: 1.0

    def run(frame: Frame) -> Value:
        table = read_table(frame, node.args[1])
        inside = frame.over(table.dim)
        return mean(node, frame, value(inside), table, weight(inside))

    return run


def _count(node: Call, build: Build) -> Run:
    return lambda frame: float(read_table(frame, node.args[0]).length)


def _total(node: Call, build: Build) -> Run:
    value = build(node.args[0])
    return lambda frame: total_of(node, frame, timed(node, frame, value(frame.over(*TIMES))))


def _previous(node: Call, build: Build) -> Run:
    value, start = build(node.args[0]), build(node.args[2])

    def run(frame: Frame) -> Value:
        table = read_table(frame, node.args[1])
        inside = frame.over(table.dim)
        return shifted(value(inside), table, start(inside))

    return run


def _interp(node: Call, build: Build) -> Run:
    value = build(node.args[1])
    return lambda frame: interpolated(node, frame, read_curve(frame, node.args[0]), value(frame))


def _unit(node: Call, build: Build) -> Run:
    value, scale = build(node.args[0]), unit_scale(node)
    return lambda frame: MULTIPLY(node, frame, value(frame), scale)


def _where(node: Call, build: Build) -> Run:
    condition, yes, no = (build(arg) for arg in node.args)
    return lambda frame: branches(frame, condition(frame), yes, no)


def _quantified(node: Call, build: Build) -> Run:
    truth = build(node.args[0])
    if len(node.args) == 1:
        return lambda frame: quantified(node.function, truth(Frame(frame.env)), None)

    def run(frame: Frame) -> Value:
        dim = read_table(frame, node.args[1]).dim
        return quantified(node.function, truth(frame.over(dim)), (dim,))

    return run


def _unique(node: Call, build: Build) -> Run:
    column, value = node.args[0], build(node.args[0])
    if not isinstance(column, Name):
        return lambda frame: unique(value(frame))

    def run(frame: Frame) -> Value:
        found = read(frame, column)
        return unique(found if isinstance(found, OptionValue) else value(frame))

    return run


_SPECIAL: dict[str, Callable[[Call, Build], Run]] = {
    "where": _where,
    "mean": _mean,
    "count": _count,
    "total": _total,
    "previous": _previous,
    "interp": _interp,
    "prop": lambda node, build: prop_run(node),
    "inflow": lambda node, build: balance_run(node),
    "outflow": lambda node, build: balance_run(node),
    "unit": _unit,
    "all": _quantified,
    "any": _quantified,
    "unique": _unique,
}
