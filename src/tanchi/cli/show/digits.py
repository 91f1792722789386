"""Honest digits of one footprint: the interval decides how many decimals its numbers have."""

from __future__ import annotations

from dataclasses import dataclass

from tanchi.documents.numbers import (
    decimals_of_part,
    decimals_of_total,
    decimals_without_interval,
    show,
    show_percent,
    show_range,
)
from tanchi.study.result import Footprint, Interval

_WITHOUT_INTERVAL = 4
_PERCENT = 1


@dataclass(frozen=True, slots=True)
class Digits:
    """Decimals of the total and of its parts."""

    whole: int
    parts: int

    def total(self, value: float) -> str:
        """Return a total as shown."""
        return show(value, self.whole)

    def part(self, value: float | None) -> str:
        """Return a part of the total as shown."""
        return show(value, self.parts)

    def change(self, value: float | None) -> str:
        """Return a difference with its sign."""
        return show(value, self.parts, sign=True)

    def band(self, low: float | None, high: float | None) -> str:
        """Return ``low–high``, empty where a part has none."""
        return "" if low is None or high is None else show_range(low, high, self.parts)


def digits_of(footprint: Footprint) -> Digits:
    """Return the digits of a footprint: by its interval, else four of the total."""
    return _digits(footprint.total, footprint.interval)


def digits_for(*values: float) -> Digits:
    """Return digits for numbers without an interval, by the largest of them."""
    return _digits(max(values, key=abs, default=0.0), None)


def _digits(total: float, interval: Interval | None) -> Digits:
    if interval is not None and interval.low < interval.high:
        low, high = interval.low, interval.high
        return Digits(decimals_of_total(low, high), decimals_of_part(low, high))
    decimals = decimals_without_interval(total, _WITHOUT_INTERVAL)
    return Digits(decimals, decimals)


def percent(share: float | None) -> str:
    """Return a share as ``12.3 %``."""
    return f"{show_percent(share, _PERCENT)} %"
