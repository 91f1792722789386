"""Figures in Word: charts of Word and drawings from its own shapes, with unit, note and caption."""

from __future__ import annotations

from tanchi.documents import words
from tanchi.documents.drawing.boundary import boundary_scene
from tanchi.documents.drawing.boundary_texts import Measures
from tanchi.documents.drawing.sankey import sankey_scene
from tanchi.documents.figures import BarChart, BoundaryFigure, Sankey
from tanchi.documents.markup import Markup, join, xml
from tanchi.documents.outline import Item
from tanchi.documents.word.chart import chart_xml, stacks
from tanchi.documents.word.context import DOCUMENT, Context
from tanchi.documents.word.inline import paragraph
from tanchi.documents.word.ns import EMU_PER_POINT, NAMESPACES, TEXT_WIDTH
from tanchi.documents.word.shapes import drawing, inline
from tanchi.documents.word.table import caption_paragraph
from tanchi.documents.word.text import text_runs
from tanchi.documents.word.workbook import chart_workbook

_CHART_WIDTH = TEXT_WIDTH / 20
_SMALLEST = 7.5
"""Points of the smallest writing in a drawing."""
_BOUNDARY_WIDTH = _CHART_WIDTH / _SMALLEST * Measures(box=0, flow=0).flow_size
"""Width of a boundary figure in its own units, at which its smallest writing keeps that size."""
_ROW, _LEGEND, _AXIS, _MARGIN = 24.0, 24.0, 30.0, 14.0
"""Points."""


def figure(block: BarChart | Sankey | BoundaryFigure, item: Item, context: Context) -> Markup:
    """Return unit, drawing, note and caption."""
    caption = block.caption.of(context.language)
    unit = _unit(block, context)
    drawn = paragraph("Figure", _drawing(block, caption, context))
    note = paragraph("Note", text_runs(block.note, context.language)) if block.note else ""
    title = caption_paragraph("Caption", words.FIGURE, item, caption, context) if caption else ""
    return join(unit, drawn, note, title)


def _unit(block: BarChart | Sankey | BoundaryFigure, context: Context) -> Markup:
    """Return the line above a figure that says its unit; in a sheet the heading of a Sankey says it."""
    if isinstance(block, BoundaryFigure) or (context.sheet and isinstance(block, Sankey)):
        return Markup("")
    return paragraph("FigureUnit", text_runs(context.say(words.UNIT_IS, unit=block.unit), context.language))


def _drawing(block: BarChart | Sankey | BoundaryFigure, caption: str, context: Context) -> Markup:
    match block:
        case BarChart():
            return _chart(block, caption, context)
        case Sankey():
            return drawing(
                sankey_scene(block, context.language), caption or context.say(words.SANKEY), context
            )
        case BoundaryFigure():
            title = caption or context.say(words.BOUNDARY)
            return drawing(boundary_scene(block, context.language, width=_BOUNDARY_WIDTH), title, context)


def _chart(chart: BarChart, caption: str, context: Context) -> Markup:
    context.charts += 1
    part = f"word/charts/chart{context.charts}.xml"
    book = f"word/embeddings/chart{context.charts}.xlsx"
    context.package.add(book, chart_workbook(chart))
    workbook = context.package.relate(part, "package", book)
    context.package.add(part, chart_xml(chart, workbook), "officedocument.drawingml.chart")
    reference = xml("c:chart", {"r:id": context.package.relate(DOCUMENT, "chart", part)})
    width, height = _size(chart)
    return inline(reference, NAMESPACES["c"], width, height, caption, context)


def _size(chart: BarChart) -> tuple[int, int]:
    beside = 1 if stacks(chart) or chart.tornado else max(1, len(chart.series))
    rows = len(chart.bars) * (1 + 0.6 * (beside - 1))
    extras = (_LEGEND if len(chart.series) > 1 else 0.0) + (_AXIS if stacks(chart) else 0.0)
    height = rows * _ROW + extras + _MARGIN
    return round(_CHART_WIDTH * EMU_PER_POINT), round(height * EMU_PER_POINT)
