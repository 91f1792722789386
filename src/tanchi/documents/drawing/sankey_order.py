"""The order of nodes in the columns of a Sankey diagram: as few and as thin crossings as can be found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations, product
from math import factorial, prod

from tanchi.documents.drawing.sankey_graph import Graph, Step, Stop

Order = tuple[tuple[str, ...], ...]
_ROUNDS = 12
_FEW = 800


def best_order(graph: Graph) -> Order:
    """Return ids by column: the best of all orders where they are few, else the best found from the given.

    The search goes by barycentres, there and back, then by exchanges of neighbours. Of equals the first wins.
    """
    start: Order = tuple(tuple(stop.id for stop in _credits_last(column)) for column in graph.columns)
    if prod(factorial(len(column)) for column in start) <= _FEW:
        return min(product(*map(permutations, start)), key=lambda order: crossings(order, graph.steps))
    best, cost = start, crossings(start, graph.steps)
    order = start
    for round_ in range(_ROUNDS):
        order = _swept(order, graph, forward=round_ % 2 == 0)
        now = crossings(order, graph.steps)
        if now < cost:
            best, cost = order, now
    return _exchanged(best, graph)


def crossings(order: Order, steps: Sequence[Step]) -> float:
    """Return the sum over crossing pairs of steps of the thinner value of the two."""
    place = {id_: (c, k) for c, column in enumerate(order) for k, id_ in enumerate(column)}
    ends = [(*place[s.source], place[s.target][1], abs(s.value)) for s in steps]
    total = 0.0
    for i, (column, a, b, value) in enumerate(ends):
        for other_column, c, d, other in ends[:i]:
            if column == other_column and (a - c) * (b - d) < 0:
                total += min(value, other)
    return total


def _credits_last(column: tuple[Stop, ...]) -> list[Stop]:
    return sorted(column, key=lambda stop: stop.node is not None and stop.node.value < 0)


def _swept(order: Order, graph: Graph, *, forward: bool) -> Order:
    """Sort each column by the weighted mean place of its neighbours on the side the sweep comes from."""
    columns = list(order)
    indices = range(1, len(columns)) if forward else range(len(columns) - 2, -1, -1)
    for c in indices:
        fixed = {id_: k for k, id_ in enumerate(columns[c - 1 if forward else c + 1])}
        columns[c] = tuple(sorted(columns[c], key=_barycentres(columns[c], fixed, graph.steps).__getitem__))
    return tuple(columns)


def _barycentres(column: Sequence[str], fixed: dict[str, int], steps: Sequence[Step]) -> dict[str, float]:
    centres: dict[str, float] = {}
    for k, id_ in enumerate(column):
        pulls = [(fixed[s.source], abs(s.value)) for s in steps if s.target == id_ and s.source in fixed]
        pulls += [(fixed[s.target], abs(s.value)) for s in steps if s.source == id_ and s.target in fixed]
        weight = sum(value for _, value in pulls)
        centres[id_] = sum(place * value for place, value in pulls) / weight if weight else float(k)
    return centres


def _exchanged(order: Order, graph: Graph) -> Order:
    """Exchange neighbours while that lowers the crossings."""
    columns = [list(column) for column in order]
    cost = crossings(order, graph.steps)
    improved = True
    while improved and cost > 0:
        improved = False
        for column in columns:
            for k in range(len(column) - 1):
                column[k], column[k + 1] = column[k + 1], column[k]
                now = crossings(tuple(map(tuple, columns)), graph.steps)
                if now < cost:
                    cost, improved = now, True
                else:
                    column[k], column[k + 1] = column[k + 1], column[k]
    return tuple(map(tuple, columns))
