"""Conversion between units of one dimension."""

from __future__ import annotations

from functools import lru_cache

from tanchi.units.incompatible import incompatible
from tanchi.units.unit import Number, Unit


def same_dimension(a: Unit, b: Unit) -> bool:
    """Return whether values in ``a`` and ``b`` can be added and compared."""
    return a.dimension == b.dimension


@lru_cache(maxsize=4096)
def conversion(source: Unit, target: Unit) -> float:
    """Return how many ``target`` one ``source`` is, rounded once from the exact ratio.

    Raises IncompatibleUnits with what bridges the two, where something does.
    """
    if not same_dimension(source, target):
        raise incompatible(source, target)
    return float(source.scale / target.scale)


def convert(values: Number, source: Unit, target: Unit) -> Number:
    """Return ``values``, a float or an array in ``source``, in ``target``. Raises IncompatibleUnits."""
    return values * conversion(source, target)
