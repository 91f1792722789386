"""Formulas as Office Math, the equations of Word."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction as Ratio
from xml.sax.saxutils import escape

from tanchi.findings import Language
from tanchi.formula.layout import laid_out
from tanchi.formula.nodes import Node
from tanchi.formula.symbols import Symbol, Symbols
from tanchi.formula.writer import written

_ONE = Ratio(1)
_NAMESPACES = (
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
)
_NO_DEGREE = '<m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>'
_FONT = '<w:rPr><w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/></w:rPr>'
_SUM = '<m:naryPr><m:chr m:val="∑"/><m:limLoc m:val="undOvr"/><m:supHide m:val="1"/></m:naryPr>'
_TWO_LEFT = '<m:mc><m:mcPr><m:count m:val="2"/><m:mcJc m:val="left"/></m:mcPr></m:mc>'


def omml(
    node: Node,
    symbols: Symbols,
    *,
    left: Symbol | None = None,
    factor: Ratio = _ONE,
    language: Language = "zh",
) -> str:
    """Return the formula as an ``<m:oMath>`` element; parameters as in :func:`mathml`."""
    body = written(laid_out(node, symbols, left, factor, language), _Omml())
    return f"<m:oMath {_NAMESPACES}>{body}</m:oMath>"


class _Omml:
    """The elements of Office Math; see :class:`tanchi.formula.writer.Writer`."""

    def symbol(self, text: str, italic: bool) -> str:
        style = "" if italic else '<m:rPr><m:sty m:val="p"/></m:rPr>'
        return f'<m:r>{style}{_FONT}<m:t xml:space="preserve">{escape(text)}</m:t></m:r>'

    def index(self, text: str) -> str:
        return self.symbol(text, italic=True)

    def subscripted(self, base: str, subs: Sequence[str]) -> str:
        below = self.sign(",").join(subs)
        return f"<m:sSub><m:e>{base}</m:e><m:sub>{below}</m:sub></m:sSub>"

    def figure(self, text: str) -> str:
        return self.symbol(text, italic=False)

    def sign(self, text: str) -> str:
        return self.symbol(text, italic=False)

    def word(self, text: str) -> str:
        return self.symbol(text, italic=False)

    def row(self, parts: Sequence[str]) -> str:
        return "".join(parts)

    def fraction(self, above: str, below: str) -> str:
        return f"<m:f><m:num>{above}</m:num><m:den>{below}</m:den></m:f>"

    def power(self, base: str, exponent: str) -> str:
        return f"<m:sSup><m:e>{base}</m:e><m:sup>{exponent}</m:sup></m:sSup>"

    def root(self, inner: str) -> str:
        return f"<m:rad>{_NO_DEGREE}<m:e>{inner}</m:e></m:rad>"

    def fence(self, left: str, inner: str, right: str) -> str:
        ends = f'<m:begChr m:val="{left}"/><m:endChr m:val="{right}"/>'
        return f"<m:d><m:dPr>{ends}</m:dPr><m:e>{inner}</m:e></m:d>"

    def sum(self, below: str, inner: str) -> str:
        return f"<m:nary>{_SUM}<m:sub>{below}</m:sub><m:sup/><m:e>{inner}</m:e></m:nary>"

    def applied(self, name: str, below: str, inner: str) -> str:
        head = self.symbol(name, italic=False)
        head = f"<m:limLow><m:e>{head}</m:e><m:lim>{below}</m:lim></m:limLow>" if below else head
        return f"<m:func><m:fName>{head}</m:fName><m:e>{inner}</m:e></m:func>"

    def cases(self, lines: Sequence[tuple[str, str]]) -> str:
        """Return a brace with a matrix of two left-aligned columns."""
        comma = self.sign(",")
        rows = "".join(f"<m:mr><m:e>{v}{comma}</m:e><m:e>{when}</m:e></m:mr>" for v, when in lines)
        return self.fence("{", f"<m:m><m:mPr><m:mcs>{_TWO_LEFT}</m:mcs></m:mPr>{rows}</m:m>", "")
