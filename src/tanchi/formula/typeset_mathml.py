"""Formulas as presentation MathML."""

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
    body = written(laid_out(node, symbols, left, factor, language), _MathMl())
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">{body}</math>'


class _MathMl:
    """The elements of presentation MathML; see :class:`tanchi.formula.writer.Writer`."""

    def symbol(self, text: str, italic: bool) -> str:
        return f"<mi>{text}</mi>" if italic else f'<mi mathvariant="normal">{escape(text)}</mi>'

    def index(self, text: str) -> str:
        letter, shift = text[0], text[1:]
        return f"<mi>{letter}</mi><mo>−</mo><mn>{shift[1:]}</mn>" if shift else f"<mi>{letter}</mi>"

    def subscripted(self, base: str, subs: Sequence[str]) -> str:
        below = '<mo separator="true">,</mo>'.join(subs)
        return f"<msub>{base}<mrow>{below}</mrow></msub>"

    def figure(self, text: str) -> str:
        return f"<mn>{escape(text)}</mn>"

    def sign(self, text: str) -> str:
        return f"<mo>{escape(text)}</mo>"

    def word(self, text: str) -> str:
        return f"<mtext>{escape(text)}</mtext>"

    def row(self, parts: Sequence[str]) -> str:
        return f"<mrow>{''.join(parts)}</mrow>"

    def fraction(self, above: str, below: str) -> str:
        return f"<mfrac>{above}{below}</mfrac>"

    def power(self, base: str, exponent: str) -> str:
        return f"<msup>{base}{exponent}</msup>"

    def root(self, inner: str) -> str:
        return f"<msqrt>{inner}</msqrt>"

    def fence(self, left: str, inner: str, right: str) -> str:
        return f'<mrow><mo fence="true">{left}</mo>{inner}<mo fence="true">{right}</mo></mrow>'

    def sum(self, below: str, inner: str) -> str:
        return f"<mrow><munder><mo>∑</mo>{below}</munder>{inner}</mrow>"

    def applied(self, name: str, below: str, inner: str) -> str:
        head = self.symbol(name, italic=False)
        head = f"<munder>{head}{below}</munder>" if below else head
        return f"<mrow>{head}<mo>&#x2061;</mo>{inner}</mrow>"

    def cases(self, lines: Sequence[tuple[str, str]]) -> str:
        rows = "".join(f"<mtr><mtd>{v}<mo>,</mo></mtd><mtd>{when}</mtd></mtr>" for v, when in lines)
        table = f'<mtable columnalign="left left">{rows}</mtable>'
        return f'<mrow><mo fence="true" stretchy="true">{{</mo>{table}</mrow>'
