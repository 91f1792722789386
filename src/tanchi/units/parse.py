"""Reading a unit as people write it: ``GJ/10^4Nm3``, ``min/(cell d)``, ``吨公里``, ``㎡``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from functools import lru_cache

from tanchi.findings import Finding, FormulaPlace, Level, Text
from tanchi.units.errors import UnitError
from tanchi.units.table import spellings
from tanchi.units.terms import Terms, merge, power
from tanchi.units.unit import Unit, of_terms

MAX_LENGTH = 80
MAX_EXPONENT = 6
MAX_POWER_OF_TEN = 12
MAX_DEPTH = 2

_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<ten>10(?:\^|\*\*)-?\d+)"
    r"|(?P<number>\d+)"
    r"|(?P<exponent>(?:\^|\*\*)(?:-?\d+|\(-?\d+(?:/\d+)?\))|-\d+)"
    r"|(?P<sign>[*·/()])"
    r"|(?P<name>[^\W\d]\w*(?:-[^\W\d]\w*)*|[%‰$€¥]|°[CF]|.)",
    re.DOTALL,
)
_SAME = str.maketrans("×•⋅∙・−–µ￥", "*····--μ¥")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text and where it stands in the text as written."""

    kind: str
    text: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit:
    """Return the unit that ``text`` names; full-width, superscript and Chinese spellings are understood.

    Raises UnitError with the place of the part that is not understood and the nearest known units.
    """
    if not text.strip() or len(text) > MAX_LENGTH:
        raise _error(text, 0, len(text), "units.length", *_LENGTH)
    plain, spots = _normalise(text)
    whole = spellings().get(plain.strip())
    if whole:
        return of_terms(((whole, Fraction(1)),), text.strip())
    return of_terms(_Reader(text, list(_tokens(plain, spots))).read(), text.strip())


_LENGTH = (
    Text(f"单位应有 1 至 {MAX_LENGTH} 个字符", f"a unit has 1 to {MAX_LENGTH} characters"),
    Text("请写成 t、kWh、GJ/t 这样的单位；无量纲写 1", "Write a unit such as t, kWh, GJ/t; 1 for a plain number"),
)


def _normalise(text: str) -> tuple[str, list[int]]:
    """Return the text in plain characters and, for each, its place in ``text``; m² becomes m^2."""
    plain, spots, raised = "", [], False
    for place, char in enumerate(text):
        compat = unicodedata.normalize("NFKC", char).translate(_SAME)
        lifted = unicodedata.decomposition(char).startswith("<super>")
        if lifted and not raised and char != "ᵉ":
            compat = "^" + compat
        raised = lifted
        plain += compat
        spots += [place] * len(compat)
    return plain, [*spots, len(text)]


def _tokens(plain: str, spots: list[int]) -> Iterator[Token]:
    for match in _TOKEN.finditer(plain):
        yield Token(match.lastgroup or "", match[0], spots[match.start()], spots[match.end()])


