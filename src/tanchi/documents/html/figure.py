"""A drawn figure in HTML: the drawing for wide pages and for phones, its caption and its table twin."""

from __future__ import annotations

from tanchi.documents import words
from tanchi.documents.drawing.boundary import boundary_scene
from tanchi.documents.drawing.sankey import sankey_scene
from tanchi.documents.figures import BarChart, BoundaryFigure, Sankey
from tanchi.documents.html.bars import bar_chart
from tanchi.documents.html.context import Context
from tanchi.documents.html.svg import svg
from tanchi.documents.html.table import caption_of, table
from tanchi.documents.markup import Markup, html, join
from tanchi.documents.outline import Item
from tanchi.documents.twin import twin

_WIDE_SHEET = 960.0
_WIDE_REPORT = 840.0
_PHONE = 330.0


def figure(block: BarChart | Sankey | BoundaryFigure, item: Item, context: Context) -> Markup:
    """Return the figure with its caption under it and its data behind a line that opens."""
    caption = block.caption.of(context.language)
    label = caption_of(caption, item.number, words.FIGURE, context)
    note = html("p", {"class": "note"}, block.note) if block.note else Markup("")
    data = html(
        "details",
        {"class": "twin"},
        html("summary", {}, context.say(words.DATA_TABLE)),
        table(twin(block, context.language), Item(block), context),
    )
    return html(
        "figure",
        {"class": "drawn", "id": item.anchor or None},
        _unit(block, context),
        _drawing(block, caption, context),
        note,
        html("figcaption", {}, label) if caption else "",
        data,
    )


def _drawing(block: BarChart | Sankey | BoundaryFigure, caption: str, context: Context) -> Markup:
    width = _WIDE_SHEET if context.sheet else _WIDE_REPORT
    match block:
        case BarChart():
            return bar_chart(block)
        case Sankey():
            wide = sankey_scene(block, context.language, width=width)
            phone = sankey_scene(block, context.language, width=_PHONE, narrow=True)
            title = caption or context.say(words.SANKEY)
        case BoundaryFigure():
            wide = boundary_scene(block, context.language, width=width)
            phone = boundary_scene(block, context.language, upright=True)
            title = caption or context.say(words.BOUNDARY)
    return join(svg(wide, title, "wide"), svg(phone, title, "phone"))


def _unit(block: BarChart | Sankey | BoundaryFigure, context: Context) -> Markup:
    if isinstance(block, BoundaryFigure) or (context.sheet and isinstance(block, Sankey)):
        return Markup("")
    return html("p", {"class": "figure-unit"}, context.say(words.UNIT_IS, unit=block.unit))
