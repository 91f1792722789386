"""The periods of an inventory: a whole, its months ``2025-01`` and its hours ``2025-01-31T23``."""

from __future__ import annotations

from datetime import date, datetime, timedelta

MAX_MONTHS = 120
MAX_DAYS = 366


def months(start: str, end: str) -> tuple[str, ...]:
    """Return the months from ``start`` to ``end`` (ISO dates, both included); nothing if they are no dates.

    >>> months("2024-11-01", "2025-01-31")
    ('2024-11', '2024-12', '2025-01')
    """
    first, last = _date(start), _date(end)
    if first is None or last is None:
        return ()
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    numbers = (first.year * 12 + first.month - 1 + n for n in range(min(count, MAX_MONTHS)))
    return tuple(f"{n // 12}-{n % 12 + 1:02d}" for n in numbers)


def days(start: str, end: str) -> tuple[str, ...]:
    """Return the days from ``start`` to ``end``, at most a leap year of them.

    >>> days("2025-02-27", "2025-03-01")
    ('2025-02-27', '2025-02-28', '2025-03-01')
    """
    first, last = _date(start), _date(end)
    if first is None or last is None:
        return ()
    count = min((last - first).days + 1, MAX_DAYS)
    return tuple((first + timedelta(n)).isoformat() for n in range(count))


def hour(start: str, number: int) -> str:
    """Return the hour ``number`` (from 0) after midnight of ``start``.

    >>> hour("2025-01-01", 25)
    '2025-01-02T01'
    """
    return (datetime.fromisoformat(start) + timedelta(hours=number)).isoformat()[:13]


def is_whole_year(start: str, end: str) -> bool:
    """Return whether the period is twelve months, whatever the day it begins.

    >>> is_whole_year("2024-04-01", "2025-03-31"), is_whole_year("2025-01-01", "2025-06-30")
    (True, False)
    """
    first, last = _date(start), _date(end)
    if first is None or last is None:
        return False
    after = last + timedelta(1)
    return (after.year - first.year, after.month, after.day) == (1, first.month, first.day)


def is_date(text: str) -> bool:
    """Return whether ``text`` is a date written ``2025-01-31``."""
    return _date(text) is not None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
