"""Scores of a data set against a demand, the proxy flag and the start value of its uncertainty.

Scores run from 1 (best) to 5. The geometric standard deviation squared starts at 1.1; each indicator adds to
the variance of the logarithm 0, 0.001, 0.01, 0.04 or 0.16; a spread seen between open sources is the least.
"""

from __future__ import annotations

from math import exp, log, sqrt

from tanchi.background.places import WORLD, covers, places
from tanchi.background.provider import Provider, Quality

BASE_GSD2 = 1.1
LN_VARIANCE = {1: 0.0, 2: 0.001, 3: 0.01, 4: 0.04, 5: 0.16}
AGE_LIMITS = (3, 6, 10, 15)
PROXY_FROM = 3


def last_year(year: str) -> int | None:
    """Return the last year of ``2024`` or ``2014-2016``; None where it is not a year."""
    tail = year.strip()[-4:]
    return int(tail) if tail.isdecimal() and len(tail) == 4 else None


def time_score(year: str, wanted: int | None) -> int:
    """Return 1 (up to 3 years apart), 2 (6), 3 (10), 4 (15) or 5 (more, or unknown)."""
    found = last_year(year)
    if found is None or wanted is None:
        return 5
    apart = abs(wanted - found)
    return next((score for score, limit in enumerate(AGE_LIMITS, 1) if apart <= limit), 5)


def place_score(place: str, wanted: str, elsewhere: int) -> int:
    """Return 1 (same province), 2 (country), 3 (region, world) or ``elsewhere`` for a foreign data set.

    With no wanted place a country counts as the right one.
    """
    known = places().get(place)
    if not covers(place, wanted) and wanted:
        return elsewhere
    if known is not None and known.is_part:
        return 1
    return 3 if place == WORLD or _is_region(place) else 2


def _is_region(place: str) -> bool:
    return any(other.within == place and not other.is_part for other in places().values())


def gsd2(quality: Quality, spread: float | None = None) -> float:
    """Return the geometric standard deviation squared for the scores, at least ``spread``."""
    scores = (quality.technology, quality.place, quality.time, quality.completeness, quality.reading)
    variance = (log(BASE_GSD2) / 2) ** 2 + sum(LN_VARIANCE[score] for score in scores)
    return max(exp(2 * sqrt(variance)), spread or 1.0)


def is_proxy(quality: Quality) -> bool:
    """Return whether the data set only stands in: another region or world, or another technology."""
    return quality.place >= PROXY_FROM or quality.technology >= PROXY_FROM


def against(provider: Provider, wanted_place: str, wanted_year: int | None, elsewhere: int) -> Quality:
    """Return the provider's scores for a demand: technology, completeness and reading are its own."""
    own = provider.quality or Quality(5, 5, 5, 5, 5)
    return Quality(
        technology=own.technology,
        place=place_score(provider.place, wanted_place, elsewhere),
        time=time_score(provider.year, wanted_year),
        completeness=own.completeness,
        reading=own.reading,
    )
