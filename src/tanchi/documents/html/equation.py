"""Displayed formulas in HTML: MathML with its number and the list of symbols."""

from __future__ import annotations

from tanchi.documents import words
from tanchi.documents.blocks import Equation
from tanchi.documents.explained import explained
from tanchi.documents.html.context import Context
from tanchi.documents.markup import Attributes, Markup, clean, html
from tanchi.documents.outline import Item
from tanchi.formula import Symbol, mathml, parse

_ALONE = parse("x")


def equation(block: Equation, item: Item, context: Context) -> Markup:
    """Return the formula centred, its number at the right edge, and the symbols explained below it."""
    number = context.say(words.FORMULA_NUMBER, number=item.number) if item.number else ""
    formula = mathml(
        block.formula, block.symbols, left=block.left, factor=block.factor, language=context.language
    )
    label = context.say(words.FORMULA, number=item.number) if item.number else context.say(words.A_FORMULA)
    region: Attributes = {"class": "math", "role": "group", "tabindex": 0, "aria-label": label}
    math = html("div", region, Markup(clean(formula)))
    shown = html("div", {"class": "formula"}, math, html("span", {"class": "number"}, number))
    return html("div", {"class": "equation", "id": item.anchor or None}, shown, _where(block, context))


def _where(block: Equation, context: Context) -> Markup:
    entries = [
        html("div", {}, html("dt", {}, _symbol(symbol)), html("dd", {}, said))
        for symbol, said in explained(block, context.language)
    ]
    if not entries:
        return Markup("")
    return html("div", {"class": "where"}, html("p", {}, context.say(words.WHERE)), html("dl", {}, *entries))


def _symbol(symbol: Symbol) -> Markup:
    return Markup(clean(mathml(_ALONE, lambda _: symbol)))
