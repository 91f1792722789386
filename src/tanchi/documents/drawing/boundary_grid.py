"""Where the boxes of a boundary figure stand: columns by stage, rows by what they receive."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tanchi.documents.figures import BoundaryBox, BoundaryFigure

_FEW = 3

Head = tuple[str, str, int, int, int]
"""Label and id of a stage, its first and last column, the row it begins at."""


@dataclass(frozen=True, slots=True)
class Place:
    """A column and a row, counted from 0."""

    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Places of all boxes; the boundary encloses the columns and rows of the given (half-open) ranges."""

    places: Mapping[str, Place]
    columns: int
    rows: int
    inside_columns: tuple[int, int]
    inside_rows: tuple[int, int]
    heads: tuple[Head, ...]


def landscape_grid(figure: BoundaryFigure, most: int = 5) -> Grid:
    """Return a grid of up to ``most`` columns inside the boundary, boxes outside left and right of it.

    More stages than columns go on in a storey below; stages no arrow touches stand in a band at the foot.
    """
    inside, before, after = _sorted_boxes(figure)
    joined, idle = _idle_apart(figure, inside)
    storeys = _storeys(figure, joined, most)
    first = 1 if before else 0
    wide = max((len(columns) for columns, _ in storeys), default=1)
    places: dict[str, Place] = {}
    heads: list[Head] = []
    for k, (columns, own) in enumerate(storeys):
        beside = {0: before} if before and k == 0 else {}
        beside |= {first + c: column for c, column in enumerate(columns)}
        beside |= {first + wide: after} if after and k == len(storeys) - 1 else {}
        places |= _rows(beside, figure, _depth(places))
        heads += [
            (label, id_, a + first, b + first, _top(columns[a : b + 1], places)) for label, id_, a, b in own
        ]
    heads += _band(figure, idle, first, wide, places)
    end = first + wide
    return Grid(places, end + bool(after), _depth(places), (first, end), (0, _depth(places)), tuple(heads))


def _depth(places: Mapping[str, Place]) -> int:
    return max((place.row for place in places.values()), default=-1) + 1


def _idle_apart(
    figure: BoundaryFigure, inside: Sequence[BoundaryBox]
) -> tuple[list[BoundaryBox], list[BoundaryBox]]:
    """Return the boxes of stages with an arrow, and those of stages without any."""
    ends = {end for source, target, _ in figure.arrows for end in (source, target)}
    busy = {box.stage for box in inside if box.id in ends}
    joined = [box for box in inside if box.stage in busy]
    return (joined, [box for box in inside if box.stage not in busy]) if joined else (list(inside), [])


_Storey = tuple[list[list[BoundaryBox]], list[tuple[str, str, int, int]]]


def _storeys(figure: BoundaryFigure, joined: Sequence[BoundaryBox], most: int) -> list[_Storey]:
    """Return the columns and heads of each storey: stages in order, as many storeys as needed, evenly filled."""
    stages = list(dict.fromkeys(box.stage for box in joined))
    count = math.ceil(len(stages) / most) or 1
    each = math.ceil(len(stages) / count) or 1
    parts = [stages[k : k + each] for k in range(0, len(stages), each)]
    return [_columns_of_stages(figure, [box for box in joined if box.stage in part], most) for part in parts]


