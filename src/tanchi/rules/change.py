"""A difference between two editions, packs or texts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tanchi.findings import Text


class ChangeKind(StrEnum):
    """What sort of thing changed; only the last four can move a result."""

    LABEL = "label"
    TEXT = "text"
    SOURCE = "source"
    CHECK = "check"
    """A check, a range, a threshold, a worked example: what is found, not what comes out."""
    NUMBER = "number"
    FORMULA = "formula"
    STRUCTURE = "structure"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Change:
    """One change at a path of the merged pack, with a sentence for people."""

    path: str
    kind: ChangeKind
    old: str
    new: str
    sentence: Text
    clause: str = ""

    @property
    def moves_result(self) -> bool:
        """Return whether a footprint can differ because of it."""
        return self.kind in (ChangeKind.NUMBER, ChangeKind.FORMULA, ChangeKind.STRUCTURE, ChangeKind.CHOICE)
