"""Hourly quantities: summed or averaged to months and the year, and formulas that run over the hours.

An array over hours holds nominal values only; 8760 hours times 10⁴ draws would not fit a plant's computer. A
quantity has one factor per draw for all its hours, so sums take it afterwards, and formulas are run over the hours
draws by draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tanchi.findings import Finding, Level, TanchiError, Text
from tanchi.formula import Compiled, Env, EnvValue, Grouping, Keyed, Labelled, labelled
from tanchi.formula.labelled import SAMPLE, FloatArray, align
from tanchi.formula.nodes import Call, Name
from tanchi.rules.expression import Formula
from tanchi.rules.model import Quantity
from tanchi.study.leaves import HOUR, MONTH
from tanchi.study.result import NodeKind
from tanchi.study.steps import Push, Step, product, total, weighted_mean
from tanchi.units import UNITLESS

if TYPE_CHECKING:
    from tanchi.study.context import Context
    from tanchi.study.reader import Reader

CHUNK = 100
"""Draws of a formula over hours taken at once."""


def coarser(context: Context, step: Step, quantity: Quantity, weight: Step | None, resolution: str) -> Step:
    """Return an hourly quantity by month or for the year: totals summed, levels averaged, with their draws.

    ``weight`` is the hourly total a level is averaged by, None for the plain mean, which is then noted.
    """
    id = f"{step.id}@{resolution}"
    if quantity.kind == "total":
        found = _sum(context, step, resolution, id)
    elif weight is not None and HOUR in weight.value.dims:
        found = _mean(context, step, weight, resolution, id)
    else:
        found = _mean(context, step, _ones(step), resolution, id)
        _note_plain_mean(context, quantity)
    return _drawn(context, found, step)


def by_hour(context: Context, step: Step) -> Step:
    """Return a monthly level at every hour of its month."""
    index = context.data.hour_months
    value = Labelled(np.take(step.nominal.values, index, step.nominal.dims.index(MONTH)), (HOUR,))

    def push(seed: Labelled) -> Push:
        yield step, _grouped(seed, Grouping(index, len(context.data.months)))

    return Step(f"{step.id}@hour", step.kind, step.label, value, step.unit, (step,), push, spread=step.spread)


def _sum(context: Context, step: Step, resolution: str, id: str) -> Step:
    if resolution != MONTH:
        return total(step, HOUR, id)
    calendar = Grouping(context.data.hour_months, len(context.data.months))

    def push(seed: Labelled) -> Push:
        yield step, Labelled(np.take(seed.values, calendar.index, seed.dims.index(MONTH)), (HOUR,))

    value = _grouped(step.value, calendar)
    return Step(id, step.kind, step.label, value, step.unit, (step,), push, clause=step.clause)


def _mean(context: Context, step: Step, weight: Step, resolution: str, id: str) -> Step:
    if resolution != MONTH:
        return weighted_mean(step, weight, HOUR, id)
    parts = product(f"{id}:parts", NodeKind.VALUE, step.label, step.unit, [(step, 1), (weight, 1)])
    above = _sum(context, parts, MONTH, f"{id}:sum")
    below = _sum(context, weight, MONTH, f"{id}:weight")
    with np.errstate(invalid="ignore", divide="ignore"):
        return product(id, NodeKind.VALUE, step.label, step.unit, [(above, 1), (below, -1)])


def _grouped(value: Labelled, calendar: Grouping) -> Labelled:
    """Return a value over hours summed to months."""
    axis = value.dims.index(HOUR)
    starts = np.searchsorted(calendar.index, np.arange(calendar.length))
    dims = tuple(MONTH if dim == HOUR else dim for dim in value.dims)
    return Labelled(np.add.reduceat(value.values, starts, axis=axis), dims)


def _ones(step: Step) -> Step:
    ones = np.ones(step.value.sizes[HOUR])
    return Step("one", NodeKind.VALUE, Text("1"), labelled(ones, HOUR), UNITLESS)


def _note_plain_mean(context: Context, quantity: Quantity) -> None:
    context.note(
        Level.WARNING,
        "study.plain_mean",
        Text(
            f"“{quantity.label or quantity.id}”逐时填报，但没有逐时的权重，取了简单平均",
            f"{quantity.id} is hourly without an hourly weight: plain mean used",
        ),
        quantity.place,
    )


def _drawn(context: Context, found: Step, leaf: Step) -> Step:
    """Return what was made of an hourly leaf with the leaf's draws."""
    factor = factor_of(context, leaf)
    if factor is None:
        return found
    (a, b), dims = align(found.value, factor)

    def push(seed: Labelled) -> Push:
        yield found, seed

    value = Labelled(np.asarray(a * b), dims)
    return Step(
        f"{found.id}:drawn", found.kind, found.label, value, found.unit, (found,), push, clause=found.clause
    )


