"""The block model: one description of a document, rendered to Word and to HTML."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tanchi.documents.figures import (
    Bar,
    BarChart,
    BoundaryBox,
    BoundaryFigure,
    Figure,
    Sankey,
    SankeyLink,
    SankeyNode,
)
from tanchi.documents.inline import Inline, Mark, Run
from tanchi.documents.panels import (
    Alert,
    Columns,
    Fact,
    Facts,
    Fold,
    Headline,
    IntervalAxis,
    Panel,
    Share,
    ShareBar,
    Span,
    Step,
    Walk,
)
from tanchi.findings import Text
from tanchi.formula import Node, Symbol, Symbols

__all__ = [
    "Alert",
    "Annex",
    "Bar",
    "BarChart",
    "Block",
    "BoundaryBox",
    "BoundaryFigure",
    "Cell",
    "Column",
    "Columns",
    "Document",
    "Equation",
    "Fact",
    "Facts",
    "Figure",
    "Fold",
    "Heading",
    "Headline",
    "Inline",
    "IntervalAxis",
    "Items",
    "Mark",
    "PageBreak",
    "Paragraph",
    "Run",
    "Sankey",
    "SankeyLink",
    "SankeyNode",
    "Share",
    "ShareBar",
    "Span",
    "Step",
    "Table",
    "Walk",
]

Align = Literal["left", "center", "right", "decimal"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 5; numbered by the renderer unless ``numbered`` is false.

    ``aside`` is said small at its right (a unit, a remark) on the screen, after it in Word.
    """

    text: Inline
    level: int = 1
    anchor: str = ""
    numbered: bool = True
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """Opens an annex (附录 A, B, …): what follows is numbered A.1, 表A.1, （A.1）."""

    text: Inline
    normative: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``style`` is body, lead, note, caption or small."""

    text: Inline
    style: Literal["body", "lead", "note", "caption", "small"] = "body"
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list, bulleted, numbered (1, 2) or lettered (a, b)."""

    items: tuple[Inline, ...]
    kind: Literal["bullet", "number", "letter"] = "bullet"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; the unit stands in the head, once."""

    title: Text
    unit: str = ""
    align: Align = "left"
    width: float = 1.0
    """Relative width."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; ``swatch`` is a colour shown before the text, ``bar`` a share 0–1 drawn as a bar in it."""

    text: Inline = ""
    swatch: str = ""
    bar: float | None = None
    bold: bool = False
    span: int = 1
    href: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A three-line table. ``total`` marks the last row as a sum; ``current`` counts a marked row from 0."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: Text = Text("")
    total: bool = False
    note: Inline = ""
    anchor: str = ""
    current: int | None = None


@dataclass(frozen=True, slots=True)
class Equation:
    """A displayed formula ``left = formula`` with its number and the 式中 list of the symbols explained.

    ``symbols`` says how each name of the formula is printed and what it means; ``factor`` is printed behind
    the formula. Without ``number`` a report counts its formulas itself. ``where`` false leaves out the list.
    """

    left: Symbol
    formula: Node
    symbols: Symbols
    factor: Fraction = Fraction(1)
    number: str = ""
    anchor: str = ""
    where: bool = True


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page in print."""


Block = Heading | Annex | Paragraph | Items | Table | Equation | Figure | Panel | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A titled sequence of blocks in one language.

    A ``report`` has a cover, contents and numbered headings, tables and figures; a ``sheet`` has its title on
    the first page and numbers nothing.
    """

    title: str
    blocks: tuple[Block, ...]
    language: Literal["zh", "en"] = "zh"
    subtitle: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    """Cover lines: (label, value)."""
    footer: str = ""
    layout: Literal["report", "sheet"] = "report"
    contents: int = 2
    """Deepest level of heading in the contents of a report; 0 for none."""
    banner: str = ""
    """Said on top of every page, such as 演示."""
