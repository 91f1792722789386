"""The graph behind a Sankey diagram: small sources merged, long links cut into steps."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tanchi.documents import words
from tanchi.documents.figures import Sankey, SankeyLink, SankeyNode
from tanchi.documents.numbers import decimal_places, decimals_without_interval, show
from tanchi.findings import Language


@dataclass(frozen=True, slots=True)
class Stop:
    """A place a flow passes: a node, or an unseen stop (``node`` None) of a link that skips a column."""

    id: str
    column: int
    node: SankeyNode | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A link from a stop to one in the next column that has any."""

    source: str
    target: str
    value: float
    colour: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Stops by column, in the order given, and the steps between neighbouring columns."""

    columns: tuple[tuple[Stop, ...], ...]
    steps: tuple[Step, ...]


def merge_small(sankey: Sankey, language: Language, *, least: float = 0.01, most: int = 14) -> Sankey:
    """Merge sources below ``least`` of the whole, and the smallest above ``most``, into one named rest.

    Only nodes nothing flows into and with a single target are merged, per target and sign, and never one
    alone.
    """
    small = _small_sources(sankey, least, most)
    groups: dict[tuple[str, int, bool], list[SankeyNode]] = defaultdict(list)
    for link in sankey.links:
        if link.source in small:
            node = small[link.source]
            groups[link.target, node.column, link.value < 0].append(node)
    for (target, _, _), members in groups.items():
        if len(members) > 1:
            sankey = _merged(sankey, members, target, language)
    return sankey


def graph_of(sankey: Sankey) -> Graph:
    """Return the graph of ``sankey``; links whose ends are unknown or not left to right are left out."""
    used = sorted({node.column for node in sankey.nodes})
    place = {node.id: used.index(node.column) for node in sankey.nodes}
    columns: list[list[Stop]] = [[] for _ in used]
    for node in sankey.nodes:
        columns[place[node.id]].append(Stop(node.id, place[node.id], node))
    steps: list[Step] = []
    for link in sankey.links:
        if place.get(link.source, len(used)) < place.get(link.target, -1):
            steps += _cut(link, place, columns)
    return Graph(tuple(map(tuple, columns)), tuple(steps))


def _small_sources(sankey: Sankey, least: float, most: int) -> dict[str, SankeyNode]:
    entered = {link.target for link in sankey.links}
    leaving = [link.source for link in sankey.links]
    sources = [n for n in sankey.nodes if n.id not in entered and leaving.count(n.id) == 1]
    whole = sum(abs(node.value) for node in sources)
    ranked = sorted(sources, key=lambda node: -abs(node.value))
    return {n.id: n for rank, n in enumerate(ranked) if abs(n.value) < least * whole or rank >= most}


def _merged(sankey: Sankey, members: list[SankeyNode], target: str, language: Language) -> Sankey:
    gone = {node.id for node in members}
    colours = {node.colour for node in members}
    value = sum(node.value for node in members)
    rest = SankeyNode(
        id="rest:" + "+".join(node.id for node in members),
        label=words.REST.of(language).format(count=len(members)),
        column=members[0].column,
        colour=colours.pop() if len(colours) == 1 else "ink-3",
        value=value,
        detail=show(value, _decimals(members, value)),
    )
    flow = sum(link.value for link in sankey.links if link.source in gone)
    return replace(
        sankey,
        nodes=(*(node for node in sankey.nodes if node.id not in gone), rest),
        links=(
            *(link for link in sankey.links if link.source not in gone),
            SankeyLink(rest.id, target, flow, rest.colour),
        ),
    )


def _decimals(members: Iterable[SankeyNode], value: float) -> int:
    known = [places for node in members if (places := decimal_places(node.detail)) is not None]
    return max(known) if known else decimals_without_interval(value)


def _cut(link: SankeyLink, place: dict[str, int], columns: list[list[Stop]]) -> list[Step]:
    """Return the steps of a link, adding an unseen stop to each column between its ends."""
    path = [link.source]
    for column in range(place[link.source] + 1, place[link.target]):
        stop = Stop(f"{link.source}>{link.target}@{column}", column)
        if stop not in columns[column]:
            columns[column].append(stop)
        path.append(stop.id)
    path.append(link.target)
    return [Step(a, b, link.value, link.colour) for a, b in itertools.pairwise(path)]
