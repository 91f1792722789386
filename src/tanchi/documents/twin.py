"""The table twin of a figure: the same content for those who read, copy or hear it."""

from __future__ import annotations

from tanchi.documents import words
from tanchi.documents.blocks import Cell, Column, Table
from tanchi.documents.figures import Bar, BarChart, BoundaryBox, BoundaryFigure, Sankey
from tanchi.documents.numbers import decimals_without_interval, show
from tanchi.documents.panels import IntervalAxis
from tanchi.findings import Language, Text


def twin(figure: BarChart | Sankey | BoundaryFigure, language: Language) -> Table:
    """Return the table of a figure; it has no caption, so it is not numbered."""
    match figure:
        case BarChart():
            return _of_chart(figure)
        case Sankey():
            return _of_sankey(figure)
        case BoundaryFigure():
            return _of_boundary(figure, language)


def axis_table(axis: IntervalAxis) -> Table:
    """Return the results of an interval axis as a table."""
    columns = (
        Column(Text(axis.title, axis.title), width=3),
        Column(words.VALUE, axis.unit, "decimal"),
        Column(words.RANGE, axis.unit, "right", 1.5),
    )
    rows = [(Cell(s.label, s.colour), Cell(s.text), Cell(s.range_text)) for s in axis.spans]
    return Table(columns, tuple(rows))


def bar_texts(bar: Bar) -> tuple[str, ...]:
    """Return the values of a bar as shown: as given, else with three digits."""
    if len(bar.texts) == len(bar.values):
        return bar.texts
    return tuple(show(value, decimals_without_interval(value)) for value in bar.values)


def _of_chart(chart: BarChart) -> Table:
    columns = (
        Column(words.CATEGORY, width=2),
        *tuple(Column(Text(name, name), chart.unit, "decimal") for name in chart.series),
    )
    rows = [(Cell(bar.label, href=bar.href), *map(Cell, bar_texts(bar))) for bar in chart.bars]
    return Table(columns, tuple(rows))


def _of_sankey(sankey: Sankey) -> Table:
    labels = {node.id: node.label for node in sankey.nodes}
    columns = (
        Column(words.FROM, width=2),
        Column(words.TO, width=2),
        Column(words.VALUE, sankey.unit, "decimal"),
    )
    largest = max((abs(link.value) for link in sankey.links), default=0.0)
    decimals = decimals_without_interval(largest)
    rows = [
        (
            Cell(labels.get(link.source, link.source), link.colour),
            Cell(labels.get(link.target, link.target)),
            Cell(show(link.value, decimals)),
        )
        for link in sankey.links
    ]
    return Table(columns, tuple(rows))


def _of_boundary(figure: BoundaryFigure, language: Language) -> Table:
    columns = (
        Column(words.PROCESS, width=1.5),
        Column(words.STAGE),
        Column(words.INPUTS, width=2),
        Column(words.OUTPUTS, width=2),
    )
    stages = dict(figure.stages)
    rows = [
        (
            Cell(box.label, href=box.href),
            Cell(stages.get(box.stage, box.stage) if box.inside else words.OUTSIDE.of(language)),
            Cell(_flows(figure, box, 1, language)),
            Cell(_flows(figure, box, 0, language)),
        )
        for box in figure.boxes
    ]
    return Table(columns, tuple(rows))


def _flows(figure: BoundaryFigure, box: BoundaryBox, end: int, language: Language) -> str:
    """Return the flows that have ``box`` at ``end`` (0: out of it, 1: into it), with the other end."""
    labels = {b.id: b.label for b in figure.boxes}
    said = [
        _flow(arrow[2], labels.get(arrow[1 - end], ""), language)
        for arrow in figure.arrows
        if arrow[end] == box.id
    ]
    return words.LIST_COMMA.of(language).join(said) or words.DASH


def _flow(flow: str, other: str, language: Language) -> str:
    if not flow or not other:
        return flow or other
    return words.IN_BRACKETS.of(language).format(text=flow, inner=other)
