"""First and second derivatives of a result by the amounts in the technosphere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tanchi.engine.arrays import FloatArray, IntArray
from tanchi.engine.solve import unit_supplies
from tanchi.engine.system import System


def entry_derivatives(
    supply: FloatArray, intensities: FloatArray, row: IntArray, col: IntArray
) -> FloatArray:
    """Return dT/dA at entries, -λ × s: what one more unit made there (one less used) adds to the result.

    supply: (columns,) of the demand. intensities: (products, lanes). row, col: (entries,) positions.
    Returns (entries, lanes). The derivative by a column's own burden is its supply.
    """
    return np.asarray(-intensities[row] * supply[col][:, None])


@dataclass(frozen=True, slots=True)
class Curvature:
    """Second-order estimate of how far uncertain amounts move the mean of a result, by lane (lanes,).

    made: by uncertain amounts made, which everything in their column is divided by. used: by uncertain
    amounts used, which matter twice where they lie in loops. Entries count as independent of each other.
    """

    made: FloatArray
    used: FloatArray


def curvature(system: System, supply: FloatArray, intensities: FloatArray) -> Curvature:
    """Return ½ Σ d²T/dA² × variance over the sampled entries, d²T/dA² = 2 λ × s × A⁻¹ at the entry.

    supply: (columns,) and intensities: (products, lanes), both nominal.
    """
    entries = system.entries
    row, col = entries.row[entries.sampled], entries.col[entries.sampled]
    back = unit_supplies(system)[col, row]
    each = intensities[row] * (supply[col] * back * entries.samples.var(axis=1))[:, None]
    made = system.makes[col] == row
    return Curvature(each[made].sum(axis=0), each[~made].sum(axis=0))
