"""A formula on one line for people: × and −, names or figures for the leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tanchi.findings import Language
from tanchi.formula.names import Leaf, call_leaf
from tanchi.formula.nodes import Binary, BoolOp, Call, Compare, Index, Name, Node, Not, Number, String, Unary
from tanchi.formula.parse import LEVELS
from tanchi.formula.signatures import SIGNATURES, Role
from tanchi.formula.unparse import level

_SIGNS = {
    "+": " + ", "-": " − ", "*": " × ", "/": " / ", "**": "^",
    "<": " < ", "<=": " ≤ ", ">": " > ", ">=": " ≥ ", "==": " = ", "!=": " ≠ ",
}  # fmt: skip
_WORDS = {
    "zh": {"and": " 且 ", "or": " 或 ", "not": "非 ", "if": "若 {} 则 {}，否则 {}"},
    "en": {"and": " and ", "or": " or ", "not": "not ", "if": "if {} then {}, else {}"},
}
_ITEM = LEVELS["**"] + 1


@dataclass(frozen=True, slots=True)
class Wording:
    """How leaves are written, and calls that are written in another way than by name (else None)."""

    leaf: Callable[[Leaf], str]
    call: Callable[[Call], str | None]
    language: Language = "zh"


def linear(node: Node, wording: Wording) -> str:
    """Return ``node`` on one line."""
    match node:
        case Number() | String():
            return node.text
        case Name():
            return wording.leaf(node.parts)
        case Index():
            return wording.leaf(("[]", str(node.base), str(node.key)))
        case Unary():
            return "−" + _within(node.operand, LEVELS["**"], wording)
        case Binary() | Compare():
            return _pair(node, wording)
        case BoolOp():
            word = _WORDS[wording.language][node.op]
            return word.join(_within(part, LEVELS[node.op] + 1, wording) for part in node.operands)
        case Not():
            return _WORDS[wording.language]["not"] + _within(node.operand, LEVELS["compare"], wording)
        case Call():
            return _call(node, wording)


def _pair(node: Binary | Compare, wording: Wording) -> str:
    own = level(node)
    if node.op == "**":
        left = _within(node.left, _ITEM, wording)
        base = f"({left})" if " " in left and not left.startswith("(") else left
        return f"{base}^{_within(node.right, _ITEM, wording)}"
    least = own + 1 if isinstance(node, Compare) else own
    return _within(node.left, least, wording) + _SIGNS[node.op] + _within(node.right, own + 1, wording)


def _within(node: Node, least: int, wording: Wording) -> str:
    text = linear(node, wording)
    conditional = isinstance(node, Call) and node.function == "where"
    return f"({text})" if level(node) < least or conditional else text


def _call(node: Call, wording: Wording) -> str:
    if (leaf := call_leaf(node)) is not None:
        return wording.leaf(leaf)
    if (own := wording.call(node)) is not None:
        return own
    if node.function == "where":
        return _WORDS[wording.language]["if"].format(*(linear(arg, wording) for arg in node.args))
    if node.function == "unit":
        return f"{_within(node.args[0], _ITEM, wording)} {linear(node.args[1], wording)}"
    return f"{node.function}({', '.join(_argument(node, place, wording) for place in range(len(node.args)))})"


def _argument(node: Call, place: int, wording: Wording) -> str:
    arg = node.args[place]
    value = SIGNATURES[node.function].role(place) in (Role.VALUE, Role.CURVE)
    return linear(arg, wording) if value else str(arg)
