"""The lines of one process instance, evaluated and counted in the units of their flows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from tanchi.findings import FieldPlace, Finding, Level, TanchiError, Text
from tanchi.formula import Labelled, OptionValue, labelled
from tanchi.rules import bridges
from tanchi.rules.expression import Expression, Ref
from tanchi.rules.model import (
    Flow,
    FlowChoice,
    FlowLine,
    Input,
    Line,
    Process,
    Table,
)
from tanchi.rules.names import Column, Where
from tanchi.rules.scope import process_scope
from tanchi.study.context import Context
from tanchi.study.exchanges import Exchange, missing_leaves, summed, unit_after
from tanchi.study.figures import said
from tanchi.study.reader import HOUR, MONTH, YEAR, Reader, prop
from tanchi.study.resolution import line_resolution
from tanchi.study.result import NodeKind
from tanchi.study.sheet import Instance, Sheet
from tanchi.study.steps import Step, element, product, total
from tanchi.units import UNITLESS, Unit


def holds(sheet: Sheet, item: Line | Process) -> bool:
    """Return whether the ``when`` of a line or process holds, for some row where it is asked row by row."""
    return bool(np.any(_truth(sheet, item).values == 1.0))


def _truth(sheet: Sheet, item: Line | Process) -> Labelled:
    if item.when is None:
        return labelled(1.0)
    each = str(item.each or "") if isinstance(item, Line) else ""
    return sheet.expression(item.when, YEAR, "when", Text(""), UNITLESS, each).nominal


class Lines:
    """Turns the lines of one sheet into exchanges and releases."""

    def __init__(self, context: Context, sheet: Sheet, instance: Instance) -> None:
        self.context = context
        self.sheet = sheet
        self.instance = instance
        self._exchanges: dict[str, tuple[Exchange, ...]] = {}

    def flow_lines(self, lines: Mapping[str, FlowLine]) -> Iterator[Exchange]:
        """Yield the exchanges of several lines."""
        for line in lines.values():
            yield from self.exchanges(line)

    def exchanges(self, line: FlowLine) -> tuple[Exchange, ...]:
        """Return the exchanges of a line: one, or one per row it runs over."""
        if line.id not in self._exchanges:
            self._exchanges[line.id] = tuple(self._exchange(line)) if holds(self.sheet, line) else ()
        return self._exchanges[line.id]

    def _exchange(self, line: FlowLine) -> Iterator[Exchange]:
        amount = self.amount(line)
        if line.each is None:
            flow, flow_row = self._flow(line)
            yield from self._one(line, "", flow, flow_row, amount)
            return
        _, table = self.table(line)
        for index, row, part in self.each_row(line, amount):
            flow, flow_row = self._row_flow(line, table, index, row)
            yield from self._one(line, row, flow, flow_row, part)

    def each_row(self, line: Line, amount: Step) -> Iterator[tuple[int, str, Step]]:
        """Yield (position, row, amount) of the rows a line runs over for which its ``when`` holds."""
        owner, table = self.table(line)
        truth = _truth(self.sheet, line)
        for index, row in enumerate(self.sheet.tables.seen(owner, table)):
            if truth.dims and truth.values[index] != 1.0:
                continue
            zh, en = line.label.zh or line.id, line.label.of("en") or line.id
            name = row.label or row.id
            label = Text(f"{zh}（{name}）", f"{en} ({name})")
            yield index, row.id, element(amount, table.id, index, f"{amount.id}[{row.id}]", label)

    def _one(self, line: FlowLine, row: str, flow: Flow, flow_row: str, amount: Step) -> Iterator[Exchange]:
        if np.isnan(amount.nominal.values).any():
            if line.ask is not None and line.ask.required is not True:
                return
            self.missing(line, row, amount)
            return
        overrides = self._overrides(line, row)
        counted = self._in_flow_unit(line, flow, amount, overrides)
        if float(counted.nominal.values) == 0.0:
            return
        if float(np.min(counted.value.values)) < 0.0 and float(counted.nominal.values) < 0.0:
            self._negative(line, row, counted)
        yield Exchange(self.instance, line, row, flow, flow_row, counted, overrides)

    def missing(self, line: Line, row: str, amount: Step) -> None:
        """Record that an amount can't be computed, and what it lacks."""
        lacking = sorted({s.label.zh or s.id for s in missing_leaves(amount)})
        names = "、".join(lacking)
        self.context.note(
            Level.ERROR, "study.missing",
            Text(f"“{line.label or line.id}”算不出来，缺：{names}", f"{line.id} can't be computed; missing: {names}"),
            FieldPlace(f"{self.instance.id}/{line.id}" + (f"[{row}]" if row else "")), Text("补填数据", "fill in the data"),
        )  # fmt: skip

    def _negative(self, line: Line, row: str, step: Step) -> None:
        self.context.note(
            Level.ERROR, "study.negative",
            Text(f"“{line.label or line.id}”的数量为负（{said(step.shown)} {step.unit}）", f"the amount of {line.id} is negative ({said(step.shown)} {step.unit})"),
            FieldPlace(f"{self.instance.id}/{line.id}" + (f"[{row}]" if row else "")),
        )  # fmt: skip

    def where(self, exchange: Exchange) -> tuple[str, str]:
        """Return the place and year an input is wanted at; empty where the line says nothing."""
        line = exchange.line
        if not isinstance(line, Input):
            return "", ""
        place = self._place(line, exchange.row)
        year = ""
        if line.at_year is not None:
            year = str(
                round(self.row_step(line, exchange.row, line.at_year, "year", Text("年份", "year")).number)
            )
        return place, year

    def _place(self, line: Input, row: str) -> str:
        return self.word(line.at_place, line, row) if isinstance(line.at_place, Ref) else line.at_place

    def word(self, name: Ref, line: Line, row: str) -> str:
        """Return the option a choice, a pick quantity or a pick column (at one row) holds; empty where none is given."""
        found = Reader(self.sheet, YEAR, str(line.each or "")).value(tuple(name.split(".")))
        assert isinstance(found, OptionValue)
        if found.codes.ndim == 0:
            code = int(found.codes)
        else:
            owner, table = self.table(line)
            code = int(found.codes[[r.id for r in self.sheet.tables.seen(owner, table)].index(row)])
        return found.options[code] if code >= 0 else ""

    def amount(self, line: Line) -> Step:
        """Return a line's amount for the whole period, still over the rows it runs over."""
        resolution = line_resolution(self.sheet, line)
        if resolution == HOUR:
            return self.sheet.over_hours(line)
        step = self.sheet.line(line, resolution)
        return (
            total(step, MONTH, f"{step.id}@year", line.label or step.label)
            if MONTH in step.value.dims
            else step
        )

    def table(self, line: Line) -> tuple[str, Table]:
        """Return (owner, table) of the table a line runs over."""
        found = self.context.names.table(str(line.each), self.instance.process)
        assert found is not None
        return found

    def _flow(self, line: FlowLine) -> tuple[Flow, str]:
        name = self._flow_name(line)
        flows = self.context.rule.flows
        if name in flows:
            flow = flows[name]
            same = flow.by is not None and self.instance.process.each == flow.by
            return flow, self.instance.row if same else ""
        picked = self._picked(name, "")
        return flows[str(picked)], ""

    def _flow_name(self, line: FlowLine) -> str:
        if isinstance(line.flow, FlowChoice):
            option = self.context.option(line.flow.choice, self.instance.process.id)
            return str(line.flow.options.get(option, line.flow.otherwise or ""))
        return str(line.flow)

    def _row_flow(self, line: FlowLine, table: Table, index: int, row: str) -> tuple[Flow, str]:
        name = self._flow_name(line)
        flows = self.context.rule.flows
        if name in flows:
            flow = flows[name]
            return flow, row if flow.by == table.id else (
                self.instance.row if flow.by and flow.by == self.instance.process.each else ""
            )
        picks = self._picked(name, str(line.each))
        word = picks.options[int(picks.codes[index])] if int(picks.codes[index]) >= 0 else ""
        if word not in flows:
            raise TanchiError(
                Finding("study.pick", Level.ERROR, Text(f"第 {index + 1} 行没有选择物料，或物料“{word}”不存在", f"row {index + 1} names no flow ('{word}')"),
                        FieldPlace(f"{self.instance.id}/{table.id}[{row}]/{name}"), Text("从下拉列表中选择", "pick one from the list"))
            )  # fmt: skip
        return flows[word], ""

    def _picked(self, name: str, each: str) -> OptionValue:
        meaning = self.context.names.meaning(tuple(name.split(".")), Where(self.instance.process, each))
        assert isinstance(meaning, Column)
        found = self.sheet.tables.column(meaning, YEAR)
        assert isinstance(found, OptionValue)
        return found

    def _overrides(self, line: Line, row: str) -> dict[str, Step]:
        found: dict[str, Step] = {}
        for id, expression in line.props.items():
            unit = self._prop_unit(line, id)
            step = self.sheet.expression(
                expression,
                YEAR,
                f"prop:{self.instance.id}.{line.id}.{id}",
                Text(id),
                unit,
                str(line.each or ""),
            )
            if line.each is not None:
                _, table = self.table(line)
                rows = [r.id for r in self.sheet.tables.seen(_, table)]
                step = element(step, table.id, rows.index(row), f"{step.id}[{row}]", step.label)
            found[id] = step
        return found

    def _prop_unit(self, line: Line, id: str) -> Unit:
        scope = process_scope(self.context.names, self.instance.process, str(line.each or ""))
        if isinstance(line, FlowLine):
            for flow in scope.flows_of(tuple(self._flow_name(line).split("."))):
                if id in flow.props:
                    return flow.props[id].unit
        return UNITLESS

    def _in_flow_unit(self, line: FlowLine, flow: Flow, amount: Step, overrides: Mapping[str, Step]) -> Step:
        unit = flow.unit or UNITLESS
        found = self._dimension(line)
        path = bridges.path_to(flow, found.dimension, unit.dimension)
        if path is None:
            raise TanchiError(
                Finding(
                    "study.flow_unit",
                    Level.ERROR,
                    Text(
                        f"“{flow.label or flow.id}”以 {unit} 计，{line.id} 给出 {found}",
                        f"flow {flow.id} is counted in {unit}, {line.id} gives {found}",
                    ),
                    line.place,
                )
            )
        if not path:
            amount.unit = unit if amount.unit.dimension != unit.dimension else amount.unit
            return amount
        return self.over(flow, path, amount, overrides, unit, f"{amount.id}→{unit}")

    def _dimension(self, line: FlowLine) -> Unit:
        key, kept = (self.instance.process.id, line.id), self.context.kept.units
        if key not in kept:
            kept[key] = self._line_unit(line)
        return kept[key]

    def _line_unit(self, line: FlowLine) -> Unit:
        if line.ask is not None:
            return line.ask.unit or UNITLESS
        assert line.amount is not None
        flow_unit = self.context.line_unit(self.instance.process, line)
        scope = process_scope(self.context.names, self.instance.process, str(line.each or ""))
        held = self.context.chosen(line.amount, self.instance.process.id)
        kind = scope.expression(held, flow_unit)
        return flow_unit if kind.literal else kind.unit

    def over(
        self, flow: Flow, path: bridges.Path, amount: Step, overrides: Mapping[str, Step], unit: Unit, id: str
    ) -> Step:
        """Return an amount taken over bridges of a flow, with the line's own properties first."""
        factors = [(amount, 1)]
        for bridge in path:
            step = overrides.get(bridge.prop) or prop(self.sheet, flow, bridge.prop)
            assert step is not None
            factors.append((step, bridge.power))
        return product(id, NodeKind.EXCHANGE, amount.label, unit, factors, clause=amount.clause)

    def express(self, exchange: Exchange, property: str) -> Step | None:
        """Return an exchange expressed in a property (its carbon, energy …); None where the flow has none."""
        path = bridges.property_path(exchange.flow, property)
        if path is None:
            return None
        if not path:
            return exchange.amount
        unit = unit_after(exchange.flow, path)
        return self.over(
            exchange.flow, path, exchange.amount, exchange.overrides, unit, f"{exchange.id}:{property}"
        )

    def balance(self, side: str, property: str) -> Step:
        """Return the inflow or outflow of a property over this process."""
        process = self.instance.process
        lines: list[FlowLine] = (
            list(process.inputs.values())
            if side == "inflow"
            else [*process.makes.values(), *process.wastes.values()]
        )
        parts: list[Step] = []
        for line in lines:
            if isinstance(line, Input) and line.burnt is not None:
                continue
            for exchange in self.exchanges(line):
                step = self.express(exchange, property)
                if step is not None:
                    parts.append(step)
        return summed(
            f"{side}:{self.instance.id}.{property}",
            Text(f"{'流入' if side == 'inflow' else '流出'}（{property}）", f"{side} ({property})"),
            parts,
        )

    def row_step(self, line: FlowLine, row: str, expression: Expression, name: str, label: Text) -> Step:
        """Return the step of an expression of a line, at one row where the line runs over a table."""
        step = self.sheet.expression(
            expression,
            YEAR,
            f"{name}:{self.instance.id}.{line.id}",
            label,
            UNITLESS,
            str(line.each or ""),
        )
        if line.each is None:
            return step
        owner, table = self.table(line)
        rows = [r.id for r in self.sheet.tables.seen(owner, table)]
        return element(step, table.id, rows.index(row), f"{step.id}[{row}]", step.label)