def factor_of(context: Context, step: Step) -> Labelled | None:
    """Return the factors of an hourly leaf over samples; None where it is certain or nothing is drawn."""
    if step.spread is None or HOUR not in step.value.dims:
        return None
    return context.multiplier(step.id.removesuffix("@hour"), *step.spread)


def summed(formula: Formula) -> Formula:
    """Return the formula summed over the hours."""
    node = formula.node
    name = Name(("hour",), node.span)
    return replace(formula, text=f"sum({formula.text}, hour)", node=Call("sum", (node, name), node.span))


@dataclass(frozen=True, slots=True)
class Some:
    """The environment of a formula for some of the draws; hourly leaves get theirs here."""

    env: Env
    part: slice
    factors: Mapping[tuple[str, ...], Labelled]

    def value(self, name: tuple[str, ...]) -> EnvValue:
        """Return a value for these draws."""
        found = self._cut(self.env.value(name))
        if name not in self.factors or not isinstance(found, Labelled):
            return found
        (a, b), dims = align(found, self._array(self.factors[name]))
        return Labelled(np.asarray(a * b), dims)

    def prop(self, target: tuple[str, ...], id: str) -> Labelled | float:
        """Return a property."""
        return self._number(self.env.prop(target, id))

    def inflow(self, id: str) -> Labelled | float:
        """Return the inflow of a property."""
        return self._number(self.env.inflow(id))

    def outflow(self, id: str) -> Labelled | float:
        """Return the outflow of a property."""
        return self._number(self.env.outflow(id))

    def calendar(self, dim: str, to: str) -> Grouping:
        """Return the months the hours lie in."""
        return self.env.calendar(dim, to)

    def _cut(self, found: EnvValue) -> EnvValue:
        if isinstance(found, Keyed):
            return Keyed({key: self._number(entry) for key, entry in found.entries.items()})
        return self._array(found) if isinstance(found, Labelled) else found

    def _number(self, found: Labelled | float) -> Labelled | float:
        return self._array(found) if isinstance(found, Labelled) else found

    def _array(self, found: Labelled) -> Labelled:
        if SAMPLE not in found.dims:
            return found
        return Labelled(found.values[..., self.part], found.dims)


def run(context: Context, compiled: Compiled, formula: Formula, env: Reader) -> Labelled:
    """Return the value of a formula over hours, draws included. Raises TanchiError (``study.hours``)."""
    nominal = compiled(env.nominal())
    factors = {leaf: f for leaf, step in env.reads.items() if (f := factor_of(context, step)) is not None}
    lengths = {s.value.sizes[SAMPLE] for s in env.reads.values() if SAMPLE in s.value.dims}
    lengths |= {factor.sizes[SAMPLE] for factor in factors.values()}
    if not lengths:
        return nominal
    if HOUR in nominal.dims:
        raise _not_summed(formula)
    size = max(lengths)
    pieces = [
        _samples(compiled(Some(env, slice(start, start + CHUNK), factors)), min(CHUNK, size - start))
        for start in range(0, size, CHUNK)
    ]
    return Labelled(np.concatenate(pieces, axis=-1), (*nominal.dims, SAMPLE))


def _samples(value: Labelled, length: int) -> FloatArray:
    """Return a value with its samples last, repeated where it has none."""
    if SAMPLE in value.dims:
        return value.values
    return np.repeat(value.values[..., None], length, axis=-1)


def require_hours(formula: Formula, env: Reader) -> None:
    """Raise TanchiError where a formula runs over hours that a total of it does not have."""
    reported = (NodeKind.INPUT, NodeKind.DEFAULT, NodeKind.GAP_FILLED)
    coarse = [
        ".".join(leaf)
        for leaf, step in env.reads.items()
        if step.kind in reported and step.total and HOUR not in step.value.dims
    ]
    if coarse:
        raise _refused(
            formula,
            Text(f"没有逐时的数据：{'、'.join(coarse)}", f"no hourly data for {', '.join(coarse)}"),
            Text("逐时填报这些量，或不按小时求和", "report these by hour, or do not sum over hours"),
        )


def _not_summed(formula: Formula) -> TanchiError:
    return _refused(
        formula,
        Text("含有不确定的数，结果却仍是逐时的值", "it rests on uncertain figures and stays hourly"),
        Text("在同一公式里按小时求和：sum(…, hour)", "sum over the hours within the formula: sum(…, hour)"),
    )


def _refused(formula: Formula, why: Text, remedy: Text) -> TanchiError:
    message = Text(f"公式“{formula.text}”要逐时计算，{why.zh}", f"'{formula.text}' runs over hours; {why.en}")
    return TanchiError(Finding("study.hours", Level.ERROR, message, formula.place, remedy))
