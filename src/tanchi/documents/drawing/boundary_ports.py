"""Where arrows touch the sides of a box."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tanchi.documents.drawing.boundary_grid import Grid
from tanchi.documents.drawing.boundary_routes import Route, Side
from tanchi.documents.drawing.boundary_texts import FLOW_LINE, Measures, flow_lines

Port = tuple[int, str]
"""Index of the route and ``source`` or ``target``."""
_PITCH = 14.0
_CORNER = 5.0
_SIDES: tuple[Side, ...] = ("left", "right", "top", "bottom")


def side_height(id_: str, routes: Sequence[Route], measures: Measures) -> float:
    """Return the height a box needs for the arrows at its left and right sides."""
    heights = [
        sum(_slot(routes[k], measures) for k, _ in _at(id_, side, routes)) for side in ("left", "right")
    ]
    return max(heights) + 10.0


def ports(
    grid: Grid, routes: Sequence[Route], heights: Mapping[str, float], measures: Measures
) -> dict[Port, float]:
    """Return the offset of each port from the middle of its side, so that arrows do not touch."""
    offsets: dict[Port, float] = {}
    for id_ in grid.places:
        for side in _SIDES:
            found = sorted(_at(id_, side, routes), key=lambda port: _other_row(port, grid, routes))
            offsets |= _stacked(found, side, routes, measures)
    _straighten(offsets, grid, routes, heights)
    return offsets


def _at(id_: str, side: Side, routes: Sequence[Route]) -> list[Port]:
    leaving = [(k, "source") for k, r in enumerate(routes) if r.source == id_ and r.leaves == side]
    return leaving + [(k, "target") for k, r in enumerate(routes) if r.target == id_ and r.enters == side]


def _slot(route: Route, measures: Measures) -> float:
    return max(_PITCH, len(flow_lines(route, measures)) * FLOW_LINE + 4)


def _stacked(
    found: Sequence[Port], side: Side, routes: Sequence[Route], measures: Measures
) -> dict[Port, float]:
    """Return offsets in order: the line at the foot of its slot, or amid it where the label is beside."""
    if len(found) == 1:
        return {found[0]: 0.0}
    slots = [_slot(routes[k], measures) if side in ("left", "right") else 22.0 for k, _ in found]
    at = -sum(slots) / 2
    offsets: dict[Port, float] = {}
    for port, slot in zip(found, slots, strict=True):
        centred = "edge" in (routes[port[0]].leaves, routes[port[0]].enters)
        offsets[port] = at + (slot / 2 if centred else slot - _PITCH / 2)
        at += slot
    return offsets


def _other_row(port: Port, grid: Grid, routes: Sequence[Route]) -> tuple[int, int]:
    k, end = port
    other = routes[k].target if end == "source" else routes[k].source
    place = grid.places.get(other)
    return (place.row, k) if place else (-1, k)


def _straighten(
    offsets: dict[Port, float], grid: Grid, routes: Sequence[Route], heights: Mapping[str, float]
) -> None:
    """Let a side with a single arrow from the same row take the height of the arrow's other end, if it can."""
    users: Mapping[tuple[str, Side], int] = _users(routes)
    for k, route in enumerate(routes):
        if (route.leaves, route.enters, route.lane) != ("right", "left", None):
            continue
        if grid.places[route.source].row != grid.places[route.target].row:
            continue
        leaving, entering = offsets[k, "source"], offsets[k, "target"]
        if users[route.target, "left"] == 1 and _reaches(leaving, heights[route.target]):
            offsets[k, "target"] = leaving
        elif users[route.source, "right"] == 1 and _reaches(entering, heights[route.source]):
            offsets[k, "source"] = entering


def _reaches(offset: float, height: float) -> bool:
    return abs(offset) <= height / 2 - _CORNER


def _users(routes: Sequence[Route]) -> Mapping[tuple[str, Side], int]:
    users: dict[tuple[str, Side], int] = defaultdict(int)
    for route in routes:
        users[route.source, route.leaves] += 1
        users[route.target, route.enters] += 1
    return users
