"""One process at one site (and, for a process per row, one row): the environment of its formulas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tanchi.findings import Finding, Level, ProcessPlace, TanchiError, Text
from tanchi.formula import (
    EnvValue,
    Labelled,
    OptionValue,
    dimensions,
    labelled,
    option,
)
from tanchi.inventory.model import Row
from tanchi.inventory.typed import typed_bool
from tanchi.rules.expression import Expression, Fixed, Formula
from tanchi.rules.model import Line, Process, Quantity, RowRange, Table, Value
from tanchi.rules.names import Column, Where
from tanchi.rules.picks import pick_options
from tanchi.study import leaves
from tanchi.study.context import Context
from tanchi.study.leaves import Home
from tanchi.study.reader import MONTH, YEAR, Reader
from tanchi.study.result import NodeKind
from tanchi.study.steps import (
    Step,
    constant,
    element,
    evaluated,
    filled,
    subset,
    total,
    weighted_mean,
)
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
        self._steps: dict[tuple[str, str], Step] = {}
        self._working: list[str] = []
        self.balances: Callable[[str, str], Step] = _no_balance
        """Set by the lines: gives inflow and outflow of a property."""

    # -- quantities -----------------------------------------------------------------------------------

    def quantity(self, quantity: Quantity, resolution: str) -> Step:
        """Return a quantity at a resolution: totals summed, levels averaged by their weight."""
        key = (f"quantity:{quantity.id}", resolution)
        if key not in self._steps:
            own = self._native(quantity)
            self._steps[key] = (
                own if resolution == MONTH or MONTH not in own.value.dims else self._annual(own, quantity)
            )
        return self._steps[key]

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
        return self._plain_mean(step, quantity, id)

    def _plain_mean(self, step: Step, quantity: Quantity, id: str) -> Step:
        """Return the mean of the months, each alike, and say so."""
        self.context.note(
            Level.WARNING, "study.plain_mean",
            Text(f"“{quantity.label or quantity.id}”按月填报，但没有按月的权重，取了简单平均", f"{quantity.id} is monthly without a monthly weight: plain mean used"),
            quantity.place,
        )  # fmt: skip
        ones = Step(
            "one", NodeKind.VALUE, Text("1"), labelled(np.ones(step.value.sizes[MONTH]), MONTH), UNITLESS
        )
        return weighted_mean(step, ones, MONTH, id)

    def _weight(self, quantity: Quantity) -> Step | None:
        if self.process is None:
            return None
        name = quantity.weight or next((m.id for m in self.process.makes.values() if m.kind == "main"), None)
        if name is None or name == quantity.id:
            return None
        found = self.context.names.meaning(tuple(str(name).split(".")), Where(self.process))
        item = getattr(found, "item", None)
        if isinstance(item, Line):
            return self.line(item, MONTH) if item.ask is not None else None
        return self._native(item) if isinstance(item, Quantity) else None

    # -- tables ---------------------------------------------------------------------------------------

    def rows(self, owner: str, table: Table) -> tuple[Row, ...]:
        """Return all rows of a table, numbered or fixed ones included."""
        if isinstance(table.rows, RowRange):
            last = self.expression(table.rows.last, YEAR, f"rows:{table.id}", table.label, UNITLESS)
            numbers = range(table.rows.first, round(last.number) + 1)
            return tuple(Row(str(n), str(n)) for n in numbers)
        reported = self.context.data.rows(self.site, owner, table.id)
        if isinstance(table.rows, tuple) and not reported:
            return tuple(Row(id, str(label)) for id, label in table.rows)
        return reported

    def kept(self, owner: str, table: Table) -> tuple[int, ...] | None:
        """Return the rows that belong to this instance's row; None where all do."""
        process = self.process
        if not self.row or process is None or process.each is None or table.id == process.each:
            return None
        picks = [c for c in table.columns.values() if c.pick_of == process.each]
        if not picks:
            return None
        rows = self.rows(owner, table)
        return tuple(i for i, row in enumerate(rows) if self._text(owner, table, picks[0], row) == self.row)

    def _text(self, owner: str, table: Table, column: Quantity, row: Row) -> str:
        cell = self.context.data.cell(self.site, owner, table.id, column.id, row.id)
        return str(cell.whole.value) if cell.whole is not None else ""

    def table_rows(self, owner: str, table: Table) -> tuple[Row, ...]:
        """Return the rows this instance sees."""
        rows, kept = self.rows(owner, table), self.kept(owner, table)
        return rows if kept is None else tuple(rows[i] for i in kept)

    def column(self, found: Column, resolution: str) -> EnvValue | Step:
        """Return a column (or, bound, the cell of the current row): a step for numbers, options for picks."""
        if found.column is None:
            return self._row_number(found)
        if found.column.type == "number":
            return self._numbers(found, found.column, resolution)
        if found.column.type == "bool":
            return self._truths(found, found.column)
        return self._options(found, found.column)

    def _truths(self, found: Column, column: Quantity) -> EnvValue:
        """Return a yes/no column: 1, 0, NaN where nothing is given."""
        rows = self.table_rows(found.process, found.table)
        words = [typed_bool(self._text(found.process, found.table, column, row)) for row in rows]
        values = np.array([np.nan if word is None else float(word) for word in words])
        if found.bound:
            return float(values[[row.id for row in rows].index(self.row)])
        return labelled(values, found.table.id)

    def _row_number(self, found: Column) -> EnvValue:
        rows = self.table_rows(found.process, found.table)
        if found.name == "id":
            ids = tuple(row.id for row in rows)
            return (
                option(ids, self.row)
                if found.bound
                else OptionValue(ids, np.arange(len(ids)), (found.table.id,))
            )
        values = np.array([float(row.id) if row.id.isdigit() else i + 1.0 for i, row in enumerate(rows)])
        if found.bound:
            return float(values[[row.id for row in rows].index(self.row)])
        return labelled(values, found.table.id)

    def _numbers(self, found: Column, column: Quantity, resolution: str) -> Step:
        key = (f"column:{found.process}/{found.table.id}.{column.id}:{found.bound}", resolution)
        if key not in self._steps:
            self._steps[key] = self._number_column(found, column, resolution)
        return self._steps[key]

    def _number_column(self, found: Column, column: Quantity, resolution: str) -> Step:
        rows = self.rows(found.process, found.table)
        step = leaves.column(self.context, self.site, found.process, found.table, column, rows)
        if column.default is not None and len(rows) and np.isnan(step.value.values).any():
            step = filled(step, self._column_default(found, column))
        if resolution == YEAR and MONTH in step.value.dims:
            step = self._annual_column(found, column, step)
        if found.bound:
            ids = [row.id for row in rows]
            return element(step, found.table.id, ids.index(self.row), f"{step.id}[{self.row}]", step.label)
        kept = self.kept(found.process, found.table)
        return step if kept is None else subset(step, found.table.id, kept, f"{step.id}[{self.row}]")

    def _column_default(self, found: Column, column: Quantity) -> Step:
        whole = Sheet(self.context, Instance(self.process, self.site) if self.process else None, self.site)
        unit = column.unit or UNITLESS
        assert column.default is not None
        step = whole.expression(
            column.default,
            YEAR,
            f"default:{self.id}.{found.table.id}.{column.id}",
            column.label or Text(column.id),
            unit,
            found.table.id,
        )
        step.kind = NodeKind.DEFAULT
        return step

    def _annual_column(self, found: Column, column: Quantity, step: Step) -> Step:
        id = f"{step.id}@year"
        if column.kind == "total":
            return total(step, MONTH, id)
        weight = self._column_weight(found, column)
        if weight is not None and MONTH in weight.value.dims:
            return weighted_mean(step, weight, MONTH, id)
        return self._plain_mean(step, column, id)

    def _column_weight(self, found: Column, column: Quantity) -> Step | None:
        """Return what the months of a column are weighted by: as stated, else the first total of its table."""
        columns = found.table.columns
        totals = (c.id for c in columns.values() if c.kind == "total" and c.type == "number")
        id = column.weight or next(totals, None)
        if id is None:
            return None
        rows = self.rows(found.process, found.table)
        return leaves.column(
            self.context, self.site, found.process, found.table, columns[id], rows, evenly=True
        )

    def _options(self, found: Column, column: Quantity) -> OptionValue:
        rows = self.table_rows(found.process, found.table)
        words = [self._text(found.process, found.table, column, row) for row in rows]
        choices = pick_options(self.context.rule, column, self.process)
        listed = tuple(id for id, _ in choices.options) if choices and column.type == "pick" else ()
        options = tuple(dict.fromkeys((*listed, *(w for w in words if w))))
        codes = np.array([options.index(w) if w else -1 for w in words], dtype=np.intp)
        if found.bound:
            index = [row.id for row in rows].index(self.row)
            return OptionValue(options, codes[index])
        return OptionValue(options, codes, (found.table.id,))

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
        pinned = self.context.choices.get(value.choose) if value.choose else None
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
        unit = self.context.cache["line_unit"](self.process, line)
        step = self.expression(
            line.amount, resolution, f"line:{self.id}.{line.id}", label, unit, str(line.each or "")
        )
        step.clause = line.clause
        return step

    def expression(
        self, expression: Expression, resolution: str, id: str, label: Text, unit: Unit, each: str = ""
    ) -> Step:
        """Return the step of an expression; a bare number is in ``unit``."""
        held = self.context.chosen(expression)
        if isinstance(held, Fixed):
            own = held.unit or unit
            return constant(id, NodeKind.PARAMETER, label, held.value, own)
        return self._formula(held, resolution, id, label, unit, each)

    def _formula(
        self, formula: Formula, resolution: str, id: str, label: Text, unit: Unit, each: str
    ) -> Step:
        over_months = (MONTH,) in dimensions(formula.node)
        env = Reader(self, MONTH if over_months else resolution, each)
        value = self.context.run(formula.node)(env)
        if over_months:
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
