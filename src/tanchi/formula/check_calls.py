"""Static rules for the functions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from tanchi.findings import Text
from tanchi.formula.check_arithmetic import power
from tanchi.formula.check_units import is_plain, joined, require_plain
from tanchi.formula.checker import Checker, require, union, wrong_kind
from tanchi.formula.errors import FormulaError, UnknownName
from tanchi.formula.kinds import (
    NO_DIMS,
    CurveKind,
    DimKind,
    Dims,
    FlowKind,
    Kind,
    NumberKind,
    OptionKind,
    TableKind,
    TextKind,
    TruthKind,
)
from tanchi.formula.nodes import Call, Name, Node, String, as_name
from tanchi.units import UNITLESS, Unit, UnitError, parse_unit

TIMES = ("hour", "month", "year")
"""Dimensions of time, finest first."""


def call_kind(checker: Checker, node: Call) -> Kind:
    """Return the kind of a function call."""
    return _RULES[node.function](checker, node)


def _extremes(checker: Checker, node: Call) -> NumberKind:
    kinds = checker.numbers(*node.args)
    unit = joined(tuple(zip(node.args, kinds, strict=True)), Text("比较", "compare"))
    return NumberKind(unit, union(*(kind.dims for kind in kinds)), all(kind.literal for kind in kinds))


def _same(checker: Checker, node: Call) -> NumberKind:
    return checker.numbers(node.args[0])[0]


def _transcendental(checker: Checker, node: Call) -> NumberKind:
    (kind,) = checker.numbers(node.args[0])
    require_plain(node.args[0], kind, Text(f"{node.function} 的参数", f"the argument of {node.function}"))
    return NumberKind(UNITLESS, kind.dims)


def _root(checker: Checker, node: Call) -> NumberKind:
    (kind,) = checker.numbers(node.args[0])
    unit = UNITLESS if is_plain(kind.unit) else power(kind.unit, Fraction(1, 2), node)
    return NumberKind(unit, kind.dims)


def _rounded(checker: Checker, node: Call) -> NumberKind:
    (kind,) = checker.numbers(node.args[0])
    if kind.unit.scale != 1 and not is_plain(kind.unit):
        raise FormulaError.at(
            node.args[0].span,
            "units",
            Text(
                f"取整只用于纯数和件数，此处单位为 {kind.unit}",
                f"only numbers and pieces are rounded, not {kind.unit}",
            ),
            Text(f'先除以 unit(1, "{kind.unit}")。', f'Divide by unit(1, "{kind.unit}") first.'),
        )
    return kind


def _where(checker: Checker, node: Call) -> Kind:
    condition, first, second = checker.kinds(*node.args)
    dims = union(require(node.args[0], condition, TruthKind).dims, _dims(first), _dims(second))
    if isinstance(first, OptionKind) and isinstance(second, OptionKind):
        return OptionKind(first.options | second.options, dims)
    if isinstance(first, TruthKind) and isinstance(second, TruthKind):
        return TruthKind(dims)
    a, b = require(node.args[1], first, NumberKind), require(node.args[2], second, NumberKind)
    unit = joined(((node.args[1], a), (node.args[2], b)), Text("二选一", "choose between"))
    return NumberKind(unit, dims, a.literal and b.literal)


def _reduced(checker: Checker, node: Call) -> NumberKind:
    (kind,) = checker.numbers(node.args[0])
    dim = _dim_of(checker, node, kind.dims)
    return NumberKind(kind.unit, kind.dims - {dim})


def _mean(checker: Checker, node: Call) -> NumberKind:
    kinds = checker.numbers(node.args[0], *node.args[2:])
    dim = _dim_of(checker, node, kinds[0].dims)
    return NumberKind(kinds[0].unit, union(*(kind.dims for kind in kinds)) - {dim})


def _count(checker: Checker, node: Call) -> NumberKind:
    _dim(checker, node.args[0])
    return NumberKind()


def _total(checker: Checker, node: Call) -> NumberKind:
    (kind,) = checker.numbers(node.args[0])
    to = str(node.args[1])
    if to not in TIMES[1:]:
        raise FormulaError.at(
            node.args[1].span,
            "dimension",
            Text(f"total 汇总到 month 或 year，不是“{to}”", f"total sums to month or year, not '{to}'"),
        )
    finer = kind.dims & set(TIMES[: TIMES.index(to) + 1])
    if to == "month" and len(finer) > 1:
        message = Text("一个值不能既随 hour 又随 month 变化", "a value cannot vary over both hour and month")
        raise FormulaError.at(node.args[0].span, "dimension", message)
    if not finer:
        raise _not_over(node.args[0], " / ".join(TIMES[: TIMES.index(to)]))
    return NumberKind(kind.unit, kind.dims - finer | ({to} if to == "month" else NO_DIMS))


def _previous(checker: Checker, node: Call) -> NumberKind:
    kind, start = checker.numbers(node.args[0], node.args[2])
    dim = _dim_of(checker, node, kind.dims)
    if dim in start.dims:
        message = Text(f"首项不能随 {dim} 变化", f"the start must not vary over {dim}")
        raise FormulaError.at(node.args[2].span, "dimension", message)
    unit = joined(((node.args[0], kind), (node.args[2], start)), Text("作为首项", "start from"))
    return NumberKind(unit, union(kind.dims, start.dims))


def _cumulative(checker: Checker, node: Call) -> NumberKind:
    (kind,) = checker.numbers(node.args[0])
    _dim_of(checker, node, kind.dims)
    return kind


def _interp(checker: Checker, node: Call) -> NumberKind:
    curve = require(node.args[0], checker.name(as_name(node.args[0])), CurveKind)
    (kind,) = checker.numbers(node.args[1])
    joined(
        ((node.args[0], NumberKind(curve.x)), (node.args[1], kind)),
        Text("在曲线上查取", "look up on one curve"),
    )
    return NumberKind(curve.y, kind.dims)


def _prop(checker: Checker, node: Call) -> NumberKind:
    target, id = as_name(node.args[0]), str(node.args[1])
    try:
        unit = checker.scope.prop_unit(target.parts, id)
    except UnknownName as error:
        raise error.found_at(node.span) from None
    return NumberKind(unit, _pick_dims(checker, target))


def _balance(checker: Checker, node: Call) -> NumberKind:
    try:
        return NumberKind(checker.scope.balance_unit(str(node.args[0])))
    except UnknownName as error:
        raise error.found_at(node.args[0].span) from None


def _unit(checker: Checker, node: Call) -> NumberKind:
    (kind,) = checker.numbers(node.args[0])
    require_plain(node.args[0], kind, Text("unit 的第一个参数", "the first argument of unit"))
    return NumberKind(_read_unit(node.args[1]), kind.dims)


def _quantified(checker: Checker, node: Call) -> TruthKind:
    (kind,) = checker.truths(node.args[0])
    if len(node.args) == 1:
        return TruthKind()
    return TruthKind(kind.dims - {_dim_of(checker, node, kind.dims)})


def _unique(checker: Checker, node: Call) -> TruthKind:
    (kind,) = checker.kinds(node.args[0])
    if not isinstance(kind, OptionKind | FlowKind | TextKind | NumberKind):
        raise wrong_kind(node.args[0], kind, Text("表的一列", "a column of a table"))
    if not kind.dims:
        raise _not_over(node.args[0], "表 table")
    return TruthKind()


def _read_unit(node: Node) -> Unit:
    text = node.text if isinstance(node, String) else ""
    try:
        return parse_unit(text)
    except UnitError as error:
        found = error.findings[0]
        raise FormulaError.at(node.span, "unit_text", found.message, found.remedy) from None


def _dim(checker: Checker, node: Node) -> str:
    kind = checker.name(as_name(node))
    match kind:
        case TableKind():
            return kind.dim
        case DimKind():
            return kind.name
        case _:
            raise wrong_kind(node, kind, Text("表或维度", "a table or dimension"))


def _dim_of(checker: Checker, node: Call, dims: Dims) -> str:
    dim = _dim(checker, node.args[1])
    if dim not in dims:
        raise _not_over(node.args[0], str(node.args[1]))
    return dim


def _not_over(node: Node, dim: str) -> FormulaError:
    return FormulaError.at(
        node.span,
        "dimension",
        Text(f"此处的值不随 {dim} 变化", f"the value does not vary over {dim}"),
        Text("去掉这个函数，或改用该表的列。", "Leave the function out, or use a column of that table."),
    )


def _dims(kind: Kind) -> Dims:
    return kind.dims if isinstance(kind, NumberKind | TruthKind | OptionKind) else NO_DIMS


def _pick_dims(checker: Checker, target: Name) -> Dims:
    """Return what a pick varies over; a flow varies over nothing, even where a line has the same id."""
    try:
        kind = checker.scope.kind(target.parts)
    except UnknownName:
        return NO_DIMS
    return kind.dims if isinstance(kind, OptionKind | FlowKind) else NO_DIMS


_RULES: dict[str, Callable[[Checker, Call], Kind]] = {
    "min": _extremes,
    "max": _extremes,
    "abs": _same,
    "exp": _transcendental,
    "ln": _transcendental,
    "sqrt": _root,
    "floor": _rounded,
    "ceil": _rounded,
    "where": _where,
    "sum": _reduced,
    "mean": _mean,
    "count": _count,
    "largest": _reduced,
    "smallest": _reduced,
    "total": _total,
    "previous": _previous,
    "cumulative": _cumulative,
    "interp": _interp,
    "prop": _prop,
    "inflow": _balance,
    "outflow": _balance,
    "unit": _unit,
    "all": _quantified,
    "any": _quantified,
    "unique": _unique,
}
