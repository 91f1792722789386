"""How a page is printed: large enough to be read, with its heads and names on every sheet of paper."""

from __future__ import annotations

import math

from tanchi.inventory.workbook.layout import Page
from tanchi.inventory.workbook.pen import Pen

A4, A3 = 9, 8
_MONTHS_SCALE = 70
"""Per cent at which twelve months fit across an A3 page; what follows them goes on a second one."""
_ON_A4, _ON_A3 = 200, 320
"""Width of the columns (in characters) that can still be read on one sheet of landscape paper."""


def set_paper(pen: Pen, top: int, fixed: int) -> None:
    """Choose paper and scale; rows from the title to ``top`` and columns to ``fixed`` stand on every sheet."""
    page, sheet = pen.page, pen.sheet
    sheet.repeat_rows(1, top - 1)
    width = sum(column.width for column in page.columns)
    if page.months:
        sheet.repeat_columns(1, fixed)
        sheet.set_paper(A3)
        sheet.set_print_scale(_MONTHS_SCALE)
        sheet.set_v_pagebreaks([page.column("sum") + 1])
    elif width > _ON_A4:
        sheet.repeat_columns(1, fixed)
        sheet.set_paper(A3)
        sheet.fit_to_pages(_sheets(page, width, fixed), 0)
    else:
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)


def _sheets(page: Page, width: float, fixed: int) -> int:
    """Return how many sheets of paper lie side by side, each with the fixed columns repeated."""
    repeated = sum(column.width for column in page.columns[:fixed])
    return max(1, math.ceil((width - repeated) / (_ON_A3 - repeated)))
