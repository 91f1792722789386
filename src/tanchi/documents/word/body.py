"""The blocks of a document in Word, one renderer each."""

from __future__ import annotations

from tanchi.documents import words
from tanchi.documents.blocks import Annex, Block, Equation, Heading, Items, PageBreak, Paragraph, Table
from tanchi.documents.figures import BarChart, BoundaryFigure, Sankey
from tanchi.documents.markup import Markup, join, xml
from tanchi.documents.outline import Item
from tanchi.documents.palette import TOKENS
from tanchi.documents.panels import Alert, Columns, Facts, Fold, Headline, IntervalAxis, ShareBar, Walk
from tanchi.documents.word.context import Context
from tanchi.documents.word.equation import equation
from tanchi.documents.word.figure import figure
from tanchi.documents.word.front import page_break
from tanchi.documents.word.inline import bookmarked, line, paragraph
from tanchi.documents.word.numbering import list_number
from tanchi.documents.word.panels import alert, columns, facts, fold, headline, interval_axis, share_bar, walk
from tanchi.documents.word.table import table
from tanchi.documents.word.text import Form, text_runs

_STYLES = {"body": "BodyText", "lead": "Lead", "note": "Note", "caption": "Caption", "small": "Small"}


def body(items: tuple[Item, ...], context: Context) -> Markup:
    """Return items one after the other."""
    return join(*(_block(item.block, item, context) for item in items))


def _block(block: Block, item: Item, context: Context) -> Markup:
    match block:
        case Heading():
            return _heading(block, item, context)
        case Annex():
            return _annex(block, item, context)
        case Paragraph():
            content = bookmarked(item.anchor, line(block.text, context), context)
            return paragraph(_STYLES[block.style], content)
        case Items():
            return _items(block, context)
        case Table():
            return table(block, item, context)
        case Equation():
            return equation(block, item, context)
        case BarChart() | Sankey() | BoundaryFigure():
            return figure(block, item, context)
        case PageBreak():
            return page_break()
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
            return interval_axis(block, context)
        case Facts():
            return facts(block, context)
        case Alert():
            return alert(block, context)
        case ShareBar():
            return share_bar(block, context)
        case Walk():
            return walk(block, item, context)
        case Columns():
            return columns(block, item, context)
        case Fold():
            return fold(block, item, context)


def _heading(block: Heading, item: Item, context: Context) -> Markup:
    annexed = item.number[:1].isalpha()
    style = f"AnnexHeading{item.level}" if annexed else f"Heading{item.level}"
    plain = "" if item.number else _unnumbered()
    text = bookmarked(item.anchor, line(block.text, context), context)
    aside = Form(colour=TOKENS["ink-3"].light, size=18)
    small = text_runs("\u3000" + block.aside, context.language, aside) if block.aside else ""
    return paragraph(style, text, small, form=plain)


def _unnumbered() -> Markup:
    return join(
        xml("w:numPr", {}, xml("w:ilvl", {"w:val": 0}), xml("w:numId", {"w:val": 0})),
        xml("w:ind", {"w:left": 0, "w:firstLine": 0}),
    )


def _annex(block: Annex, item: Item, context: Context) -> Markup:
    """Return the three centred lines of an annex on a new page: letter, nature, title."""
    nature = context.say(words.NORMATIVE if block.normative else words.INFORMATIVE)
    title = bookmarked(item.anchor, line(block.text, context), context)
    lines = text_runs(f"\n{nature}\n", context.language)
    return paragraph(
        "Annex", lines, title, form=join(xml("w:pageBreakBefore"), "" if item.number else _unnumbered())
    )


def _items(block: Items, context: Context) -> Markup:
    context.lists.append(block.kind)
    number = list_number(len(context.lists) - 1)
    at = xml("w:numPr", {}, xml("w:ilvl", {"w:val": 0}), xml("w:numId", {"w:val": number}))
    return join(*(paragraph("List", line(text, context), form=at) for text in block.items))
