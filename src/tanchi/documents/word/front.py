"""Cover, title and contents of a Word document."""

from __future__ import annotations

from tanchi.documents import words
from tanchi.documents.blocks import Document
from tanchi.documents.markup import Markup, join, xml
from tanchi.documents.outline import Item, heading_label
from tanchi.documents.title import title_lines
from tanchi.documents.word.context import Context
from tanchi.documents.word.inline import paragraph
from tanchi.documents.word.ns import TEXT_WIDTH
from tanchi.documents.word.styles import TITLE
from tanchi.documents.word.table import grid, table_properties
from tanchi.documents.word.text import text_runs

_LABEL = 0.34


def front(document: Document, context: Context) -> Markup:
    """Return cover and contents of a report, or title and lines of a sheet."""
    if document.layout == "sheet":
        return _sheet_head(document, context)
    return join(_cover(document, context), _contents(document, context))


def _cover(document: Document, context: Context) -> Markup:
    subtitle = paragraph("Subtitle", text_runs(document.subtitle, context.language))
    title = "\n".join(title_lines(document.title, TITLE, TEXT_WIDTH / 20))
    return join(
        paragraph("Title", text_runs(title, context.language)),
        subtitle,
        _meta(document, context),
        page_break(),
    )


def _meta(document: Document, context: Context) -> Markup:
    """Return the lines of the cover: labels right-aligned against their values."""
    if not document.meta:
        return Markup("")
    left = round(TEXT_WIDTH * _LABEL)
    widths = (left, TEXT_WIDTH - left)
    rows = [
        xml(
            "w:tr",
            {},
            _cell(
                widths[0],
                paragraph(
                    "CoverLabel", text_runs(label + context.say(words.COLON).rstrip(), context.language)
                ),
            ),
            _cell(widths[1], paragraph("CoverText", text_runs(value, context.language))),
        )
        for label, value in document.meta
    ]
    return xml("w:tbl", {}, table_properties("", head=False), grid(widths), *rows)


def _cell(width: int, content: Markup) -> Markup:
    return xml("w:tc", {}, xml("w:tcPr", {}, xml("w:tcW", {"w:w": width, "w:type": "dxa"})), content)


def _contents(document: Document, context: Context) -> Markup:
    """Return the contents as a field with its entries computed; Word adds page numbers when asked to."""
    shown = [item for item in context.outline.headings if item.level <= document.contents]
    if not shown:
        return Markup("")
    title = paragraph("TOCHeading", text_runs(context.say(words.CONTENTS), context.language))
    entries = [
        _entry(item, context, first=k == 0, last=k == len(shown) - 1, depth=document.contents)
        for k, item in enumerate(shown)
    ]
    return join(title, *entries, page_break())


def _entry(item: Item, context: Context, *, first: bool, last: bool, depth: int) -> Markup:
    number = heading_label(item, context.language)
    label = f"{number}\u3000{item.title}" if number else item.title
    name = context.bookmark(item.anchor)[1]
    content = xml("w:hyperlink", {"w:anchor": name, "w:history": "1"}, text_runs(label, context.language))
    begin = join(_mark("begin"), _instruction(depth), _mark("separate")) if first else ""
    return paragraph(f"TOC{item.level}", begin, content, _mark("end") if last else "")


def _instruction(depth: int) -> Markup:
    code = f' TOC \\o "1-{depth}" \\h \\z \\u '
    return xml("w:r", {}, xml("w:instrText", {"xml:space": "preserve"}, code))


def _mark(kind: str) -> Markup:
    return xml("w:r", {}, xml("w:fldChar", {"w:fldCharType": kind}))


def _sheet_head(document: Document, context: Context) -> Markup:
    over = paragraph("SheetOver", text_runs(document.subtitle, context.language)) if document.subtitle else ""
    title = paragraph("SheetTitle", text_runs(document.title, context.language))
    lines = [
        paragraph("SheetOver", text_runs(label + context.say(words.COLON) + value, context.language))
        for label, value in document.meta
    ]
    return join(over, title, *lines)


def page_break() -> Markup:
    """Return a paragraph that ends the page."""
    return paragraph("Normal", xml("w:r", {}, xml("w:br", {"w:type": "page"})))
