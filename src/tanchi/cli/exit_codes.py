"""What the command line says to the shell; documented in docs/reference/exit-codes.md."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The status a command ends with."""

    OK = 0
    FINDINGS = 1
    """Findings of level error: they stopped the work, or the result shown has them and must not be used."""
    USAGE = 2
    """The command line itself cannot be understood."""
    INCOMPLETE = 3
    """With ``--strict``: there is a result, but with gaps or failed checks."""
    DIFFERENT = 4
    """A bundle came out otherwise when computed again; two footprints may not be compared."""
    INTERNAL = 70
    """A fault of the program."""
    INTERRUPTED = 130
