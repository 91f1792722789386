"""What goes wrong with units.

TanchiError
├── UnitError             a text that is no unit, or a power that has no exact size
└── IncompatibleUnits     a conversion or sum across dimensions
"""

from __future__ import annotations

from tanchi.findings import TanchiError


class UnitError(TanchiError):
    """A text that is no unit; the finding points at the part that is not understood."""


class IncompatibleUnits(TanchiError):  # noqa: N818
    """Two units of different dimensions."""
