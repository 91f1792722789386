"""The block model: one description of a document, rendered to Word and to HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tanchi.findings import Text
from tanchi.formula import Node

Align = Literal["left", "center", "right", "decimal"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph. ``sub``/``sup`` lower or raise it; ``code`` sets it in mono."""

    text: str
    bold: bool = False
    italic: bool = False
    sub: bool = False
    sup: bool = False
    code: bool = False
    href: str = ""


Inline = str | tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 5; numbered by the renderer unless ``numbered`` is false."""

    text: Inline
    level: int = 1
    anchor: str = ""
    numbered: bool = True


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
    """A cell; ``swatch`` is a colour shown before the text, ``bar`` a share 0–1 drawn as a bar."""

    text: Inline = ""
    swatch: str = ""
    bar: float | None = None
    bold: bool = False
    span: int = 1
    href: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A three-line table. ``total`` marks the last row as a sum."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: Text = Text("")
    total: bool = False
    note: Inline = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Equation:
    """A displayed formula ``symbol = formula`` with its number and the 式中 list."""

    left: str
    formula: Node
    symbols: tuple[tuple[str, str, str], ...] = ()
    """(name in the formula, symbol as base_sub, explanation with unit) in order of appearance."""
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar (or bar segment group) of a chart."""

    label: str
    values: tuple[float, ...]
    colours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars; several values in a bar are stacked (or paired when ``tornado``)."""

    bars: tuple[Bar, ...]
    series: tuple[str, ...]
    colours: tuple[str, ...]
    unit: str
    caption: Text = Text("")
    stacked: bool = True
    tornado: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class SankeyNode:
    """A node in a column of a Sankey diagram (0 = left)."""

    id: str
    label: str
    column: int
    colour: str
    value: float
    detail: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class SankeyLink:
    """A ribbon; negative values are credits."""

    source: str
    target: str
    value: float
    colour: str


@dataclass(frozen=True, slots=True)
class Sankey:
    """Where the burden comes from: ribbons true to scale, in ``unit``."""

    nodes: tuple[SankeyNode, ...]
    links: tuple[SankeyLink, ...]
    unit: str
    caption: Text = Text("")
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class BoundaryBox:
    """A unit process of the boundary figure."""

    id: str
    label: str
    stage: str
    inside: bool = True


@dataclass(frozen=True, slots=True)
class BoundaryFigure:
    """System boundary: stages in order, processes in them, flows between them; laid out by the renderer."""

    stages: tuple[tuple[str, str], ...]
    boxes: tuple[BoundaryBox, ...]
    arrows: tuple[tuple[str, str, str], ...]
    """(from box, to box, flow label); an empty end means across the boundary."""
    caption: Text = Text("")
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page in print."""


Block = (
    Heading | Paragraph | Items | Table | Equation | BarChart | Sankey | BoundaryFigure | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """A titled sequence of blocks in one language."""

    title: str
    blocks: tuple[Block, ...]
    language: Literal["zh", "en"] = "zh"
    subtitle: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    """Cover lines: (label, value)."""
    footer: str = ""
