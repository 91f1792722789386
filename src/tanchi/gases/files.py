"""The tables in ``library/gwp``."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from tanchi.sources import Reading, Source

_FOLDER = Path(__file__).parent.parent / "library" / "gwp"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as text by column."""
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@lru_cache(maxsize=1)
def sources() -> dict[str, Source]:
    """Return the sources of values and compositions by id."""
    return {
        row["id"]: Source(
            row["ref"], row["at"], row["year"], Reading(row["reading"]), row["licence"], row["note"]
        )
        for row in rows("sources.csv")
    }
