"""Reading a unit as people write it: ``GJ/10^4Nm3``, ``min/(cell d)``, ``吨公里``, ``㎡``."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from tanchi.units import complaints
from tanchi.units.complaints import Complaint
from tanchi.units.errors import UnitError, unit_error
from tanchi.units.reading import Token, plain_text, tokens
from tanchi.units.table import spellings
from tanchi.units.terms import TEN, Terms, merge, power
from tanchi.units.unit import Unit, of_terms

_MAX_DEPTH = 2
_PRODUCT_SIGNS = ("*", "·", ".")


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit:
    """Return the unit that ``text`` names; full-width, superscript and Chinese spellings are understood.

    Raises UnitError with the place of the part that is not understood and the nearest known units.
    """
    if not text.strip() or len(text) > complaints.MAX_LENGTH:
        raise unit_error(text, (0, len(text)), *complaints.LENGTH)
    symbol = spellings().get(plain_text(text).strip())
    terms = ((symbol, Fraction(1)),) if symbol else _Reader(text).read()
    return of_terms(terms, text.strip())


class _Reader:
    """Recursive descent over the tokens.

    quotient := product {"/" factor}; product := factor {["*"] factor}; factor := name [^n] | "(" quotient ")"
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokens(text)
        self._at = 0

    def read(self) -> Terms:
        terms = self._quotient(0)
        if left := self._peek():
            raise self._fail(left, complaints.unexpected(left.text))
        return terms

    def _quotient(self, depth: int) -> Terms:
        terms = self._product(depth)
        while (token := self._peek()) and token.text == "/":
            self._next()
            terms = merge(terms, power(self._factor(depth), Fraction(-1)))
            after = self._peek()
            if after and after.text not in ("/", ")"):
                raise self._fail(after, complaints.AMBIGUOUS)
        return terms

    def _product(self, depth: int) -> Terms:
        terms = self._factor(depth)
        while (token := self._peek()) and token.text not in ("/", ")"):
            if token.text in _PRODUCT_SIGNS:
                self._next()
            terms = merge(terms, self._factor(depth))
        return terms

    def _factor(self, depth: int) -> Terms:
        token = self._next()
        if token.kind in ("ten", "number"):
            return self._multiple(token, depth)
        if token.kind == "name":
            return self._named(token)
        if token.text == "(" and depth < _MAX_DEPTH:
            return self._bracket(token, depth)
        raise self._fail(token, complaints.unexpected(token.text))

    def _bracket(self, opening: Token, depth: int) -> Terms:
        inside, closing = self._quotient(depth + 1), self._peek()
        if not closing:
            raise self._fail(opening, complaints.BRACKET)
        self._next()
        return inside

    def _multiple(self, token: Token, depth: int) -> Terms:
        """Read a number; one that stands right before a name belongs to it, as in ``GJ/10^4 Nm3``."""
        number, after = self._number(token), self._peek()
        return merge(number, self._factor(depth)) if after and after.kind == "name" else number

    def _number(self, token: Token) -> Terms:
        digits = token.text
        exponent = int(digits[2:].lstrip("^*")) if token.kind == "ten" else len(digits) - 1
        is_power = token.kind == "ten" or int(digits) == 10**exponent
        if not is_power or abs(exponent) > complaints.MAX_POWER_OF_TEN:
            raise self._fail(token, complaints.NUMBER)
        return merge([(TEN, Fraction(exponent))])

    def _named(self, token: Token) -> Terms:
        symbol = self._joined(token) or self._raised(token) or spellings().get(token.text)
        if symbol:
            return ((symbol, self._exponent()),)
        stem, digit = token.text[:-1], token.text[-1]
        if stem in spellings() and digit in "23456":
            return ((spellings()[stem], Fraction(int(digit))),)
        raise self._fail(token, complaints.unknown(token.text))

    def _joined(self, token: Token) -> str:
        """Read ``kg CO2e`` and ``万 t`` as one name; returns "" where both words are units of their own."""
        known, rest = spellings(), self._tokens[self._at : self._at + 2]
        if [t.kind for t in rest] != ["space", "name"] or (token.text in known and rest[1].text in known):
            return ""
        symbol = known.get(token.text + rest[1].text, "")
        self._at += 2 if symbol else 0
        return symbol

    def _raised(self, token: Token) -> str:
        """Read ``Nm³`` as the name Nm3, which is no power of a unit Nm; returns "" for any other power."""
        after = self._peek(skip=False)
        if not after or after.kind != "exponent":
            return ""
        symbol = spellings().get(token.text + after.text.lstrip("^*"), "")
        self._at += 1 if symbol else 0
        return symbol

    def _exponent(self) -> Fraction:
        token = self._peek(skip=False)
        if not token or token.kind != "exponent":
            return Fraction(1)
        self._at += 1
        over, _, under = token.text.lstrip("^*").strip("()").partition("/")
        numbers = (int(over), int(under or 1))
        if not all(0 < abs(number) <= complaints.MAX_EXPONENT for number in numbers):
            raise self._fail(token, complaints.EXPONENT)
        return Fraction(*numbers)

    def _peek(self, skip: bool = True) -> Token | None:
        while skip and self._at < len(self._tokens) and self._tokens[self._at].kind == "space":
            self._at += 1
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next(self) -> Token:
        token = self._peek()
        if token is None:
            raise unit_error(self._text, (len(self._text) - 1, len(self._text)), *complaints.INCOMPLETE)
        self._at += 1
        return token

    def _fail(self, token: Token, complaint: Complaint) -> UnitError:
        return unit_error(self._text, (token.start, token.end), *complaint)
