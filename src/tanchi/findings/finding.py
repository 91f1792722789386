"""What a check says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from tanchi.findings.place import Place
from tanchi.findings.text import Text


class Level(StrEnum):
    """How much a finding weighs: an error stops, a warning asks, a note tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check: what is wrong, where, and what to do.

    ``code`` is stable and dotted (``workbook.text_in_number``); it never depends on the language.
    ``clause`` cites the clause of the rule or standard that asks for the check, if any.
    """

    code: str
    level: Level
    message: Text
    place: Place | None = None
    remedy: Text = Text("")
    clause: str = ""

    def at(self, place: Place) -> Finding:
        """Return the finding moved to ``place``."""
        return replace(self, place=place)


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that stop the work."""
    return tuple(f for f in findings if f.level is Level.ERROR)


def one_line(findings: Iterable[Finding]) -> Text:
    """Return what the findings say as one line in both languages."""
    listed = tuple(findings)
    return Text(
        "；".join(f.message.zh for f in listed),
        "; ".join(f.message.of("en") for f in listed),
    )


class TanchiError(Exception):
    """Work that cannot go on; carries every finding that says why."""

    def __init__(self, findings: Finding | Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = (findings,) if isinstance(findings, Finding) else tuple(findings)
        super().__init__("; ".join(f"{f.place or ''} {f.message}".strip() for f in self.findings))
