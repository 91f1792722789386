"""Inline text in Word: runs, links, bookmarks, fields and cross-references, swatches, marks."""

from __future__ import annotations

from tanchi.documents.inline import Inline, Mark, Run, runs_of
from tanchi.documents.markup import Markup, join, safe_href, xml
from tanchi.documents.outline import Target
from tanchi.documents.palette import CREDIT, TOKENS, colour
from tanchi.documents.word.context import Context
from tanchi.documents.word.text import PLAIN, Form, text_runs
from tanchi.documents.words import MARK_SIGNS

_MARK_COLOURS = {"none": "ink-2", "doing": "accent", "ok": "ok", "warn": "warn", "bad": "bad"}
_OUTSIDE = ("http:", "https:", "mailto:")


def paragraph(style: str, *content: str, form: Markup | str = "") -> Markup:
    """Return a paragraph of a style; ``form`` is what differs from the style."""
    return xml("w:p", {}, xml("w:pPr", {}, xml("w:pStyle", {"w:val": style}), form), *content)


def line(text: Inline, context: Context, *, bold: bool = False) -> Markup:
    """Return the runs of an inline text."""
    return join(*(_run(run, context, bold=bold) for run in runs_of(text)))


def field(instruction: str, result: str, context: Context, form: Form = PLAIN) -> Markup:
    """Return a field with its computed result, so that nothing need be updated at opening."""

    def mark(kind: str) -> Markup:
        return xml("w:r", {}, xml("w:fldChar", {"w:fldCharType": kind}))

    code = xml("w:r", {}, xml("w:instrText", {"xml:space": "preserve"}, f" {instruction} "))
    return join(mark("begin"), code, mark("separate"), text_runs(result, context.language, form), mark("end"))


def bookmarked(anchor: str, content: Markup, context: Context) -> Markup:
    """Return ``content`` inside the bookmark of ``anchor``."""
    if not anchor:
        return content
    number, name = context.bookmark(anchor)
    start = xml("w:bookmarkStart", {"w:id": number, "w:name": name})
    return join(start, content, xml("w:bookmarkEnd", {"w:id": number}))


def sequence(number: str, kind: str, context: Context) -> Markup:
    """Return a counted number; ``A.3`` counts in a sequence of its annex."""
    prefix, _, count = number.rpartition(".")
    name = kind + prefix
    fixed = text_runs(prefix + ".", context.language) if prefix else Markup("")
    return join(fixed, field(f"SEQ {name} \\* ARABIC", count, context))


def swatch(name: str, context: Context) -> Markup:
    """Return a small square in a colour, open for a credit."""
    if not name:
        return Markup("")
    sign, tone = ("□", TOKENS["ink-2"]) if name == CREDIT else ("■", colour(name))
    return join(
        text_runs(sign, context.language, Form(colour=tone.light)), text_runs("\u00a0", context.language)
    )


def mark(status: Mark, context: Context) -> Markup:
    """Return a status as sign and word."""
    form = Form(colour=TOKENS[_MARK_COLOURS[status.state]].light)
    text = text_runs(f"{MARK_SIGNS[status.state]}\u00a0{status.text}", context.language, form)
    return linked(text, status.href, context)


def linked(content: Markup, href: str, context: Context) -> Markup:
    """Return ``content`` as a link to an outside address or a place in the document, else as it is."""
    address = safe_href(href)
    if address.startswith(_OUTSIDE):
        return xml("w:hyperlink", {"r:id": context.link(address)}, content)
    target = context.target(address[1:]) if address.startswith("#") else None
    if target is None:
        return content
    return xml("w:hyperlink", {"w:anchor": context.bookmark(target.anchor)[1]}, content)


def _run(run: Run, context: Context, *, bold: bool) -> Markup:
    if run.ref:
        return _reference(run, context)
    shift = "subscript" if run.sub else "superscript" if run.sup else ""
    outside = safe_href(run.href).startswith(_OUTSIDE)
    form = Form(run.bold or bold, run.italic, run.code, link=outside, shift=shift)
    return linked(text_runs(run.text, context.language, form), run.href, context)


def _reference(run: Run, context: Context) -> Markup:
    target = context.target(run.ref)
    before = text_runs(run.text, context.language) if run.text else Markup("")
    return join(before, _referred(target, context)) if target else before


def _referred(target: Target, context: Context) -> Markup:
    """Return the label of a target with its number as a live field."""
    name = context.bookmark(target.anchor)[1]
    if not target.number:
        return text_runs(target.label, context.language)
    if target.counted == "annex":
        return field(f"REF {name} \\r \\h", target.label, context)
    before, _, after = target.label.partition(target.number)
    switch = "\\r \\h" if target.counted == "clause" else "\\h"
    return join(
        text_runs(before, context.language) if before else "",
        field(f"REF {name} {switch}", target.number, context),
        text_runs(after, context.language) if after else "",
    )
