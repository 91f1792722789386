"""Boxes as presentation MathML."""

from __future__ import annotations

from fractions import Fraction as Ratio
from xml.sax.saxutils import escape

from tanchi.findings import Language
from tanchi.formula.boxes import (
    Applied,
    Box,
    Cases,
    Fence,
    Figure,
    Fraction,
    Mark,
    Power,
    Root,
    Row,
    Sign,
    Sum,
    Word,
)
from tanchi.formula.layout import laid_out
from tanchi.formula.nodes import Node
from tanchi.formula.symbols import Symbol, Symbols

_ONE = Ratio(1)


def mathml(
    node: Node,
    symbols: Symbols,
    *,
    left: Symbol | None = None,
    factor: Ratio = _ONE,
    language: Language = "zh",
) -> str:
    """Return the formula as a ``<math>`` element.

    ``left`` puts ``E =`` before it; ``factor`` is printed behind it, where the units of the symbols do not
    come out in the declared unit by themselves.
    """
    body = _xml(laid_out(node, symbols, left, factor, language))
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">{body}</math>'


def _xml(box: Box) -> str:
    match box:
        case Mark():
            return _mark(box)
        case Figure():
            return f"<mn>{escape(box.text)}</mn>"
        case Sign():
            return f"<mo>{escape(box.text)}</mo>"
        case Word():
            return f"<mtext>{escape(box.text)}</mtext>"
        case Row():
            return f"<mrow>{''.join(map(_xml, box.parts))}</mrow>"
        case Fraction():
            return f"<mfrac>{_xml(box.above)}{_xml(box.below)}</mfrac>"
        case Power():
            return f"<msup>{_xml(box.base)}{_xml(box.exponent)}</msup>"
        case Root():
            return f"<msqrt>{_xml(box.inner)}</msqrt>"
        case Fence():
            return _fence(box)
        case Sum():
            return f"<mrow><munder><mo>∑</mo>{_xml(box.below)}</munder>{_xml(box.inner)}</mrow>"
        case Applied():
            return _applied(box)
        case Cases():
            return _cases(box)


def _mark(box: Mark) -> str:
    base = _identifier(box.base)
    subs = [*map(_identifier, box.subs), *map(_index, box.indexes)]
    if not subs:
        return base
    below = '<mo separator="true">,</mo>'.join(subs)
    return f"<msub>{base}<mrow>{below}</mrow></msub>"


def _index(text: str) -> str:
    letter, shift = text[0], text[1:]
    return f"<mi>{letter}</mi><mo>−</mo><mn>{shift[1:]}</mn>" if shift else f"<mi>{letter}</mi>"


def _identifier(text: str) -> str:
    """Return a symbol: one Latin or Greek letter is italic, words and Chinese stand upright."""
    if len(text) == 1 and text.isalpha() and ord(text) < 0x2E80:
        return f"<mi>{text}</mi>"
    return f'<mi mathvariant="normal">{escape(text)}</mi>'


def _fence(box: Fence) -> str:
    return f'<mrow><mo fence="true">{box.left}</mo>{_xml(box.inner)}<mo fence="true">{box.right}</mo></mrow>'


def _applied(box: Applied) -> str:
    name = f'<mi mathvariant="normal">{box.name}</mi>'
    if box.below is not None:
        name = f"<munder>{name}{_xml(box.below)}</munder>"
    return f"<mrow>{name}<mo>&#x2061;</mo>{_xml(box.inner)}</mrow>"


def _cases(box: Cases) -> str:
    lines = "".join(
        f"<mtr><mtd>{_xml(value)}<mo>,</mo></mtd><mtd>{_xml(condition)}</mtd></mtr>"
        for value, condition in box.lines
    )
    table = f'<mtable columnalign="left left">{lines}</mtable>'
    return f'<mrow><mo fence="true" stretchy="true">{{</mo>{table}</mrow>'
