"""Numbers as text where no interval decides their digits: in messages, and in the arithmetic of a walk."""

from __future__ import annotations

import math

SIGNIFICANT = 6
_LARGEST, _SMALLEST = 1e15, 1e-4


def said(value: float) -> str:
    """Return a number for people: six significant digits, thousands grouped, a power of ten only at the extremes."""
    size = abs(value)
    if not math.isfinite(value) or (size and not _SMALLEST <= size < _LARGEST):
        return walked(value)
    decimals = max(0, SIGNIFICANT - 1 - (math.floor(math.log10(size)) if size else 0))
    whole, point, rest = f"{float(walked(value)):,.{decimals}f}".partition(".")
    rest = rest.rstrip("0")
    return f"{whole}{point}{rest}" if rest else whole


def walked(value: float) -> str:
    """Return a number of a printed calculation: six significant digits that can be typed into a calculator."""
    return f"{value:.{SIGNIFICANT}g}"
