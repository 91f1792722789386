"""Exact local sensitivities: the derivative of the total by every leaf, by one walk back through all steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tanchi.engine import FloatArray, Kind, Variable, entry_derivatives
from tanchi.formula import Labelled, labelled
from tanchi.formula.labelled import align
from tanchi.study.allocate import Share
from tanchi.study.result import NodeKind, Sensitivity
from tanchi.study.separate import first
from tanchi.study.solve import Solved, fraction
from tanchi.study.steps import Step, ordered

LEAVES = (
    NodeKind.INPUT,
    NodeKind.PARAMETER,
    NodeKind.PROPERTY,
    NodeKind.PROVIDER,
    NodeKind.DEFAULT,
    NodeKind.GWP,
)


@dataclass(frozen=True, slots=True, eq=False)
class Slope:
    """A leaf, and how the total (kg CO2e) changes with it: elasticity × total = Σ derivative × value."""

    step: Step
    lever: float
    """Σ derivative × value, kg CO2e: the first-order change of the total when the leaf doubles."""


def slopes(solved: Solved) -> tuple[Slope, ...]:
    """Return the leaves that matter, by size. Derivatives are exact (reverse mode through formulas, allocation, mixes and the matrix)."""
    seeds = _seeds(solved)
    steps = {id(s): s for s in ordered(step for step, _ in seeds)}
    found: dict[int, Labelled] = {}
    for step, seed in seeds:
        _accumulate(found, step, seed)
    levers: list[Slope] = []
    for step in reversed(list(steps.values())):
        own = found.get(id(step))
        if own is None:
            continue
        if step.push is None or not step.inputs:
            if step.kind in LEAVES:
                levers.append(Slope(step, _lever(step, own)))
            continue
        for target, part in step.push(own):
            if id(target) in steps:
                _accumulate(found, target, part)
    return tuple(sorted((s for s in levers if s.lever != 0.0), key=lambda s: -abs(s.lever)))


def _accumulate(found: dict[int, Labelled], step: Step, seed: Labelled) -> None:
    key = id(step)
    if key in found:
        (a, b), dims = align(found[key], seed)
        found[key] = Labelled(np.asarray(a + b), dims)
    else:
        found[key] = seed


def _lever(step: Step, seed: Labelled) -> float:
    (a, b), _ = align(seed, step.nominal)
    with np.errstate(invalid="ignore"):
        return float(np.nansum(a * b))


def _seeds(solved: Solved) -> list[tuple[Step, Labelled]]:
    """Return the derivatives of the total by what stands directly in the system."""
    seeds: list[tuple[Step, Labelled]] = []
    runs = np.asarray(solved.supply if solved.supply.ndim == 1 else solved.supply[:, 0])
    model, system = solved.model, solved.matrix
    weight: dict[tuple[str, str], dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for burden in solved.burdens:
        if burden.outside:
            continue
        part = first(fraction(model, system, burden, runs))
        seeds.append((burden.co2e, labelled(part)))
        if not burden.market:
            group = burden.group or "rest"
            for i in range(len(model.part(burden.instance).products)):
                weight[(burden.instance, group)][i] += burden.co2e.number
    seeds += _entries(solved, runs, weight)
    for (instance, group), by_product in weight.items():
        seeds += _share_seeds(solved, runs, instance, group, by_product)
    return seeds


def _entries(
    solved: Solved, runs: FloatArray, weight: Mapping[tuple[str, str], dict[int, float]]
) -> list[tuple[Step, Labelled]]:
    entries = solved.matrix.entries
    rows = np.array([e.row for e in entries], dtype=np.intp)
    columns = np.array([e.column for e in entries], dtype=np.intp)
    by_amount = entry_derivatives(runs, solved.lanes[:, None], rows, columns)[:, 0]
    found = []
    for entry, derivative in zip(entries, by_amount, strict=True):
        slope = derivative * entry.sign
        if entry.instance:
            share = first(solved.model.part(entry.instance).of(entry.group).values[entry.product])
            weight[(entry.instance, entry.group)][entry.product] -= (
                solved.lanes[entry.row] * entry.sign * entry.step.number
            )
            slope *= share
        found.append((entry.step, labelled(float(slope))))
    return found


def _share_seeds(
    solved: Solved, runs: FloatArray, instance: str, group: str, by_product: Mapping[int, float]
) -> list[tuple[Step, Labelled]]:
    part = solved.model.part(instance)
    share = part.of(group)
    if not any(k is not None for k in share.keys):
        return []
    columns = [solved.matrix.index[(p.instance.id, p.id)] for p in part.products]
    by_share = [runs[c] * by_product.get(i, 0.0) for i, c in enumerate(columns)]
    return _key_seeds(share, by_share)


def _key_seeds(share: Share, by_share: list[float]) -> list[tuple[Step, Labelled]]:
    values = [first(v) for v in share.values]
    whole = sum(k.number for k in share.keys if k is not None)
    mean = sum(v * s for v, s in zip(values, by_share, strict=True))
    return [
        (key, labelled((own - mean) / whole))
        for key, own in zip(share.keys, by_share, strict=True)
        if key is not None
    ]


def sensitivities(solved: Solved, found: tuple[Slope, ...], count: int = 30) -> tuple[Sensitivity, ...]:
    """Return the ``count`` largest by the change over their own interval, else by elasticity."""
    whole = first(solved.total)
    rows = [_row(slope, whole) for slope in found if slope.step.kind is not NodeKind.GWP]
    return tuple(
        sorted(rows, key=lambda r: (-max(abs(r.low or 0.0), abs(r.high or 0.0)), -abs(r.elasticity)))[:count]
    )


def _row(slope: Slope, whole: float) -> Sensitivity:
    step = slope.step
    low, high, text = _ends(step)
    value = _shown(step)
    lever = slope.lever
    return Sensitivity(
        step.id, step.label, value, str(step.unit), slope.lever / whole if whole else 0.0,
        None if low is None else lever * low, None if high is None else lever * high, text, step.id,
    )  # fmt: skip


def _shown(step: Step) -> float:
    """Return one number for a leaf in its unit: months of a total summed, of a level averaged."""
    values = step.nominal.values
    whole = np.nansum(values) if step.total else np.nanmean(values)
    return float(whole) / float(step.unit.scale)


def _ends(step: Step) -> tuple[float | None, float | None, str]:
    """Return the relative ends of a leaf's 95 % interval and a text for it."""
    if step.spread is None:
        return None, None, ""
    kind, value = step.spread
    if kind == "normal":
        return -1.96 * value, 1.96 * value, f"±{196 * value:.3g} %"
    if kind == "lognormal":
        ratio = value**0.98
        return 1 / ratio - 1, ratio - 1, f"−{100 * (1 - 1 / ratio):.0f} % / +{100 * (ratio - 1):.0f} %"
    half = value * (0.95 if kind == "uniform" else 0.7764)
    return -half, half, f"±{100 * half:.3g} %"


def mean_shifts(found: tuple[Slope, ...]) -> list[tuple[str, float]]:
    """Return how far each uncertain leaf's own mean moves the total (kg CO2e), for skewed distributions."""
    shifts = []
    for slope in found:
        if slope.step.spread is not None:
            kind, value = slope.step.spread
            shifts.append(
                (slope.step.id, slope.lever * (Variable(slope.step.id, Kind(kind), value).mean - 1.0))
            )
    return shifts
