"""Layout of a Sankey diagram as a scene, for a wide page and for a phone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from tanchi.documents.drawing.measure import text_width, wrap
from tanchi.documents.drawing.sankey_graph import Graph, Stop, graph_of, merge_small
from tanchi.documents.drawing.sankey_order import best_order
from tanchi.documents.drawing.scene import Anchor, Box, Label, Part, Ribbon, Scene
from tanchi.documents.drawing.spread import spread
from tanchi.documents.figures import Sankey, SankeyNode
from tanchi.findings import Language

_BAR = 10.0
_LINE = 18.0
_AIR = 14.0
_EDGE_GAP = 9.0
_PADDING = 12.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """Measures of one layout; ``inside`` sets the labels of the first and last column over the ribbons."""

    width: float
    flow: float
    size: float
    inside: bool
    label: float


@dataclass(frozen=True, slots=True)
class _Placed:
    """A stop with its left x, its top and its thickness."""

    stop: Stop
    x: float
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def sankey_scene(sankey: Sankey, language: Language, *, width: float = 840.0, narrow: bool = False) -> Scene:
    """Return the scene of ``sankey``, ``width`` units wide; ``narrow`` is for phones (about 330)."""
    merged = merge_small(sankey, language)
    frame = _frame(width, narrow)
    graph = graph_of(merged)
    placed = _place(graph, frame)
    height = max((p.top + max(p.height, _LINE) for p in placed.values()), default=0.0) + _PADDING
    ribbons = _ribbons(graph, placed)
    last = len(graph.columns) - 1
    nodes = [_node(p, p.stop.node, last, frame) for p in _reading_order(placed) if p.stop.node]
    return Scene(width, height, (*ribbons, *nodes))


def _frame(width: float, narrow: bool) -> _Frame:
    if narrow:
        return _Frame(width, flow=360.0, size=13.0, inside=True, label=width * 0.3)
    return _Frame(width, flow=290.0, size=14.0, inside=False, label=width * 0.2)


def _reading_order(placed: dict[str, _Placed]) -> list[_Placed]:
    return sorted(placed.values(), key=lambda p: (p.stop.column, p.top))


def _place(graph: Graph, frame: _Frame) -> dict[str, _Placed]:
    """Set x by column and y so that ribbons run level and labels do not touch."""
    thickness = _thickness(graph)
    heaviest = max((sum(thickness[s.id] for s in column) for column in graph.columns), default=0.0)
    scale = frame.flow / heaviest if heaviest else 0.0
    heights = {id_: max(1.0, value * scale) for id_, value in thickness.items()}
    order = best_order(graph)
    stops = {stop.id: stop for column in graph.columns for stop in column}
    middles = _middles(order, graph, stops, heights, frame)
    xs = _column_xs(graph, frame)
    return {
        id_: _Placed(stops[id_], xs[stops[id_].column], middles[id_] - heights[id_] / 2, heights[id_])
        for column in order
        for id_ in column
    }


def _thickness(graph: Graph) -> dict[str, float]:
    entering: dict[str, float] = defaultdict(float)
    leaving: dict[str, float] = defaultdict(float)
    for step in graph.steps:
        entering[step.target] += abs(step.value)
        leaving[step.source] += abs(step.value)
    return {stop.id: max(entering[stop.id], leaving[stop.id]) for column in graph.columns for stop in column}


def _middles(
    order: tuple[tuple[str, ...], ...],
    graph: Graph,
    stops: dict[str, Stop],
    heights: dict[str, float],
    frame: _Frame,
) -> dict[str, float]:
    """Return the middle of each stop: packed first, then drawn towards its neighbours, there and back."""
    middles: dict[str, float] = {}
    gaps = [_gaps(column, stops, heights, frame) for column in order]
    for column, gap in zip(order, gaps, strict=True):
        middles |= dict(zip(column, spread([0.0] * len(column), gap), strict=True))
    sweeps = [*range(1, len(order)), *range(len(order) - 2, -1, -1)] * 6
    for c in sweeps:
        wanted = [_pulled(id_, graph, middles) for id_ in order[c]]
        middles |= dict(zip(order[c], spread(wanted, gaps[c]), strict=True))
    highest = min((middles[id_] - max(heights[id_], _LINE) / 2 for id_ in middles), default=0.0)
    return {id_: middle - highest + _PADDING for id_, middle in middles.items()}


def _gaps(
    column: tuple[str, ...], stops: dict[str, Stop], heights: dict[str, float], frame: _Frame
) -> list[float]:
    """Return the least distances of the middles of neighbours: bars apart and labels apart."""
    slots = [_slot(stops[id_], frame) for id_ in column]
    tall = [heights[id_] for id_ in column]
    return [
        max((tall[k] + tall[k + 1]) / 2 + _EDGE_GAP, (slots[k] + slots[k + 1]) / 2)
        for k in range(len(column) - 1)
    ]


def _slot(stop: Stop, frame: _Frame) -> float:
    return len(_lines(stop.node, frame)) * _LINE + 4 if stop.node else 0.0


def _pulled(id_: str, graph: Graph, middles: dict[str, float]) -> float:
    pulls = [(middles[s.source], abs(s.value)) for s in graph.steps if s.target == id_]
    pulls += [(middles[s.target], abs(s.value)) for s in graph.steps if s.source == id_]
    weight = sum(value for _, value in pulls)
    return sum(middle * value for middle, value in pulls) / weight if weight else middles[id_]


def _column_xs(graph: Graph, frame: _Frame) -> list[float]:
    count = len(graph.columns)
    if frame.inside:
        left, right = 0.0, frame.width - _BAR
    else:
        left = _label_room(graph.columns[0], frame) if graph.columns else 0.0
        right = frame.width - _BAR - (_label_room(graph.columns[-1], frame) if count > 1 else 0.0)
    step = (right - left) / max(1, count - 1)
    return [left + step * column for column in range(count)]


def _label_room(column: tuple[Stop, ...], frame: _Frame) -> float:
    nodes = [stop.node for stop in column if stop.node]
    widest = max((_label_width(node, frame) for node in nodes), default=0.0)
    return widest + _AIR


def _label_width(node: SankeyNode, frame: _Frame) -> float:
    longest = max(text_width(line, frame.size, bold=True) for line in _lines(node, frame))
    return longest + (text_width(node.detail, frame.size) + 8 if node.detail else 0.0)


def _lines(node: SankeyNode, frame: _Frame) -> tuple[str, ...]:
    return wrap(node.label, frame.size, frame.label, bold=True)


def _ribbons(graph: Graph, placed: dict[str, _Placed]) -> list[Part]:
    """Return the ribbons, each leaving and entering its bars in the order of the other ends."""
    leave = {id_: p.top for id_, p in placed.items()}
    enter = dict(leave)
    scale = _scale(graph, placed)
    entries: dict[int, float] = {}
    steps = list(enumerate(graph.steps))
    for k, step in sorted(steps, key=lambda s: (s[1].value < 0, placed[s[1].source].middle)):
        entries[k] = enter[step.target]
        enter[step.target] += abs(step.value) * scale
    ribbons: dict[int, Ribbon] = {}
    for k, step in sorted(steps, key=lambda s: (s[1].value < 0, placed[s[1].target].middle)):
        thickness = abs(step.value) * scale
        x0 = placed[step.source].x + _BAR
        ribbons[k] = Ribbon(
            x0, leave[step.source], placed[step.target].x, entries[k], thickness, step.colour, step.value < 0
        )
        leave[step.source] += thickness
    return [Part((ribbons[k], *_through(placed[step.target], ribbons[k]))) for k, step in steps]


def _through(target: _Placed, ribbon: Ribbon) -> tuple[Ribbon, ...]:
    """Return the short piece that carries a ribbon through an unseen stop."""
    if target.stop.node:
        return ()
    x, y = target.x, ribbon.y1
    return (Ribbon(x, y, x + _BAR, y, ribbon.thickness, ribbon.fill, ribbon.hatched),)


def _scale(graph: Graph, placed: dict[str, _Placed]) -> float:
    thickness = _thickness(graph)
    widest = max(thickness, key=lambda id_: thickness[id_], default="")
    return placed[widest].height / thickness[widest] if widest and thickness[widest] else 0.0


def _node(placed: _Placed, node: SankeyNode, last: int, frame: _Frame) -> Part:
    bar = Box(
        placed.x,
        placed.top,
        _BAR,
        placed.height,
        node.colour,
        edge="ink-2" if node.value < 0 else "",
        hatched=node.value < 0,
    )
    labels = _labels(placed, node, last, frame)
    title = f"{node.label} {node.detail}".strip()
    return Part((bar, *labels), title, node.href)


def _labels(placed: _Placed, node: SankeyNode, last: int, frame: _Frame) -> list[Label]:
    lines = _lines(node, frame)
    leftward = (placed.stop.column == last) if frame.inside else (placed.stop.column == 0 and last > 0)
    x = placed.x - _AIR + 4 if leftward else placed.x + _BAR + _AIR - 4
    anchor: Anchor = "end" if leftward else "start"
    bold = placed.stop.column > 0
    top = placed.middle - (len(lines) - 1) * _LINE / 2
    tails = [""] * (len(lines) - 1) + [node.detail]
    return [
        Label(x, top + k * _LINE, line, tail, anchor, frame.size, bold, halo=frame.inside)
        for k, (line, tail) in enumerate(zip(lines, tails, strict=True))
    ]
