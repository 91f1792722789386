"""The tables of units in ``library/units``, read once: named units, usual quotients, bridges, sources."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from tanchi.findings import Text
from tanchi.sources import Reading, Source
from tanchi.units.dimension import Dimension, dimension

_FOLDER = Path(__file__).parent.parent / "library" / "units"


@dataclass(frozen=True, slots=True)
class Entry:
    """A named unit; ``scale`` is its size in base units, ``source`` an id of :func:`sources`."""

    symbol: str
    label: Text
    name: Text
    dimension: Dimension
    scale: Fraction
    source: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bridge:
    """Two dimensions that meet only over something else, and what that is."""

    left: Dimension
    right: Dimension
    remedy: Text


@lru_cache(maxsize=1)
def entries() -> dict[str, Entry]:
    """Return the named units by symbol, in the order of the table."""
    return {entry.symbol: entry for entry in map(_entry, _rows("units.csv"))}


@lru_cache(maxsize=1)
def spellings() -> dict[str, str]:
    """Return every spelling of a named unit → its symbol."""
    table = {alias: entry.symbol for entry in entries().values() for alias in entry.aliases}
    return table | {symbol: symbol for symbol in entries()}


@lru_cache(maxsize=1)
def usual() -> tuple[str, ...]:
    """Return the quotients of units that forms usually offer, ``usual.txt``."""
    return tuple((_FOLDER / "usual.txt").read_text(encoding="utf-8").split("\n")[:-1])


@lru_cache(maxsize=1)
def bridges() -> tuple[Bridge, ...]:
    """Return what people commonly forget between two dimensions."""
    return tuple(
        Bridge(_dimension(row["left"]), _dimension(row["right"]), Text(row["zh"], row["en"]))
        for row in _rows("bridges.csv")
    )


@lru_cache(maxsize=1)
def sources() -> dict[str, Source]:
    """Return the sources of the factors by id."""
    return {
        row["id"]: Source(
            row["ref"], row["at"], row["year"], Reading(row["reading"]), row["licence"], row["note"]
        )
        for row in _rows("sources.csv")
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _entry(row: dict[str, str]) -> Entry:
    symbol = row["symbol"]
    return Entry(
        symbol=symbol,
        label=Text(row["label_zh"] or symbol, row["label_en"] or symbol),
        name=Text(row["zh"], row["en"]),
        dimension=_dimension(row["dimension"]),
        scale=Fraction(row["scale"]),
        source=row["source"],
        aliases=tuple(row["aliases"].split("|")) if row["aliases"] else (),
    )


@lru_cache(maxsize=64)
def _dimension(text: str) -> Dimension:
    """Read ``mass length:2``: bases with exponents, ``1`` where nothing is left."""
    pairs = (part.partition(":") for part in text.split() if part != "1")
    return dimension((base, Fraction(power or 1)) for base, _, power in pairs)
