"""A boundary figure as a scene, landscape for pages and upright for phones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tanchi.documents import words
from tanchi.documents.drawing.boundary_arrows import arrow_parts
from tanchi.documents.drawing.boundary_geometry import HEAD_ROOM, TITLE, Geometry, geometry
from tanchi.documents.drawing.boundary_grid import Grid, landscape_grid, upright_grid
from tanchi.documents.drawing.boundary_ports import ports, side_height
from tanchi.documents.drawing.boundary_routes import Route, routes_of
from tanchi.documents.drawing.boundary_texts import (
    DETAIL_LINE,
    NAME_LINE,
    Measures,
    box_text_height,
    detail_lines,
    head_lines,
    name_lines,
)
from tanchi.documents.drawing.scene import Box, Label, Part, Scene
from tanchi.documents.figures import BoundaryBox, BoundaryFigure
from tanchi.documents.palette import stage_colours
from tanchi.findings import Language

_STRIP = 4.0
_ROOMY = (
    Measures(box=150, flow=112),
    Measures(box=138, flow=96),
    Measures(box=126, flow=84),
    Measures(box=112, flow=72),
    Measures(box=100, flow=60),
)
_LAYOUTS = (
    *((measures, most) for most in (5, 4, 3) for measures in _ROOMY[:3]),
    *((measures, most) for most in (5, 4, 3, 2) for measures in _ROOMY[3:]),
)
"""Layouts in the order they are tried: roomy ones in fewer columns go before cramped ones."""
_PHONE = Measures(box=112, flow=53, air=12)


def boundary_scene(
    figure: BoundaryFigure, language: Language, *, width: float = 840.0, upright: bool = False
) -> Scene:
    """Return the scene of ``figure``; the landscape one keeps to ``width`` as long as its boxes allow."""
    if upright:
        grid = upright_grid(figure)
        return _scene(figure, grid, routes_of(figure, grid, language), _PHONE, language)
    tried = []
    for measures, most in _LAYOUTS:
        grid = landscape_grid(figure, most)
        scene = _scene(figure, grid, routes_of(figure, grid, language), measures, language)
        if scene.width <= width:
            return scene
        tried.append(scene)
    return min(tried, key=lambda scene: scene.width)


def _scene(
    figure: BoundaryFigure, grid: Grid, routes: Sequence[Route], measures: Measures, language: Language
) -> Scene:
    heights = {
        box.id: max(box_text_height(box, measures), side_height(box.id, routes, measures), 44.0)
        for box in figure.boxes
    }
    sizes = geometry(grid, routes, heights, measures)
    boxes = {box.id: _rectangle(box, grid, sizes, heights, measures) for box in figure.boxes}
    offsets = ports(grid, routes, heights, measures)
    parts = (
        Part((sizes.boundary,), figure.title or words.BOUNDARY.of(language)),
        *arrow_parts(routes, boxes, offsets, sizes, measures),
        *_heads(figure, grid, sizes, measures),
        *(_box_part(box, boxes[box.id], measures) for box in figure.boxes),
        _title(figure.title or words.BOUNDARY.of(language), sizes, measures),
    )
    return Scene(sizes.width, sizes.height, parts)


def _rectangle(
    box: BoundaryBox, grid: Grid, sizes: Geometry, heights: Mapping[str, float], measures: Measures
) -> Box:
    place = grid.places[box.id]
    height = heights[box.id]
    y = sizes.ys[place.row] + (sizes.heights[place.row] - height) / 2
    edge = "accent" if box.inside else "control"
    return Box(
        sizes.xs[place.column], y, measures.box, height, "paper", edge, 1.5, dashed=not box.inside, round=3
    )


def _box_part(box: BoundaryBox, rectangle: Box, measures: Measures) -> Part:
    names, details = name_lines(box, measures), detail_lines(box, measures)
    middle = rectangle.x + rectangle.width / 2
    text = len(names) * NAME_LINE + len(details) * DETAIL_LINE
    top = rectangle.y + (rectangle.height - text) / 2
    labels = [
        Label(middle, top + (k + 0.5) * NAME_LINE, line, anchor="middle", size=measures.name_size, bold=True)
        for k, line in enumerate(names)
    ]
    top += len(names) * NAME_LINE
    labels += [
        Label(
            middle,
            top + (k + 0.5) * DETAIL_LINE,
            line,
            anchor="middle",
            size=measures.detail_size,
            colour="ink-2",
        )
        for k, line in enumerate(details)
    ]
    return Part((rectangle, *labels), f"{box.label} {box.detail}".strip(), box.href)


def _heads(figure: BoundaryFigure, grid: Grid, sizes: Geometry, measures: Measures) -> list[Part]:
    """Return a strip in the colour of each stage with its name, above its boxes."""
    colours = stage_colours([stage for stage, _ in figure.stages])
    parts = []
    for head in grid.heads:
        _, stage, first, last, row = head
        lines = head_lines(head, measures)
        x, end = sizes.xs[first], sizes.xs[last] + measures.box
        y = sizes.ys[row] - HEAD_ROOM - len(lines) * DETAIL_LINE
        strip = Box(x, y - 5, end - x, _STRIP, colours.get(stage, "ink-3"))
        names = [
            Label(x, y + 10 + k * DETAIL_LINE, line, size=measures.detail_size, colour="ink-2", halo=True)
            for k, line in enumerate(lines)
        ]
        parts.append(Part((strip, *names)))
    return parts


def _title(title: str, sizes: Geometry, measures: Measures) -> Part:
    boundary = sizes.boundary
    x, y = boundary.x + boundary.width - 10, boundary.y + boundary.height - TITLE / 2
    return Part((Label(x, y, title, "", "end", measures.flow_size, True, "accent", halo=True),))
