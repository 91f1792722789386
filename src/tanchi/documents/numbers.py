"""Honest digits: how many decimals a number is shown with, and how it is written.

A total ends at the digit where the half-width of its interval begins; its parts have one digit more.
Rounding is half to even on the decimal value (GB/T 8170). Digits are grouped with U+202F from five on, the
minus sign is U+2212, an exact zero is ``0`` and an unknown value is ``—``.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, Context, Decimal

from tanchi.findings import Language, Text

NARROW_SPACE = "\u202f"
MINUS = "\u2212"
UNKNOWN = "—"
_GROUP_FROM = 5
_WORDED_DASH = Text("至", " to ")
_EXACT = Context(prec=400, rounding=ROUND_HALF_EVEN)


def decimals_of_total(low: float, high: float) -> int:
    """Return the decimals of a total with the interval ``low``–``high`` (±0.8 → 1, ±12 → −1).

    Raises ValueError unless both ends are finite and ``low`` < ``high``.
    """
    half = (high - low) / 2
    if not math.isfinite(half) or half <= 0:
        raise ValueError(f"an interval needs two different finite ends, got {low}, {high}")
    return -_exponent(half)


def decimals_of_part(low: float, high: float) -> int:
    """Return the decimals of a part of that total: one digit more."""
    return decimals_of_total(low, high) + 1


def decimals_without_interval(value: float, significant: int = 3) -> int:
    """Return the decimals that show ``significant`` digits of ``value``; 0 for zero and unknown values."""
    if not math.isfinite(value) or value == 0:
        return 0
    return significant - 1 - _exponent(value)


def show(value: float | None, decimals: int, *, sign: bool = False) -> str:
    """Return ``value`` with ``decimals`` places (negative: rounded to tens, hundreds …).

    ``sign`` writes a plus before positive values. None, NaN and infinity are unknown.
    """
    if value is None or not math.isfinite(value):
        return UNKNOWN
    if value == 0:
        return "0"
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
    whole, _, fraction = f"{abs(rounded):f}".partition(".")
    before = MINUS if rounded < 0 else "+" if sign and rounded > 0 else ""
    return before + _grouped(whole) + ("." + fraction if fraction else "")


def show_range(low: float, high: float, decimals: int, language: Language = "zh") -> str:
    """Return ``11.9–13.6``; beside a minus sign the dash gives way to 至 or "to"."""
    dash = _WORDED_DASH.of(language) if low < 0 else "–"
    return f"{show(low, decimals)}{dash}{show(high, decimals)}"


def show_percent(share: float | None, decimals: int = 1) -> str:
    """Return a share (0.755) as a percentage without the sign: ``75.5``."""
    return show(None if share is None else share * 100, decimals)


def decimal_places(text: str) -> int | None:
    """Return the digits after the point of a number as shown, 0 without a point, None for other text."""
    digits = text.replace(NARROW_SPACE, "").lstrip(f"{MINUS}+±-").rstrip("%")
    whole, point, fraction = digits.partition(".")
    if not whole.isdecimal() or (point and not fraction.isdecimal()):
        return None
    return len(fraction)


def _grouped(whole: str) -> str:
    if len(whole) < _GROUP_FROM:
        return whole
    return f"{int(whole):,}".replace(",", NARROW_SPACE)


def _exponent(value: float) -> int:
    """Return the power of ten of the leading digit; twelve digits, so that 0.9999999999999 counts as 1."""
    return Decimal(f"{abs(value):.11e}").adjusted()
