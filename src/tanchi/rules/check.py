"""Static checks of a merged rule: references, units of every formula for every option, allocation, symbols.

Nothing here needs an inventory. Conformity with GB/T 24067 is another check (``tanchi.conformity``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text
from tanchi.formula import check, lint
from tanchi.formula.kinds import NumberKind, TruthKind
from tanchi.rules import check_references
from tanchi.rules.bridges import path_to, property_dimension
from tanchi.rules.check_decide import decision
from tanchi.rules.check_order import order
from tanchi.rules.check_text import text_findings
from tanchi.rules.check_when import conditions
from tanchi.rules.expression import ByChoice, Expression, Fixed, Formula
from tanchi.rules.model import (
    Check,
    Choice,
    Emission,
    FlowLine,
    Input,
    Line,
    Process,
    Quantity,
    Rule,
    Table,
    Uptake,
    Value,
)
from tanchi.rules.names import Names
from tanchi.rules.scope import NotAQuantity, RuleScope, gas_unit, line_flows, process_scope
from tanchi.units import UNITLESS, Unit, parse_unit

_C_PER_CO2 = (parse_unit("tC") / parse_unit("tCO2")).dimension


def check_rule(rule: Rule) -> tuple[Finding, ...]:
    """Return what is wrong with a rule as it stands, all at once."""
    names = Names(rule)
    findings = list(check_references.references(rule))
    if any(f.level is Level.ERROR for f in findings):
        return tuple(findings)
    return (*findings, *text_findings(rule), *_formulas(rule, names), *order(rule), *conditions(rule, names))


def _formulas(rule: Rule, names: Names) -> Iterator[Finding]:
    top = process_scope(names, None)
    for flow in rule.flows.values():
        for prop in flow.props.values():
            yield from _expression(prop.value, prop.unit, top, flow.place)
    yield from _quantities(rule.quantities.values(), top)
    for table in rule.tables.values():
        yield from _table(table, names, None)
    for value in rule.values.values():
        yield from _value(value, top)
    for choice in rule.choices.values():
        yield from _decide(choice, top)
    for item in rule.checks.values():
        yield from _check(item, names, rule.processes.get(item.of))
    for process in rule.processes.values():
        yield from _process(process, names)


def _process(process: Process, names: Names) -> Iterator[Finding]:
    scope = process_scope(names, process)
    yield from _formula(process.when, scope)
    yield from _quantities(process.quantities.values(), scope)
    for table in process.tables.values():
        yield from _table(table, names, process)
    for value in process.values.values():
        yield from _value(value, scope)
    for line in process.lines().values():
        yield from _line(line, names, process)
    for item in process.checks.values():
        yield from _check(item, names, process)


def _quantities(quantities: Iterable[Quantity], scope: RuleScope) -> Iterator[Finding]:
    for quantity in quantities:
        if quantity.default is not None and quantity.type == "number":
            yield from _expression(quantity.default, quantity.unit or UNITLESS, scope, quantity.place)
        if isinstance(quantity.required, Formula):
            yield from _formula(quantity.required, scope)


def _table(table: Table, names: Names, process: Process | None) -> Iterator[Finding]:
    yield from _quantities(table.columns.values(), process_scope(names, process, table.id))


def _value(value: Value, scope: RuleScope) -> Iterator[Finding]:
    unit = value.unit or UNITLESS
    if value.amount is not None:
        yield from _expression(value.amount, unit, scope, value.place)
    for tier in value.tiers:
        yield from _expression(tier.amount, unit, scope, value.place)


def _line(line: Line, names: Names, process: Process) -> Iterator[Finding]:
    scope = process_scope(names, process, str(line.each or ""))
    yield from _formula(line.when, scope)
    if line.ask is not None:
        yield from _quantities([line.ask], scope)
    if line.amount is not None:
        yield from _amount(line, scope)
    if isinstance(line, Input) and line.burnt is not None:
        yield from _expression(line.burnt, UNITLESS, scope, line.place)
    if isinstance(line, Emission):
        for part in line.origin.values():
            yield from _expression(part, UNITLESS, scope, line.place)


def _amount(line: Line, scope: RuleScope) -> Iterator[Finding]:
    if isinstance(line, Emission | Uptake):
        yield from _expression(line.amount or Fixed(0.0), gas_unit(line.gas), scope, line.place)
    elif isinstance(line, FlowLine):
        yield from _flow_amount(line, scope)


def _flow_amount(line: FlowLine, scope: RuleScope) -> Iterator[Finding]:
    """Check that a computed amount can be counted in the flow's unit, over a property if need be."""
    flow = line_flows(line, scope)[0]
    unit = flow.unit or UNITLESS
    try:
        kind = scope.expression(line.amount or Fixed(0.0), unit)
    except TanchiError as error:
        yield from _placed(error, line.amount, line.place)
        return
    except NotAQuantity:
        yield _not_a_number(line.place)
        return
    if path_to(flow, kind.unit.dimension, unit.dimension) is None:
        yield Finding(
            "rule.flow_unit",
            Level.ERROR,
            Text(
                f"流“{flow.label}”以 {unit} 计，这一行的公式得到 {kind.unit}",
                f"flow {flow.id} is counted in {unit}, the line gives {kind.unit}",
            ),
            line.place,
            Text(
                "给流补上换算属性，或改公式",
                "give the flow a property that bridges them, or change the formula",
            ),
        )


