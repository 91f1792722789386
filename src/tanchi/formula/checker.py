"""What the rules of the static check stand on: a scope, a list of findings, and kinds on demand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tanchi.findings import Finding, Text
from tanchi.formula.errors import NOTHING, FormulaError, UnknownName
from tanchi.formula.kinds import (
    NO_DIMS,
    CurveKind,
    DimKind,
    Dims,
    FlowKind,
    KeyedKind,
    Kind,
    NumberKind,
    OptionKind,
    Scope,
    TableKind,
    TruthKind,
    describe,
)
from tanchi.formula.nodes import Name, Node

K = TypeVar("K", bound=Kind)


class AlreadySaid(Exception):  # noqa: N818
    """A part is wrong and has been reported; what is built from it says nothing more."""


class Checker:
    """One pass over a formula with ``rule`` for each node; ``findings`` collects what is wrong."""

    def __init__(self, scope: Scope, rule: Callable[[Checker, Node], Kind]) -> None:
        self.scope = scope
        self.findings: list[Finding] = []
        self._rule = rule

    def attempt(self, node: Node) -> Kind | None:
        """Return the kind of ``node``, or None after noting what is wrong with it."""
        try:
            return self._rule(self, node)
        except FormulaError as error:
            self.findings.extend(error.findings)
        except AlreadySaid:
            pass
        return None

    def kinds(self, *nodes: Node) -> tuple[Kind, ...]:
        """Return the kinds of all ``nodes``; looks at every one before giving up."""
        found = [self.attempt(node) for node in nodes]
        if any(kind is None for kind in found):
            raise AlreadySaid
        return tuple(kind for kind in found if kind is not None)

    def numbers(self, *nodes: Node) -> tuple[NumberKind, ...]:
        """Return the kinds of ``nodes``, which must be quantities."""
        return self._all(nodes, NumberKind)

    def truths(self, *nodes: Node) -> tuple[TruthKind, ...]:
        """Return the kinds of ``nodes``, which must be conditions."""
        return self._all(nodes, TruthKind)

    def name(self, name: Name) -> Kind:
        """Return what ``name`` is in the scope."""
        try:
            return self.scope.kind(name.parts)
        except UnknownName as error:
            raise error.found_at(name.span) from None

    def _all(self, nodes: tuple[Node, ...], wanted: type[K]) -> tuple[K, ...]:
        return tuple(
            require(node, kind, wanted) for node, kind in zip(nodes, self.kinds(*nodes), strict=True)
        )


def union(*dims: Dims) -> Dims:
    """Return the dimensions that any part varies over."""
    return NO_DIMS.union(*dims)


def require(node: Node, kind: Kind, wanted: type[K]) -> K:
    """Return ``kind`` if it is ``wanted``; raise FormulaError saying what was found."""
    if isinstance(kind, wanted):
        return kind
    raise wrong_kind(node, kind, _WANTED[wanted])


def wrong_kind(node: Node, kind: Kind, wanted: Text) -> FormulaError:
    """Return the error for a part that is something else than ``wanted``."""
    zh, en = describe(kind)
    message = Text(f"此处应为{wanted.zh}，而不是{zh}", f"{wanted.en} is needed here, not {en}")
    return FormulaError.at(node.span, "kind", message, _HINTS.get(type(kind), NOTHING))


_WANTED: dict[type, Text] = {
    NumberKind: Text("数值", "a quantity"),
    TruthKind: Text("条件", "a condition"),
    OptionKind: Text("选择项", "a choice or pick"),
    KeyedKind: Text("按选项取值的参数", "a keyed parameter"),
    CurveKind: Text("曲线参数", "a curve parameter"),
}
_HINTS: dict[type, Text] = {
    KeyedKind: Text("写明取哪一项，如 slope[cell]。", "Say which entry, as in slope[cell]."),
    CurveKind: Text("写 interp(曲线, x)。", "Write interp(curve, x)."),
    FlowKind: Text("流的性质写 prop(流, 性质)。", "Write prop(flow, property) for a property of a flow."),
    TableKind: Text("写 表.列，或 count(表)。", "Write table.column, or count(table)."),
    OptionKind: Text(
        "选择项只能比较或作为键，如 route == dri。", "Compare it, as in route == dri, or use it as a key."
    ),
    DimKind: Text(
        "维度只能作为 sum 等函数的第二个参数。", "A dimension is the second argument of sum and the like."
    ),
}
