"""Lists of units for people to choose from."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from tanchi.units.dimension import Dimension
from tanchi.units.table import entries
from tanchi.units.unit import Unit, of_terms


@lru_cache(maxsize=1)
def known_units() -> tuple[Unit, ...]:
    """Return every named unit, in the order of the table."""
    return tuple(of_terms(((symbol, Fraction(1)),)) for symbol in entries())


@lru_cache(maxsize=256)
def units_of(dimension: Dimension) -> tuple[Unit, ...]:
    """Return the named units of ``dimension``, for a drop-down list."""
    return tuple(unit for unit in known_units() if unit.dimension == dimension)
