"""The canonical text of a tree: one space around operators, brackets only where they are needed."""

from __future__ import annotations

from tanchi.formula.nodes import Binary, BoolOp, Call, Compare, Index, Name, Node, Not, Number, String, Unary
from tanchi.formula.parse import LEVELS

_ITEM = LEVELS["**"] + 1


def unparse(node: Node) -> str:
    """Return the text of ``node``; parsing it gives an equal tree."""
    match node:
        case Number():
            return node.text
        case String():
            return f'"{node.text}"'
        case Name():
            return str(node)
        case Index():
            return f"{node.base}[{node.key}]"
        case Call():
            return f"{node.function}({', '.join(unparse(arg) for arg in node.args)})"
        case Unary():
            return "-" + _within(node.operand, LEVELS["**"])
        case Not():
            return "not " + _within(node.operand, LEVELS["compare"])
        case BoolOp():
            return f" {node.op} ".join(_within(part, LEVELS[node.op] + 1) for part in node.operands)
        case Compare():
            return _pair(node.left, f" {node.op} ", node.right, LEVELS["compare"] + 1, LEVELS["compare"] + 1)
        case Binary("**"):
            return _pair(node.left, "**", node.right, _ITEM, LEVELS["minus"])
        case Binary():
            return _pair(node.left, f" {node.op} ", node.right, LEVELS[node.op], LEVELS[node.op] + 1)


def level(node: Node) -> int:
    """Return how tightly the outermost operator of ``node`` binds."""
    match node:
        case Binary() | BoolOp():
            return LEVELS[node.op]
        case Compare():
            return LEVELS["compare"]
        case Not():
            return LEVELS["not"]
        case Unary():
            return LEVELS["minus"]
        case _:
            return _ITEM


def _pair(left: Node, sign: str, right: Node, left_level: int, right_level: int) -> str:
    return _within(left, left_level) + sign + _within(right, right_level)


def _within(node: Node, needed: int) -> str:
    text = unparse(node)
    return text if level(node) >= needed else f"({text})"
