"""The tree of a formula: frozen nodes that know where they stand in the text.

Two trees are equal when they say the same, wherever they stand: spans do not take part in comparison.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from tanchi.findings import FormulaPlace

BinaryOp = Literal["+", "-", "*", "/", "**"]
CompareOp = Literal["<", "<=", ">", ">=", "==", "!="]
TruthOp = Literal["and", "or"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one formula and the path of the item it belongs to."""

    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` (0-based, end exclusive) of a formula."""

    start: int
    end: int
    source: SourceText

    def place(self) -> FormulaPlace:
        """Return the span as the place of a finding."""
        return FormulaPlace(self.source.text, self.start, self.end, self.source.path)

    def to(self, other: Span) -> Span:
        """Return the span from the start of this one to the end of ``other``."""
        return Span(self.start, other.end, self.source)


NOWHERE = Span(0, 0, SourceText(""))
"""The span of nodes that were built, not read."""


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number; ``text`` keeps the author's digits."""

    text: str
    value: float
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class String:
    """A quoted text: the second argument of ``unit()``, nowhere else."""

    text: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A name, with its parts at the dots: ``recipe.mass`` is ``("recipe", "mass")``."""

    parts: tuple[str, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)

    def __str__(self) -> str:
        return ".".join(self.parts)


@dataclass(frozen=True, slots=True)
class Index:
    """An entry of a keyed parameter, ``base[key]``; the key is an option or a pick."""

    base: Name
    key: Name
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A call of one of the functions of :mod:`tanchi.formula.signatures`."""

    function: str
    args: tuple[Node, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Unary:
    """A minus sign before ``operand``."""

    operand: Node
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """An arithmetic operation."""

    op: BinaryOp
    left: Node
    right: Node
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison; a pick or choice stands on the left, the option on the right."""

    op: CompareOp
    left: Node
    right: Node
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class BoolOp:
    """``a and b and c`` or ``a or b or c``: two operands or more."""

    op: TruthOp
    operands: tuple[Node, ...]
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """``not operand``."""

    operand: Node
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Node = Number | String | Name | Index | Call | Unary | Binary | Compare | BoolOp | Not


def as_name(node: Node) -> Name:
    """Return an argument where the grammar lets only a name stand. Raises TypeError for others."""
    if isinstance(node, Name):
        return node
    raise TypeError(f"{type(node).__name__} where a name must stand")


def children(node: Node) -> tuple[Node, ...]:
    """Return the parts of ``node`` in reading order."""
    match node:
        case Binary() | Compare():
            return (node.left, node.right)
        case Call():
            return node.args
        case BoolOp():
            return node.operands
        case Unary() | Not():
            return (node.operand,)
        case Index():
            return (node.base, node.key)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Yield ``node`` and every node below it, in reading order."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(children(current)))
