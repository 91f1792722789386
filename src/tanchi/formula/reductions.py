"""Functions that reduce or run along a named dimension. A value that lacks it is the same all along it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tanchi.findings import Text
from tanchi.formula.errors import FormulaError
from tanchi.formula.frame import Frame, Value, as_labelled, require_none, scalar
from tanchi.formula.labelled import SAMPLE, FloatArray, Labelled, canonical, spread
from tanchi.formula.nodes import Node
from tanchi.formula.operations import DIVIDE, MULTIPLY
from tanchi.formula.values import Curve, Grouping, IntArray, OptionValue, TableValue

Reduce = Callable[..., FloatArray]
Reducer = Callable[[Node, Frame, Value, TableValue], Value]

_LARGE = Text("合计太大", "the sum is too large")


def along(value: Value, table: TableValue) -> Labelled:
    """Return ``value`` with the dimension of ``table``, repeated along it where it lacks it."""
    array = as_labelled(value)
    if table.dim in array.dims:
        return array
    dims = canonical((*array.dims, table.dim))
    sizes = array.sizes | {table.dim: table.length}
    return Labelled(spread(array, dims, sizes), dims)


def added(node: Node, frame: Frame, value: Value, table: TableValue) -> Value:
    """Return the sum over the table; 0 over a table without rows."""
    return _finite(_reduced(np.add.reduce, along(value, table), table.dim), node, frame)


def largest(node: Node, frame: Frame, value: Value, table: TableValue) -> Value:
    """Return the largest value over the table; missing if it has no rows."""
    return _reduced(_of_some(np.maximum.reduce), along(value, table), table.dim)


def smallest(node: Node, frame: Frame, value: Value, table: TableValue) -> Value:
    """Return the smallest value over the table; missing if it has no rows."""
    return _reduced(_of_some(np.minimum.reduce), along(value, table), table.dim)


def cumulative(node: Node, frame: Frame, value: Value, table: TableValue) -> Value:
    """Return the running sum along the dimension."""
    array = along(value, table)
    result = np.add.accumulate(array.values, axis=array.dims.index(table.dim))
    return _finite(Labelled(result, array.dims), node, frame)


REDUCERS: dict[str, Reducer] = {
    "sum": added,
    "largest": largest,
    "smallest": smallest,
    "cumulative": cumulative,
}


def mean(node: Node, frame: Frame, value: Value, table: TableValue, weight: Value) -> Value:
    """Return the mean over the table, weighted; missing if it has no rows."""
    if not table.length:
        return _reduced(_of_some(np.add.reduce), along(value, table), table.dim)
    weighted = MULTIPLY(node, frame, along(value, table), along(weight, table))
    return DIVIDE(node, frame, added(node, frame, weighted, table), added(node, frame, weight, table))


def shifted(value: Value, table: TableValue, start: Value) -> Labelled:
    """Return the value of the element before along the dimension, ``start`` at the first."""
    array, first = along(value, table), along(start, TableValue(table.dim, 1))
    dims = canonical(tuple(dict.fromkeys((*array.dims, *first.dims))))
    sizes = first.sizes | array.sizes
    axis = dims.index(table.dim)
    head = spread(first, dims, sizes | {table.dim: 1})
    joined = np.concatenate((head, spread(array, dims, sizes)), axis=axis)
    return Labelled(joined[axis_part(axis, 0, table.length)], dims)


def grouped(node: Node, frame: Frame, value: Labelled, dim: str, to: str, groups: Grouping) -> Value:
    """Return ``value`` summed from ``dim`` to the coarser periods ``to``."""
    if to in value.dims:
        message = Text(
            f"一个值不能既随 {dim} 又随 {to} 变化", f"a value cannot vary over both {dim} and {to}"
        )
        raise FormulaError.at(node.span, "dimension", message)
    axis = value.dims.index(dim)
    moved = np.moveaxis(value.values, axis, 0)
    sums = np.zeros((groups.length, *moved.shape[1:]))
    np.add.at(sums, groups.index, moved)
    rest = tuple(name for name in value.dims if name != dim)
    dims = canonical((*rest, to))
    return _finite(Labelled(np.moveaxis(sums, 0, dims.index(to)), dims), node, frame)


def quantified(function: str, truth: Value, dims: tuple[str, ...] | None) -> Value:
    """Return whether ``all`` or ``any`` hold over ``dims`` (None: all but samples)."""
    array = as_labelled(truth)
    gone = array.dims if dims is None else dims
    axes = tuple(axis for axis, dim in enumerate(array.dims) if dim in gone and dim != SAMPLE)
    reduce, empty = (np.minimum.reduce, 1.0) if function == "all" else (np.maximum.reduce, 0.0)
    result = reduce(array.values, axis=axes, initial=empty)
    kept = tuple(dim for axis, dim in enumerate(array.dims) if axis not in axes)
    return scalar(Labelled(np.asarray(result), kept))


def unique(value: Value | OptionValue) -> float:
    """Return 1 if no two given values are equal, else 0."""
    if isinstance(value, OptionValue):
        given = value.codes[value.codes >= 0]
        return float(np.unique(given).size == given.size)
    numbers = as_labelled(value).values
    given_numbers = numbers[~np.isnan(numbers)]
    return float(np.unique(given_numbers).size == given_numbers.size)


def interpolated(node: Node, frame: Frame, curve: Curve, value: Value) -> Value:
    """Return the height of the curve at ``value``; refuses to leave the curve unless it says so."""
    array = as_labelled(value)
    if not curve.extrapolate:
        _require_on_curve(node, frame, curve, array)
    at = segment(curve, array)
    x0, y0 = curve.x[at], curve.y[at]
    return scalar(Labelled(np.asarray(y0 + (array.values - x0) * slope(curve, at)), array.dims))


def segment(curve: Curve, array: Labelled) -> IntArray:
    """Return the index of the stretch of the curve each value lies on, the first or last one beyond it."""
    found = np.searchsorted(curve.x, array.values, side="right") - 1
    return np.clip(np.asarray(found, dtype=np.intp), 0, len(curve.x) - 2)


def slope(curve: Curve, at: IntArray) -> FloatArray:
    """Return the steepness of the stretches ``at``."""
    result: FloatArray = (np.diff(curve.y) / np.diff(curve.x))[at]
    return result


def _require_on_curve(node: Node, frame: Frame, curve: Curve, array: Labelled) -> None:
    outside = (array.values < curve.x[0]) | (array.values > curve.x[-1])
    low, high = (curve.x_unit.from_base(float(end)) for end in (curve.x[0], curve.x[-1]))
    cause = Text(
        f"超出曲线范围 {low:g} 至 {high:g} {curve.x_unit}",
        f"outside the curve, which runs from {low:g} to {high:g} {curve.x_unit}",
    )
    require_none(Labelled(np.asarray(outside, dtype=np.float64), array.dims), node, frame, cause)


def _of_some(reduce: Reduce) -> Reduce:
    def reduced(values: FloatArray, axis: int) -> FloatArray:
        if values.shape[axis]:
            return reduce(values, axis=axis)
        return np.full(values.shape[:axis] + values.shape[axis + 1 :], np.nan)

    return reduced


def _reduced(reduce: Reduce, array: Labelled, dim: str) -> Value:
    axis = array.dims.index(dim)
    kept = tuple(name for name in array.dims if name != dim)
    return scalar(Labelled(np.asarray(reduce(array.values, axis=axis)), kept))


def _finite(result: Value, node: Node, frame: Frame) -> Value:
    array = as_labelled(result)
    infinite = np.isinf(array.values)
    if infinite.any():
        require_none(Labelled(infinite.astype(np.float64), array.dims), node, frame, _LARGE)
    return scalar(array)


def axis_part(axis: int, start: int, stop: int | None) -> tuple[slice, ...]:
    """Return the index of elements ``start`` to ``stop`` along ``axis``."""
    return (slice(None),) * axis + (slice(start, stop),)
