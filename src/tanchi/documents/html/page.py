"""A document as one HTML file that asks no host for anything."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from tanchi.documents import words
from tanchi.documents.blocks import Document
from tanchi.documents.html.body import body
from tanchi.documents.html.context import Context
from tanchi.documents.html.style import stylesheet
from tanchi.documents.markup import Markup, html, join
from tanchi.documents.outline import Item, heading_label, outline
from tanchi.documents.title import title_parts
from tanchi.findings import Language

_LANGUAGES = {"zh": "zh-Hans", "en": "en"}
_HATCH = Markup(
    '<svg class="defs" width="0" height="0" aria-hidden="true"><defs>'
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="f-paper" width="6" height="6"/>'
    '<rect class="f-ink-2" width="1.6" height="6"/></pattern></defs></svg>'
)


def render_html(document: Document, language: Language) -> str:
    """Return the whole file as text; ``language`` sets the fixed words and the language of labels."""
    numbered = outline(document, language)
    context = Context(language, numbered, body, sheet=document.layout == "sheet")
    style = stylesheet(document.footer)
    script = files("tanchi.documents.html").joinpath("page.js").read_text("utf-8")
    contents = _contents_entries(document, numbered.headings, context)
    main = html("main", {"id": "content", "tabindex": -1}, body(numbered.items, context))
    return "<!DOCTYPE html>\n" + html(
        "html",
        {"lang": _LANGUAGES[language]},
        _head(document, style, script),
        html(
            "body",
            {"class": document.layout},
            html("a", {"class": "skip", "href": "#content"}, context.say(words.SKIP)),
            _HATCH,
            _banner(document, context),
            html("div", {"class": "page"}, _header(document), _contents(contents, context), main),
            html("footer", {}, html("p", {}, document.footer)) if document.footer else "",
            html("script", {}, Markup(script)),
        ),
    )


def _head(document: Document, style: str, script: str) -> Markup:
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return html(
        "head",
        {},
        html("meta", {"charset": "utf-8"}),
        html("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        html("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        html("meta", {"name": "color-scheme", "content": "light dark"}),
        html("meta", {"name": "referrer", "content": "no-referrer"}),
        html("title", {}, document.title),
        html("link", {"rel": "icon", "href": "data:,"}),
        html("style", {}, Markup(style)),
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _header(document: Document) -> Markup:
    over = html("p", {"class": "over"}, document.subtitle) if document.subtitle else Markup("")
    lines = [html("div", {}, html("dt", {}, label), html("dd", {}, value)) for label, value in document.meta]
    meta = html("dl", {"class": "meta"}, *lines) if lines else Markup("")
    return html("header", {}, over, _title(document.title), meta)


def _banner(document: Document, context: Context) -> Markup:
    if not document.banner:
        return Markup("")
    label = {"class": "banner", "aria-label": context.say(words.REMARK)}
    return html("aside", label, html("p", {}, document.banner))


def _title(title: str) -> Markup:
    """Return the title, which breaks between its parts first."""
    parts = [html("span", {}, part) for part in title_parts(title)]
    spaced = [piece for part in parts for piece in (Markup(" "), part)][1:]
    return html("h1", {}, *(spaced if len(parts) > 1 else (title,)))


def _contents_entries(document: Document, headings: tuple[Item, ...], context: Context) -> Markup:
    if context.sheet:
        return Markup("")
    shown = [item for item in headings if item.level <= document.contents]
    return join(*(_entry(item, context) for item in shown))


def _entry(item: Item, context: Context) -> Markup:
    number = heading_label(item, context.language)
    label = html("span", {"class": "number"}, number) if number else Markup("")
    text = html("span", {}, item.title)
    return html("li", {"class": f"level-{item.level}"}, html("a", {"href": f"#{item.anchor}"}, label, text))


def _contents(entries: Markup, context: Context) -> Markup:
    """Return the contents twice: beside the text on wide pages, behind one line on phones."""
    if not entries:
        return Markup("")
    title = context.say(words.CONTENTS)
    wide = html(
        "nav", {"class": "contents", "aria-label": title}, html("p", {}, title), html("ol", {}, entries)
    )
    phone = html("details", {}, html("summary", {}, title), html("ol", {}, entries))
    return join(wide, html("nav", {"class": "contents-phone", "aria-label": title}, phone))
