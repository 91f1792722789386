"""What goes wrong with units.

TanchiError
├── UnitError             a text that is no unit, a root without exact size, a state no gas has
└── IncompatibleUnits     a conversion or sum across dimensions
"""

from __future__ import annotations

from tanchi.findings import Finding, FormulaPlace, Level, TanchiError, Text


class UnitError(TanchiError):
    """A text that is no unit; the finding points at the part that is not understood."""


class IncompatibleUnits(TanchiError):  # noqa: N818
    """Two units of different dimensions."""


def unit_error(text: str, span: tuple[int, int], code: str, message: Text, remedy: Text) -> UnitError:
    """Return the error at characters ``span`` of ``text``."""
    return UnitError(Finding(code, Level.ERROR, message, FormulaPlace(text, *span), remedy))
