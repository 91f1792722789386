"""How the arrows of a boundary figure run over its grid, before any coordinate is known.

Vertical pieces run in channels (channel k lies left of column k), horizontal ones in lanes between rows
(lane r lies above row r), so that no arrow crosses a box.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tanchi.documents import words
from tanchi.documents.drawing.boundary_grid import Grid, Place
from tanchi.documents.figures import BoundaryFigure
from tanchi.findings import Language

Side = Literal["left", "right", "top", "bottom", "edge", "stub"]


@dataclass(frozen=True, slots=True)
class Route:
    """An arrow: the sides it leaves and enters, the channels and the lane it uses (None: not needed).

    ``edge`` is the edge of the boundary, ``stub`` a free end beside the box. Empty ids lie outside.
    """

    source: str
    target: str
    label: str
    leaves: Side
    enters: Side
    first: int | None = None
    lane: int | None = None
    second: int | None = None


def routes_of(figure: BoundaryFigure, grid: Grid, language: Language) -> tuple[Route, ...]:
    """Return one route per pair of ends, the labels of several flows joined."""
    occupied = {place: id_ for id_, place in grid.places.items()}
    return tuple(
        _route(source, target, label, grid, occupied)
        for (source, target), label in _joined(figure, grid, language).items()
    )


def _joined(figure: BoundaryFigure, grid: Grid, language: Language) -> dict[tuple[str, str], str]:
    labels: dict[tuple[str, str], list[str]] = {}
    for source, target, label in figure.arrows:
        ends = (source if source in grid.places else "", target if target in grid.places else "")
        if ends != ("", "") and ends[0] != ends[1]:
            named = labels.setdefault(ends, [])
            named += [label] if label and label not in named else []
    return {ends: words.LIST_COMMA.of(language).join(named) for ends, named in labels.items()}


def _route(source: str, target: str, label: str, grid: Grid, occupied: Mapping[Place, str]) -> Route:
    if not source:
        return _inward(target, label, grid, occupied)
    if not target:
        return _outward(source, label, grid, occupied)
    a, b = grid.places[source], grid.places[target]
    if a.column == b.column:
        if b.row == a.row + 1:
            return Route(source, target, label, "bottom", "top")
        return Route(source, target, label, "right", "right", first=a.column + 1)
    if a.column < b.column and _is_free(a, b, occupied):
        return Route(source, target, label, "right", "left", first=b.column)
    lane = b.row if a.column < b.column else a.row + 1
    return Route(source, target, label, "right", "left", a.column + 1, lane, b.column)


def _is_free(a: Place, b: Place, occupied: Mapping[Place, str]) -> bool:
    """Return whether nothing stands between two places on the row of the first."""
    return not any(Place(column, a.row) in occupied for column in range(a.column + 1, b.column))


def _inward(target: str, label: str, grid: Grid, occupied: Mapping[Place, str]) -> Route:
    place = grid.places[target]
    first_column, first_row = grid.inside_columns[0], grid.inside_rows[0]
    if not _has_in(occupied, place.column, range(first_row, place.row)):
        return Route("", target, label, "edge", "top")
    if place.column == first_column:
        return Route("", target, label, "edge", "left")
    return Route("", target, label, "stub", "left")


def _outward(source: str, label: str, grid: Grid, occupied: Mapping[Place, str]) -> Route:
    place = grid.places[source]
    if place.column == grid.inside_columns[1] - 1:
        return Route(source, "", label, "right", "edge")
    if not _has_in(occupied, place.column, range(place.row + 1, grid.inside_rows[1])):
        return Route(source, "", label, "bottom", "edge")
    return Route(source, "", label, "right", "stub")


def _has_in(occupied: Mapping[Place, str], column: int, rows: range) -> bool:
    return any(Place(column, row) in occupied for row in rows)
