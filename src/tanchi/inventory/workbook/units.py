"""Units as a workbook offers them: the usual ones of a dimension, written as people write them."""

from __future__ import annotations

from functools import lru_cache

from tanchi.findings import Language, TanchiError
from tanchi.units import Dimension, Unit, parse_unit, units_of

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


def offered(unit: Unit, language: Language) -> tuple[str, ...]:
    """Return the spellings a drop-down offers for a quantity in ``unit``, its own first.

    A per cent offers nothing else, so that its cells can be formatted as per cents; no other ratio offers it.
    """
    own = spelling(unit, language)
    others = () if unit.symbol == "%" else _others(unit.dimension, language)
    return tuple(dict.fromkeys((own, *others)))[:MOST]


@lru_cache(maxsize=256)
def _others(dimension: Dimension, language: Language) -> tuple[str, ...]:
    units = units_of(dimension)
    if dimension.is_dimensionless:
        chosen = [u for u in units if u.symbol in ("1", "‰", "ppm")]
    else:
        chosen = [u for u in units if u.symbol not in UNUSUAL]
    return tuple(spelling(u, language) for u in chosen)


def spelling(unit: Unit, language: Language) -> str:
    """Return the printed form of a unit where it can be read back, its symbol otherwise."""
    label = unit.label(language)
    return label if _reads(label, unit) else unit.symbol


@lru_cache(maxsize=1024)
def _reads(label: str, unit: Unit) -> bool:
    try:
        return parse_unit(label) == unit
    except TanchiError:
        return False
