"""A drawing as data: boxes, paths and labels, y down, in pixels of a page with 16 px text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle. ``fill`` and ``edge`` are colour names, empty for none; ``hatched`` draws a credit."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    edge: str = ""
    line: float = 1.0
    dashed: bool = False
    hatched: bool = False
    round: float = 0.0


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A band of constant thickness between two verticals; (x0, y0) and (x1, y1) are its upper corners."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float
    fill: str
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Polyline:
    """A line through points, with an arrowhead at its end if ``arrow``."""

    points: tuple[Point, ...]
    colour: str = "ink"
    line: float = 1.0
    dashed: bool = False
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text; ``y`` is its middle. ``tail`` follows it in a lighter tone (a value).

    ``halo`` keeps it readable where other shapes pass under it.
    """

    x: float
    y: float
    text: str
    tail: str = ""
    anchor: Anchor = "start"
    size: float = 14.0
    bold: bool = False
    colour: str = "ink"
    halo: bool = False


Shape = Box | Ribbon | Polyline | Label


@dataclass(frozen=True, slots=True)
class Part:
    """Shapes that belong together: named, and a link if ``href`` leads somewhere."""

    shapes: tuple[Shape, ...]
    title: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A drawing of ``width`` × ``height`` units; parts stand in painting and reading order."""

    width: float
    height: float
    parts: tuple[Part, ...]
