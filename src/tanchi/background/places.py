"""Places: the codes factors carry, how people write them, and which place lies within which."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tanchi.findings import Text

TABLE = Path(__file__).parent.parent / "library" / "factors" / "places.csv"
WORLD = "GLO"


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place: its code, the place it lies within (empty for the world), and its names."""

    code: str
    within: str
    name: Text
    also: tuple[str, ...] = ()

    @property
    def is_part(self) -> bool:
        """Return whether it is part of a country (``CN-HA``)."""
        return "-" in self.code


@lru_cache(maxsize=1)
def places() -> Mapping[str, PlaceName]:
    """Return the known places by code."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["code"]: PlaceName(
            row["code"],
            row["within"],
            Text(row["zh"], row["en"]),
            tuple(filter(None, row["also"].split("|"))),
        )
        for row in rows
    }


@lru_cache(maxsize=1)
def _spellings() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, place in places().items():
        for name in (code, place.name.zh, place.name.en, *place.also):
            found[name.casefold()] = code
    return found


def place_code(text: str) -> str:
    """Return the code of a place as people write it (``河南省`` → ``CN-HA``); empty where it is not known."""
    return _spellings().get(text.strip().casefold(), "")


def place_name(code: str) -> Text:
    """Return the label of a place; the code itself where it is not known."""
    known = places().get(code)
    return known.name if known else Text(code, code)


def covers(outer: str, inner: str) -> bool:
    """Return whether ``inner`` is ``outer`` or lies within it: CN covers CN-HA, the world covers all."""
    while inner:
        if inner == outer:
            return True
        known = places().get(inner)
        inner = known.within if known else ""
    return False
