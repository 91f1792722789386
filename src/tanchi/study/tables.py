"""The tables one process sees: their rows, and their columns as numbers, truths or options."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tanchi.findings import Text
from tanchi.formula import EnvValue, OptionValue, labelled, option
from tanchi.inventory.model import Row
from tanchi.inventory.typed import typed_bool
from tanchi.rules.model import Quantity, RowRange, Table
from tanchi.rules.names import Column
from tanchi.rules.picks import pick_options
from tanchi.rules.row_match import row_column
from tanchi.study.columns import column as column_step
from tanchi.study.leaves import MONTH
from tanchi.study.means import plain_mean
from tanchi.study.reader import YEAR
from tanchi.study.result import NodeKind
from tanchi.study.steps import Step, element, filled, subset, total, weighted_mean
from tanchi.units import UNITLESS

if TYPE_CHECKING:
    from tanchi.study.sheet import Sheet


class Tables:
    """Rows and columns as one sheet sees them; columns are evaluated when asked for and kept."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._steps: dict[tuple[str, str], Step] = {}

    def rows(self, owner: str, table: Table) -> tuple[Row, ...]:
        """Return all rows of a table, numbered or fixed ones included."""
        if isinstance(table.rows, RowRange):
            last = self.sheet.expression(table.rows.last, YEAR, f"rows:{table.id}", table.label, UNITLESS)
            numbers = range(table.rows.first, round(last.number) + 1)
            return tuple(Row(str(n), str(n)) for n in numbers)
        reported = self.sheet.context.data.rows(self.sheet.site, owner, table.id)
        if isinstance(table.rows, tuple) and not reported:
            return tuple(Row(id, str(label)) for id, label in table.rows)
        return reported

    def kept(self, owner: str, table: Table) -> tuple[int, ...] | None:
        """Return the rows that belong to this instance's row; None where all do."""
        process = self.sheet.process
        if not self.sheet.row or process is None or process.each is None or table.id == process.each:
            return None
        column = row_column(process, table)
        if column is None:
            return None
        rows = self.rows(owner, table)
        return tuple(
            i for i, row in enumerate(rows) if self._text(owner, table, column, row) == self.sheet.row
        )

    def _text(self, owner: str, table: Table, column: Quantity, row: Row) -> str:
        cell = self.sheet.context.data.cell(self.sheet.site, owner, table.id, column.id, row.id)
        return str(cell.whole.value) if cell.whole is not None else ""

    def seen(self, owner: str, table: Table) -> tuple[Row, ...]:
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
        rows = self.seen(found.process, found.table)
        words = [typed_bool(self._text(found.process, found.table, column, row)) for row in rows]
        values = np.array([np.nan if word is None else float(word) for word in words])
        if found.bound:
            return float(values[[row.id for row in rows].index(self.sheet.row)])
        return labelled(values, found.table.id)

    def _row_number(self, found: Column) -> EnvValue:
        rows = self.seen(found.process, found.table)
        if found.name == "id":
            ids = tuple(row.id for row in rows)
            return (
                option(ids, self.sheet.row)
                if found.bound
                else OptionValue(ids, np.arange(len(ids)), (found.table.id,))
            )
        values = np.array([float(row.id) if row.id.isdigit() else i + 1.0 for i, row in enumerate(rows)])
        if found.bound:
            return float(values[[row.id for row in rows].index(self.sheet.row)])
        return labelled(values, found.table.id)

    def _numbers(self, found: Column, column: Quantity, resolution: str) -> Step:
        key = (f"column:{found.process}/{found.table.id}.{column.id}:{found.bound}", resolution)
        if key not in self._steps:
            self._steps[key] = self._number_column(found, column, resolution)
        return self._steps[key]

    def _number_column(self, found: Column, column: Quantity, resolution: str) -> Step:
        rows = self.rows(found.process, found.table)
        step = column_step(self.sheet.context, self.sheet.site, found.process, found.table, column, rows)
        if column.default is not None and len(rows) and np.isnan(step.value.values).any():
            step = filled(step, self._column_default(found, column))
        if resolution == YEAR and MONTH in step.value.dims:
            step = self._annual_column(found, column, step)
        if found.bound:
            ids = [row.id for row in rows]
            return element(
                step, found.table.id, ids.index(self.sheet.row), f"{step.id}[{self.sheet.row}]", step.label
            )
        kept = self.kept(found.process, found.table)
        return step if kept is None else subset(step, found.table.id, kept, f"{step.id}[{self.sheet.row}]")

    def _column_default(self, found: Column, column: Quantity) -> Step:
        unit = column.unit or UNITLESS
        assert column.default is not None
        step = self.sheet.whole().expression(
            column.default,
            YEAR,
            f"default:{self.sheet.id}.{found.table.id}.{column.id}",
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
        return plain_mean(self.sheet.context, step, column, id)

    def _column_weight(self, found: Column, column: Quantity) -> Step | None:
        """Return what the months of a column are weighted by: as stated, else the first total of its table."""
        columns = found.table.columns
        totals = (c.id for c in columns.values() if c.kind == "total" and c.type == "number")
        id = column.weight or next(totals, None)
        if id is None:
            return None
        rows = self.rows(found.process, found.table)
        return column_step(
            self.sheet.context, self.sheet.site, found.process, found.table, columns[id], rows, evenly=True
        )

    def _options(self, found: Column, column: Quantity) -> OptionValue:
        rows = self.seen(found.process, found.table)
        words = [self._text(found.process, found.table, column, row) for row in rows]
        choices = pick_options(self.sheet.context.rule, column, self.sheet.process)
        listed = tuple(id for id, _ in choices.options) if choices and column.type == "pick" else ()
        options = tuple(dict.fromkeys((*listed, *(w for w in words if w))))
        codes = np.array([options.index(w) if w else -1 for w in words], dtype=np.intp)
        if found.bound:
            index = [row.id for row in rows].index(self.sheet.row)
            return OptionValue(options, codes[index])
        return OptionValue(options, codes, (found.table.id,))
