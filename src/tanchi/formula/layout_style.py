"""What a layout depends on, and where paper needs brackets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum

from tanchi.findings import Language
from tanchi.formula.boxes import Box, Fence, Mark
from tanchi.formula.nodes import Binary, BoolOp, Call, Compare, Node, Not, Unary
from tanchi.formula.symbols import Symbol, Symbols

_INDEXES = "ijklnpqruv"
_OWN_INDEX = {"month": "m", "hour": "h", "site": "s"}


class Level(IntEnum):
    """How tightly a part holds together on paper; a fraction is an item."""

    CASES = 0
    TRUTH = 1
    COMPARE = 2
    SUM = 3
    BIG = 4
    """Σ, which reaches as far right as a product."""
    PRODUCT = 5
    RAISED = 6
    ITEM = 7


@dataclass(frozen=True, slots=True)
class Style:
    """What a layout depends on; ``indexes`` are the running (dimension, index) of the Σ around a part."""

    symbols: Symbols
    language: Language = "zh"
    indexes: tuple[tuple[str, str], ...] = ()

    def bound(self, dim: str) -> tuple[Style, str]:
        """Return the style inside a Σ over ``dim``, and the index it runs over."""
        taken = {index for _, index in self.indexes}
        index = next(index for index in _OWN_INDEX.get(dim, "") + _INDEXES if index not in taken)
        return self.running(dim, index), index

    def running(self, dim: str, index: str) -> Style:
        """Return the style in which ``dim`` has the index ``index``."""
        others = tuple(pair for pair in self.indexes if pair[0] != dim)
        return replace(self, indexes=(*others, (dim, index)))

    def index(self, dim: str) -> str:
        """Return the running index of ``dim``, nothing where none is bound."""
        return dict(self.indexes).get(dim, "")

    def mark(self, symbol: Symbol, *keys: str) -> Mark:
        """Return a symbol with its subscript, keys, and the indexes that run here."""
        running = tuple(index for dim, index in self.indexes if dim in symbol.dims)
        return Mark(symbol.base, tuple(sub for sub in (symbol.sub, *keys) if sub), running)


Build = Callable[[Node, Style], Box]


def fenced(build: Build, node: Node, style: Style, least: Level) -> Box:
    """Return the box of ``node``, in brackets if it holds together less tightly than ``least``."""
    box = build(node, style)
    return box if level(node) >= least else Fence(box)


def level(node: Node) -> Level:
    """Return how tightly ``node`` holds together on paper."""
    match node:
        case Binary("*") if level(node.right) is Level.BIG:
            return Level.BIG
        case Binary():
            return _BINARY[node.op]
        case BoolOp() | Not():
            return Level.TRUTH
        case Compare():
            return Level.COMPARE
        case Unary():
            return Level.SUM
        case Call():
            return _CALLS.get(node.function, Level.ITEM)
        case _:
            return Level.ITEM


_BINARY = {"+": Level.SUM, "-": Level.SUM, "*": Level.PRODUCT, "/": Level.ITEM, "**": Level.RAISED}
_CALLS = {
    "where": Level.CASES,
    "previous": Level.CASES,
    "sum": Level.BIG,
    "total": Level.BIG,
    "cumulative": Level.BIG,
    "exp": Level.RAISED,
    "unit": Level.PRODUCT,
}
