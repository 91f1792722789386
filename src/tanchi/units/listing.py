"""Lists of units for people to choose from."""

from __future__ import annotations

from functools import lru_cache

from tanchi.units.dimension import Dimension
from tanchi.units.parse import parse_unit
from tanchi.units.table import entries, usual
from tanchi.units.unit import Unit


@lru_cache(maxsize=1)
def known_units() -> tuple[Unit, ...]:
    """Return every named unit and the usual quotients (``GJ/t``, ``kgC/GJ``), in the order of the tables."""
    return tuple(parse_unit(symbol) for symbol in (*entries(), *usual()))


@lru_cache(maxsize=256)
def units_of(dimension: Dimension) -> tuple[Unit, ...]:
    """Return the known units of ``dimension``, for a drop-down list."""
    return tuple(unit for unit in known_units() if unit.dimension == dimension)
