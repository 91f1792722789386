"""Static rules for options: entries of keyed parameters and comparisons.

An option is written on the right of ``==`` or between ``[ ]`` and is looked up among the options of the
choice, pick or parameter it stands beside; only if it is not there is it looked up as a name.
"""

from __future__ import annotations

from tanchi.findings import Text
from tanchi.formula.check_units import joined
from tanchi.formula.checker import Checker, require, union, wrong_kind
from tanchi.formula.errors import FormulaError, UnknownName
from tanchi.formula.kinds import FlowKind, KeyedKind, NumberKind, OptionKind, TruthKind
from tanchi.formula.nodes import Compare, Index, Name, Node

_COMPARE = Text("比较", "compare")


def entry(checker: Checker, node: Index) -> NumberKind:
    """Return the kind of ``base[key]``: every option the key may take must have an entry."""
    keyed = require(node.base, checker.name(node.base), KeyedKind)
    if option_word(node.key) in keyed.options:
        return NumberKind(keyed.unit, keyed.dims)
    pick = _pick(checker, node.key)
    if pick is None:
        raise _no_entry(node, (str(node.key),), keyed)
    if missing := pick.options - keyed.options:
        raise _no_entry(node, sorted(missing), keyed)
    return NumberKind(keyed.unit, union(keyed.dims, pick.dims))


def comparison(checker: Checker, node: Compare) -> TruthKind:
    """Return the kind of a comparison of two quantities, or of a pick with an option."""
    equality = node.op in ("==", "!=")
    left = checker.kinds(node.left)[0]
    if isinstance(left, OptionKind | FlowKind) and left.options and equality and isinstance(node.left, Name):
        return TruthKind(_with_option(checker, node, left))
    a = require(node.left, left, NumberKind)
    (b,) = checker.numbers(node.right)
    joined(((node.left, a), (node.right, b)), _COMPARE)
    return TruthKind(union(a.dims, b.dims))


def option_word(node: Node) -> str:
    """Return the single word of a name, which may be an option; nothing for any other node."""
    return node.parts[0] if isinstance(node, Name) and len(node.parts) == 1 else ""


def _with_option(checker: Checker, node: Compare, left: OptionKind | FlowKind) -> frozenset[str]:
    if option_word(node.right) in left.options:
        return left.dims
    if not isinstance(node.right, Name):
        raise wrong_kind(node.right, checker.kinds(node.right)[0], Text("选项", "an option"))
    right = _pick(checker, node.right)
    if right is None or not right.options & left.options:
        raise _no_option(node, left)
    return union(left.dims, right.dims)


def _pick(checker: Checker, name: Name) -> OptionKind | FlowKind | None:
    """Return the kind of a name that picks among options or flows; None where it is no such name."""
    try:
        kind = checker.scope.kind(name.parts)
    except UnknownName:
        return None
    return kind if isinstance(kind, OptionKind | FlowKind) and kind.options else None


def _no_entry(node: Index, missing: list[str] | tuple[str, ...], keyed: KeyedKind) -> FormulaError:
    zh, en = "、".join(missing), ", ".join(missing)
    has = sorted(keyed.options)
    return FormulaError.at(
        node.key.span,
        "no_entry",
        Text(f"{node.base} 没有“{zh}”这一项", f"{node.base} has no entry '{en}'"),
        Text("有：" + "、".join(has), "it has " + ", ".join(has)),
    )


def _no_option(node: Compare, left: OptionKind | FlowKind) -> FormulaError:
    has = sorted(left.options)
    return FormulaError.at(
        node.right.span,
        "no_option",
        Text(f"左边没有“{node.right}”这个选项", f"the left side has no option '{node.right}'"),
        Text("有：" + "、".join(has), "it has " + ", ".join(has)),
    )
