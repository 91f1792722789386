"""The static scope of a formula: what every name is, so that units are checked before any figure is known."""

from __future__ import annotations

from tanchi.findings import TanchiError
from tanchi.formula import Node, UnknownName, check
from tanchi.formula.kinds import (
    CurveKind,
    DimKind,
    FlowKind,
    KeyedKind,
    Kind,
    NumberKind,
    OptionKind,
    TableKind,
    TextKind,
    TruthKind,
)
from tanchi.rules import bridges
from tanchi.rules.expression import ByChoice, Expression, Fixed
from tanchi.rules.model import (
    Choice,
    Emission,
    Flow,
    FlowChoice,
    FlowLine,
    Line,
    Parameter,
    Process,
    Quantity,
    Uptake,
    Value,
)
from tanchi.rules.names import (
    Column,
    Dimension,
    Meaning,
    Names,
    PackItem,
    ProcessItem,
    TableName,
    Where,
    Word,
)
from tanchi.rules.picks import pick_options
from tanchi.units import UNITLESS, Unit, parse_unit
from tanchi.units import Dimension as Dimension_

_PRACTICE = {
    "mass": "t", "length": "m", "time": "a", "energy": "GJ", "pressure": "kPa", "carbon": "tC", "co2": "tCO2",
    "co2e": "tCO2e", "gas": "Nm3", "money": "CNY",
}  # fmt: skip


class NotAQuantity(Exception):  # noqa: N818
    """A formula gives a condition or an option where a quantity is wanted."""


class RuleScope:
    """Implements :class:`tanchi.formula.kinds.Scope` for formulas at one place of a rule."""

    def __init__(self, names: Names, where: Where, waiting: frozenset[str] = frozenset()) -> None:
        self.names = names
        self.rule = names.rule
        self.where = where
        self.waiting = waiting

    def kind(self, name: tuple[str, ...]) -> Kind:
        """Return what ``name`` is. Raises UnknownName."""
        return self._kind(self.names.meaning(name, self.where))

    def prop_unit(self, target: tuple[str, ...], id: str) -> Unit:
        """Return the unit of a property of a flow, or of the first flow of a pick that has it."""
        for flow in self.flows_of(target):
            if id in flow.props:
                return flow.props[id].unit
        raise UnknownName((id,), {p for f in self.flows_of(target) for p in f.props})

    def balance_unit(self, id: str) -> Unit:
        """Return the unit of inflow and outflow of a property."""
        for flow in self.rule.flows.values():
            dimension = bridges.property_dimension(flow, id) if flow.unit is not None else None
            if dimension is not None:
                return unit_of(dimension)
        raise UnknownName((id,), {p for f in self.rule.flows.values() for p in f.props})

    def flows_of(self, target: tuple[str, ...]) -> tuple[Flow, ...]:
        """Return the flow named, or every flow a pick may name."""
        name = ".".join(target)
        if name in self.rule.flows:
            return (self.rule.flows[name],)
        found = self.names.meaning(target, self.where)
        quantity = found.column if isinstance(found, Column) else getattr(found, "item", None)
        options = (
            pick_options(self.rule, quantity, self.where.process) if isinstance(quantity, Quantity) else None
        )
        if options is None or options.source != "flows":
            raise UnknownName(target, self.rule.flows)
        return tuple(self.rule.flows[id] for id, _ in options.options)

    def expression(self, expression: Expression, default: Unit) -> NumberKind:
        """Return the kind of an expression; a bare number is in ``default``. Raises TanchiError."""
        if isinstance(expression, Fixed):
            return NumberKind(expression.unit or default)
        if isinstance(expression, ByChoice):
            kinds = [self.expression(e, default) for e in expression.options.values()]
            return kinds[0] if kinds else NumberKind(default)
        return self.number(expression.node)

    def number(self, node: Node) -> NumberKind:
        """Return the kind of a formula that must be a quantity."""
        kind = check(node, self)
        if not isinstance(kind, NumberKind):
            raise NotAQuantity
        return kind

    def _kind(self, found: Meaning) -> Kind:
        match found:
            case Column():
                return self._column(found)
            case ProcessItem() | PackItem():
                return self._item(found.item)
            case Choice():
                return OptionKind(frozenset(found.ids))
            case TableName():
                return TableKind(found.table.id)
            case Flow():
                return FlowKind()
            case Word():
                return OptionKind(frozenset({found.id}))
            case Dimension():
                return DimKind(found.name)

    def _column(self, found: Column) -> Kind:
        dims = frozenset() if found.bound else frozenset({found.table.id})
        if found.column is None:
            return NumberKind(UNITLESS, dims) if found.name == "n" else TextKind(dims)
        return self._quantity(found.column, dims)

    def _item(self, item: Line | Quantity | Value | Parameter) -> Kind:
        if isinstance(item, Quantity):
            return self._quantity(item, frozenset())
        if isinstance(item, Parameter):
            return _parameter(item)
        if isinstance(item, Value):
            return NumberKind(item.unit or UNITLESS, self._dims(item))
        return self._line(item)

    def _quantity(self, quantity: Quantity, dims: frozenset[str]) -> Kind:
        if quantity.resolution != "year":
            dims = dims | {quantity.resolution}
        if quantity.type == "number":
            return NumberKind(quantity.unit or UNITLESS, dims)
        if quantity.type == "bool":
            return TruthKind(dims)
        if quantity.type in ("text", "date"):
            return TextKind(dims)
        options = pick_options(self.rule, quantity, self.where.process)
        if options is not None and options.source == "flows":
            return FlowKind(dims, frozenset(id for id, _ in options.options))
        return OptionKind(frozenset(id for id, _ in options.options) if options else frozenset(), dims)

    def _line(self, line: Line) -> Kind:
        dims = frozenset({str(line.each)}) if line.each else frozenset()
        if line.ask is not None:
            months = {line.ask.resolution} - {"year"}
            return NumberKind(line.ask.unit or UNITLESS, dims | months)
        if line.amount is None or line.id in self.waiting:
            return NumberKind(line_unit(line, self))
        scope = RuleScope(
            self.names, Where(self.where.process, str(line.each or "")), self.waiting | {line.id}
        )
        return scope.expression(line.amount, line_unit(line, self))

    def _dims(self, value: Value) -> frozenset[str]:
        amounts = [value.amount] if value.amount is not None else [t.amount for t in value.tiers]
        if value.id in self.waiting:
            return frozenset()
        scope = RuleScope(self.names, Where(self.where.process), self.waiting | {value.id})
        dims: frozenset[str] = frozenset()
        for amount in amounts:
            try:
                dims |= scope.expression(amount, value.unit or UNITLESS).dims
            except TanchiError:
                continue
        return dims