class _Reader:
    """One pass over the tokens: products of powers, at most one level of what stands below a stroke."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._at = 0

    def read(self) -> Terms:
        terms = self._quotient(0)
        left = self._peek()
        if left:
            raise self._unexpected(left)
        return terms

    def _quotient(self, depth: int) -> Terms:
        terms, strokes = self._product(depth), 0
        while (token := self._peek()) and token.text == "/":
            self._next()
            terms = merge(terms, power(self._below(depth), Fraction(-1)))
            strokes += 1
        return terms

    def _below(self, depth: int) -> Terms:
        below = self._factor(depth)
        after = self._peek()
        if after and after.text not in "/)":
            raise self._fail(after, "units.ambiguous", *_AMBIGUOUS)
        return below

    def _product(self, depth: int) -> Terms:
        terms = self._factor(depth)
        while (token := self._peek()) and token.text not in ("/", ")"):
            if token.text in ("*", "·"):
                self._next()
            terms = merge(terms, self._factor(depth))
        return terms

    def _factor(self, depth: int) -> Terms:
        token = self._next()
        if token.text == "(" and depth < MAX_DEPTH:
            inside = self._quotient(depth + 1)
            if self._next().text != ")":
                raise self._fail(token, "units.bracket", *_BRACKET)
            return inside
        if token.kind in ("ten", "number"):
            return self._multiple(token, depth)
        if token.kind == "name":
            return self._named(token)
        raise self._unexpected(token)

    def _multiple(self, token: Token, depth: int) -> Terms:
        """Read a number; one that stands right before a name belongs to it, as in ``GJ/10^4 Nm3``."""
        number, after = self._number(token), self._peek()
        if after and after.kind == "name":
            return merge(number, self._factor(depth))
        return number

    def _number(self, token: Token) -> Terms:
        digits = token.text
        if digits == "1":
            return ()
        exponent = int(re.split(r"\^|\*\*", digits)[1]) if token.kind == "ten" else len(digits) - 1
        if (token.kind == "number" and int(digits) != 10**exponent) or abs(exponent) > MAX_POWER_OF_TEN:
            raise self._fail(token, "units.number", *_NUMBER)
        return ((f"10^{exponent}", Fraction(1)),)

    def _named(self, token: Token) -> Terms:
        known = spellings()
        joined = self._joined(token) or self._raised(token)
        if joined:
            return ((known[joined], self._exponent()),)
        if token.text in known:
            return ((known[token.text], self._exponent()),)
        stem = token.text.rstrip("0123456789")
        digits = token.text[len(stem) :]
        if digits and stem in known and int(digits) <= MAX_EXPONENT:
            return ((known[stem], Fraction(int(digits))),)
        raise self._fail(token, "units.unknown", *_unknown(token.text))

    def _joined(self, token: Token) -> str:
        """Read ``kg CO2e`` and ``万 t`` as one name; returns "" where both words are units of their own."""
        known, rest = spellings(), self._tokens[self._at : self._at + 2]
        if [t.kind for t in rest] != ["space", "name"] or (token.text in known and rest[1].text in known):
            return ""
        name = token.text + rest[1].text
        if name not in known:
            return ""
        self._at += 2
        return name

    def _raised(self, token: Token) -> str:
        """Read ``Nm³`` as the name Nm3, which is no power of a unit Nm; returns "" for any other power."""
        after = self._peek(skip=False)
        if not after or after.kind != "exponent":
            return ""
        name = token.text + after.text.lstrip("^*")
        if name not in spellings():
            return ""
        self._at += 1
        return name

    def _exponent(self) -> Fraction:
        token = self._peek(skip=False)
        if not token or token.kind != "exponent":
            return Fraction(1)
        self._at += 1
        value = Fraction(token.text.lstrip("^*").strip("()"))
        if abs(value) > MAX_EXPONENT or value == 0 or value.denominator > MAX_EXPONENT:
            raise self._fail(token, "units.exponent", *_EXPONENT)
        return value

    def _peek(self, skip: bool = True) -> Token | None:
        while skip and self._at < len(self._tokens) and self._tokens[self._at].kind == "space":
            self._at += 1
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next(self) -> Token:
        token = self._peek()
        if token is None:
            end = len(self._text)
            raise _error(self._text, max(end - 1, 0), end, "units.incomplete", *_INCOMPLETE)
        self._at += 1
        return token

    def _unexpected(self, token: Token) -> UnitError:
        return self._fail(token, "units.unexpected", *_unexpected(token.text))

    def _fail(self, token: Token, code: str, message: Text, remedy: Text) -> UnitError:
        return _error(self._text, token.start, token.end, code, message, remedy)


_AMBIGUOUS = (
    Text(
        "斜线之后有两个单位，不知道第二个在分子还是分母",
        "two units follow the stroke: is the second above or below?",
    ),
    Text("请加括号，如 min/(cell d)", "Write brackets, as in min/(cell d)"),
)
_BRACKET = (Text("括号没有合上", "the bracket is not closed"), Text("请补上右括号", "Close the bracket"))
_NUMBER = (
    Text("单位里的数只能是 1 或 10 的整数次幂", "a number in a unit is 1 or a whole power of ten"),
    Text(
        "请写成 10^4Nm3、1000 m3；其他系数请放进参数",
        "Write 10^4Nm3 or 1000 m3; put other factors into a parameter",
    ),
)
_EXPONENT = (
    Text(f"指数应在 ±{MAX_EXPONENT} 之内且不为 0", f"an exponent is within ±{MAX_EXPONENT} and not 0"),
    Text("请写成 m2、m^3、s^-1", "Write m2, m^3, s^-1"),
)
_INCOMPLETE = (Text("单位没有写完", "the unit is not complete"), Text("请补全", "Complete it"))


def _unexpected(found: str) -> tuple[Text, Text]:
    return (
        Text(f"这里不能有“{found}”", f"'{found}' cannot stand here"),
        Text("请写成 GJ/t、t km、min/(cell d)", "Write GJ/t, t km, min/(cell d)"),
    )


def _unknown(found: str) -> tuple[Text, Text]:
    near = get_close_matches(found, spellings(), n=4, cutoff=0.5)
    message = Text(f"不认识的单位“{found}”", f"unknown unit '{found}'")
    if not near:
        return message, Text("请从单位表中选择", "Choose from the table of units")
    return message, Text(f"相近的单位：{'、'.join(near)}", f"Near: {', '.join(near)}")


def _error(text: str, start: int, end: int, code: str, message: Text, remedy: Text) -> UnitError:
    return UnitError(Finding(code, Level.ERROR, message, FormulaPlace(text, start, end), remedy))
