"""Blocks that are drawn: bar chart, Sankey diagram, boundary figure.

A colour is the name of a token of :mod:`tanchi.documents.palette` (``production``, ``CO2``, ``accent``) or
``#rrggbb``; tokens follow the light and the dark theme.
"""

from __future__ import annotations

from dataclasses import dataclass

from tanchi.findings import Text


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar (or bar segment group) of a chart; ``texts`` are the values as shown, if given."""

    label: str
    values: tuple[float, ...]
    colours: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    detail: str = ""
    """Said small beside the label (the range of an input)."""
    href: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars; several values are stacked, or side by side, or around zero (``tornado``)."""

    bars: tuple[Bar, ...]
    series: tuple[str, ...]
    colours: tuple[str, ...]
    unit: str
    caption: Text = Text("")
    stacked: bool = True
    tornado: bool = False
    anchor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SankeyNode:
    """A node in a column of a Sankey diagram (0 = left); ``detail`` is its value as shown."""

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
    note: str = ""


@dataclass(frozen=True, slots=True)
class BoundaryBox:
    """A unit process of the boundary figure; ``detail`` (a clause number) stands small under the name."""

    id: str
    label: str
    stage: str
    inside: bool = True
    detail: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class BoundaryFigure:
    """System boundary: stages in order, processes in them, flows between them; laid out by the renderer."""

    stages: tuple[tuple[str, str], ...]
    boxes: tuple[BoundaryBox, ...]
    arrows: tuple[tuple[str, str, str], ...]
    """(from box, to box, flow label); an empty end means across the boundary."""
    caption: Text = Text("")
    anchor: str = ""
    title: str = ""
    """Written on the boundary line, such as 系统边界（从摇篮到大门）."""
    note: str = ""
    """What is not counted, under the figure."""


Figure = BarChart | Sankey | BoundaryFigure
