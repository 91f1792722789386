"""From what a rule asks to a field of the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tanchi.findings import Text
from tanchi.formula import unparse
from tanchi.inventory.conditions import Verdict, condition, verdict
from tanchi.inventory.form import Field, FieldType, Resolution
from tanchi.inventory.options import offer
from tanchi.rules.expression import ByChoice, Expression, Fixed, Formula
from tanchi.rules.model import Flow, FlowLine, Line, Process, Quantity, Rule, Table, Value
from tanchi.units import Unit


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a field stands: the rule, the settled choices, the process and the table, None outside of one."""

    rule: Rule
    choices: Mapping[str, str]
    process: Process | None = None
    table: Table | None = None


def field_of(quantity: Quantity, scope: Scope, when: Verdict = True) -> Field:
    """Return a quantity, column or ask as a field that is asked ``when``."""
    found = offer(quantity, scope.rule, scope.process)
    required = verdict(quantity.required, scope.choices)
    per = _named(str(quantity.per), scope) if quantity.per else (Text(""), None)
    return Field(
        id=quantity.id,
        label=quantity.label or Text(quantity.id),
        unit=quantity.unit,
        type=FieldType(quantity.type),
        required=required is not False,
        has_default=quantity.default is not None,
        default_text=default_text(quantity.default),
        kind=quantity.kind,
        resolution=Resolution(quantity.resolution),
        low=quantity.low,
        high=quantity.high,
        per=str(quantity.per) if quantity.per else "",
        range_unit=quantity.unit / per[1] if quantity.unit and per[1] else quantity.unit,
        per_label=per[0],
        per_unit=per[1],
        options=found.options,
        list_kind="quantity",
        symbol=_symbol(quantity),
        measure=quantity.measure,
        evidence=quantity.evidence,
        note=quantity.note,
        site_specific=quantity.site_specific,
        weight=str(quantity.weight) if quantity.weight else "",
        options_from=found.table,
        when=condition(when, scope.rule),
        required_when=condition(required, scope.rule),
    )


def line_field(line: Line, ask: Quantity, kind: str, scope: Scope, when: Verdict) -> Field:
    """Return the ask of a line as a field of its list."""
    flow = flow_of(line, scope.rule)
    field = field_of(ask, scope, when)
    meter = flow.id if flow and "meter" in flow.tags else ""
    return replace(field, list_kind=kind, meter=meter, kind="total")


def flow_of(line: Line, rule: Rule) -> Flow | None:
    """Return the one flow a line moves; None where a choice or a row decides it."""
    return rule.flows.get(str(line.flow)) if isinstance(line, FlowLine) else None


def default_text(default: Expression | None) -> str:
    """Return a default as text: a number with its unit, a formula, or what it depends on."""
    match default:
        case Fixed():
            return f"{default.value:g}" + (f" {default.unit}" if default.unit else "")
        case Formula():
            return unparse(default.node)
        case ByChoice():
            return ", ".join(f"{option}: {default_text(part)}" for option, part in default.options.items())
        case _:
            return ""


def _symbol(quantity: Quantity) -> str:
    symbol = quantity.symbol
    if symbol is None:
        return ""
    return f"{symbol.base}_{symbol.sub}" if symbol.sub else symbol.base


def _named(name: str, scope: Scope) -> tuple[Text, Unit | None]:
    """Return label and unit of a quantity or line by its name in ``scope``; no unit where it is unknown."""
    if scope.table is not None and name in scope.table.columns:
        found: Quantity | Value | Flow | None = scope.table.columns[name]
    else:
        found = _in_process(name, scope) or scope.rule.quantities.get(name) or scope.rule.values.get(name)
    return (found.label or Text(name), found.unit) if found else (Text(name), None)


def _in_process(name: str, scope: Scope) -> Quantity | Value | Flow | None:
    if scope.process is None:
        return None
    line = scope.process.lines().get(name)
    if line is not None:
        return line.ask or flow_of(line, scope.rule)
    return scope.process.quantities.get(name) or scope.process.values.get(name)
