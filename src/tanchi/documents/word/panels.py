"""The panels of a result page in Word: simpler, nothing dropped."""

from __future__ import annotations

from tanchi.documents.drawing.strips import interval_scene, share_scene
from tanchi.documents.inline import plain
from tanchi.documents.markup import Markup, join, xml
from tanchi.documents.outline import Item
from tanchi.documents.panels import Alert, Columns, Facts, Fold, Headline, IntervalAxis, Share, ShareBar, Walk
from tanchi.documents.twin import axis_table
from tanchi.documents.word.context import Context
from tanchi.documents.word.inline import bookmarked, line, linked, mark, paragraph, swatch
from tanchi.documents.word.shapes import drawing
from tanchi.documents.word.table import border, grid, spacer, table, table_properties, widths_of
from tanchi.documents.word.text import Form, text_runs

_NUMBER_SIZE = 80
_GAP = "\u3000"


def headline(block: Headline, context: Context) -> Markup:
    """Return the number large, its unit, the sentence under it and the marks."""
    number = text_runs(block.value, context.language, Form(bold=True, size=_NUMBER_SIZE))
    first = paragraph(
        "Headline", number, text_runs("\u00a0\u00a0" + block.unit, context.language, Form(size=24))
    )
    text = paragraph("HeadlineText", line(block.text, context)) if plain(block.text) else ""
    marks = [join(mark(status, context), text_runs(_GAP * 2, context.language)) for status in block.marks]
    return join(first, text, paragraph("HeadlineText", *marks) if marks else "")


def interval_axis(block: IntervalAxis, context: Context) -> Markup:
    """Return the results as a table, then their bands on one axis."""
    rows = table(axis_table(block), Item(block), context)
    return join(rows, paragraph("Figure", drawing(interval_scene(block), block.title, context)))


def facts(block: Facts, context: Context) -> Markup:
    """Return the strip of figures as a row of cells."""
    widths = widths_of([1.0] * len(block.facts))
    cells = [
        xml(
            "w:tc",
            {},
            xml(
                "w:tcPr",
                {},
                xml("w:tcW", {"w:w": width, "w:type": "dxa"}),
                xml("w:tcBorders", {}, border("top", 4), border("bottom", 4)),
            ),
            paragraph("FactValue", linked(text_runs(fact.value, context.language), fact.href, context)),
            paragraph("FactLabel", text_runs(fact.label, context.language)),
        )
        for fact, width in zip(block.facts, widths, strict=True)
    ]
    row = xml("w:tr", {}, xml("w:trPr", {}, xml("w:cantSplit")), *cells)
    return join(spacer(), xml("w:tbl", {}, table_properties("", head=False), grid(widths), row), spacer())


def alert(block: Alert, context: Context) -> Markup:
    """Return a sentence set apart by a bar and a ground."""
    title = text_runs(block.title + _GAP, context.language, Form(bold=True))
    return paragraph(f"Alert{block.level.title()}", title, line(block.text, context))


def share_bar(block: ShareBar, context: Context) -> Markup:
    """Return the divided bar, its parts and its note."""
    drawn = paragraph("Figure", drawing(share_scene(block), block.unit, context))
    names = [_share(share, context) for share in block.shares]
    unit = text_runs(block.unit, context.language)
    legend = paragraph("TableNote", *names, unit)
    note = paragraph("TableNote", text_runs(block.note, context.language)) if block.note else ""
    return join(drawn, legend, note)


def walk(block: Walk, item: Item, context: Context) -> Markup:
    """Return the steps one under the other, each under its label."""
    steps = zip(block.steps, item.inner, strict=True)
    return join(
        *(
            join(paragraph("StepLabel", text_runs(step.label, context.language)), context.inner(inner))
            for step, inner in steps
        )
    )


def columns(block: Columns, item: Item, context: Context) -> Markup:
    """Return what stands side by side on a screen one after the other."""
    return join(*(context.inner(inner) for inner in item.inner[: len(block.parts)]))


def fold(block: Fold, item: Item, context: Context) -> Markup:
    """Return the blocks behind a fold, opened under their title."""
    title = bookmarked(item.anchor, text_runs(block.title, context.language), context)
    return join(paragraph("FoldTitle", title), context.inner(item.inner[0]))


def _share(share: Share, context: Context) -> Markup:
    percent = f" {share.percent}%" if share.percent else ""
    return join(
        swatch(share.colour, context),
        linked(text_runs(share.label, context.language), share.href, context),
        text_runs(f" {share.text}", context.language, Form(bold=True)),
        text_runs(percent + _GAP, context.language),
    )
