"""Reads a printed equation back, as a person would: from the marks on paper, with the usual precedence.

Two small scanners turn MathML and Office Math into the same flat list of tokens; groupings that are not
visible on paper are dropped, so a missing bracket changes the value. Shares no code with the writers.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
Symbol = tuple[str, tuple[str, ...]]
Lookup = Callable[[Symbol, dict[str, int]], float]
"""Gives the value of a symbol (base, subscripts) under the running indexes."""


@dataclass
class Token:
    """A mark on paper: sign, number, symbol, or a construct with parts of its own."""

    kind: str
    text: str = ""
    parts: tuple = ()


# ---- scanners ------------------------------------------------------------------------------------------


def scan_mathml(xml: str) -> list[Token]:
    """Return the tokens of a ``<math>`` element."""
    return _mathml_children(ElementTree.fromstring(xml))


def scan_omml(xml: str) -> list[Token]:
    """Return the tokens of an ``<m:oMath>`` element."""
    return _omml_children(ElementTree.fromstring(xml))


def _mathml_children(element: ElementTree.Element) -> list[Token]:
    return [token for child in element for token in _mathml(child)]


def _mathml(element: ElementTree.Element) -> list[Token]:
    tag, text = element.tag.removeprefix(MATHML), (element.text or "").strip()
    if tag in ("mrow", "mtd", "math"):
        return _mathml_children(element)
    if tag in ("mi", "mn", "mo", "mtext"):
        return [_leaf(tag, text)] if text != "\u2061" else []
    if tag == "mtable":
        return [Token("cases", parts=tuple(tuple(_mathml(cell) for cell in line) for line in element))]
    parts = [_mathml(child) for child in element]
    match tag:
        case "mfrac":
            return [Token("frac", parts=tuple(parts))]
        case "msup":
            return [*_base(parts[0]), Token("power", parts=(parts[1],))]
        case "msub":
            return [Token("symbol", parts[0][0].text, _subscripts(parts[1]))]
        case "msqrt":
            return [Token("root", parts=(_mathml_children(element),))]
        case "munder":
            return [Token("under", parts[0][0].text, (parts[1],))]
    raise AssertionError(tag)


def _leaf(tag: str, text: str) -> Token:
    return Token({"mi": "symbol", "mn": "number", "mo": "sign", "mtext": "word"}[tag], text)


def _omml_children(element: ElementTree.Element) -> list[Token]:
    return [token for child in element for token in _omml(child)]


def _omml(element: ElementTree.Element) -> list[Token]:
    tag = element.tag.removeprefix(M)

    def part(name: str) -> list[Token]:
        return _omml_children(element.find(M + name))

    match tag:
        case "r":
            return [_run(element.find(M + "t").text)]
        case "f":
            return [Token("frac", parts=(part("num"), part("den")))]
        case "sSup":
            return [*_base(part("e")), Token("power", parts=(part("sup"),))]
        case "sSub":
            return [Token("symbol", part("e")[0].text, _subscripts(part("sub")))]
        case "rad":
            return [Token("root", parts=(part("e"),))]
        case "d":
            return _delimited(element)
        case "nary":
            assert element.find(f"{M}naryPr/{M}chr").get(M + "val") == "∑"
            return [Token("under", "∑", (part("sub"),)), *part("e")]
        case "func":
            return [*part("fName"), *part("e")]
        case "limLow":
            return [Token("under", part("e")[0].text, (part("lim"),))]
    raise AssertionError(tag)


def _run(text: str) -> Token:
    if text.strip() in {"其他", "且", "或", "非"}:
        return Token("word", text.strip())
    if text[0].isdigit() or (len(text) > 1 and text[0] == "−"):
        return Token("number", text)
    return Token("symbol" if text.strip()[0].isalpha() else "sign", text)


def _delimited(element: ElementTree.Element) -> list[Token]:
    left, right = (element.find(f"{M}dPr/{M}{name}").get(M + "val") for name in ("begChr", "endChr"))
    inner = element.find(M + "e")
    table = inner.find(M + "m")
    if table is not None:
        lines = tuple(tuple(_omml_children(cell) for cell in line) for line in table.findall(M + "mr"))
        return [Token("sign", left), Token("cases", parts=lines)]
    return [Token("sign", left), *_omml_children(inner), Token("sign", right)]


def _base(tokens: list[Token]) -> list[Token]:
    """Return what a power stands on: one mark or one bracket, or a person would be misled."""
    fenced = tokens[0].text in ("(", "|", "⌊", "⌈") and tokens[-1].text in (")", "|", "⌋", "⌉")
    single = len(tokens) == 1 and tokens[0].kind in ("symbol", "number", "root", "word")
    function = len(tokens) > 2 and tokens[0].text in ("max", "min", "ln") and tokens[1].text == "("
    assert fenced or single or function, tokens
    return tokens


def _subscripts(tokens: list[Token]) -> tuple[str, ...]:
    return tuple("".join(token.text for token in tokens).split(","))


# ---- evaluation ----------------------------------------------------------------------------------------


class Reader:
    """Evaluates tokens from left to right; ``rows`` says how far an index runs."""

    def __init__(
        self, tokens: list[Token], lookup: Lookup, rows: Callable[[str], int], at: dict[str, int]
    ) -> None:
        self.tokens, self.place = tokens, 0
        self.lookup, self.rows, self.at = lookup, rows, at

    def sub(self, tokens: list[Token], **at: int) -> float:
        """Return the value of tokens that stand by themselves."""
        reader = Reader(tokens, self.lookup, self.rows, {**self.at, **at})
        value = reader.truth()
        assert reader.place == len(tokens), tokens[reader.place :]
        return value

    def peek(self) -> str:
        """Return the text of the next token, nothing at the end."""
        if self.place == len(self.tokens):
            return ""
        token = self.tokens[self.place]
        return token.text.strip() if token.kind in ("sign", "word", "symbol") else ""

    def take(self) -> Token:
        """Return the next token and step over it."""
        self.place += 1
        return self.tokens[self.place - 1]

    def truth(self) -> float:
        """Read conditions joined by 或 and 且."""
        value = self.both()
        while self.peek() == "或":
            self.take()
            value = max(value, self.both())
        return value

    def both(self) -> float:
        """Read conditions joined by 且."""
        value = self.compared()
        while self.peek() == "且":
            self.take()
            value = min(value, self.compared())
        return value

    def compared(self) -> float:
        """Read a comparison, a negation or a sum."""
        if self.peek() == "非":
            self.take()
            return 1.0 - self.atom()
        left = self.sum()
        sign = self.peek()
        if sign not in ("<", "≤", ">", "≥", "=", "≠"):
            return left
        self.take()
        right = self.sum()
        return float(
            {
                "<": left < right,
                "≤": left <= right,
                ">": left > right,
                "≥": left >= right,
                "=": left == right,
                "≠": left != right,
            }[sign]
        )

    def sum(self) -> float:
        """Read terms joined by + and −."""
        value = 0.0
        sign = 1.0
        if self.peek() == "−":
            self.take()
            sign = -1.0
        value = sign * self.product()
        while self.peek() in ("+", "−"):
            sign = 1.0 if self.take().text == "+" else -1.0
            value += sign * self.product()
        return value

    def product(self) -> float:
        """Read factors joined by ×; Σ takes all that follow."""
        value = self.factor()
        while self.peek() == "×":
            self.take()
            value *= self.factor()
        return value

    def factor(self) -> float:
        """Read one factor and its exponent."""
        token = self.tokens[self.place]
        if token.kind == "under" and token.text == "∑":
            return self.big_sum()
        value = self.atom()
        if self.place < len(self.tokens) and self.tokens[self.place].kind == "power":
            return float(value ** self.sub(self.take().parts[0]))
        return value

    def big_sum(self) -> float:
        """Read Σ: a sum over its index of the product that follows."""
        below = "".join(part.text for part in self.take().parts[0])
        start, total = self.place, 0.0
        index, steps = self.steps(below)
        outer = self.at
        for step in steps:
            self.place, self.at = start, {**outer, index: step}
            total += self.product()
        self.at = outer
        return total

    def steps(self, below: str) -> tuple[str, range | list[int]]:
        """Return the index and the steps that ``i``, ``j≤i`` or ``h∈m`` stand for."""
        if "≤" in below:
            index, upto = below.split("≤")
            return index, range(self.at[upto] + 1)
        if "∈" in below:
            index, month = below.split("∈")
            return index, [hour for hour in range(self.rows(index)) if hour // 2 == self.at[month]]
        return below, range(self.rows(below))

    def atom(self) -> float:
        """Read a number, symbol, bracket, fraction, root, function or brace."""
        token = self.take()
        match token.kind:
            case "number":
                return float(token.text.replace("−", "-"))
            case "frac":
                return self.sub(token.parts[0]) / self.sub(token.parts[1])
            case "root":
                return math.sqrt(self.sub(token.parts[0]))
            case "cases":
                return self.cases(token)
            case "under":
                return self.extreme(token)
            case "sign" if token.text == "{":
                return self.cases(self.take())
            case "sign":
                return self.bracket(token.text)
            case "word" if token.text == "e":
                return math.e
            case _:
                return self.symbol(token)

    def symbol(self, token: Token) -> float:
        """Read a symbol or the name of a function with its brackets."""
        if token.text in ("max", "min", "ln") and self.peek() == "(":
            self.take()
            values = [self.truth()]
            while self.peek() == ",":
                self.take()
                values.append(self.truth())
            assert self.take().text == ")"
            return {"max": max, "min": min, "ln": lambda v: math.log(v[0])}[token.text](values)
        if token.text == "e" and not token.parts:
            return math.e
        return self.lookup((token.text, token.parts), self.at)

    def bracket(self, left: str) -> float:
        """Read what stands between brackets, bars or corners."""
        value = self.truth()
        right = self.take().text
        assert (left, right) in {("(", ")"), ("|", "|"), ("⌊", "⌋"), ("⌈", "⌉")}
        return {"(": float, "|": abs, "⌊": math.floor, "⌈": math.ceil}[left](value)

    def extreme(self, token: Token) -> float:
        """Read max or min over the rows of an index."""
        index = token.parts[0][0].text
        start, values, outer = self.place, [], self.at
        for row in range(self.rows(index)):
            self.place, self.at = start, {**outer, index: row}
            values.append(self.atom())
        self.at = outer
        return max(values) if token.text == "max" else min(values)

    def cases(self, token: Token) -> float:
        """Read a brace: the first line whose condition holds."""
        for value, condition in token.parts:
            assert value[-1].text == ","
            if condition[0].text == "其他" or self.sub(list(condition)):
                return self.sub(list(value[:-1]))
        raise AssertionError("no line holds")
