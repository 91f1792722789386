"""Where a result comes from: lines times supply, and the check that all of them add up."""

from __future__ import annotations

import numpy as np

from tanchi.engine.arrays import FloatArray, IntArray
from tanchi.engine.failures import InexactError, fault
from tanchi.findings import Text

CLOSURE = 1e-9
"""Largest relative gap between burdens caused and burdens handed out."""


def column_burdens(n_columns: int, column: IntArray, amount: FloatArray) -> FloatArray:
    """Add up lines by column.

    column: (burden lines,) the column each line stands in. amount: (burden lines, lanes[, n_samples]).
    Returns (columns, lanes[, n_samples]).
    """
    total = np.zeros((n_columns, *amount.shape[1:]))
    for position, line in zip(column, amount, strict=True):
        total[position] += line
    return total


def contributions(supply: FloatArray, column: IntArray, amount: FloatArray) -> FloatArray:
    """Return what each burden line adds to the result of the demand behind the supply.

    supply: (columns,) or (columns, n_samples). column: (burden lines,). amount: (burden lines, lanes), or
    (burden lines, lanes, n_samples) with a sampled supply. Returns (burden lines, lanes[, n_samples]).
    """
    runs = supply[column][:, None, ...]
    if supply.ndim == 2 and amount.ndim == 2:
        return np.asarray(amount[..., None] * runs)
    return np.asarray(amount * runs)


def require_closure(
    supply: FloatArray, burdens: FloatArray, demand: FloatArray, intensities: FloatArray
) -> FloatArray:
    """Return the relative gap between Σ supply × burdens and Σ demand × intensities, (lanes[, n_samples]).

    supply: (columns[, n_samples]). burdens: (columns, lanes[, n_samples]). demand: (products[, n_samples]).
    intensities: (products, lanes[, n_samples]). Raises InexactError if a gap exceeds CLOSURE.
    """
    caused = contributions(supply, np.arange(len(supply)), burdens)
    handed = contributions(demand, np.arange(len(demand)), intensities)
    size = np.abs(caused).sum(axis=0)
    gap = np.abs(caused.sum(axis=0) - handed.sum(axis=0)) / np.where(size > 0.0, size, 1.0)
    if not np.all(gap <= CLOSURE):
        worst = float(np.max(gap))
        raise InexactError(
            fault(
                "not_closed",
                Text(
                    f"分配后的负荷之和与各单元自身负荷之和不符，相差 {worst:.3g}（相对值）。",
                    f"Burdens handed out differ from the columns' own burdens by {worst:.3g}, relatively.",
                ),
                Text("请连同数据报告此错误。", "Please report this together with the data."),
            )
        )
    return np.asarray(gap)
