"""Units as they stand in a workbook, back to their symbols."""

from __future__ import annotations

from functools import lru_cache

from tanchi.findings import TanchiError
from tanchi.inventory.workbook.units import spelling
from tanchi.units import Unit, parse_unit, units_of


@lru_cache(maxsize=4096)
def symbol_of(text: str) -> str:
    """Return the symbol of a unit a workbook offered as ``text``; any other text as it is.

    >>> symbol_of("Nm³"), symbol_of("min/(槽·d)"), symbol_of("furlong")
    ('Nm3', 'min/(cell d)', 'furlong')
    """
    if text.isascii():
        return text
    try:
        unit = parse_unit(text)
    except TanchiError:
        return text
    return _spellings(unit).get(text, text)


def _spellings(unit: Unit) -> dict[str, str]:
    return {
        spelling(u, language): u.symbol
        for u in reversed(units_of(unit.dimension))
        for language in ("zh", "en")
    }
