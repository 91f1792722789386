"""Supply and intensities, solved block by block, every solution checked against its equations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tanchi.engine.arrays import BoolArray, FloatArray, IntArray
from tanchi.engine.blocks import Block, widest
from tanchi.engine.elimination import eliminate
from tanchi.engine.failures import InexactError, NonFiniteError, fault
from tanchi.engine.guard import failed_samples
from tanchi.engine.system import System
from tanchi.findings import Text

TOLERANCE = 1e-11
"""Largest residual of an equation, relative to the sum of the sizes of its terms."""


def supply(system: System, demand: FloatArray, *, sampled: bool = False) -> FloatArray:
    """Solve A s = f for how many times each column runs 供给向量.

    demand: (products,) in product units, or (products, n_samples) if sampled.
    Returns (columns,), or (columns, n_samples) if sampled.
    Raises NonFiniteError, InexactError, FailedSamplesError.
    """
    by_maker = _finite(demand[system.makes][:, None, ...], "需求", "demand")
    return _run(_supply_task(system), by_maker, sampled)[:, 0, ...]


def unit_supplies(system: System) -> FloatArray:
    """Return A⁻¹, the nominal supply behind one unit of each product, (columns, products).

    Raises InexactError.
    """
    return _run(_supply_task(system), np.eye(len(system.products))[system.makes], sampled=False)


def intensities(system: System, burdens: FloatArray, *, sampled: bool = False) -> FloatArray:
    """Solve λᵀ A = b for the burden of one unit of each product.

    burdens: (columns, lanes) of each column itself, or (columns, lanes, n_samples) if sampled.
    Returns (products, lanes), or (products, lanes, n_samples) if sampled, in burden units per product unit.
    Raises NonFiniteError, InexactError, FailedSamplesError.
    """
    entries = system.entries
    task = _Task(system, entries.col, system.maker[entries.row], system.blocks, sells=False)
    return _run(task, _finite(burdens, "负荷", "burden"), sampled)[system.maker]


@dataclass(frozen=True, slots=True)
class _Task:
    """Equations in the order in which they can be solved.

    equation, unknown: (entries,) where each entry stands. sells: whether equations are products (supply).
    """

    system: System
    equation: IntArray
    unknown: IntArray
    order: Sequence[Block]
    sells: bool

    def outside(self, block: Block) -> IntArray:
        """Return the entries that tie the block's equations to unknowns solved before it."""
        return block.sold if self.sells else block.used

    def scales(self, block: Block) -> tuple[FloatArray, FloatArray]:
        """Return the scales of the block's equations and unknowns, (size, 1, 1) each."""
        pair = (block.per_product, block.per_column)
        per_equation, per_unknown = pair if self.sells else reversed(pair)
        return per_equation[:, None, None], per_unknown[:, None, None]


def _supply_task(system: System) -> _Task:
    entries, order = system.entries, tuple(reversed(system.blocks))
    return _Task(system, system.maker[entries.row], entries.col, order, sells=True)


def _finite(right: FloatArray, zh: str, en: str) -> FloatArray:
    if not np.isfinite(right).all():
        raise NonFiniteError(
            fault(
                "non_finite",
                Text(f"{zh}中有不是有限数的值。", f"A {en} is not a finite number."),
                Text("检查得出此值的公式和输入。", "Check the formula and inputs behind it."),
            )
        )
    return right


def _run(task: _Task, right: FloatArray, sampled: bool) -> FloatArray:
    """Solve for right-hand sides (equations, lanes[, n_samples]); return the unknowns in the same form."""
    system = task.system
    if not sampled:
        solution, good = _solve(task, system.entries.nominal(), right[..., None])
        if not good.all():
            raise InexactError(_INEXACT)
        return solution[..., 0]
    right = right if right.ndim == 3 else right[..., None]
    n = max(system.n_samples, right.shape[2])
    right = np.broadcast_to(right, (*right.shape[:2], n))
    solution, good = np.empty(right.shape), np.empty(n, dtype=bool)
    for part, values in system.entries.chunks(n, widest(system.blocks)):
        solution[..., part], good[part] = _solve(task, values, right[..., part])
    if not good.all():
        sampled_entries = system.entries.sampled.tolist()
        raise failed_samples(system.products, system.columns, system.entries, ~good, sampled_entries, _MISSED)
    return solution


_MISSED = Text("解不满足方程", "the solution does not satisfy the equations")
_INEXACT = fault(
    "inexact",
    Text(
        "方程组的解误差过大，结果不可信。",
        "The solution does not satisfy its equations; the result cannot be trusted.",
    ),
    Text(
        "查找数量级相差悬殊或几乎相互抵消的数值。",
        "Look for amounts that differ by many orders of magnitude or nearly cancel.",
    ),
)


def _solve(task: _Task, values: FloatArray, right: FloatArray) -> tuple[FloatArray, BoolArray]:
    """Return the unknowns, (unknowns, lanes, n), and which samples are good, (n,).

    values: (entries, n), or (entries, 1) where nothing is sampled.
    """
    solution = right.copy()
    with np.errstate(over="ignore", invalid="ignore"):
        for block in task.order:
            for e in task.outside(block):
                solution[task.equation[e]] -= values[e] * solution[task.unknown[e]]
            solution[block.members] = _solve_block(task, values, block, solution[block.members])
        return solution, _satisfied(task, values, right, solution)


def _solve_block(task: _Task, values: FloatArray, block: Block, right: FloatArray) -> FloatArray:
    """Return the unknowns of one block, (size, lanes, n), NaN where its matrix is singular."""
    if block.size == 1:
        single: FloatArray = right / values[block.inside[0]]
        return single
    matrices = block.scaled(values, transposed=not task.sells)
    per_equation, per_unknown = task.scales(block)
    scaled = (right * per_equation).transpose(2, 0, 1)
    try:
        found = eliminate(np.broadcast_to(matrices, (len(scaled), *matrices.shape[1:])), scaled, block.whole)
    except np.linalg.LinAlgError:
        return np.full_like(right, np.nan)
    unknowns: FloatArray = found.transpose(1, 2, 0) * per_unknown
    return unknowns


def _satisfied(task: _Task, values: FloatArray, right: FloatArray, solution: FloatArray) -> BoolArray:
    """Return the samples, (n,), in which every equation holds to the tolerance, with finite terms."""
    missing, terms = right.copy(), np.abs(right)
    for e, (equation, unknown) in enumerate(zip(task.equation, task.unknown, strict=True)):
        term = values[e] * solution[unknown]
        missing[equation] -= term
        terms[equation] += np.abs(term)
    holds = np.abs(missing) <= TOLERANCE * terms + np.finfo(np.float64).tiny
    return np.asarray((holds & np.isfinite(terms)).all(axis=(0, 1)))
