"""Displayed formulas in Word: Office Math centred, the number at the right edge, 式中 below."""

from __future__ import annotations

from tanchi.documents import words
from tanchi.documents.blocks import Equation
from tanchi.documents.explained import explained
from tanchi.documents.markup import Markup, clean, join, xml
from tanchi.documents.outline import Item
from tanchi.documents.word.context import Context
from tanchi.documents.word.inline import bookmarked, paragraph, sequence
from tanchi.documents.word.ns import TEXT_WIDTH
from tanchi.documents.word.table import grid, spacer, table_properties
from tanchi.documents.word.text import text_runs
from tanchi.formula import Symbol, omml, parse

_ALONE = parse("x")
_EDGE = 1000


def equation(block: Equation, item: Item, context: Context) -> Markup:
    """Return the formula in a row of three invisible cells, so that it keeps its displayed form.

    Word shrinks a formula that shares its line with a number.
    """
    formula = omml(
        block.formula, block.symbols, left=block.left, factor=block.factor, language=context.language
    )
    shown = paragraph("Formula", xml("m:oMathPara", {}, Markup(clean(formula))))
    widths = (_EDGE, TEXT_WIDTH - 2 * _EDGE, _EDGE)
    cells = (paragraph("Formula"), shown, _number(block, item, context))
    row = xml("w:tr", {}, xml("w:trPr", {}, xml("w:cantSplit")), *map(_cell, widths, cells))
    frame = xml("w:tbl", {}, table_properties("", head=False), grid(widths), row)
    return join(frame, *_where(block, context))


def _cell(width: int, content: Markup) -> Markup:
    look = xml(
        "w:tcPr", {}, xml("w:tcW", {"w:w": width, "w:type": "dxa"}), xml("w:vAlign", {"w:val": "center"})
    )
    return xml("w:tc", {}, look, content)


def _number(block: Equation, item: Item, context: Context) -> Markup:
    if not item.number:
        return paragraph("FormulaNumber")
    before, _, after = context.say(words.FORMULA_NUMBER, number="\0").partition("\0")
    counted = (
        text_runs(block.number, context.language)
        if block.number
        else sequence(item.number, "Formula", context)
    )
    number = bookmarked(item.anchor, counted, context)
    return paragraph(
        "FormulaNumber", text_runs(before, context.language), number, text_runs(after, context.language)
    )


def _where(block: Equation, context: Context) -> list[Markup]:
    entries = explained(block, context.language)
    if not entries:
        return [spacer()]
    head = paragraph("Where", text_runs(context.say(words.WHERE), context.language))
    last = len(entries) - 1
    return [
        head,
        *(_entry(symbol, said, context, last=k == last) for k, (symbol, said) in enumerate(entries)),
    ]


def _entry(symbol: Symbol, said: str, context: Context, *, last: bool) -> Markup:
    mark = Markup(clean(omml(_ALONE, lambda _: symbol)))
    tab = xml("w:r", {}, xml("w:tab"))
    text = text_runs("——\t" + said, context.language)
    return paragraph("WhereItem", mark, tab, text, form="" if last else xml("w:keepNext"))
