"""Worked examples: run a case of a rule and compare with what it says must come out."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from tanchi.background import FactorTable, default_table
from tanchi.findings import Finding, Level, TanchiError, Text, one_line
from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules.bridges import path_to
from tanchi.rules.model import Case, Expectation, Flow, Line, Rule
from tanchi.study.assemble import Model
from tanchi.study.calculate import Setup, assemble
from tanchi.study.checks import run_checks
from tanchi.study.lines import Lines
from tanchi.study.products import content
from tanchi.study.reader import prop
from tanchi.study.separate import gas_lines, separate_lines
from tanchi.study.sheet import Instance, pack_sheet
from tanchi.study.solve import Solved, solve
from tanchi.units import UNITLESS, Unit, parse_unit

T = TypeVar("T")
_FLOW = re.compile(
    r"flows\.([a-z0-9_.]+?)(?:\[([^\]]+)\])?(?:@([^.:]+))?(?::([a-z0-9_]+))?\.((?:gas\.)?[A-Za-z_0-9-]+)\Z"
)
"""A flow, its variety, the site that makes it, the property it is counted by, the line of the result."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one expectation came to."""

    expectation: Expectation
    found: float | None
    ok: bool
    message: Text


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case with its outcomes; ``findings`` are those of the calculation."""

    case: Case
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Return whether every expectation was met."""
        return all(outcome.ok for outcome in self.outcomes)


def run_case(rule: Rule, case: Case, table: FactorTable | None = None) -> CaseResult:
    """Run a case. Errors of the calculation are findings, so that a case may expect them."""
    inventory, findings = parse_inventory(case.inventory, f"{rule.id}/{case.id}")
    replaced = {factor.flow for factor in case.factors}
    inventory = replace(inventory, factors=tuple(f for f in inventory.factors if f.flow not in replaced))
    setups: dict[str, _Run] = {}
    for gwp in dict.fromkeys(e.gwp for e in case.expect):
        setup = Setup(rule, inventory, table or default_table(), gwp, replaced=case.factors)
        setups[gwp] = _Run(setup, {**inventory.choices, **case.choices})
    outcomes = tuple(_outcome(setups[e.gwp], e, findings) for e in case.expect)
    seen = tuple(dict.fromkeys((*findings, *(f for run in setups.values() for f in run.findings))))
    return CaseResult(case, outcomes, seen)


class UnknownPathError(LookupError):
    """An expectation names what neither the rule nor its result has."""


def _known(items: Mapping[str, T], id: str) -> T:
    if id not in items:
        raise UnknownPathError(id)
    return items[id]


class _Run:
    """One evaluation of a case under one GWP set."""

    def __init__(self, setup: Setup, choices: dict[str, str]) -> None:
        self.setup = setup
        self.findings: tuple[Finding, ...] = ()
        self.model: Model | None = None
        self._solved: Solved | None = None
        try:
            self.model = assemble(setup, choices)
            self.findings = (*self.model.context.findings, *run_checks(self.model).findings)
        except TanchiError as error:
            self.findings = error.findings

    def declared(self) -> Solved:
        """Return the solution for the declared unit."""
        if self._solved is None:
            unit = self.setup.rule.unit
            flow = self.setup.rule.flows[unit.of]
            own = unit.amount.unit or flow.unit or UNITLESS
            self._solved = solve(self._model(), flow, unit.amount.value * float(own.scale))
        return self._solved

    def _model(self) -> Model:
        if self.model is None:
            raise TanchiError(self.findings)
        return self.model

    def value(self, at: str, unit: Unit | None) -> float:
        """Return the value at a path, in ``unit``. Raises TanchiError, UnknownPathError."""
        model = self._model()
        head, _, rest = at.partition(".")
        if head == "result":
            return _reported(self.declared(), rest) / _per_unit(self.setup.rule, unit)
        if head == "flows":
            return self._flow(at, unit)
        if head == "closure":
            return _closure(self.declared(), rest)
        if head == "values":
            return _pack_value(model, rest, unit)
        return _process_value(model, rest, unit)

    def _flow(self, at: str, unit: Unit | None) -> float:
        found = _FLOW.match(at)
        if found is None:
            raise UnknownPathError(at)
        id, row, site, per, line = found.groups()
        flow = _known(self.setup.rule.flows, id)
        counted = flow.unit or UNITLESS
        solved = solve(self._model(), flow, float(counted.scale), row or "", site, supplied=True)
        value = _reported(solved, line)
        return value / (
            self._held(flow, per, row or "", unit) if per else self._scale_of(flow, unit, counted)
        )

    def _held(self, flow: Flow, per: str, row: str, unit: Unit | None) -> float:
        """Return what divides kg CO2e per unit of a flow into ``unit`` per unit of a property it holds."""
        found = content(self._model(), flow, per, row)
        if found is None:
            raise UnknownPathError(per)
        held, own = found
        counted = float(((flow.unit or UNITLESS) * own).scale)
        return held * (float(unit.scale) * counted if unit is not None else 1.0)

    def _scale_of(self, flow: Flow, unit: Unit | None, counted: Unit) -> float:
        """Return the size of ``unit`` (kg CO2e per …) against kg CO2e per unit of the flow, over its properties."""
        if unit is None:
            return 1.0
        scale = float(unit.scale * counted.scale)
        per = parse_unit("kgCO2e") / unit
        path = path_to(flow, counted.dimension, per.dimension)
        if path is None:
            return math.nan
        for bridge in path:
            step = prop(pack_sheet(self._model().context), flow, bridge.prop)
            scale *= step.number**bridge.power if step is not None else math.nan
        return scale


