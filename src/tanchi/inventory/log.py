"""Findings gathered while an inventory is read or checked."""

from __future__ import annotations

from dataclasses import dataclass, field

from tanchi.findings import Finding, Level, Place, TanchiError, Text

NO_TEXT = Text("")


@dataclass(frozen=True, slots=True)
class Log:
    """A list of findings with one method per level."""

    findings: list[Finding] = field(default_factory=list)

    def error(self, code: str, place: Place | None, message: Text, remedy: Text = NO_TEXT) -> None:
        """Add what must be changed."""
        self.findings.append(Finding(code, Level.ERROR, message, place, remedy))

    def warn(self, code: str, place: Place | None, message: Text, remedy: Text = NO_TEXT) -> None:
        """Add what must be looked at."""
        self.findings.append(Finding(code, Level.WARNING, message, place, remedy))

    def note(self, code: str, place: Place | None, message: Text, remedy: Text = NO_TEXT) -> None:
        """Add what is worth knowing."""
        self.findings.append(Finding(code, Level.NOTE, message, place, remedy))

    def take(self, error: TanchiError, place: Place | None) -> None:
        """Add the findings of ``error``, at ``place``."""
        self.findings.extend(finding.at(place) if place else finding for finding in error.findings)
