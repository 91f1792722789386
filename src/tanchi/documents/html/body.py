"""The blocks of a document in HTML, one renderer each."""

from __future__ import annotations

from tanchi.documents import words
from tanchi.documents.blocks import Annex, Block, Equation, Heading, Items, PageBreak, Paragraph, Table
from tanchi.documents.figures import BarChart, BoundaryFigure, Sankey
from tanchi.documents.html.bars import interval_axis, share_bar
from tanchi.documents.html.context import Context
from tanchi.documents.html.equation import equation
from tanchi.documents.html.figure import figure
from tanchi.documents.html.inline import line
from tanchi.documents.html.panels import alert, columns, facts, fold, headline, walk
from tanchi.documents.html.table import table
from tanchi.documents.markup import Markup, html, join
from tanchi.documents.outline import Item, heading_label
from tanchi.documents.panels import Alert, Columns, Facts, Fold, Headline, IntervalAxis, ShareBar, Walk

_LIST_TAGS = {"bullet": ("ul", None), "number": ("ol", None), "letter": ("ol", "letters")}


def body(items: tuple[Item, ...], context: Context) -> Markup:
    """Return items one after the other."""
    return join(*(_block(item.block, item, context) for item in items))


def _block(block: Block, item: Item, context: Context) -> Markup:
    match block:
        case Heading() | Annex():
            return _heading(block, item, context)
        case Paragraph():
            return html("p", {"class": block.style, "id": item.anchor or None}, line(block.text, context))
        case Items():
            return _items(block, context)
        case Table():
            return table(block, item, context)
        case Equation():
            return equation(block, item, context)
        case BarChart() | Sankey() | BoundaryFigure():
            return figure(block, item, context)
        case PageBreak():
            return html("div", {"class": "page-break"})
        case _:
            return _panel(block, item, context)


def _panel(
    block: Headline | IntervalAxis | Facts | Alert | ShareBar | Walk | Columns | Fold,
    item: Item,
    context: Context,
) -> Markup:
    match block:
        case Headline():
            return headline(block, context)
        case IntervalAxis():
            return interval_axis(block)
        case Facts():
            return facts(block)
        case Alert():
            return alert(block, context)
        case ShareBar():
            return share_bar(block)
        case Walk():
            return walk(block, item, context)
        case Columns():
            return columns(block, item, context)
        case Fold():
            return fold(block, item, context)


def _heading(block: Heading | Annex, item: Item, context: Context) -> Markup:
    """Return a heading one level below the title of the page."""
    number = heading_label(item, context.language)
    label = html("span", {"class": "number"}, number) if number else Markup("")
    kind = ""
    if isinstance(block, Annex):
        kind = context.say(words.NORMATIVE if block.normative else words.INFORMATIVE)
    aside = block.aside if isinstance(block, Heading) else ""
    small = html("small", {}, aside) if aside else Markup("")
    text = html("span", {}, line(block.text, context), html("small", {}, kind) if kind else "")
    css = "annex" if isinstance(block, Annex) else None
    return html(f"h{item.level + 1}", {"id": item.anchor or None, "class": css}, join(label, text, small))


def _items(block: Items, context: Context) -> Markup:
    tag, css = _LIST_TAGS[block.kind]
    return html(tag, {"class": css}, *(html("li", {}, line(text, context)) for text in block.items))
