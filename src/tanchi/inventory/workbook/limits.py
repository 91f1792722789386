"""How large the sheets of a workbook may be: what is written must be accepted when it is read."""

from __future__ import annotations

from tanchi.findings import Finding, Level, TanchiError, Text
from tanchi.inventory.workbook.layout import Book, Page, height

MAX_ROW, MAX_COLUMN = 5_000, 200
"""Cells farther down or to the right are refused."""


def require_readable(book: Book) -> None:
    """Raise TanchiError (``form.too_large``) for a plan whose workbook could not be read back."""
    lists = max((len(found) for found in book.targets.values()), default=0)
    rows = max((_rows(page) for page in book.pages), default=0)
    columns = max((len(page.columns) for page in book.pages), default=0)
    if max(lists, rows) < MAX_ROW and columns < MAX_COLUMN:
        return
    message = Text(
        f"这个工作簿太大：有一页 {max(lists, rows)} 行，或 {columns} 列",
        f"the workbook is too large: a sheet of {max(lists, rows)} rows, or of {columns} columns",
    )
    remedy = Text("请按厂区或年份分成几个工作簿", "make several workbooks, by site or by year")
    raise TanchiError(Finding("form.too_large", Level.ERROR, message, remedy=remedy))


def _rows(page: Page) -> int:
    return page.rows[-1] + height(page.lines[-1]) if page.lines else 0
