"""The hidden sheet with the lists that drop-downs offer; each list once."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs

NAME = "_lists"
SHORT = 240
"""A list up to this length stands in the validation itself."""


class Lists:
    """Keeps lists in columns of their own and tells where they stand."""

    def __init__(self, book: Workbook) -> None:
        self._sheet = book.add_worksheet(NAME)
        self._sheet.very_hidden()
        self._known: dict[tuple[str, ...], str] = {}

    def source(self, values: Sequence[str]) -> str | list[str]:
        """Return what a validation of type ``list`` takes as its source."""
        key = tuple(values)
        if len(",".join(key)) <= SHORT and not any("," in value for value in key):
            return list(key)
        return "=" + self.range(key)

    def range(self, values: Sequence[str]) -> str:
        """Return the reference to a list, written where it is new."""
        key = tuple(values)
        if key not in self._known:
            column = len(self._known)
            for row, value in enumerate(key):
                self._sheet.write_string(row, column, value)
            self._known[key] = f"{NAME}!{xl_range_abs(0, column, max(0, len(key) - 1), column)}"
        return self._known[key]

    def formulas(self, cells: Sequence[tuple[str, str]]) -> str:
        """Return the reference to a list that repeats other cells, given with what they hold."""
        key = ("=", *(cell for cell, _ in cells))
        if key not in self._known:
            column = len(self._known)
            for row, (cell, value) in enumerate(cells):
                self._sheet.write_formula(row, column, f'=IF({cell}="","",{cell})', None, value)
            self._known[key] = f"{NAME}!{xl_range_abs(0, column, len(cells) - 1, column)}"
        return self._known[key]
