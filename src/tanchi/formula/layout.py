"""From a tree to boxes: the author's order is kept, brackets stand only where paper needs them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as Ratio

from tanchi.findings import Language
from tanchi.formula.boxes import Box, Fence, Figure, Fraction, Power, Sign, Word, row
from tanchi.formula.layout_calls import call_box
from tanchi.formula.layout_style import Level, Style, fenced, level
from tanchi.formula.nodes import Binary, BoolOp, Call, Compare, Index, Name, Node, Not, Number, Unary
from tanchi.formula.symbols import Symbol, Symbols

_COMPARE = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "=", "!=": "≠"}
_TRUTH = {"and": {"zh": "且", "en": "and"}, "or": {"zh": "或", "en": "or"}, "not": {"zh": "非", "en": "not"}}
_ENDED = frozenset(
    ("abs", "floor", "ceil", "sqrt", "min", "max", "interp", "prop", "inflow", "outflow", "count")
)
_ONE = Ratio(1)


def laid_out(node: Node, symbols: Symbols, left: Symbol | None, factor: Ratio, language: Language) -> Box:
    """Return the boxes of ``left = node × factor``, without what is None or one."""
    style = Style(symbols, language)
    body = build(node, style)
    if factor != _ONE:
        body = row(body if level(node) >= Level.PRODUCT else Fence(body), Sign("×"), _scale(factor))
    return body if left is None else row(style.mark(left), Sign("="), body)


def build(node: Node, style: Style) -> Box:
    """Return the box of one node."""
    match node:
        case Number():
            return Figure(node.text)
        case Name():
            return style.mark(style.symbols(node.parts))
        case Index():
            return _entry(style.symbols(node.base.parts), style.symbols(node.key.parts), style)
        case Unary():
            return row(Sign("−"), fenced(build, node.operand, style, Level.PRODUCT))
        case Binary():
            return _binary(node, style)
        case Compare():
            return _pair(node.left, _COMPARE[node.op], node.right, style, Level.SUM, Level.SUM)
        case BoolOp():
            return _chain(node, style)
        case Not():
            return row(Word(_TRUTH["not"][style.language]), Fence(build(node.operand, style)))
        case Call():
            return call_box(node, style, build)
        case _:
            return Word(node.text)


def _binary(node: Binary, style: Style) -> Box:
    match node.op:
        case "+":
            return _pair(node.left, "+", node.right, style, Level.SUM, Level.BIG)
        case "-":
            return _pair(node.left, "−", node.right, style, Level.SUM, Level.BIG)
        case "*":
            return row(fenced(build, node.left, style, Level.PRODUCT), Sign("×"), _factor(node.right, style))
        case "/":
            return Fraction(build(node.left, style), build(node.right, style))
        case "**":
            return Power(_base(node.left, style), build(node.right, style))


def _factor(node: Node, style: Style) -> Box:
    """Return the right side of a product: only Σ and what is tighter than a product stand bare."""
    bare = level(node) is Level.BIG or level(node) > Level.PRODUCT
    return build(node, style) if bare else Fence(build(node, style))


def _base(node: Node, style: Style) -> Box:
    """Return what a power stands on: one mark, or something with an end of its own."""
    bare = isinstance(node, Number | Name | Index) or (isinstance(node, Call) and node.function in _ENDED)
    return build(node, style) if bare else Fence(build(node, style))


def _pair(left: Node, sign: str, right: Node, style: Style, least: Level, right_least: Level) -> Box:
    return row(fenced(build, left, style, least), Sign(sign), fenced(build, right, style, right_least))


def _chain(node: BoolOp, style: Style) -> Box:
    parts: list[Box] = []
    for operand in node.operands:
        if parts:
            parts.append(Word(f" {_TRUTH[node.op][style.language]} "))
        parts.append(fenced(build, operand, style, Level.COMPARE))
    return row(*parts)


def _entry(base: Symbol, key: Symbol, style: Style) -> Box:
    varying = replace(base, dims=(*base.dims, *key.dims))
    return style.mark(varying, key.base + key.sub)


def _scale(factor: Ratio) -> Box:
    exponent = len(str(max(factor.numerator, factor.denominator))) - 1
    for signed in (exponent, -exponent):
        if factor == Ratio(10) ** signed:
            return Power(Figure("10"), Figure(str(signed).replace("-", "−")))
    if factor.denominator == 1:
        return Figure(str(factor.numerator))
    return Fraction(Figure(str(factor.numerator)), Figure(str(factor.denominator)))
