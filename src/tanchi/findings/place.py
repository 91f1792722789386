"""Where a finding stands: a typed place per kind of material."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A line of a text file. Lines and columns count from 1; 0 means the whole file.

    Of a formula, line and column say where its text begins; ``mark`` is the character of it that is meant.
    """

    file: str
    line: int = 0
    column: int = 0
    path: str = ""
    excerpt: str = ""
    """The line the column points into, or the formula ``mark`` does, for a caret under the place."""
    mark: int = 0

    def __str__(self) -> str:
        spot = self.file
        if self.line:
            spot += f":{self.line}"
            if self.column:
                spot += f":{self.column}"
        return f"{spot} {self.path}".rstrip()


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of a workbook, in A1 notation."""

    file: str
    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.file} [{self.sheet}]!{self.cell}"


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A value of an inventory: site/process/table/row/quantity/period, joined by '/'."""

    field: str

    def __str__(self) -> str:
        return self.field


@dataclass(frozen=True, slots=True)
class FormulaPlace:
    """A span of a formula: characters ``start`` to ``end`` (0-based, end exclusive) of ``text``."""

    text: str
    start: int
    end: int
    path: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.text}" if self.path else self.text


@dataclass(frozen=True, slots=True)
class ParagraphPlace:
    """A paragraph of a document, counted from 1."""

    file: str
    paragraph: int
    clause: str = ""

    def __str__(self) -> str:
        return f"{self.file} ¶{self.paragraph} {self.clause}".rstrip()


@dataclass(frozen=True, slots=True)
class ProcessPlace:
    """A unit process of a product system, and a line in it if known."""

    process: str
    line: str = ""

    def __str__(self) -> str:
        return f"{self.process}.{self.line}" if self.line else self.process


Place = FilePlace | CellPlace | FieldPlace | FormulaPlace | ParagraphPlace | ProcessPlace
