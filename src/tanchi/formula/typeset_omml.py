"""Boxes as Office Math, the equations of Word."""

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
_NAMESPACES = (
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
)
_NO_DEGREE = '<m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>'
_FONT = '<w:rPr><w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/></w:rPr>'


def omml(
    node: Node,
    symbols: Symbols,
    *,
    left: Symbol | None = None,
    factor: Ratio = _ONE,
    language: Language = "zh",
) -> str:
    """Return the formula as an ``<m:oMath>`` element; parameters as in :func:`mathml`."""
    return f"<m:oMath {_NAMESPACES}>{_xml(laid_out(node, symbols, left, factor, language))}</m:oMath>"


def _xml(box: Box) -> str:
    match box:
        case Mark():
            return _mark(box)
        case Figure() | Sign() | Word():
            return _run(box.text, upright=True)
        case Row():
            return "".join(map(_xml, box.parts))
        case Fraction():
            return f"<m:f><m:num>{_xml(box.above)}</m:num><m:den>{_xml(box.below)}</m:den></m:f>"
        case Power():
            return f"<m:sSup><m:e>{_xml(box.base)}</m:e><m:sup>{_xml(box.exponent)}</m:sup></m:sSup>"
        case Root():
            return f"<m:rad>{_NO_DEGREE}<m:e>{_xml(box.inner)}</m:e></m:rad>"
        case Fence():
            return _delimited(box.left, _xml(box.inner), box.right)
        case Sum():
            return _sum(box)
        case Applied():
            return _applied(box)
        case Cases():
            return _cases(box)


def _run(text: str, *, upright: bool) -> str:
    style = '<m:rPr><m:sty m:val="p"/></m:rPr>' if upright else ""
    return f'<m:r>{style}{_FONT}<m:t xml:space="preserve">{escape(text)}</m:t></m:r>'


def _identifier(text: str) -> str:
    """Return a symbol: one Latin or Greek letter is italic, words and Chinese stand upright."""
    italic = len(text) == 1 and text.isalpha() and ord(text) < 0x2E80
    return _run(text, upright=not italic)


def _mark(box: Mark) -> str:
    base = _identifier(box.base)
    subs = [*map(_identifier, box.subs), *(_run(index, upright=False) for index in box.indexes)]
    if not subs:
        return base
    below = _run(",", upright=True).join(subs)
    return f"<m:sSub><m:e>{base}</m:e><m:sub>{below}</m:sub></m:sSub>"


def _delimited(left: str, inner: str, right: str) -> str:
    ends = f'<m:begChr m:val="{left}"/><m:endChr m:val="{right}"/>'
    return f"<m:d><m:dPr>{ends}</m:dPr><m:e>{inner}</m:e></m:d>"


def _sum(box: Sum) -> str:
    look = '<m:naryPr><m:chr m:val="∑"/><m:limLoc m:val="undOvr"/><m:supHide m:val="1"/></m:naryPr>'
    return f"<m:nary>{look}<m:sub>{_xml(box.below)}</m:sub><m:sup/><m:e>{_xml(box.inner)}</m:e></m:nary>"


def _applied(box: Applied) -> str:
    name = _run(box.name, upright=True)
    if box.below is not None:
        name = f"<m:limLow><m:e>{name}</m:e><m:lim>{_xml(box.below)}</m:lim></m:limLow>"
    return f"<m:func><m:fName>{name}</m:fName><m:e>{_xml(box.inner)}</m:e></m:func>"


def _cases(box: Cases) -> str:
    """Return a brace with a matrix of two left-aligned columns."""
    column = '<m:mc><m:mcPr><m:count m:val="2"/><m:mcJc m:val="left"/></m:mcPr></m:mc>'
    comma = _run(",", upright=True)
    lines = "".join(
        f"<m:mr><m:e>{_xml(value)}{comma}</m:e><m:e>{_xml(condition)}</m:e></m:mr>"
        for value, condition in box.lines
    )
    return _delimited("{", f"<m:m><m:mPr><m:mcs>{column}</m:mcs></m:mPr>{lines}</m:m>", "")
