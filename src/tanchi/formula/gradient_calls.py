"""How a change comes back through the functions that are not element-wise."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from tanchi.formula.compile_calls import unit_scale
from tanchi.formula.evaluate import number_run
from tanchi.formula.frame import Frame, as_labelled, scalar
from tanchi.formula.labelled import Labelled, canonical, labelled, spread
from tanchi.formula.leaves import balance_run, prop_run, read_curve, read_table
from tanchi.formula.names import call_leaf
from tanchi.formula.nodes import Call, Node
from tanchi.formula.operations import FUNCTIONS, MULTIPLY
from tanchi.formula.reductions import (
    REDUCERS,
    added,
    along,
    axis_part,
    interpolated,
    mean,
    segment,
    shifted,
    slope,
)
from tanchi.formula.tape import Tape, Traced, constant, inverse, minus, operated, scaled, times
from tanchi.formula.totals import TIMES, timed, total_of
from tanchi.formula.truths import selected
from tanchi.formula.values import IntArray, TableValue

Trace = Callable[[Node, Frame, Tape], Traced]


def call_traced(node: Call, frame: Frame, tape: Tape, trace: Trace) -> Traced:
    """Return the traced value of a call; ``trace`` traces its arguments."""
    if node.function in FUNCTIONS:
        return _element_wise(node, frame, [trace(arg, frame, tape) for arg in node.args])
    if (leaf := call_leaf(node)) is not None:
        run = prop_run(node) if node.function == "prop" else balance_run(node)
        return tape.leaf(leaf, run(frame))
    if node.function in REDUCERS:
        return _reduced(node, frame, tape, trace)
    if node.function in _RULES:
        return _RULES[node.function](node, frame, tape, trace)
    return constant(number_run(node)(frame))


def _element_wise(node: Call, frame: Frame, args: list[Traced]) -> Traced:
    operation, result = FUNCTIONS[node.function], args[0]
    if len(args) == 1:
        return operated(node.function, operation, node, frame, result)
    for arg in args[1:]:
        result = operated(node.function, operation, node, frame, result, arg)
    return result


def _reduced(node: Call, frame: Frame, tape: Tape, trace: Trace) -> Traced:
    table = read_table(frame, node.args[1])
    arg = trace(node.args[0], frame.over(table.dim), tape)
    value = as_labelled(REDUCERS[node.function](node, frame, scalar(arg.value), table))
    share = _SHARES[node.function]
    return Traced(value, lambda adjoint: arg.back(share(adjoint, arg.value, table)))


def _all(adjoint: Labelled, value: Labelled, table: TableValue) -> Labelled:
    return along(adjoint, table)


def _at_extreme(function: Callable[..., IntArray]) -> Callable[..., Labelled]:
    def share(adjoint: Labelled, value: Labelled, table: TableValue) -> Labelled:
        whole = along(value, table)
        axis = whole.dims.index(table.dim)
        if not table.length:
            return whole
        places = np.expand_dims(function(whole.values, axis=axis), axis)
        chosen = np.zeros(whole.values.shape)
        np.put_along_axis(chosen, places, 1.0, axis)
        return scaled(along(adjoint, table), chosen)

    return share


def _later(adjoint: Labelled, value: Labelled, table: TableValue) -> Labelled:
    axis = adjoint.dims.index(table.dim)
    summed = np.flip(np.add.accumulate(np.flip(adjoint.values, axis), axis=axis), axis)
    return Labelled(summed, adjoint.dims)


_SHARES: dict[str, Callable[[Labelled, Labelled, TableValue], Labelled]] = {
    "sum": _all,
    "largest": _at_extreme(np.argmax),
    "smallest": _at_extreme(np.argmin),
    "cumulative": _later,
}


def _mean(node: Call, frame: Frame, tape: Tape, trace: Trace) -> Traced:
    table = read_table(frame, node.args[1])
    inside = frame.over(table.dim)
    arg = trace(node.args[0], inside, tape)
    weight = trace(node.args[2], inside, tape) if len(node.args) == 3 else constant(1.0)
    value = as_labelled(mean(node, frame, scalar(arg.value), table, scalar(weight.value)))
    whole = as_labelled(added(node, frame, scalar(weight.value), table))

    def pull(adjoint: Labelled) -> None:
        share = times(along(adjoint, table), inverse(whole))
        arg.back(times(share, weight.value))
        weight.back(times(share, minus(arg.value, value)))

    return Traced(value, pull)


def _total(node: Call, frame: Frame, tape: Tape, trace: Trace) -> Traced:
    found = trace(node.args[0], frame.over(*TIMES), tape)
    arg = Traced(as_labelled(timed(node, frame, scalar(found.value))), found.back)
    value = as_labelled(total_of(node, frame, scalar(arg.value)))

    def pull(adjoint: Labelled) -> None:
        if "month" in value.dims and "hour" in arg.value.dims:
            hours = frame.env.calendar("hour", "month").index
            axis = adjoint.dims.index("month")
            moved = np.moveaxis(np.take(adjoint.values, hours, axis=axis), axis, -1)
            rest = tuple(dim for dim in adjoint.dims if dim != "month")
            arg.back(labelled(moved, *rest, "hour"))
        else:
            arg.back(_repeated(adjoint, arg.value))

    return Traced(value, pull)


def _previous(node: Call, frame: Frame, tape: Tape, trace: Trace) -> Traced:
    table = read_table(frame, node.args[1])
    inside = frame.over(table.dim)
    arg, start = trace(node.args[0], inside, tape), trace(node.args[2], inside, tape)
    value = shifted(scalar(arg.value), table, scalar(start.value))

    def pull(adjoint: Labelled) -> None:
        axis = adjoint.dims.index(table.dim)
        first = adjoint.values[axis_part(axis, 0, 1)].sum(axis=axis)
        start.back(Labelled(first, tuple(dim for dim in adjoint.dims if dim != table.dim)))
        later = adjoint.values[axis_part(axis, 1, None)]
        last = np.zeros_like(adjoint.values[axis_part(axis, 0, 1)])
        arg.back(Labelled(np.concatenate((later, last), axis=axis), adjoint.dims))

    return Traced(value, pull)


def _interp(node: Call, frame: Frame, tape: Tape, trace: Trace) -> Traced:
    curve, arg = read_curve(frame, node.args[0]), trace(node.args[1], frame, tape)
    value = as_labelled(interpolated(node, frame, curve, scalar(arg.value)))
    steepness = Labelled(slope(curve, segment(curve, arg.value)), arg.value.dims)
    return Traced(value, lambda adjoint: arg.back(times(adjoint, steepness)))


def _unit(node: Call, frame: Frame, tape: Tape, trace: Trace) -> Traced:
    scale = constant(unit_scale(node))
    return operated("*", MULTIPLY, node, frame, trace(node.args[0], frame, tape), scale)


def _repeated(adjoint: Labelled, value: Labelled) -> Labelled:
    sizes = adjoint.sizes | value.sizes
    dims = canonical(tuple(sizes))
    return Labelled(spread(adjoint, dims, sizes), dims)


def _where(node: Call, frame: Frame, tape: Tape, trace: Trace) -> Traced:
    truth = number_run(node.args[0])(frame)
    if isinstance(truth, float):
        if math.isnan(truth):
            return constant(truth)
        return trace(node.args[1] if truth else node.args[2], frame, tape)
    untrue = Labelled(1.0 - truth.values, truth.dims)
    yes = trace(node.args[1], frame.narrowed(truth), tape)
    no = trace(node.args[2], frame.narrowed(untrue), tape)

    def pull(adjoint: Labelled) -> None:
        yes.back(selected(truth, adjoint, 0.0))
        no.back(selected(truth, 0.0, adjoint))

    return Traced(selected(truth, scalar(yes.value), scalar(no.value)), pull)


_RULES: dict[str, Callable[[Call, Frame, Tape, Trace], Traced]] = {
    "mean": _mean,
    "where": _where,
    "total": _total,
    "previous": _previous,
    "interp": _interp,
    "unit": _unit,
}