def _expression(expression: Expression, unit: Unit, scope: RuleScope, place: FilePlace) -> Iterator[Finding]:
    if isinstance(expression, ByChoice):
        for part in (
            *expression.options.values(),
            *((expression.otherwise,) if expression.otherwise else ()),
        ):
            yield from _expression(part, unit, scope, expression.place)
        return
    try:
        found = scope.expression(expression, unit)
    except TanchiError as error:
        yield from _placed(error, expression, place)
        return
    except NotAQuantity:
        yield _not_a_number(place)
        return
    if isinstance(expression, Formula):
        yield from (_warning_at(f, expression) for f in lint(expression.node))
    if found.unit.dimension != unit.dimension and not found.literal:
        yield _wrong_unit(expression, found, unit, place)


def _wrong_unit(expression: Expression, found: NumberKind, unit: Unit, place: FilePlace) -> Finding:
    remedy = Text("改公式，或改声明的单位", "change the formula or the declared unit")
    if found.unit.dimension / unit.dimension == _C_PER_CO2:
        remedy = Text("乘以 co2_per_c（碳换算为二氧化碳）", "multiply by co2_per_c")
    spot = expression.place if isinstance(expression, Formula) else place
    return Finding(
        "rule.unit",
        Level.ERROR,
        Text(
            f"应得到 {unit}，公式得到 {found.unit}",
            f"must come out in {unit}, the formula gives {found.unit}",
        ),
        spot,
        remedy,
    )


def _decide(choice: Choice, scope: RuleScope) -> Iterator[Finding]:
    try:
        yield from decision(choice, scope)
    except TanchiError as error:
        yield from _placed(error, choice.decide, choice.place)


def _formula(formula: Formula | None, scope: RuleScope) -> Iterator[Finding]:
    if formula is None:
        return
    try:
        check(formula.node, scope)
    except TanchiError as error:
        yield from _placed(error, formula, formula.place)


def _check(item: Check, names: Names, process: Process | None) -> Iterator[Finding]:
    scope = process_scope(names, process)
    yield from _formula(item.when, scope)
    if item.check is not None:
        try:
            if not isinstance(check(item.check.node, scope), TruthKind):
                yield Finding(
                    "rule.check",
                    Level.ERROR,
                    Text("检查应是一个比较", "a check must be a comparison"),
                    item.place,
                )
        except TanchiError as error:
            yield from _placed(error, item.check, item.place)
    if item.balance and not any(property_dimension(f, item.balance) for f in names.rule.flows.values()):
        yield Finding(
            "rule.balance",
            Level.ERROR,
            Text(f"没有流有属性“{item.balance}”", f"no flow has the property '{item.balance}'"),
            item.place,
        )


def _placed(error: TanchiError, expression: Expression | None, place: FilePlace) -> Iterator[Finding]:
    """Yield the findings of an error at their place in the pack file, caret under the character."""
    for finding in error.findings:
        if isinstance(expression, Formula):
            column = getattr(finding.place, "start", 0) + 1
            spot = expression.place
            yield finding.at(FilePlace(spot.file, spot.line, column, spot.path, expression.text))
        else:
            yield finding.at(place)


def _warning_at(finding: Finding, formula: Formula) -> Finding:
    spot = formula.place
    return finding.at(
        FilePlace(spot.file, spot.line, getattr(finding.place, "start", 0) + 1, spot.path, formula.text)
    )


def _not_a_number(place: FilePlace) -> Finding:
    return Finding("rule.number", Level.ERROR, Text("这里应得到一个量", "a quantity is expected here"), place)
