"""The panels of a result page in HTML."""

from __future__ import annotations

from tanchi.documents.html.context import Context
from tanchi.documents.html.inline import icon, line, link, mark
from tanchi.documents.inline import plain
from tanchi.documents.markup import Markup, html, join
from tanchi.documents.outline import Item
from tanchi.documents.panels import Alert, Columns, Fact, Facts, Fold, Headline, Walk

_ALERT_SHAPE = {"info": "none", "warn": "warn", "bad": "bad", "ok": "ok"}


def headline(block: Headline, context: Context) -> Markup:
    """Return the number, what it means and its marks."""
    value = html("span", {"class": "value"}, block.value)
    number = html("p", {"class": "number"}, value, " ", html("span", {"class": "unit"}, block.unit))
    text = html("p", {"class": "basis"}, line(block.text, context)) if plain(block.text) else Markup("")
    marks = [html("li", {}, mark(status)) for status in block.marks]
    return html(
        "div", {"class": "headline"}, number, text, html("ul", {"class": "marks"}, *marks) if marks else ""
    )


def facts(block: Facts) -> Markup:
    """Return the strip of figures as a list of terms."""
    return html("dl", {"class": "facts"}, *(_fact(fact) for fact in block.facts))


def alert(block: Alert, context: Context) -> Markup:
    """Return a sentence set apart; its shape and bold title say what it is before its colour does."""
    shape = icon(_ALERT_SHAPE[block.level]) if block.level != "info" else Markup("")
    title = html("b", {}, block.title)
    return html(
        "div",
        {"class": f"alert {block.level}"},
        html("p", {}, shape, title, "\u3000", line(block.text, context)),
    )


def walk(block: Walk, item: Item, context: Context) -> Markup:
    """Return the steps of a walk as an ordered list."""
    steps = [
        html("li", {}, html("p", {"class": "step"}, step.label), context.inner(inner))
        for step, inner in zip(block.steps, item.inner, strict=True)
    ]
    return html("ol", {"class": "walk"}, *steps)


def columns(block: Columns, item: Item, context: Context) -> Markup:
    """Return blocks side by side."""
    leading = any(isinstance(inner, Headline) for part in block.parts for inner in part)
    parts = [html("div", {}, context.inner(inner)) for inner in item.inner]
    return html("div", {"class": "columns leading" if leading else f"columns of-{len(parts)}"}, *parts)


def fold(block: Fold, item: Item, context: Context) -> Markup:
    """Return blocks that open under their title."""
    title = html("summary", {}, block.title)
    body = html("div", {"class": "folded"}, context.inner(item.inner[0]))
    return html("details", {"class": "fold", "id": item.anchor or None}, title, body)


def _fact(fact: Fact) -> Markup:
    value = html("dd", {}, link(join(fact.value), fact.href, "explained"))
    return html("div", {}, html("dt", {}, fact.label), value)
