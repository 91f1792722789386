"""One process at one site (and, for a process per row, one row): the environment of its formulas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tanchi.findings import Finding, Level, ProcessPlace, TanchiError, Text
from tanchi.formula import (
    Labelled,
    dimensions,
    functions,
    labelled,
)
from tanchi.rules.expression import Expression, Fixed, Formula
from tanchi.rules.model import Line, Process, Quantity, Value
from tanchi.rules.names import Where
from tanchi.study import hours, leaves
from tanchi.study.context import Context
from tanchi.study.leaves import Home
from tanchi.study.means import plain_mean
from tanchi.study.reader import HOUR, MONTH, YEAR, Reader
from tanchi.study.resolution import reads_hours
from tanchi.study.result import NodeKind
from tanchi.study.steps import (
    Step,
    constant,
    evaluated,
    total,
    weighted_mean,
)
from tanchi.study.tables import Tables
from tanchi.units import UNITLESS, Unit


@dataclass(frozen=True, slots=True)
class Instance:
    """A process at a site, for one row of its ``each`` table if it has one."""

    process: Process
    site: str
    row: str = ""

    @property
    def id(self) -> str:
        """Return ``process@site[row]``."""
        return (
            self.process.id + (f"@{self.site}" if self.site else "") + (f"[{self.row}]" if self.row else "")
        )


class Sheet:
    """Steps of one instance, evaluated when asked for and kept."""

    def __init__(self, context: Context, instance: Instance | None, site: str = "") -> None:
        self.context = context
        self.instance = instance
        self.process = instance.process if instance else None
        self.site = instance.site if instance else site
        self.row = instance.row if instance else ""
        self.id = instance.id if instance else (f"@{site}" if site else "pack")
        self.owner = self.process.id if self.process else ""
        self.tables = Tables(self)
        self._steps: dict[tuple[str, str], Step] = {}
        self._working: list[str] = []
        self.balances: Callable[[str, str], Step] = _no_balance
        """Set by the lines: gives inflow and outflow of a property."""

    def pack(self, site: str | None = None) -> Sheet:
        """Return the sheet of the quantities of no process, of this site or another."""
        return pack_sheet(self.context, self.site if site is None else site)

    def whole(self) -> Sheet:
        """Return the sheet of this process for all its rows together."""
        return Sheet(self.context, Instance(self.process, self.site) if self.process else None, self.site)

    # -- quantities -----------------------------------------------------------------------------------

    def quantity(self, quantity: Quantity, resolution: str) -> Step:
        """Return a quantity at a resolution: totals summed, levels averaged by their weight."""
        key = (f"quantity:{quantity.id}", resolution)
        if key not in self._steps:
            self._steps[key] = self._at(self._native(quantity), quantity, resolution)
        return self._steps[key]

    def _at(self, own: Step, quantity: Quantity, resolution: str) -> Step:
        """Return a quantity as it was reported at another resolution; a total is never spread to a finer one."""
        dims = own.value.dims
        if HOUR in dims and resolution != HOUR:
            return hours.coarser(self.context, own, quantity, self._weight(quantity), resolution)
        if MONTH in dims and resolution == YEAR:
            return self._annual(own, quantity)
        if MONTH in dims and resolution == HOUR and quantity.kind != "total":
            return hours.by_hour(self.context, own)
        return own

    def _native(self, quantity: Quantity) -> Step:
        key = (f"native:{quantity.id}", "")
        if key not in self._steps:
            self._steps[key] = self._reported(quantity)
        return self._steps[key]

    def _reported(self, quantity: Quantity) -> Step:
        found = leaves.reported(self.context, self.home(quantity), quantity)
        if found is not None:
            return found
        unit = quantity.unit or UNITLESS
        if quantity.default is not None:
            step = self.expression(
                quantity.default,
                YEAR,
                f"default:{self.id}.{quantity.id}",
                quantity.label or Text(quantity.id),
                unit,
            )
            step.kind, step.total = NodeKind.DEFAULT, quantity.kind == "total"
            return step
        return Step(
            f"missing:{self.id}.{quantity.id}",
            NodeKind.INPUT,
            quantity.label or Text(quantity.id),
            labelled(np.nan),
            unit,
            total=quantity.kind == "total",
        )

    def home(self, quantity: Quantity) -> Home:
        """Return where a quantity is reported: at the pack, in this process, or in its row of the process."""
        process = self.process
        if process is None or not self._owns(quantity):
            return Home(self.site, "")
        return (
            Home(self.site, process.id, str(process.each), self.row)
            if self.row
            else Home(self.site, process.id)
        )

    def _owns(self, quantity: Quantity) -> bool:
        process = self.process
        if process is None:
            return False
        asks = (line.ask for line in process.lines().values())
        sold = (make.sold for make in process.makes.values())
        return any(q is quantity for q in (*process.quantities.values(), *asks, *sold))

    def _annual(self, step: Step, quantity: Quantity) -> Step:
        id = f"{step.id}@year"
        if quantity.kind == "total":
            return total(step, MONTH, id)
        weight = self._weight(quantity)
        if weight is not None and MONTH in weight.value.dims:
            return weighted_mean(step, weight, MONTH, id)
        return plain_mean(self.context, step, quantity, id)

    def _weight(self, quantity: Quantity) -> Step | None:
        makes = self.process.makes.values() if self.process is not None else ()
        name = quantity.weight or next((m.id for m in makes if m.kind == "main"), None)
        if name is None or name == quantity.id:
            return None
        found = self.context.names.meaning(tuple(str(name).split(".")), Where(self.process))
        item = getattr(found, "item", None)
        if isinstance(item, Line):
            return self.line(item, MONTH) if item.ask is not None else None
        return self._native(item) if isinstance(item, Quantity) else None

    # -- values, lines, formulas ----------------------------------------------------------------------

    def value(self, value: Value, resolution: str) -> Step:
        """Return an intermediate value; of its tiers, the first with all its data."""
        key = (f"value:{value.id}", resolution)
        if key not in self._steps:
            self._steps[key] = self._guarded(value.id, lambda: self._value(value, resolution))
        return self._steps[key]

    def _value(self, value: Value, resolution: str) -> Step:
        id, label, unit = f"value:{self.id}.{value.id}", value.label or Text(value.id), value.unit or UNITLESS
        if value.amount is not None:
            step = self.expression(value.amount, resolution, id, label, unit)
            step.clause = value.clause
            return step
        pinned = self.context.option(value.choose, self.owner) if value.choose else None
        tiers = [t for t in value.tiers if pinned is None or t.id == pinned]
        for tier in tiers:
            step = self.expression(tier.amount, resolution, f"{id}#{tier.id}", label, unit)
            if not np.isnan(step.nominal.values).any():
                step.clause = tier.clause or value.clause
                step.note = Text(
                    f"方法：{tier.label or tier.id}", f"method: {tier.label.of('en') or tier.id}"
                )
                return step
        return Step(id, NodeKind.VALUE, label, labelled(np.nan), unit)

    def line(self, line: Line, resolution: str) -> Step:
        """Return the amount of a line: asked or computed."""
        key = (f"line:{line.id}", resolution)
        if key not in self._steps:
            self._steps[key] = self._guarded(line.id, lambda: self._line(line, resolution))
        return self._steps[key]

    def _line(self, line: Line, resolution: str) -> Step:
        label = line.label or Text(line.id)
        if line.ask is not None:
            step = self.quantity(line.ask, resolution)
            if not step.label:
                step.label = label
            return step
        assert line.amount is not None
        unit = self.context.line_unit(self.process, line)
        id, each = f"line:{self.id}.{line.id}", str(line.each or "")
        step = self.expression(line.amount, resolution, id, label, unit, each)
        step.clause = line.clause
        return step

    def over_hours(self, line: Line) -> Step:
        """Return the amount of a computed line whose totals are hourly, computed by hour and summed."""
        assert line.amount is not None
        held = self.context.chosen(line.amount, self.owner)
        assert isinstance(held, Formula)
        unit, label = self.context.line_unit(self.process, line), line.label or Text(line.id)
        id = f"line:{self.id}.{line.id}"
        step = self._formula(hours.summed(held), YEAR, id, label, unit, str(line.each or ""))
        step.clause = line.clause
        return step

    def expression(
        self, expression: Expression, resolution: str, id: str, label: Text, unit: Unit, each: str = ""
    ) -> Step:
        """Return the step of an expression; a bare number is in ``unit``."""
        held = self.context.chosen(expression, self.owner)
        if isinstance(held, Fixed):
            own = held.unit or unit
            return constant(id, NodeKind.PARAMETER, label, held.value, own)
        return self._formula(held, resolution, id, label, unit, each)

    def _formula(
        self, formula: Formula, resolution: str, id: str, label: Text, unit: Unit, each: str
    ) -> Step:
        within = self._within(formula, resolution, each)
        env = Reader(self, within, each)
        run = self.context.run(formula.node)
        value = hours.run(self.context, run, formula, env) if within == HOUR else run(env)
        if within == HOUR:
            hours.require_hours(formula, env)
        elif (MONTH,) in dimensions(formula.node):
            _require_months(formula, env, value, resolution)
        return evaluated(
            id,
            NodeKind.VALUE,
            label,
            unit,
            value,
            formula.node,
            env.nominal(),
            env.reads,
            place=formula.place,
            formula=formula.text,
        )

    def _within(self, formula: Formula, resolution: str, each: str) -> str:
        """Return the resolution the names of a formula are read at: that of what it runs over, else as wanted."""
        over = dimensions(formula.node)
        if (HOUR,) in over or ("total" in functions(formula.node) and reads_hours(self, formula.node, each)):
            return HOUR
        return MONTH if (MONTH,) in over else resolution

    def _guarded(self, id: str, work: Callable[[], Step]) -> Step:
        if id in self._working:
            loop = "、".join(self._working[self._working.index(id) :])
            raise TanchiError(_loop_finding(loop, self.id))
        self._working.append(id)
        try:
            found = work()
        finally:
            self._working.pop()
        return found


def pack_sheet(context: Context, site: str = "") -> Sheet:
    """Return the sheet of the quantities of no process at a site, one per calculation."""
    if site not in context.kept.sheets:
        context.kept.sheets[site] = Sheet(context, None, site)
    return context.kept.sheets[site]


def _require_months(formula: Formula, env: Reader, value: Labelled, resolution: str) -> None:
    """Raise TanchiError where a formula runs over months that a total of it does not have, or leaves some over."""
    reported = (NodeKind.INPUT, NodeKind.DEFAULT, NodeKind.GAP_FILLED)
    yearly = [
        ".".join(leaf)
        for leaf, step in env.reads.items()
        if step.kind in reported and step.total and MONTH not in step.value.dims
    ]
    left = resolution == YEAR and MONTH in value.dims
    if not yearly and not left:
        return
    zh = f"没有按月的数据：{'、'.join(yearly)}" if yearly else "只有一部分按月求和，其余仍是各月的值"
    en = f"no monthly data for {', '.join(yearly)}" if yearly else "only a part is summed over the months"
    raise TanchiError(
        Finding(
            "study.months",
            Level.ERROR,
            Text(f"公式“{formula.text}”要按月计算，{zh}", f"'{formula.text}' runs over months; {en}"),
            formula.place,
            Text("按月填报这些量，或不按月求和", "report these by month, or do not sum over months"),
        )
    )


def _no_balance(side: str, property: str) -> Step:
    """Say that a formula outside a process has no inflow."""
    raise TanchiError(
        Finding(
            "study.no_process",
            Level.ERROR,
            Text(f"{side}({property}) 只能用在过程里", f"{side}({property}) works inside a process only"),
        )
    )


def _loop_finding(loop: str, where: str) -> Finding:
    return Finding(
        "study.circular", Level.ERROR,
        Text(f"{loop} 互相依赖；过程之间的循环应经由流", f"values {loop} depend on each other; a loop between processes goes through flows"),
        ProcessPlace(where),
    )  # fmt: skip
