"""Stacks of linear systems of up to a few hundred unknowns, solved in pieces that BLAS leaves to one thread.

OpenBLAS hands a matrix of 100 unknowns to all processors. For thousands of them that gains nothing, and on a
busy machine the threads wait for each other: 10⁴ systems then take a minute instead of half a second
(``benchmarks/engine_speed.py``). Smaller pieces also make results independent of the number of threads.
"""

from __future__ import annotations

import numpy as np

from tanchi.engine.arrays import FloatArray

WHOLE = 64
"""Unknowns that are eliminated in one piece."""
_PRODUCT = 200_000
"""Multiplications of one matrix product."""


def eliminate(matrices: FloatArray, right: FloatArray, whole: int = WHOLE) -> FloatArray:
    """Return the solutions of matrices (n, size, size) for right-hand sides (n, size, lanes).

    Systems with more unknowns than ``whole`` are halved by the Schur complement of their first half, without
    pivoting between the halves: they should be diagonally dominant. Raises numpy.linalg.LinAlgError.
    """
    size = right.shape[1]
    if size <= whole:
        return np.asarray(np.linalg.solve(matrices, right))
    half = size // 2
    ahead = np.concatenate((matrices[:, :half, half:], right[:, :half]), axis=2)
    ahead = eliminate(matrices[:, :half, :half], ahead, whole)
    carried = _product(matrices[:, half:, :half], ahead)
    rest = size - half
    lower = eliminate(
        matrices[:, half:, half:] - carried[:, :, :rest], right[:, half:] - carried[:, :, rest:], whole
    )
    upper = ahead[:, :, rest:] - _product(ahead[:, :, :rest], lower)
    return np.concatenate((upper, lower), axis=1)


def _product(left: FloatArray, right: FloatArray) -> FloatArray:
    """Return left @ right, (n, a, b) and (n, b, c) → (n, a, c), in strips of columns."""
    width = max(1, _PRODUCT // (left.shape[1] * left.shape[2]))
    strips = [left @ right[:, :, k : k + width] for k in range(0, right.shape[2], width)]
    return np.concatenate(strips, axis=2)
