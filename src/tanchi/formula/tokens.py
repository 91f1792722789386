"""From text to tokens: decimal numbers, ids, signs and one kind of string."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tanchi.findings import Text
from tanchi.formula.errors import FormulaError
from tanchi.formula.nodes import SourceText, Span
from tanchi.formula.signs import as_meant, complaint, written

LONGEST = 2_000
"""Characters in a formula."""
LONGEST_NUMBER = 30
"""Characters in a number."""

TokenKind = Literal["number", "name", "sign", "string", "end"]


@dataclass(frozen=True, slots=True)
class Token:
    """One token; ``text`` is as formulas write it (``×`` has become ``*``)."""

    kind: TokenKind
    text: str
    span: Span


_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]+)"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<name>[a-z][a-z0-9_]*)"
    r"|(?P<sign>\*\*|<=|>=|==|!=|[-+*/^<>≤≥≠()\[\],.])"
    r'|(?P<string>"[^"]{0,80}")'
)
_GLUED = re.compile(r"[A-Za-z0-9_.]+")


def tokenise(source: SourceText) -> list[Token]:
    """Return the tokens of ``source``, with an ``end`` token last.

    Raises FormulaError at the first character that has no place in a formula.
    """
    _require_length(source)
    text = as_meant(source.text)
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise _stranger(source, text, at)
        if found.lastgroup != "space":
            tokens.append(_token(source, text, found))
        at = found.end()
    return [*tokens, Token("end", "", Span(len(text), len(text), source))]


def _token(source: SourceText, text: str, found: re.Match[str]) -> Token:
    span = Span(found.start(), found.end(), source)
    match found.lastgroup:
        case "number":
            _require_decimal(text, span)
            return Token("number", found.group(), span)
        case "name":
            return Token("name", found.group(), span)
        case "string":
            return Token("string", found.group()[1:-1], span)
        case _:
            return Token("sign", written(found.group()), span)


def _require_length(source: SourceText) -> None:
    length = len(source.text)
    if length <= LONGEST:
        return
    shown = SourceText(source.text[:60] + "…", source.path)
    raise FormulaError.at(
        Span(60, 61, shown),
        "too_long",
        Text(
            f"公式有 {length} 个字符，最多 {LONGEST} 个",
            f"{length} characters; a formula has at most {LONGEST}",
        ),
        Text("把它分成几个 values。", "Split it into several values."),
    )


def _require_decimal(text: str, span: Span) -> None:
    digits = text[span.start : span.end]
    if span.end - span.start > LONGEST_NUMBER:
        raise FormulaError.at(span, "number", Text("数字太长", "the number is too long"))
    if len(digits) > 1 and digits[0] == "0" and digits[1] != ".":
        raise FormulaError.at(
            span,
            "number",
            Text(f"数字不以 0 开头：{digits}", f"a number does not start with 0: {digits}"),
            Text("千位不用逗号分隔：写 1000。", "Do not group digits with commas: write 1000."),
        )
    if glued := _GLUED.match(text, span.end):
        raise _glued(Span(span.start, glued.end(), span.source), digits + glued.group())


def _glued(span: Span, word: str) -> FormulaError:
    return FormulaError.at(
        span,
        "number",
        Text(f"“{word}”不是十进制数", f"'{word}' is not a decimal number"),
        Text(
            "写成 1200 或 0.05 这样的数；相乘要写 *。", "Write numbers like 1200 or 0.05, and * for products."
        ),
    )


def _stranger(source: SourceText, text: str, at: int) -> FormulaError:
    if text[at] == '"':
        return FormulaError.at(
            Span(at, len(text), source),
            "string",
            Text("引号没有成对，或引号中的文字太长", "the quotes are not closed"),
        )
    code, message, remedy = complaint(text[at])
    return FormulaError.at(Span(at, at + 1, source), code, message, remedy)
