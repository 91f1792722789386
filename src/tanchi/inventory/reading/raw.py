"""A workbook as it was found: sheets, cells, names; nothing is believed yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tanchi.findings import CellPlace, Place

Cell = float | str | bool | dict[str, str]
"""A number, a text, a yes or no, or ``{"d": ISO}`` for a date or time."""

_A1 = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A worksheet; rows and columns count from 0.

    ``faults`` are cells with an error (its text) or a formula without result (""); ``formulas`` are cells with
    a formula, ``percents`` cells that show per cents, None where the kind of file does not tell.
    """

    name: str
    visible: bool
    cells: Mapping[tuple[int, int], Cell]
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)
    formulas: frozenset[tuple[int, int]] | None = None
    percents: frozenset[tuple[int, int]] | None = None
    file: str = ""

    def text(self, row: int, column: int | None) -> str:
        """Return a cell as text, "" where it is empty; a date as its digits."""
        value = self.cells.get((row, column)) if column is not None else None
        if isinstance(value, dict):
            return value["d"]
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return "" if value is None else str(value).strip()

    def place(self, row: int, column: int) -> Place:
        """Return where a cell stands."""
        return CellPlace(self.file, self.name, a1(row, column))

    def rows(self) -> Iterator[int]:
        """Yield the rows that hold something, from the top."""
        yield from sorted({row for row, _ in self.cells})


@dataclass(frozen=True, slots=True)
class Area:
    """A run of cells of one sheet that a name stands for."""

    sheet: str
    row: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class RawBook:
    """Sheets by name in order; names → what they stand for, None where that is gone; no names in .xls, .ods."""

    sheets: Mapping[str, RawSheet]
    names: Mapping[str, Area | None] | None


def raw_book(answer: Mapping[str, Any], file: str) -> RawBook:
    """Return what the child found as a book."""
    sheets = {found["name"]: _sheet(found, file) for found in answer["sheets"]}
    listed = answer.get("names")
    if listed is None:
        return RawBook(sheets, None)
    return RawBook(sheets, {name: area(text) for name, text, local in listed if local is None})


def _sheet(found: Mapping[str, Any], file: str) -> RawSheet:
    return RawSheet(
        name=found["name"],
        visible=found["visible"],
        cells={(row, column): _cell(value) for row, column, value in found["cells"]},
        faults={spot_of(ref): text for ref, text in found.get("faults", ())},
        formulas=frozenset(spot_of(ref) for ref in found["formulas"]) if "formulas" in found else None,
        percents=frozenset(spot_of(ref) for ref in found["percents"]) if "percents" in found else None,
        file=file,
    )


def _cell(value: Any) -> Cell:  # noqa: ANN401
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return {"d": str(value.get("d", ""))} if isinstance(value, dict) else value


def area(text: str) -> Area | None:
    """Return what a name stands for, None where that is no run of cells within one row.

    >>> area("'a b'!$C$3:$E$3")
    Area(sheet='a b', row=2, first=2, last=4)
    """
    sheet, sign, cells = text.lstrip("=").rpartition("!")
    first, _, last = cells.partition(":")
    if not sign or not _A1.fullmatch(first) or (last and not _A1.fullmatch(last)):
        return None
    start, end = spot_of(first), spot_of(last or first)
    name = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    return Area(name, start[0], start[1], end[1]) if start[0] == end[0] else None


def spot_of(reference: str) -> tuple[int, int]:
    """Return row and column (from 0) of a cell in A1 notation, (-1, -1) for anything else."""
    match = _A1.fullmatch(reference)
    if match is None:
        return -1, -1
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def a1(row: int, column: int) -> str:
    """Return a cell in A1 notation.

    >>> a1(6, 27)
    'AB7'
    """
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{letters}{row + 1}"
