"""Runs, links, swatches and marks of status in HTML."""

from __future__ import annotations

from tanchi.documents.html.context import Context
from tanchi.documents.inline import Inline, Mark, Run, runs_of
from tanchi.documents.markup import Markup, html, join, safe_href
from tanchi.documents.palette import CREDIT, colour, token

_FORMS = (("code", "code"), ("sub", "sub"), ("sup", "sup"), ("italic", "i"), ("bold", "b"))
_SHAPES = {
    "none": '<circle cx="8" cy="8" r="6.2"/>',
    "doing": '<circle cx="8" cy="8" r="6.2"/><path class="solid" d="M8 1.8a6.2 6.2 0 0 1 0 12.4z"/>',
    "ok": '<circle cx="8" cy="8" r="6.2"/><path d="M5 8.2l2.2 2.2L11 6"/>',
    "warn": '<path d="M8 2l6.4 11.6H1.6z"/><path d="M8 6.6v3.2M8 11.6v.2"/>',
    "bad": '<path d="M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4z"/>'
    '<path d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6"/>',
}


def line(text: Inline, context: Context) -> Markup:
    """Return an inline text."""
    return join(*(_run(run, context) for run in runs_of(text)))


def link(content: Markup, href: str, css: str = "") -> Markup:
    """Return ``content`` as a link if ``href`` is a safe one, else as it is."""
    address = safe_href(href)
    if not address:
        return content
    away = None if address.startswith("#") else "noopener noreferrer"
    return html("a", {"href": address, "class": css or None, "rel": away}, content)


def swatch(name: str) -> Markup:
    """Return a small square of a colour before its label."""
    if not name:
        return Markup("")
    square = Markup(f'<rect width="100%" height="100%"{paint(name)}/>')
    return html("svg", {"class": "swatch", "aria-hidden": "true"}, square)


def paint(name: str, *, hatched: bool = False) -> str:
    """Return the attributes that fill a shape: a class for a token, the colour itself for ``#rrggbb``."""
    if hatched or name == CREDIT:
        return ' class="hatched"'
    if name.startswith("#"):
        return f' fill="{colour(name).light}"'
    edged = " edged" if colour(name).edged else ""
    return f' class="f-{token(name)}{edged}"'


def mark(status: Mark) -> Markup:
    """Return a status: shape and word, both in its colour."""
    content = join(icon(status.state), html("span", {}, status.text))
    css = f"mark {status.state}" + (" tag" if status.tag else "")
    return link(html("span", {"class": css}, content), status.href)


def icon(state: str) -> Markup:
    """Return the shape of a status, hidden from those who hear the word beside it."""
    return html(
        "svg", {"class": "icon", "viewBox": "0 0 16 16", "aria-hidden": "true"}, Markup(_SHAPES[state])
    )


def _run(run: Run, context: Context) -> Markup:
    if run.ref:
        return _reference(run, context)
    content = join(run.text)
    for form, tag in _FORMS:
        if getattr(run, form):
            content = html(tag, {}, content)
    return link(content, run.href)


def _reference(run: Run, context: Context) -> Markup:
    target = context.target(run.ref)
    if target is None:
        return join(run.text)
    return join(run.text, link(join(target.label), f"#{target.anchor}", "ref"))
