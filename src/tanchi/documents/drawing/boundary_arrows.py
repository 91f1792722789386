"""The arrows of a boundary figure with their labels, in coordinates."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tanchi.documents.drawing.boundary_geometry import Geometry, lane_offset
from tanchi.documents.drawing.boundary_ports import Port
from tanchi.documents.drawing.boundary_routes import Route
from tanchi.documents.drawing.boundary_texts import BESIDE, FLOW_LINE, Measures, flow_lines, flow_width
from tanchi.documents.drawing.scene import Anchor, Box, Label, Part, Point, Polyline

_TIP = 10.0
_OUT = 16.0


@dataclass(frozen=True, slots=True)
class _Plan:
    """What one arrow needs to know of the others and of the page."""

    boxes: Mapping[str, Box]
    ports: Mapping[Port, float]
    lanes: Mapping[tuple[int, str], float]
    sizes: Geometry
    measures: Measures


def arrow_parts(
    routes: Sequence[Route],
    boxes: Mapping[str, Box],
    offsets: Mapping[Port, float],
    sizes: Geometry,
    measures: Measures,
) -> list[Part]:
    """Return lines first, labels after them, so that no line runs over a label."""
    plan = _Plan(boxes, offsets, _lanes(routes, boxes, sizes), sizes, measures)
    paths = [_points(k, route, plan) for k, route in enumerate(routes)]
    lines = [Part((Polyline(_merged(points), "ink-2", 1.2, arrow=True),)) for points in paths]
    labels = [_labels(route, points, plan) for route, points in zip(routes, paths, strict=True)]
    return lines + [Part(tuple(found)) for found in labels if found]


def _lanes(
    routes: Sequence[Route], boxes: Mapping[str, Box], sizes: Geometry
) -> dict[tuple[int, str], float]:
    """Return x of the first and second channel and y of the row lane of each route, one lane each."""
    wanting: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    for k, route in enumerate(routes):
        for name, kind, number in (
            ("first", "x", route.first),
            ("second", "x", route.second),
            ("lane", "y", route.lane),
        ):
            if number is not None:
                wanting[kind, number].append((k, name))
    places: dict[tuple[int, str], float] = {}
    for (kind, number), users in wanting.items():
        start = (sizes.channels if kind == "x" else sizes.lanes)[number]
        for index, user in enumerate(sorted(users, key=lambda u: _lane_order(routes[u[0]], boxes))):
            places[user] = start + lane_offset(index)
    return places


def _lane_order(route: Route, boxes: Mapping[str, Box]) -> tuple[float, float]:
    """Order lanes so that arrows running the same way do not cross."""
    source, target = boxes[route.source], boxes[route.target]
    return (-source.y, -target.y) if target.y >= source.y else (source.y, target.y)


def _points(k: int, route: Route, plan: _Plan) -> tuple[Point, ...]:
    start = _side_point(plan, route.source, route.leaves, (k, "source"))
    end = _side_point(plan, route.target, route.enters, (k, "target"))
    if start is None and end is not None:
        start = _outer_start(route, end, plan)
    if end is None and start is not None:
        end = _outer_end(route, start, plan)
    if start is None or end is None:
        raise ValueError("an arrow needs a box at one end at least")
    if route.first is None:
        return (start, end)
    x = plan.lanes[k, "first"]
    if route.lane is None or route.second is None:
        return (start, (x, start[1]), (x, end[1]), end)
    y, x2 = plan.lanes[k, "lane"], plan.lanes[k, "second"]
    return (start, (x, start[1]), (x, y), (x2, y), (x2, end[1]), end)


def _side_point(plan: _Plan, id_: str, side: str, port: Port) -> Point | None:
    if not id_:
        return None
    box, offset = plan.boxes[id_], plan.ports[port]
    match side:
        case "left":
            return (box.x, box.y + box.height / 2 + offset)
        case "right":
            return (box.x + box.width, box.y + box.height / 2 + offset)
        case "top":
            return (box.x + box.width / 2 + offset, box.y)
        case _:
            return (box.x + box.width / 2 + offset, box.y + box.height)


def _outer_start(route: Route, end: Point, plan: _Plan) -> Point:
    boundary = plan.sizes.boundary
    if route.leaves == "stub":
        return (end[0] - flow_width([route], plan.measures) - _TIP - 8, end[1])
    if route.enters == "top":
        return (end[0], boundary.y - 8)
    return (boundary.x - 10, end[1])


def _outer_end(route: Route, start: Point, plan: _Plan) -> Point:
    boundary = plan.sizes.boundary
    if route.enters == "stub":
        return (start[0] + flow_width([route], plan.measures) + _TIP + 8, start[1])
    if route.leaves == "bottom":
        return (start[0], boundary.y + boundary.height + _OUT)
    return (boundary.x + boundary.width + _OUT, start[1])


def _merged(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return the points without repeated ones, so that the last piece has a direction."""
    kept = [points[0]]
    kept += [b for a, b in itertools.pairwise(points) if a != b]
    return tuple(kept)


def _labels(route: Route, points: tuple[Point, ...], plan: _Plan) -> list[Label]:
    lines = flow_lines(route, plan.measures)
    if not lines:
        return []
    x, y, anchor = _label_place(route, points, len(lines))
    size = plan.measures.flow_size
    return [
        Label(x, y + k * FLOW_LINE, line, "", anchor, size, False, "ink-2", halo=True)
        for k, line in enumerate(lines)
    ]


def _label_place(route: Route, points: tuple[Point, ...], count: int) -> tuple[float, float, Anchor]:
    """Return x, y of the first line, and the anchor of the label of an arrow."""
    (x0, y0), (x1, y1) = points[0], points[-1]
    block = (count - 1) * FLOW_LINE
    above = 9.0 + block
    if (route.leaves, route.enters) == ("bottom", "top"):
        return x0 + BESIDE, y1 - 16 - block, "start"
    if route.leaves == "edge":
        if route.enters == "top":
            return x1, y0 - above, "middle"
        return x0 - 5, y0 - block / 2, "end"
    if route.enters == "edge":
        if route.leaves == "bottom":
            return x0, y1 + 11, "middle"
        return x1 + 5, y1 - block / 2, "start"
    if route.enters == "right":
        return x1 + _TIP, y1 - above, "start"
    if route.enters == "stub":
        return x0 + 5, y0 - above, "start"
    return x1 - _TIP, y1 - above, "end"
