"""The static check: what a formula gives, before any figure is known."""

from __future__ import annotations

from tanchi.findings import Text
from tanchi.formula.check_arithmetic import arithmetic
from tanchi.formula.check_calls import call_kind
from tanchi.formula.check_options import comparison, entry
from tanchi.formula.checker import Checker, union
from tanchi.formula.errors import FormulaError
from tanchi.formula.kinds import Kind, NumberKind, Scope, TruthKind
from tanchi.formula.nodes import Binary, BoolOp, Call, Compare, Index, Name, Node, Not, Number, String, Unary


def check(node: Node, scope: Scope) -> Kind:
    """Return what ``node`` gives: kind, unit and the dimensions it varies over.

    Raises FormulaError with everything that is wrong: unknown names, units that do not fit, missing entries.
    """
    checker = Checker(scope, _kind)
    kind = checker.attempt(node)
    if kind is None:
        raise FormulaError(checker.findings)
    return kind


def _kind(checker: Checker, node: Node) -> Kind:
    match node:
        case Number():
            return NumberKind(literal=node.value == 0)
        case Name():
            return checker.name(node)
        case Index():
            return entry(checker, node)
        case Unary():
            return checker.numbers(node.operand)[0]
        case Binary():
            return arithmetic(checker, node)
        case Compare():
            return comparison(checker, node)
        case BoolOp():
            return TruthKind(union(*(kind.dims for kind in checker.truths(*node.operands))))
        case Not():
            return checker.truths(node.operand)[0]
        case Call():
            return call_kind(checker, node)
        case String():
            raise FormulaError.at(node.span, "syntax", Text("此处不能有文字", "a text cannot stand here"))
