"""Round numbers for an axis."""

from __future__ import annotations

import math
from decimal import Decimal

_STEPS = (1, 2, 5, 10)


def ticks(low: float, high: float, most: int = 8) -> tuple[float, ...]:
    """Return evenly spaced round numbers that enclose ``low``–``high``, at most ``most`` + 1 intervals.

    Raises ValueError for ends that are not finite.
    """
    if not (math.isfinite(low) and math.isfinite(high)):
        raise ValueError("an axis needs finite ends")
    if high <= low:
        room = abs(low) / 10 or 1.0
        low, high = low - room, low + room
    step = _step(high - low, most)
    first = math.floor(low / float(step) + 1e-9)
    last = math.ceil(high / float(step) - 1e-9)
    return tuple(float(n * step) for n in range(first, last + 1))


def tick_decimals(values: tuple[float, ...]) -> int:
    """Return the decimals needed to write the ticks exactly."""
    places = (Decimal(repr(value)).normalize().as_tuple().exponent for value in values)
    return max(0, *(-int(place) for place in places), 0)


def _step(width: float, most: int) -> Decimal:
    raw = Decimal(repr(width)) / most
    power = Decimal(1).scaleb(raw.adjusted())
    return next(power * step for step in _STEPS if power * step >= raw)
