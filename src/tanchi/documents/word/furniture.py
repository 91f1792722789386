"""Header, footer and the section they belong to."""

from __future__ import annotations

from tanchi.documents import words
from tanchi.documents.blocks import Document
from tanchi.documents.markup import Markup, join, xml
from tanchi.documents.word.context import DOCUMENT, Context
from tanchi.documents.word.inline import field, paragraph
from tanchi.documents.word.ns import BOTTOM, LEFT, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, TOP, declared
from tanchi.documents.word.text import text_runs

_EDGE = 720


def section(document: Document, context: Context) -> Markup:
    """Add header and footer parts; return the properties of the section. A cover has neither."""
    references = [
        _reference("header", "default", _header(document, context), context),
        _reference("footer", "default", _footer(document, context), context),
    ]
    cover = document.layout == "report"
    if cover:
        references += [
            _reference("header", "first", paragraph("Header"), context),
            _reference("footer", "first", paragraph("Footer"), context),
        ]
    margins = {
        "w:top": TOP,
        "w:right": RIGHT,
        "w:bottom": BOTTOM,
        "w:left": LEFT,
        "w:header": _EDGE,
        "w:footer": _EDGE,
        "w:gutter": 0,
    }
    return xml(
        "w:sectPr",
        {},
        *references,
        xml("w:pgSz", {"w:w": PAGE_WIDTH, "w:h": PAGE_HEIGHT}),
        xml("w:pgMar", margins),
        xml("w:titlePg") if cover else "",
    )


def _reference(kind: str, page: str, content: Markup, context: Context) -> Markup:
    part = f"word/{kind}-{page}.xml"
    root = xml("w:hdr" if kind == "header" else "w:ftr", declared("w", "r"), content)
    context.package.add(part, root, f"officedocument.wordprocessingml.{kind}")
    relation = context.package.relate(DOCUMENT, kind, part)
    return xml(f"w:{kind}Reference", {"w:type": page, "r:id": relation})


def _header(document: Document, context: Context) -> Markup:
    title = document.title if document.layout == "report" else ""
    return paragraph("Header", text_runs(f"{document.banner}\t{title}", context.language))


def _footer(document: Document, context: Context) -> Markup:
    left = text_runs(document.footer + "\t", context.language)
    return paragraph("Footer", left, _page_of(context))


def _page_of(context: Context) -> Markup:
    """Return the page number and the number of pages as fields in the words of the language."""
    fields = {"page": "PAGE", "pages": "NUMPAGES"}
    pieces = words.PAGE_OF.of(context.language).split("{")
    runs = [text_runs(pieces[0], context.language)]
    for piece in pieces[1:]:
        name, _, text = piece.partition("}")
        runs.append(field(fields[name], "1", context))
        runs.append(text_runs(text, context.language) if text else Markup(""))
    return join(*runs)
