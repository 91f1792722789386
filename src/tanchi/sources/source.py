"""A source and its reading status."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reading(StrEnum):
    """How the statement was come by.

    ``read``: its own text was read. ``second_hand``: a copy or quotation by a third party.
    ``recalled``: known, not looked up. ``unknown``: nobody said.
    """

    READ = "read"
    SECOND_HAND = "second_hand"
    RECALLED = "recalled"
    UNKNOWN = "unknown"

    @property
    def rank(self) -> int:
        """Return 0 for the best reading, larger for weaker ones."""
        return list(Reading).index(self)


@dataclass(frozen=True, slots=True)
class Source:
    """A citation: ``ref`` names the document, ``at`` the table, clause or row in it."""

    ref: str
    at: str = ""
    year: str = ""
    reading: Reading = Reading.UNKNOWN
    licence: str = ""
    note: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.ref, self.at, self.year and f"({self.year})") if part)
