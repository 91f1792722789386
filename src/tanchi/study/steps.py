"""The steps of a calculation, each with its value and what it was made from.

All values are in coherent base units. Index 0 of the ``sample`` dimension is the nominal value; the rest are
draws, so one pass gives both and they can't differ in structure. Steps know how to pass a derivative on to
what they were made from, which makes sensitivities exact, and they are what an explanation walks through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypedDict, Unpack

import numpy as np

from tanchi.findings import Place, Text
from tanchi.formula import Env, Labelled, Node, gradient, labelled
from tanchi.formula.labelled import SAMPLE, align, summed_to
from tanchi.formula.names import Leaf
from tanchi.inventory.model import Method
from tanchi.sources import Source
from tanchi.study.result import NodeKind
from tanchi.units import Unit


class About(TypedDict, total=False):
    """What a step may say of itself beside its value."""

    clause: str
    source: Source | None
    place: Place | None
    note: Text
    formula: str
    spread: tuple[str, float] | None


Push = Iterable[tuple["Step", Labelled]]


@dataclass(slots=True, eq=False)
class Step:
    """One intermediate value. ``push`` turns the derivative of the total by it into those by its inputs."""

    id: str
    kind: NodeKind
    label: Text
    value: Labelled
    unit: Unit
    inputs: tuple[Step, ...] = ()
    push: Callable[[Labelled], Push] | None = None
    clause: str = ""
    source: Source | None = None
    place: Place | None = None
    note: Text = Text("")
    formula: str = ""
    node: Node | None = None
    reads: Mapping[Leaf, Step] = field(default_factory=dict)
    spread: tuple[str, float] | None = None
    """Distribution and spread of a leaf."""
    method: Method | None = None
    """How a reported value was come by."""
    total: bool = True
    """Whether elements add up (a total) or average (a level)."""
    parts: tuple[Step, ...] = ()
    """Single cells behind an array, for the explanation only."""

    @property
    def nominal(self) -> Labelled:
        """Return the value without its draws."""
        return nominal(self.value)

    @property
    def number(self) -> float:
        """Return the nominal value of a scalar step in base units."""
        return float(self.nominal.values)

    @property
    def shown(self) -> float:
        """Return the nominal value of a scalar step in its unit."""
        return self.number / float(self.unit.scale)


def nominal(value: Labelled) -> Labelled:
    """Return the first sample of a value, without the sample dimension."""
    if SAMPLE not in value.dims:
        return value
    return Labelled(value.values[..., 0], value.dims[:-1])


def product(
    id: str,
    kind: NodeKind,
    label: Text,
    unit: Unit,
    factors: Iterable[tuple[Step, int]],
    *,
    constant: float = 1.0,
    **more: Unpack[About],
) -> Step:
    """Return ``constant`` × Π step ** power, power 1 or −1."""
    parts = tuple(factors)
    arrays, dims = align(*(step.value for step, _ in parts))
    result = np.asarray(constant, dtype=np.float64)
    for array, (_, power) in zip(arrays, parts, strict=True):
        result = result * array if power > 0 else result / array
    value = Labelled(np.asarray(result, dtype=np.float64), dims)

    def push(seed: Labelled) -> Push:
        for step, power in parts:
            rest = [(other.nominal, p) for other, p in parts if other is not step]
            yield step, _partial(seed, constant, step.nominal, power, rest)

    return Step(id, kind, label, value, unit, tuple(s for s, _ in parts), push, **more)


def _partial(
    seed: Labelled, constant: float, own: Labelled, power: int, rest: list[tuple[Labelled, int]]
) -> Labelled:
    arrays, dims = align(seed, own, *(value for value, _ in rest))
    result = arrays[0] * constant
    if power < 0:
        result = -result / arrays[1] ** 2
    for array, (_, p) in zip(arrays[2:], rest, strict=True):
        result = result * array if p > 0 else result / array
    return summed_to(Labelled(np.asarray(result), dims), own.dims)


def complement(id: str, label: Text, share: Step) -> Step:
    """Return 1 − share."""
    value = Labelled(np.asarray(1.0 - share.value.values), share.value.dims)

    def push(seed: Labelled) -> Push:
        yield share, Labelled(-seed.values, seed.dims)

    return Step(id, NodeKind.VALUE, label, value, share.unit, (share,), push)


def total(step: Step, dim: str, id: str, label: Text | None = None) -> Step:
    """Return the step summed over ``dim``."""
    value = summed_to(step.value, tuple(d for d in step.value.dims if d != dim))

    def push(seed: Labelled) -> Push:
        yield step, _spread(seed, step.nominal)

    return Step(id, step.kind, label or step.label, value, step.unit, (step,), push, clause=step.clause)


def weighted_mean(step: Step, weight: Step, dim: str, id: str) -> Step:
    """Return Σ weight·value ÷ Σ weight over ``dim``; the plain mean where the weights are all zero."""
    (v, w), dims = align(step.value, weight.value)
    axis = dims.index(dim)
    left = tuple(d for d in dims if d != dim)
    whole = np.sum(np.broadcast_to(w, np.broadcast_shapes(v.shape, w.shape)), axis=axis)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(whole == 0, np.mean(v, axis=axis), np.sum(v * w, axis=axis) / whole)
    value = Labelled(np.asarray(mean), left)

    def push(seed: Labelled) -> Push:
        a, b, m = step.nominal, weight.nominal, nominal(value)
        (s, x, y, mid), names = align(seed, a, b, m)
        base = np.sum(
            np.broadcast_to(y, np.broadcast_shapes(s.shape, x.shape, y.shape)),
            axis=names.index(dim),
            keepdims=True,
        )
        base = np.where(base == 0, np.inf, base)
        yield step, summed_to(Labelled(np.asarray(s * y / base), names), a.dims)
        yield weight, summed_to(Labelled(np.asarray(s * (x - mid) / base), names), b.dims)

    return Step(id, NodeKind.VALUE, step.label, value, step.unit, (step, weight), push, clause=step.clause)


def element(step: Step, dim: str, index: int, id: str, label: Text) -> Step:
    """Return one row of an array over ``dim``; a scalar over it is the same for every row."""
    if dim not in step.value.dims:
        return step
    axis = step.value.dims.index(dim)
    dims = tuple(d for d in step.value.dims if d != dim)
    value = Labelled(np.take(step.value.values, index, axis), dims)
    cell = step.parts[index] if index < len(step.parts) else None
    if cell is not None and not np.isnan(cell.nominal.values).any():
        return Step(id, step.kind, label, value, step.unit, (cell,), _whole_to(cell), clause=step.clause)

    def push(seed: Labelled) -> Push:
        whole = step.nominal
        result = np.zeros_like(whole.values)
        np.moveaxis(result, whole.dims.index(dim), 0)[index] = _spread(seed, nominal(value)).values
        yield step, Labelled(result, whole.dims)

    return Step(id, step.kind, label, value, step.unit, (step,), push, clause=step.clause)


def _whole_to(step: Step) -> Callable[[Labelled], Push]:
    def push(seed: Labelled) -> Push:
        yield step, _spread(seed, step.nominal)

    return push


def evaluated(
    id: str,
    kind: NodeKind,
    label: Text,
    unit: Unit,
    value: Labelled,
    node: Node,
    env: Env,
    reads: Mapping[Leaf, Step],
    **more: Unpack[About],
) -> Step:
    """Return a step for a formula already evaluated to ``value`` in an environment of nominal values ``env``."""

    def push(seed: Labelled) -> Push:
        _, slopes = gradient(node, env)
        for leaf, slope in slopes.items():
            step = reads.get(leaf)
            if step is not None:
                yield step, _chained(seed, slope, step.nominal)

    return Step(
        id,
        kind,
        label,
        value,
        unit,
        tuple(dict.fromkeys(reads.values())),
        push,
        node=node,
        reads=reads,
        **more,
    )


def _chained(seed: Labelled, slope: Labelled, own: Labelled) -> Labelled:
    (a, b), dims = align(seed, slope)
    return summed_to(Labelled(np.asarray(a * b), dims), own.dims)


def _spread(seed: Labelled, like: Labelled) -> Labelled:
    (a, b), dims = align(seed, like)
    shape = np.broadcast_shapes(a.shape, b.shape)
    return summed_to(Labelled(np.broadcast_to(a, shape).copy(), dims), like.dims)


def constant(id: str, kind: NodeKind, label: Text, number: float, unit: Unit, **more: Unpack[About]) -> Step:
    """Return a certain scalar, ``number`` in ``unit``."""
    return Step(id, kind, label, labelled(number * float(unit.scale)), unit, **more)


def ordered(roots: Iterable[Step]) -> list[Step]:
    """Return every step behind ``roots``, inputs before what is made from them."""
    done: dict[int, Step] = {}
    stack: list[tuple[Step, bool]] = [(root, False) for root in roots]
    while stack:
        step, ready = stack.pop()
        if id(step) in done:
            continue
        if ready:
            done[id(step)] = step
            continue
        stack.append((step, True))
        stack.extend((child, False) for child in (*step.inputs, *step.parts) if id(child) not in done)
    return list(done.values())


def subset(step: Step, dim: str, indexes: tuple[int, ...], id: str) -> Step:
    """Return the rows ``indexes`` of an array over ``dim``."""
    if dim not in step.value.dims:
        return step
    axis = step.value.dims.index(dim)
    value = Labelled(np.take(step.value.values, indexes, axis), step.value.dims)

    def push(seed: Labelled) -> Push:
        whole = step.nominal
        result = np.zeros_like(whole.values)
        moved = np.moveaxis(result, whole.dims.index(dim), 0)
        moved[list(indexes)] = np.moveaxis(_spread(seed, nominal(value)).values, whole.dims.index(dim), 0)
        yield step, Labelled(result, whole.dims)

    parts = tuple(step.parts[i] for i in indexes) if step.parts else ()
    return Step(id, step.kind, step.label, value, step.unit, (step,), push, clause=step.clause, parts=parts)


def filled(raw: Step, default: Step) -> Step:
    """Return ``raw`` with its missing elements taken from ``default``."""
    (a, b), dims = align(raw.value, default.value)
    gone = np.isnan(a)
    value = Labelled(np.where(gone, b, a), dims)

    def push(seed: Labelled) -> Push:
        (s, x), names = align(seed, raw.nominal)
        mask = np.isnan(x)
        yield raw, summed_to(Labelled(np.where(mask, 0.0, s), names), raw.nominal.dims)
        yield default, summed_to(Labelled(np.where(mask, s, 0.0), names), default.nominal.dims)

    return Step(
        raw.id, raw.kind, raw.label, value, raw.unit, (raw, default), push, clause=raw.clause, parts=raw.parts
    )


def added(id: str, kind: NodeKind, label: Text, parts: list[Step], **more: Unpack[About]) -> Step:
    """Return the sum of steps of one dimension."""
    arrays, dims = align(*(step.value for step in parts))
    result = np.zeros(())
    for array in arrays:
        result = result + array

    def push(seed: Labelled) -> Push:
        for step in parts:
            yield step, _spread(seed, step.nominal)

    return Step(
        id, kind, label, Labelled(np.asarray(result), dims), parts[0].unit, tuple(parts), push, **more
    )


def positive_part(step: Step, id: str, label: Text) -> Step:
    """Return the step where it is positive, else 0; nominally it must be positive."""
    value = Labelled(np.maximum(step.value.values, 0.0), step.value.dims)

    def push(seed: Labelled) -> Push:
        yield step, seed

    return Step(id, step.kind, label, value, step.unit, (step,), push)