def _per_unit(rule: Rule, unit: Unit | None) -> float:
    if unit is None:
        return 1.0
    amount = rule.unit.amount
    own = amount.unit or rule.flows[rule.unit.of].unit or UNITLESS
    if str(unit.dimension) in ("CO2e", "CO2"):
        return float(unit.scale)
    return float(unit.scale * own.scale) * amount.value


def _reported(solved: Solved, name: str) -> float:
    """Return kg CO2e of a separate line, of a line outside the total, or of one gas (``gas.CO2``)."""
    if name.startswith("gas."):
        return sum(line.value for line in gas_lines(solved) if line.gas == name.removeprefix("gas."))
    lines = separate_lines(solved)
    if name in lines.outside:
        return lines.outside[name]
    if name not in _LINES:
        raise UnknownPathError(name)
    return float(getattr(lines, name))


_LINES = ("total", "fossil", "biogenic_emission", "biogenic_removal", "dluc", "aircraft")


def _closure(solved: Solved, name: str) -> float:
    if name == "own":
        return sum(b.co2e.number for b in solved.burdens if not b.outside)
    if name != "handed_out":
        raise UnknownPathError(name)
    net = np.zeros(len(solved.matrix.keys))
    nominal = solved.matrix.system.entries
    np.add.at(net, nominal.row, nominal.amount)
    return float(net @ solved.lanes)


def _pack_value(model: Model, id: str, unit: Unit | None) -> float:
    step = pack_sheet(model.context).value(_known(model.context.rule.values, id), "year")
    return float(step.nominal.values) / float((unit or step.unit).scale)


def _process_value(model: Model, path: str, unit: Unit | None) -> float:
    for part in model.parts:
        instance = part.sheetful.instance
        name = _name_within(path, instance)
        if not name:
            continue
        sheet = part.sheetful.sheet
        item = instance.process.lines().get(name)
        if isinstance(item, Line):
            step = Lines(model.context, sheet, instance).amount(item)
        elif name in instance.process.values:
            step = sheet.value(instance.process.values[name], "year")
        else:
            step = sheet.quantity(_known(instance.process.quantities, name), "year")
        return float(np.sum(step.nominal.values)) / float((unit or step.unit).scale)
    raise UnknownPathError(path)


def _name_within(path: str, instance: Instance) -> str:
    """Return what a path names inside an instance, such as ``fuel.heat``; empty where it is of another."""
    owners = (instance.id, instance.process.id)
    return next((path.removeprefix(f"{o}.") for o in owners if path.startswith(f"{o}.")), "")


def _outcome(run: _Run, expectation: Expectation, before: tuple[Finding, ...]) -> Outcome:
    if expectation.finding:
        return _finding(run, expectation, before)
    try:
        found = run.value(expectation.at, expectation.unit)
    except TanchiError as error:
        return Outcome(expectation, None, False, one_line(error.findings))
    except UnknownPathError:
        return Outcome(
            expectation, None, False, Text(f"没有“{expectation.at}”", f"there is no '{expectation.at}'")
        )
    ok = _close(found, expectation)
    message = (
        Text(
            f"得 {found:.10g}，应为 {expectation.value:.10g}",
            f"found {found:.10g}, expected {expectation.value:.10g}",
        )
        if expectation.value is not None
        else Text(f"得 {found:.10g}", f"found {found:.10g}")
    )
    return Outcome(expectation, found, ok, message)


def _finding(run: _Run, expectation: Expectation, before: tuple[Finding, ...]) -> Outcome:
    wanted = expectation.finding
    codes = {f.code for f in (*run.findings, *before)}
    ok = any(
        code == wanted
        or (code.endswith(f".{wanted.split('.')[-1]}") and code.startswith(wanted.split(".")[0]))
        for code in codes
    )
    text = Text(
        "已发现" if ok else f"未发现“{wanted}”；现有：{'、'.join(sorted(codes))}",
        "found" if ok else f"'{wanted}' was not found; there are: {', '.join(sorted(codes))}",
    )
    return Outcome(expectation, None, ok, text)


def _close(found: float, expectation: Expectation) -> bool:
    value = expectation.value
    if expectation.low is not None and expectation.high is not None:
        return expectation.low <= found <= expectation.high
    if value is None or not math.isfinite(found):
        return False
    if expectation.digits is not None:
        return abs(found - value) <= 0.5 * 10.0**-expectation.digits * (1 + 1e-9)
    if expectation.absolute is not None:
        return abs(found - value) <= expectation.absolute
    relative = expectation.relative if expectation.relative is not None else 1e-9
    return abs(found - value) <= relative * max(abs(value), 1e-300)


def errors_of(result: CaseResult) -> tuple[Finding, ...]:
    """Return the expectations that failed as findings at their place in the case."""
    return tuple(
        Finding(
            "case.failed",
            Level.ERROR,
            Text(
                f"{result.case.title}：{o.expectation.at or o.expectation.finding} {o.message.zh}",
                f"{result.case.id}: {o.expectation.at or o.expectation.finding} {o.message.of('en')}",
            ),
            o.expectation.place,
        )
        for o in result.outcomes
        if not o.ok
    )
