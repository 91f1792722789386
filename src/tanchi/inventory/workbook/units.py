"""Units as a workbook offers them: the usual ones of a dimension, written as people write them."""

from __future__ import annotations

from functools import lru_cache

from tanchi.findings import Language, TanchiError
from tanchi.units import Unit, parse_unit, units_of

MOST = 14
# fmt: off
UNUSUAL = frozenset((
    "ug", "ng", "mg", "carat", "oz", "oz_t", "lb", "short_ton", "long_ton", "斤", "担", "亩", "in", "ft",
    "yd", "mi", "nmi", "in2", "ft2", "yd2", "acre", "are", "in3", "ft3", "yd3", "gal", "gal_UK",
    "fl_oz", "pint", "bushel", "bbl", "cal_th", "kcal_th", "cal", "Btu", "mmBtu", "therm", "boe",
    "kgoe", "toe", "hp", "dm", "cm", "um", "nm", "dm2", "cm2", "mm2", "dm3", "cm3", "mm3", "dL", "cL",
    "uL", "hL", "J", "Pa", "hPa", "mbar", "at", "psi", "mmHg", "mA", "mAh", "mV", "mW", "mmol", "gCO2",
    "mgCO2e", "gC", "scf", "Mscf", "NL", "ppb",
))
# fmt: on
"""Named units that are understood but not offered."""


@lru_cache(maxsize=256)
def offered(unit: Unit, language: Language) -> tuple[str, ...]:
    """Return the spellings a drop-down offers for a quantity in ``unit``, its own first.

    A per cent offers nothing else, so that its cells can be formatted as per cents; no other ratio offers it.
    """
    own = spelling(unit, language)
    if unit.symbol == "%":
        return (own,)
    others = (u for u in units_of(unit.dimension) if u.symbol not in UNUSUAL and u.symbol != "%")
    if unit.dimension.is_dimensionless:
        others = (u for u in units_of(unit.dimension) if u.symbol in ("1", "‰", "ppm"))
    return tuple(dict.fromkeys([own, *(spelling(u, language) for u in others)]))[:MOST]


@lru_cache(maxsize=1024)
def spelling(unit: Unit, language: Language) -> str:
    """Return the printed form of a unit where it can be read back, its symbol otherwise."""
    label = unit.label(language)
    try:
        return label if parse_unit(label) == unit else unit.symbol
    except TanchiError:
        return unit.symbol
