"""A bar drawn in a cell of a table."""

from __future__ import annotations

from tanchi.documents.blocks import Cell
from tanchi.documents.markup import Markup
from tanchi.documents.word.context import Context
from tanchi.documents.word.ns import EMU_PER_POINT
from tanchi.documents.word.shapes import rectangle

_HEIGHT = 7 * EMU_PER_POINT
_THINNEST = EMU_PER_POINT // 2


def cell_bar(cell: Cell, width: int, context: Context) -> Markup:
    """Return the bar of ``cell`` in a cell with ``width`` twips of room."""
    share = max(0.0, min(1.0, cell.bar or 0.0))
    length = max(_THINNEST, round(share * width * EMU_PER_POINT / 20))
    return rectangle(length, _HEIGHT, cell.swatch or "accent", context)