def _parameter(parameter: Parameter) -> Kind:
    unit = parameter.unit or UNITLESS
    if parameter.values:
        return KeyedKind(unit, frozenset(parameter.values))
    if parameter.curve:
        return CurveKind(parameter.curve_unit or UNITLESS, unit)
    return NumberKind(unit)


def line_unit(line: Line, scope: RuleScope) -> Unit:
    """Return the unit a line's amount is counted in: its flow's, or t (tCO2) of its gas."""
    if isinstance(line, Emission | Uptake):
        return gas_unit(line.gas)
    if isinstance(line, FlowLine):
        flow = line_flows(line, scope)[:1]
        if flow and flow[0].unit is not None:
            return flow[0].unit
    return UNITLESS


def line_flows(line: FlowLine, scope: RuleScope) -> tuple[Flow, ...]:
    """Return the flows a line may move."""
    names = (
        (*line.flow.options.values(), *((line.flow.otherwise,) if line.flow.otherwise else ()))
        if isinstance(line.flow, FlowChoice)
        else (line.flow,)
    )
    inner = RuleScope(scope.names, Where(scope.where.process, str(line.each or "")), scope.waiting)
    found: list[Flow] = []
    for name in names:
        found += inner.flows_of(tuple(name.split(".")))
    return tuple(found)


def gas_unit(gas: str) -> Unit:
    """Return tCO2 for CO2, tCO2e for a lumped emission, t for any other gas."""
    return parse_unit({"CO2": "tCO2", "CO2e": "tCO2e"}.get(gas, "t"))


def unit_of(dimension: Dimension_) -> Unit:
    """Return a unit of practice (t, GJ, tC …) for a dimension."""
    unit = UNITLESS
    for base, power in dimension.powers:
        unit = unit * parse_unit(_PRACTICE.get(base, base)) ** power
    return unit


def process_scope(names: Names, process: Process | None, each: str = "") -> RuleScope:
    """Return the scope of a process's formulas."""
    return RuleScope(names, Where(process, each))
