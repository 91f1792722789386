"""Large loops over many samples: the inverse of the nominal loop, refined sample by sample.

A sampled loop differs from the nominal one by its uncertainties, so x ← x + N (b - A x) with the nominal
inverse N converges geometrically (Richardson iteration, preconditioned). A step costs one product with N and
one pass over the entries, against a factorisation per sample. What does not converge is left to the caller.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tanchi.engine.arrays import BoolArray, FloatArray, IntArray

LARGE, MANY = 24, 64
"""Size of a loop and number of samples from which refining beats a factorisation per sample."""
STEPS = 40
SETTLED = 4 * np.finfo(np.float64).eps
"""A correction this small, relative to the largest unknown of its sample, no longer changes it."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A block's entries by local position, and the nominal inverse (unknowns, equations), unscaled."""

    equation: IntArray
    unknown: IntArray
    inverse: FloatArray


def refined(loop: Loop, values: FloatArray, right: FloatArray) -> tuple[FloatArray, BoolArray]:
    """Return the unknowns, (size, n), and which samples have settled, (n,).

    values: (entries of the block, n). right: (size, n). A sample that has settled is not touched again, so its
    value does not depend on the others.
    """
    found = loop.inverse @ right
    settled = np.zeros(right.shape[1], dtype=bool)
    for _ in range(STEPS):
        change = loop.inverse @ _missing(loop, values, right, found)
        found += np.where(settled, 0.0, change)
        size = np.abs(found).max(axis=0)
        settled |= np.abs(change).max(axis=0) <= SETTLED * size
        if settled.all():
            break
    return found, settled


def _missing(loop: Loop, values: FloatArray, right: FloatArray, found: FloatArray) -> FloatArray:
    missing = right.copy()
    for row, equation, unknown in zip(values, loop.equation, loop.unknown, strict=True):
        missing[equation] -= row * found[unknown]
    return missing
