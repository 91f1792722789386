"""Static rules for + - * / and powers."""

from __future__ import annotations

from fractions import Fraction

from tanchi.findings import Text
from tanchi.formula.check_units import as_factor, is_plain, joined, not_plain, require_plain
from tanchi.formula.checker import Checker, union
from tanchi.formula.errors import FormulaError
from tanchi.formula.kinds import NumberKind
from tanchi.formula.nodes import Binary, Node, Number, Unary
from tanchi.units import UNITLESS, Unit, UnitError

_DOING = {"+": Text("相加", "add"), "-": Text("相减", "subtract")}
_LARGEST_EXPONENT = 12


def arithmetic(checker: Checker, node: Binary) -> NumberKind:
    """Return the kind of an operation on two quantities."""
    left, right = checker.numbers(node.left, node.right)
    dims = union(left.dims, right.dims)
    match node.op:
        case "+" | "-":
            unit = joined(((node.left, left), (node.right, right)), _DOING[node.op])
            return NumberKind(unit, dims, left.literal and right.literal)
        case "*":
            return NumberKind(as_factor(left.unit) * as_factor(right.unit), dims)
        case "/":
            return NumberKind(as_factor(left.unit) / as_factor(right.unit), dims)
        case "**":
            return NumberKind(_power(node, left, right), dims)


def power(base: Unit, exponent: Fraction, node: Node) -> Unit:
    """Return ``base ** exponent``. Raises FormulaError where the result is no unit of this world."""
    if any(abs(own * exponent) > _LARGEST_EXPONENT for _, own in base.terms):
        raise FormulaError.at(
            node.span,
            "units",
            Text(f"{base} 的 {exponent} 次方太高", f"{base} to the power {exponent} is too high"),
        )
    try:
        return base**exponent
    except UnitError as error:
        message = Text(f"{base} 的 {exponent} 次方不是单位", f"{base} to the power {exponent} is no unit")
        raise FormulaError.at(node.span, "units", message, error.findings[0].remedy) from None


def constant(node: Node) -> Fraction | None:
    """Return the exact value of a part made of numbers only, such as ``1/2`` or ``-(2 / 3)``."""
    match node:
        case Number():
            return Fraction(node.text)
        case Unary():
            inner = constant(node.operand)
            return None if inner is None else -inner
        case Binary():
            return _combined(node.op, constant(node.left), constant(node.right))
        case _:
            return None


def _combined(op: str, left: Fraction | None, right: Fraction | None) -> Fraction | None:
    if left is None or right is None:
        return None
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right if right else None
        case _:
            whole = right.denominator == 1 and abs(right) <= _LARGEST_EXPONENT
            return left ** int(right) if left and whole else None


def _power(node: Binary, base: NumberKind, exponent: NumberKind) -> Unit:
    require_plain(node.right, exponent, Text("指数", "an exponent"))
    if is_plain(base.unit):
        return UNITLESS
    fixed = constant(node.right)
    if fixed is None or fixed == 0:
        raise not_plain(
            node.left,
            base,
            Text("指数不是非零常数时，底数", "the base of a power without a constant exponent"),
        )
    return power(base.unit, fixed, node)
