"""Coordinates of a boundary figure: channels and lanes as wide as what runs and stands in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tanchi.documents.drawing.boundary_grid import Grid, Head
from tanchi.documents.drawing.boundary_routes import Route
from tanchi.documents.drawing.boundary_texts import (
    BESIDE,
    DETAIL_LINE,
    Measures,
    flow_height,
    flow_width,
    head_lines,
)
from tanchi.documents.drawing.scene import Box

HEAD_ROOM = 12.0
"""Between the name of a stage and its first box."""
TITLE = 24.0
_LANE = 9.0
_MARGIN = 6.0


@dataclass(frozen=True, slots=True)
class Geometry:
    """Left x of columns, top y and height of rows, first lane of each channel and row lane, the boundary."""

    xs: Sequence[float]
    ys: Sequence[float]
    heights: Sequence[float]
    channels: Sequence[float]
    lanes: Sequence[float]
    boundary: Box
    width: float
    height: float


def geometry(
    grid: Grid, routes: Sequence[Route], heights: Mapping[str, float], measures: Measures
) -> Geometry:
    """Return the coordinates of ``grid`` for the arrows ``routes`` and boxes of the given heights."""
    rows = [max(heights[i] for i, p in grid.places.items() if p.row == r) for r in range(grid.rows)]
    across = _walk([measures.box] * grid.columns, lambda k: _channel(k, grid, routes, measures))
    down = _walk(rows, lambda r: _gap(r, grid, routes, measures))
    left, right = across.edges[grid.inside_columns[0]], across.edges[grid.inside_columns[1]]
    top, bottom = down.edges[grid.inside_rows[0]], down.edges[grid.inside_rows[1]]
    boundary = Box(left, top, right - left, bottom - top, "wash", "accent", 1.5, dashed=True)
    return Geometry(
        across.starts, down.starts, rows, across.lanes, down.lanes, boundary, across.end, down.end
    )


def lane_offset(index: int) -> float:
    """Return how far the lane ``index`` lies from the first of its channel."""
    return index * _LANE


@dataclass(frozen=True, slots=True)
class _Gap:
    """A gap between columns or rows: where its lanes begin, where the boundary would run, its size."""

    lanes: float
    edge: float
    size: float


@dataclass(frozen=True, slots=True)
class _Walk:
    """Positions met while walking over gaps and columns (or rows) in turn."""

    starts: list[float]
    lanes: list[float]
    edges: list[float]
    end: float


def _walk(sizes: Sequence[float], gap_at: Callable[[int], _Gap]) -> _Walk:
    starts: list[float] = []
    lanes: list[float] = []
    edges: list[float] = []
    at = _MARGIN
    for k in range(len(sizes) + 1):
        gap = gap_at(k)
        lanes.append(at + gap.lanes)
        edges.append(at + gap.edge)
        at += gap.size
        if k < len(sizes):
            starts.append(at)
            at += sizes[k]
    return _Walk(starts, lanes, edges, at + _MARGIN)


def _channel(k: int, grid: Grid, routes: Sequence[Route], measures: Measures) -> _Gap:
    """Measure channel ``k``: labels of what leaves, lanes, labels at the boundary, labels of what enters."""
    column = {id_: place.column for id_, place in grid.places.items()}
    lanes = sum(k in (route.first, route.second) for route in routes) * _LANE
    beside = [r for r in routes if _stands_right(r) and column.get(r.target or r.source) == k - 1]
    entering = [r for r in routes if r.enters == "left" and r.leaves != "edge" and column[r.target] == k]
    leaving = max(_label_room(beside, measures), _overhang(k - 1, routes, column, measures))
    arriving = max(_label_room(entering, measures), measures.air if _used(k, routes, column) else 0.0)
    if k == grid.inside_columns[0]:
        outside = [r for r in routes if r.leaves == "edge" and r.enters == "left"]
        edge = leaving + _label_room(outside, measures)
        return _Gap(edge + 10, edge, edge + 10 + lanes + max(arriving, measures.air))
    if k == grid.inside_columns[1]:
        outside = [r for r in routes if r.enters == "edge" and r.leaves == "right"]
        edge = leaving + 8 + lanes + 10
        return _Gap(leaving + 8, edge, edge + max(_label_room(outside, measures), arriving + 12))
    return _Gap(leaving + 6, 0.0, leaving + 6 + lanes + arriving)


def _overhang(k: int, routes: Sequence[Route], column: Mapping[str, int], measures: Measures) -> float:
    """Return how far labels beside arrows from box to box reach out of column ``k``."""
    straight = [r for r in routes if (r.leaves, r.enters) == ("bottom", "top") and column.get(r.target) == k]
    return max(flow_width(straight, measures) + BESIDE - measures.box / 2, 0.0) if straight else 0.0


def _stands_right(route: Route) -> bool:
    return route.enters in ("right", "stub")


def _used(k: int, routes: Sequence[Route], column: Mapping[str, int]) -> bool:
    return any(column.get(route.target) == k for route in routes)


def _label_room(routes: Sequence[Route], measures: Measures) -> float:
    return flow_width(routes, measures) + measures.air + 4 if routes else 0.0


def _head_height(head: Head, measures: Measures) -> float:
    lines = head_lines(head, measures)
    return HEAD_ROOM + len(lines) * DETAIL_LINE if lines else 0.0


def _gap(r: int, grid: Grid, routes: Sequence[Route], measures: Measures) -> _Gap:
    """Measure the gap above row ``r``: lanes, arrows to the row below, stage names, the boundary."""
    row = {id_: place.row for id_, place in grid.places.items()}
    lanes = sum(route.lane == r for route in routes) * _LANE
    straight = [x for x in routes if (x.leaves, x.enters) == ("bottom", "top") and row[x.target] == r]
    between = max(flow_height(straight, measures) + 10, 26.0) if straight else 16.0
    head = max((_head_height(head, measures) for head in grid.heads if head[4] == r), default=0.0)
    if r == grid.inside_rows[0]:
        above = [x for x in routes if x.leaves == "edge" and x.enters == "top"]
        edge = (flow_height(above, measures) + 14 if above else 0.0) + (6.0 if r else 0.0)
        return _Gap(edge + 8, edge, edge + lanes + head + between)
    if r == grid.inside_rows[1]:
        below = [x for x in routes if x.enters == "edge" and x.leaves == "bottom"]
        edge = 12.0 + lanes + TITLE
        return _Gap(12.0, edge, edge + (flow_height(below, measures) + 18 if below else between))
    return _Gap(8.0, 0.0, lanes + between + head)
