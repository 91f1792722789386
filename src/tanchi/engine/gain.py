"""Loop gain: what a loop of columns needs of its own products to make one unit of them.

A loop whose gain is 1 or more never delivers anything; its equations may still have a (meaningless) solution.
With A = (I - G) D, D the amounts made, the gain is the largest real part of an eigenvalue of G: production
that follows the shortfall settles exactly if it is below 1. Without credits this is the spectral radius of G
(Perron, Frobenius; Berman and Plemmons, Nonnegative Matrices, 1994, ch. 6).
"""

from __future__ import annotations

import numpy as np

from tanchi.engine.arrays import FloatArray

LIMIT = 1.0 - 1e-9
"""Gains from here on are refused: the loop would multiply rounding by 10⁹."""


def normalised(matrix: FloatArray) -> FloatArray:
    """Return G = I - A D⁻¹ of matrices A, (..., n, n), whose diagonal D is positive."""
    made = np.diagonal(matrix, axis1=-2, axis2=-1)
    return np.eye(matrix.shape[-1]) - matrix / made[..., None, :]


def gain(use: FloatArray) -> FloatArray:
    """Return the loop gain of each matrix G, (..., n, n) → (...)."""
    largest: FloatArray = np.linalg.eigvals(use).real.max(axis=-1)
    return largest


def weights(use: FloatArray) -> FloatArray:
    """Return positive product amounts w with |G| w = ρ w for one irreducible G, (n, n) → (n,).

    In units of w, A is diagonally dominant by rows whatever units the products came in, and (|G| w) / w
    bounds the gain of a changed G.
    """
    values, vectors = np.linalg.eig(np.abs(use))
    vector = np.abs(vectors[:, int(np.argmax(values.real))])
    scaled: FloatArray = vector / vector.max()
    return np.maximum(scaled, 1e-300)


def tightest_loop(use: FloatArray) -> list[int]:
    """Return a loop of columns of G, (n, n), each followed by the supplier it leans on most.

    Suppliers are weighed by the value they carry (the left Perron vector), so units do not matter.
    """
    carried = use * weights(use.T)[:, None]
    path = [0]
    while True:
        supplier = int(np.argmax(carried[:, path[-1]]))
        if supplier in path:
            return path[path.index(supplier) :]
        path.append(supplier)
