"""Lines of text of a boundary figure, and the room they need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tanchi.documents.drawing.boundary_grid import Head
from tanchi.documents.drawing.boundary_routes import Route
from tanchi.documents.drawing.measure import text_width, wrap
from tanchi.documents.figures import BoundaryBox

NAME_LINE = 19.0
DETAIL_LINE = 17.0
FLOW_LINE = 16.0
BESIDE = 7.0
"""Between a vertical arrow and the label beside it."""
_BOX_PADDING = 9.0


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes of one layout: box width, width at which flow labels break, sizes of type, room for arrows."""

    box: float
    flow: float
    name_size: float = 14.0
    detail_size: float = 13.0
    flow_size: float = 13.0
    air: float = 18.0


def name_lines(box: BoundaryBox, measures: Measures) -> tuple[str, ...]:
    """Return the name of a box in lines that fit its width."""
    return wrap(box.label, measures.name_size, measures.box - 2 * _BOX_PADDING, bold=True)


def detail_lines(box: BoundaryBox, measures: Measures) -> tuple[str, ...]:
    """Return what stands small under the name, in lines."""
    if not box.detail:
        return ()
    return wrap(box.detail, measures.detail_size, measures.box - 2 * _BOX_PADDING)


def box_text_height(box: BoundaryBox, measures: Measures) -> float:
    """Return the height the text of a box asks for, padding included."""
    names, details = name_lines(box, measures), detail_lines(box, measures)
    return len(names) * NAME_LINE + len(details) * DETAIL_LINE + 2 * _BOX_PADDING


def head_lines(head: Head, measures: Measures) -> tuple[str, ...]:
    """Return the name of a stage in lines no wider than its boxes."""
    label, _, first, last, _ = head
    return wrap(label, measures.detail_size, measures.box * (last - first + 1)) if label else ()


def flow_lines(route: Route, measures: Measures) -> tuple[str, ...]:
    """Return the label of an arrow in lines; those above or below a box may be as wide as the box."""
    if not route.label:
        return ()
    upright = "edge" in (route.leaves, route.enters) and (route.enters == "top" or route.leaves == "bottom")
    return wrap(route.label, measures.flow_size, measures.box + 12 if upright else measures.flow)


def flow_width(routes: Iterable[Route], measures: Measures) -> float:
    """Return the width of the widest label of some arrows, 0 without any."""
    lines = [line for route in routes for line in flow_lines(route, measures)]
    return max((text_width(line, measures.flow_size) for line in lines), default=0.0)


def flow_height(routes: Iterable[Route], measures: Measures) -> float:
    """Return the height of the tallest label of some arrows, 0 without any."""
    return max((len(flow_lines(route, measures)) for route in routes), default=0) * FLOW_LINE
