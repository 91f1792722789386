"""From tokens to a tree: a small operator-precedence parser with limits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from tanchi.findings import Text
from tanchi.formula.errors import FormulaError, near
from tanchi.formula.nodes import (
    Binary,
    BinaryOp,
    BoolOp,
    Call,
    Compare,
    CompareOp,
    Index,
    Name,
    Node,
    Not,
    Number,
    SourceText,
    Span,
    String,
    TruthOp,
    Unary,
    children,
)
from tanchi.formula.signatures import SIGNATURES, Role, Signature
from tanchi.formula.tokens import Token, tokenise

DEEPEST = 40
"""Brackets, calls, signs and powers inside each other."""
TALLEST = 160
"""Nodes above each other, which a long chain of + also makes."""

LEVELS = {"or": 1, "and": 2, "not": 3, "compare": 4, "+": 5, "-": 5, "*": 6, "/": 6, "minus": 7, "**": 8}
"""How tightly operators bind; :mod:`tanchi.formula.unparse` sets brackets by the same levels."""
_COMPARISONS = frozenset(("<", "<=", ">", ">=", "==", "!="))
_WORDS = frozenset(("and", "or", "not"))


def parse(text: str, path: str = "") -> Node:
    """Return the tree of the formula ``text``; ``path`` names the item it belongs to in messages.

    Raises FormulaError with the place in ``text`` for anything that is not a formula within the limits.
    """
    parser = _Parser(tokenise(SourceText(text, path)))
    node = parser.expression(LEVELS["or"])
    parser.require_end()
    _require_height(node)
    return node


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def expression(self, level: int) -> Node:
        left = self._prefix(level)
        while (found := _level(self._next)) is not None and found >= level:
            left = self._infix(left, found)
        return left

    def require_end(self) -> None:
        token = self._next
        if token.kind == "end":
            return
        if token.kind in ("name", "number", "string") or token.text == "(":
            raise _unexpected(
                token, Text("两项之间要写运算符，相乘写 *。", "Write an operator; * for products.")
            )
        raise _unexpected(token, Text("检查括号是否成对。", "Check that brackets match."))

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def _sees(self, sign: str) -> bool:
        token = self._next
        return token.kind == "sign" and token.text == sign

    def _require(self, sign: str, opened: Token) -> Token:
        if self._sees(sign):
            return self._take()
        if self._next.kind == "end":
            raise FormulaError.at(
                opened.span,
                "bracket",
                Text(f"括号没有闭合，缺少“{sign}”", f"the bracket is not closed: '{sign}' missing"),
            )
        raise _unexpected(self._next, Text(f"此处应为“{sign}”。", f"'{sign}' was expected."))

    @contextmanager
    def _nested(self, token: Token) -> Iterator[None]:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FormulaError.at(
                token.span,
                "too_deep",
                Text(f"嵌套超过 {DEEPEST} 层", f"nested deeper than {DEEPEST} levels"),
                Text("把内层写成单独的 values。", "Give the inner part a value of its own."),
            )
        yield
        self._depth -= 1

    def _prefix(self, level: int) -> Node:
        token = self._take()
        if token.kind == "number":
            return Number(token.text, float(token.text), token.span)
        if token.text == "not" and token.kind == "name":
            return self._negation(token, level)
        if token.kind == "name" and token.text not in _WORDS:
            return self._named(token)
        if token.kind == "sign" and token.text == "(":
            return self._bracket(token)
        if token.kind == "sign" and token.text == "-" and level <= LEVELS["minus"]:
            with self._nested(token):
                operand = self.expression(LEVELS["**"])
            return Unary(operand, token.span.to(operand.span))
        raise _no_operand(token)

    def _negation(self, token: Token, level: int) -> Node:
        if level > LEVELS["not"]:
            raise _unexpected(
                token, Text("把 not 及其条件放在括号中。", "Put not and its condition in brackets.")
            )
        with self._nested(token):
            operand = self.expression(LEVELS["compare"])
        return Not(operand, token.span.to(operand.span))

    def _bracket(self, opened: Token) -> Node:
        with self._nested(opened):
            inner = self.expression(LEVELS["or"])
        self._require(")", opened)
        return inner

    def _infix(self, left: Node, level: int) -> Node:
        token = self._next
        if token.text in ("and", "or"):
            return self._chain(left, cast(TruthOp, token.text), level)
        self._take()
        if level == LEVELS["compare"]:
            right = self.expression(level + 1)
            self._refuse_second_comparison()
            return Compare(cast(CompareOp, token.text), left, right, left.span.to(right.span))
        if token.text == "**":
            with self._nested(token):
                right = self.expression(LEVELS["minus"])
        else:
            right = self.expression(level + 1)
        return Binary(cast(BinaryOp, token.text), left, right, left.span.to(right.span))

    def _chain(self, first: Node, op: TruthOp, level: int) -> Node:
        operands = [first]
        while self._next.kind == "name" and self._next.text == op:
            self._take()
            operands.append(self.expression(level + 1))
        return BoolOp(op, tuple(operands), first.span.to(operands[-1].span))

    def _refuse_second_comparison(self) -> None:
        if self._next.kind == "sign" and self._next.text in _COMPARISONS:
            raise _unexpected(self._next, Text("写成 a < b and b < c。", "Write a < b and b < c."))

    def _named(self, first: Token) -> Node:
        if self._sees("("):
            return self._call(first)
        name = self._name(first)
        if not self._sees("["):
            return name
        opened = self._take()
        with self._nested(opened):
            key = self._name(self._take())
        closed = self._require("]", opened)
        return Index(name, key, name.span.to(closed.span))

    def _name(self, first: Token) -> Name:
        parts = [first]
        while self._sees("."):
            self._take()
            parts.append(self._take())
        for part in parts:
            if part.kind != "name" or part.text in _WORDS:
                raise _unexpected(part, Text("此处应为名称。", "A name was expected."))
        return Name(tuple(part.text for part in parts), first.span.to(parts[-1].span))

    def _call(self, function: Token) -> Node:
        signature = SIGNATURES.get(function.text)
        if signature is None:
            raise _no_function(function)
        opened = self._take()
        with self._nested(opened):
            args = self._arguments(signature)
        closed = self._require(")", opened)
        span = function.span.to(closed.span)
        if not signature.accepts(len(args)):
            raise _wrong_count(signature, len(args), span)
        return Call(function.text, args, span)

    def _arguments(self, signature: Signature) -> tuple[Node, ...]:
        if self._sees(")"):
            return ()
        args = [self._argument(signature.role(0))]
        while self._sees(","):
            self._take()
            args.append(self._argument(signature.role(len(args))))
        return tuple(args)

    def _argument(self, role: Role) -> Node:
        if role is Role.VALUE:
            return self.expression(LEVELS["or"])
        if role is not Role.UNIT:
            return self._name(self._take())
        token = self._take()
        if token.kind != "string":
            raise _unexpected(
                token, Text('单位写在双引号中，如 "tC/t"。', 'Put the unit in quotes, as "tC/t".')
            )
        return String(token.text, token.span)


def _level(token: Token) -> int | None:
    if token.kind == "sign" and token.text in _COMPARISONS:
        return LEVELS["compare"]
    if token.kind == "sign" or token.text in ("and", "or"):
        return LEVELS.get(token.text)
    return None


def _require_height(root: Node) -> None:
    row: list[Node] = [root]
    for _ in range(TALLEST):
        row = [child for node in row for child in children(node)]
        if not row:
            return
    raise FormulaError.at(
        root.span,
        "too_tall",
        Text(f"连续的项超过 {TALLEST} 层", f"a chain of more than {TALLEST} operations"),
        Text("把同类的项放进表中，用 sum(x, 表)。", "Put like terms into a table and use sum(x, table)."),
    )


def _unexpected(token: Token, remedy: Text) -> FormulaError:
    if token.kind == "end":
        return FormulaError.at(
            token.span, "syntax", Text("公式在此中断", "the formula breaks off here"), remedy
        )
    message = Text(f"此处不能有“{token.text}”", f"'{token.text}' cannot stand here")
    return FormulaError.at(token.span, "syntax", message, remedy)


def _no_operand(token: Token) -> FormulaError:
    if token.kind == "string":
        hint = Text('引号只用于 unit(x, "单位")。', 'Quotes are only for unit(x, "unit").')
    elif token.text in ("-", "+"):
        hint = Text(
            "正负号不能连写；负数放在括号中。", "Signs cannot follow each other; put negatives in brackets."
        )
    else:
        hint = Text("此处应为数、名称、函数或括号。", "A number, name, function or bracket was expected.")
    return _unexpected(token, hint)


def _no_function(token: Token) -> FormulaError:
    alike = near(token.text, SIGNATURES) or tuple(sorted(SIGNATURES))
    return FormulaError.at(
        token.span,
        "unknown_function",
        Text(f"没有函数“{token.text}”", f"unknown function '{token.text}'"),
        Text("可用：" + "、".join(alike), "known: " + ", ".join(alike)),
    )


def _wrong_count(signature: Signature, count: int, span: Span) -> FormulaError:
    return FormulaError.at(
        span,
        "arguments",
        Text(
            f"有 {count} 个参数，应写作 {signature.form}", f"{count} arguments given; write {signature.form}"
        ),
    )
