"""The heads of the flow sets: ``tables/sets.csv``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tools.factors.readers import table


@dataclass(frozen=True)
class Head:
    """A set's id, edition, title, the source of its numbers and what a reader must know."""

    set: str
    edition: str
    title: tuple[str, str]
    ref: str
    at: str
    year: str
    read: str
    note: tuple[str, str]

    @property
    def name(self) -> str:
        """Return ``set@edition``."""
        return f"{self.set}@{self.edition}"


def heads(tables: Path) -> dict[str, Head]:
    """Return the heads by ``set@edition``."""
    found = (
        Head(
            row["set"],
            row["edition"],
            (row["title_zh"], row["title_en"]),
            row["ref"],
            row["at"],
            row["year"],
            row["read"],
            (row["note_zh"], row["note_en"]),
        )
        for row in table(tables / "sets.csv")
    )
    return {head.name: head for head in found}
