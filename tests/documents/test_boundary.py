"""The boundary figure: boxes apart, arrows between the right boxes and around all others."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.documents.blocks import BoundaryBox, BoundaryFigure
from tanchi.documents.drawing.boundary import boundary_scene
from tanchi.documents.drawing.measure import text_width
from tanchi.documents.drawing.scene import Box, Label, Polyline, Scene
from tests.documents.samples import boundary

STAGES = ("raw_material", "production", "use")


@st.composite
def figures(draw: st.DrawFn) -> BoundaryFigure:
    count = draw(st.integers(1, 14))
    boxes = tuple(
        BoundaryBox(
            f"p{k}",
            draw(st.sampled_from(["铝电解", "Alumina refining", "预焙阳极生产与组装车间"])),
            draw(st.sampled_from(STAGES)),
            inside=k == 0 or draw(st.integers(0, 5)) > 0,
        )
        for k in range(count)
    )
    ends = st.sampled_from(["", *(box.id for box in boxes)])
    arrows = draw(
        st.lists(st.tuples(ends, ends, st.sampled_from(["", "电力", "煅后焦、沥青、燃料"])), max_size=18)
    )
    return BoundaryFigure(tuple((s, s) for s in STAGES), boxes, tuple(arrows))


def process_boxes(scene: Scene, figure: BoundaryFigure) -> dict[str, Box]:
    """Return the rectangle of each process; parts of processes come in the order of the figure."""
    found = [
        part.shapes[0]
        for part in scene.parts
        if isinstance(part.shapes[0], Box) and part.shapes[0].round and part.shapes[0].fill == "paper"
    ]
    assert len(found) == len(figure.boxes)
    return {box.id: shape for box, shape in zip(figure.boxes, found, strict=True) if isinstance(shape, Box)}


def lines(scene: Scene) -> list[Polyline]:
    return [shape for part in scene.parts for shape in part.shapes if isinstance(shape, Polyline)]


def overlap(a: Box, b: Box) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


def passes_through(line: Polyline, box: Box) -> bool:
    """Return whether a piece of the line runs through the inside of the box (touching is allowed)."""
    for (x0, y0), (x1, y1) in pairwise(line.points):
        apart = (
            max(x0, x1) <= box.x + 0.5
            or min(x0, x1) >= box.x + box.width - 0.5
            or max(y0, y1) <= box.y + 0.5
            or min(y0, y1) >= box.y + box.height - 0.5
        )
        if not apart:
            return True
    return False


def touches(point: tuple[float, float], box: Box) -> bool:
    x, y = point
    across = abs(x - box.x) < 0.01 or abs(x - box.x - box.width) < 0.01
    down = abs(y - box.y) < 0.01 or abs(y - box.y - box.height) < 0.01
    within = box.x - 0.01 <= x <= box.x + box.width + 0.01 and box.y - 0.01 <= y <= box.y + box.height + 0.01
    return within and (across or down)


@given(figures(), st.booleans())
def test_boxes_never_overlap_and_no_arrow_runs_through_one(figure: BoundaryFigure, upright: bool) -> None:
    scene = boundary_scene(figure, "zh", upright=upright)
    boxes = process_boxes(scene, figure)
    assert not [pair for pair in combinations(boxes.values(), 2) if overlap(*pair)]
    assert not [line for line in lines(scene) for box in boxes.values() if passes_through(line, box)]


@given(figures(), st.booleans())
def test_every_pair_of_ends_gets_one_arrow_that_touches_both(figure: BoundaryFigure, upright: bool) -> None:
    scene = boundary_scene(figure, "zh", upright=upright)
    boxes = process_boxes(scene, figure)
    wanted = {(a, b) for a, b, _ in figure.arrows if a != b}
    drawn = lines(scene)
    assert len(drawn) == len(wanted)
    for source, target in wanted:
        assert any(
            (not source or touches(line.points[0], boxes[source]))
            and (not target or touches(line.points[-1], boxes[target]))
            for line in drawn
        )


@given(figures(), st.booleans())
def test_boundary_encloses_inside_boxes_and_no_others(figure: BoundaryFigure, upright: bool) -> None:
    scene = boundary_scene(figure, "zh", upright=upright)
    boundary_box = scene.parts[0].shapes[0]
    assert isinstance(boundary_box, Box)
    for box, shape in process_boxes(scene, figure).items():
        inside = next(b.inside for b in figure.boxes if b.id == box)
        assert overlap(shape, boundary_box) == inside


@given(figures(), st.booleans())
def test_drawing_stays_on_its_canvas(figure: BoundaryFigure, upright: bool) -> None:
    scene = boundary_scene(figure, "zh", upright=upright)
    points = [point for line in lines(scene) for point in line.points]
    points += [(b.x, b.y) for b in process_boxes(scene, figure).values()]
    assert all(0 <= x <= scene.width and 0 <= y <= scene.height for x, y in points)


@pytest.mark.parametrize("upright", [False, True])
def test_no_word_of_the_figure_is_lost(upright: bool) -> None:
    figure = boundary("zh")
    scene = boundary_scene(figure, "zh", upright=upright)
    written = "".join(shape.text for part in scene.parts for shape in part.shapes if isinstance(shape, Label))
    words = [box.label for box in figure.boxes] + [box.detail for box in figure.boxes]
    words += [label for _, _, label in figure.arrows] + [label for _, label in figure.stages]
    for word in words:
        assert word in written


def test_aluminium_chain_fits_a_page_of_text_without_shrinking() -> None:
    assert boundary_scene(boundary("zh"), "zh").width <= 840
    assert boundary_scene(boundary("zh"), "zh", upright=True).width <= 360


def area(label: Label) -> Box:
    """Return the ground a label covers."""
    width = text_width(label.text, label.size, bold=label.bold)
    left = {"start": label.x, "middle": label.x - width / 2, "end": label.x - width}[label.anchor]
    return Box(left, label.y - label.size / 2, width, label.size)


@given(figures(), st.booleans())
def test_labels_of_arrows_cover_no_box(figure: BoundaryFigure, upright: bool) -> None:
    scene = boundary_scene(figure, "zh", upright=upright)
    boxes = process_boxes(scene, figure).values()
    labels = [
        label
        for part in scene.parts
        if all(isinstance(shape, Label) for shape in part.shapes)
        for label in part.shapes
        if isinstance(label, Label)
    ]
    assert not [label.text for label in labels for box in boxes if overlap(area(label), box)]


@given(figures(), st.booleans())
def test_words_of_a_box_stand_inside_it_line_under_line(figure: BoundaryFigure, upright: bool) -> None:
    scene = boundary_scene(figure, "zh", upright=upright)
    for part in scene.parts:
        box, *labels = part.shapes
        if not (isinstance(box, Box) and box.round):
            continue
        ys = [label.y for label in labels if isinstance(label, Label)]
        assert all(b - a >= 15 for a, b in pairwise(ys))
        for label in labels:
            assert isinstance(label, Label)
            assert box.x <= area(label).x
            assert area(label).x + area(label).width <= box.x + box.width
            assert box.y + 4 <= label.y - label.size / 2
            assert label.y + label.size / 2 <= box.y + box.height - 4
        assert sum(ys) / len(ys) == pytest.approx(box.y + box.height / 2, abs=2)