def _band(
    figure: BoundaryFigure, idle: Sequence[BoundaryBox], first: int, wide: int, places: dict[str, Place]
) -> list[Head]:
    """Set the boxes without arrows into rows at the foot, stage by stage; return the heads of the stages."""
    labels = dict(figure.stages)
    heads: list[Head] = []
    for stage in dict.fromkeys(box.stage for box in idle):
        group = [box for box in idle if box.stage == stage]
        row = _depth(places)
        heads.append((labels.get(stage, stage), stage, first, first + min(len(group), wide) - 1, row))
        for k, box in enumerate(group):
            places[box.id] = Place(first + k % wide, row + k // wide)
    return heads


def upright_grid(figure: BoundaryFigure) -> Grid:
    """Return a grid of one column: what comes before, the inside by stage, what comes after."""
    inside, before, after = _sorted_boxes(figure)
    order = before + inside + after
    places = {box.id: Place(0, row) for row, box in enumerate(order)}
    labels = dict(figure.stages)
    heads: list[Head] = []
    for box in inside:
        if not heads or heads[-1][1] != box.stage:
            heads.append((labels.get(box.stage, box.stage), box.stage, 0, 0, places[box.id].row))
    rows = (len(before), len(before) + len(inside))
    return Grid(places, 1, len(order), (0, 1), rows, tuple(heads))


def _top(columns: Sequence[Sequence[BoundaryBox]], places: Mapping[str, Place]) -> int:
    """Return the first row any of these columns uses."""
    return min(places[box.id].row for column in columns for box in column)


def _sorted_boxes(
    figure: BoundaryFigure,
) -> tuple[list[BoundaryBox], list[BoundaryBox], list[BoundaryBox]]:
    """Return inside boxes in stage and flow order, and outside boxes before and after the inside."""
    stage_order = {stage: k for k, (stage, _) in enumerate(figure.stages)}
    layers = _layers(figure)
    inside = [box for box in figure.boxes if box.inside]
    inside.sort(key=lambda box: (stage_order.get(box.stage, len(stage_order)), layers[box.id]))
    outside = [box for box in figure.boxes if not box.inside]
    entered = {target for _, target, _ in figure.arrows}
    feeding = {source for source, _, _ in figure.arrows}
    before = [box for box in outside if box.id in feeding and box.id not in entered]
    return inside, before, [box for box in outside if box not in before]


def _layers(figure: BoundaryFigure) -> dict[str, int]:
    """Return the length of the longest way to each box; what closes a loop does not count."""
    sources: dict[str, list[str]] = {box.id: [] for box in figure.boxes}
    for source, target, _ in figure.arrows:
        if source in sources and target in sources:
            sources[target].append(source)
    layers: dict[str, int] = {}

    def layer(id_: str, above: frozenset[str]) -> int:
        if id_ not in layers:
            open_ = [s for s in sources[id_] if s not in above]
            found = max((layer(s, above | {id_}) + 1 for s in open_ if s != id_), default=0)
            layers.setdefault(id_, found)
        return layers[id_]

    for box in figure.boxes:
        layer(box.id, frozenset())
    return layers


def _columns_of_stages(
    figure: BoundaryFigure, inside: Sequence[BoundaryBox], most: int
) -> tuple[list[list[BoundaryBox]], list[tuple[str, str, int, int]]]:
    labels = dict(figure.stages)
    stages = list(dict.fromkeys(box.stage for box in inside))
    groups = [[box for box in inside if box.stage == stage] for stage in stages]
    columns: list[list[BoundaryBox]] = []
    heads: list[tuple[str, str, int, int]] = []
    for stage, group, parts in zip(stages, groups, _shares([len(g) for g in groups], most), strict=True):
        size = math.ceil(len(group) / parts)
        cut = [group[k : k + size] for k in range(0, len(group), size)]
        heads.append((labels.get(stage, stage), stage, len(columns), len(columns) + len(cut) - 1))
        columns += cut
    return columns, heads


def _shares(counts: Sequence[int], most: int) -> list[int]:
    """Return how many columns each stage gets: one, and more for the fullest while there is room."""
    shares = [1] * len(counts)
    while sum(shares) < most:
        tallest = max(range(len(counts)), key=lambda k: counts[k] / shares[k], default=None)
        if tallest is None or counts[tallest] / shares[tallest] <= _FEW:
            break
        shares[tallest] += 1
    return shares


def _rows(columns: Mapping[int, Sequence[BoundaryBox]], figure: BoundaryFigure, top: int) -> dict[str, Place]:
    """Set each box beside what it receives from earlier columns, in the order and rows of its column.

    Rows begin at ``top``; no column grows longer than the fullest one needs.
    """
    places: dict[str, Place] = {}
    tallest = max((len(column) for column in columns.values()), default=0)
    for c, column in columns.items():
        free = top
        for k, box in enumerate(column):
            lowest = top + tallest - (len(column) - k)
            row = max(free, min(lowest, _wanted_row(box, c, places, figure)))
            places[box.id] = Place(c, row)
            free = row + 1
    return places


def _wanted_row(box: BoundaryBox, column: int, places: Mapping[str, Place], figure: BoundaryFigure) -> int:
    rows = [
        places[source].row
        for source, target, _ in figure.arrows
        if target == box.id and source in places and places[source].column < column
    ]
    return round(sum(rows) / len(rows)) if rows else 0
