"""Leaves of a calculation: reported values, columns, parameters and properties as steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tanchi.findings import Level, Text
from tanchi.formula import SAMPLE, Labelled, align, labelled
from tanchi.formula.labelled import canonical, spread
from tanchi.inventory.model import Entry, Row
from tanchi.rules.model import Parameter, Quantity, Table
from tanchi.sources import Source
from tanchi.study.context import Context
from tanchi.study.data import Cell
from tanchi.study.gaps import fill
from tanchi.study.result import NodeKind
from tanchi.study.steps import Step, product, total
from tanchi.units import UNITLESS, Unit, parse_unit

MONTH = "month"


@dataclass(frozen=True, slots=True)
class Home:
    """Where the quantities of a sheet are reported: a process at a site, and its row where it runs per row."""

    site: str
    process: str
    table: str = ""
    row: str = ""

    def input(self, quantity: str) -> str:
        """Return the id of the input a quantity is."""
        at = f"@{self.site}/" if self.site else ""
        cell = f"{self.table}.{quantity}[{self.row}]" if self.table else quantity
        return f"input:{at}{self.process}/{cell}"

    def cell(self, context: Context, quantity: Quantity) -> Cell:
        """Return what was reported for a quantity."""
        return context.data.cell(self.site, self.process, self.table, quantity.id, self.row)


def reported(context: Context, home: Home, quantity: Quantity) -> Step | None:
    """Return the step of a reported quantity over its own periods; None where nothing was reported."""
    cell = home.cell(context, quantity)
    return _cell_step(context, cell, quantity, home.input(quantity.id), quantity.label)


def _cell_step(context: Context, cell: Cell, quantity: Quantity, id: str, label: Text) -> Step | None:
    unit = quantity.unit or UNITLESS
    if cell.months:
        return _monthly(context, cell, quantity, id, label)
    if cell.whole is None:
        return None
    value = labelled(number(cell.whole, unit))
    return _leaf(context, id, label, value, unit, quantity, [cell.whole])


def _monthly(context: Context, cell: Cell, quantity: Quantity, id: str, label: Text) -> Step:
    unit = quantity.unit or UNITLESS
    months = context.data.months
    raw = np.array([number(cell.months[m], unit) if m in cell.months else np.nan for m in months])
    filled, remark = fill(context, raw, quantity, id)
    step = _leaf(context, id, label, labelled(filled, MONTH), unit, quantity, list(cell.months.values()))
    step.parts = tuple(
        _part(f"{id}/{month}", Text(month), float(filled[i]), unit, cell.months.get(month))
        for i, month in enumerate(months)
    )
    if remark:
        step.note = remark
    return step


def _leaf(
    context: Context,
    id: str,
    label: Text,
    value: Labelled,
    unit: Unit,
    quantity: Quantity,
    entries: list[Entry],
) -> Step:
    spread = _spread(entries, quantity)
    if id in context.columns:
        value = labelled(np.concatenate((value.values[None], context.columns[id])), SAMPLE)
    elif spread is not None:
        factor = context.multiplier(id, *spread)
        if factor is not None:
            (a, b), dims = align(value, factor)
            value = Labelled(np.asarray(a * b), dims)
    first = entries[0]
    return Step(
        id, NodeKind.INPUT, label or Text(quantity.id), value, unit, place=first.place, clause=quantity.clause, spread=spread,
        note=_origin(first), method=first.method,
        total=quantity.kind == "total",
    )  # fmt: skip


def _spread(entries: Iterable[Entry], quantity: Quantity) -> tuple[str, float] | None:
    own = next((e.spread for e in entries if e.spread is not None), None)
    if own is not None:
        return own.kind, own.value
    return (quantity.spread.kind, quantity.spread.value) if quantity.spread is not None else None


def _origin(entry: Entry) -> Text:
    words = {
        "measured": ("实测", "measured"),
        "calculated": ("计算", "calculated"),
        "estimated": ("估算", "estimated"),
        "default": ("缺省", "default"),
    }
    zh, en = words[entry.method.value]
    more = "；".join(part for part in (entry.source, entry.evidence, entry.note) if part)
    return Text(f"{zh}；{more}" if more else zh, f"{en}; {more}" if more else en)


def _part(id: str, label: Text, value: float, unit: Unit, entry: Entry | None) -> Step:
    kind = NodeKind.INPUT if entry is not None else NodeKind.GAP_FILLED
    return Step(
        id,
        kind,
        label,
        labelled(value),
        unit,
        place=entry.place if entry else None,
        note=_origin(entry) if entry else Text("补缺", "gap filled"),
    )


def column(
    context: Context,
    site: str,
    owner: str,
    table: Table,
    quantity: Quantity,
    rows: tuple[Row, ...],
    *,
    evenly: bool = False,
) -> Step:
    """Return a numeric column over the rows of its table; empty cells are NaN.

    Totals of which some rows are monthly and others not are yearly, or, ``evenly``, monthly with the yearly
    ones spread evenly: that serves as a weight, never as an amount.
    """
    cells = [context.data.cell(site, owner, table.id, quantity.id, row.id) for row in rows]
    id = f"input:{'@' + site + '/' if site else ''}{owner}/{table.id}.{quantity.id}"
    parts = [
        _column_cell(context, cell, quantity, f"{id}[{row.id}]", row)
        for cell, row in zip(cells, rows, strict=True)
    ]
    steps = [part or _empty(f"{id}[{row.id}]", row, quantity) for part, row in zip(parts, rows, strict=True)]
    if quantity.kind == "total":
        steps = _alike(steps, len(context.data.months), evenly)
    value = _stack([s.value for s in steps], table.id) if steps else labelled(np.zeros(0), table.id)

    def push(seed: Labelled) -> Iterable[tuple[Step, Labelled]]:
        for index, step in enumerate(steps):
            part = np.take(seed.values, index, seed.dims.index(table.id))
            dims = tuple(d for d in seed.dims if d != table.id)
            yield step, _fit(Labelled(np.asarray(part), dims), step.nominal)

    return Step(
        id,
        NodeKind.INPUT,
        quantity.label or Text(quantity.id),
        value,
        quantity.unit or UNITLESS,
        tuple(steps),
        push,
        clause=quantity.clause,
        parts=tuple(steps),
    )


def _fit(seed: Labelled, like: Labelled) -> Labelled:
    extra = [d for d in seed.dims if d not in like.dims]
    axes = tuple(seed.dims.index(d) for d in extra)
    return (
        Labelled(np.asarray(seed.values.sum(axis=axes)), tuple(d for d in seed.dims if d in like.dims))
        if extra
        else seed
    )


def _column_cell(context: Context, cell: Cell, quantity: Quantity, id: str, row: Row) -> Step | None:
    label = Text(
        f"{quantity.label.zh or quantity.id}（{row.label or row.id}）",
        f"{quantity.label.of('en') or quantity.id} ({row.label or row.id})",
    )
    return _cell_step(context, cell, quantity, id, label)


def _empty(id: str, row: Row, quantity: Quantity) -> Step:
    return Step(id, NodeKind.INPUT, Text(row.label or row.id), labelled(np.nan), quantity.unit or UNITLESS)


def _alike(steps: list[Step], months: int, evenly: bool) -> list[Step]:
    """Return totals at one resolution where some are monthly and others are not."""
    monthly = [MONTH in step.value.dims for step in steps]
    if all(monthly) or not any(monthly):
        return steps
    if evenly:
        return [s if m else _spread_evenly(s, months) for s, m in zip(steps, monthly, strict=True)]
    return [total(s, MONTH, f"{s.id}@year") if m else s for s, m in zip(steps, monthly, strict=True)]


def _spread_evenly(step: Step, months: int) -> Step:
    share = Step(
        "even",
        NodeKind.VALUE,
        Text("1/月数", "1/months"),
        labelled(np.full(months, 1 / months), MONTH),
        UNITLESS,
    )
    return product(f"{step.id}/months", step.kind, step.label, step.unit, [(step, 1), (share, 1)])


def _stack(values: list[Labelled], dim: str) -> Labelled:
    sizes: dict[str, int] = {}
    for value in values:
        sizes |= value.sizes
    dims = canonical(tuple(sizes))
    return labelled(np.stack([spread(value, dims, sizes) for value in values]), dim, *dims)


def number(entry: Entry, unit: Unit) -> float:
    """Return an entry's value in base units; NaN for what is no number."""
    if isinstance(entry.value, str):
        return float("nan")
    own = parse_unit(entry.unit) if entry.unit else unit
    return float(entry.value) * float(own.scale)


def parameter_step(context: Context, parameter: Parameter, key: str = "") -> Step:
    """Return the step of a parameter (of one of its keys), at the version valid for the reporting period."""
    unit = parameter.unit or UNITLESS
    number_, source = _version(context, parameter, key)
    id = f"param:{parameter.id}" + (f"[{key}]" if key else "")
    value = labelled(number_ * float(unit.scale))
    spread = (parameter.spread.kind, parameter.spread.value) if parameter.spread else None
    if spread is not None and (factor := context.multiplier(id, *spread)) is not None:
        value = Labelled(value.values * factor.values, factor.dims)
    label = parameter.label or Text(parameter.id)
    if key:
        of = parameter.key_labels.get(key, Text(key))
        label = Text(f"{label.zh}（{of.zh}）", f"{label.of('en')} ({of.of('en')})")
    return Step(
        id,
        NodeKind.PARAMETER,
        label,
        value,
        unit,
        clause=parameter.clause,
        source=source,
        place=parameter.place,
        spread=spread,
    )


def _version(context: Context, parameter: Parameter, key: str) -> tuple[float, Source | None]:
    if key:
        return parameter.values[key], parameter.source
    if not parameter.versions:
        return (parameter.value if parameter.value is not None else float("nan")), parameter.source
    day = context.data.inventory.period_to or context.data.inventory.period_from
    fitting = [
        v
        for v in parameter.versions
        if (not v.valid_from or v.valid_from <= day) and (not v.valid_to or day <= v.valid_to)
    ]
    if fitting:
        return fitting[-1].value, fitting[-1].source
    newest = max(parameter.versions, key=lambda v: v.valid_from)
    message = Text(
        f"参数“{parameter.label}”没有覆盖 {day} 的版本，用了 {newest.valid_from} 起的值",
        f"parameter {parameter.id} has no version for {day}; the one from {newest.valid_from} is used",
    )
    context.note(
        Level.ERROR if parameter.outside == "refuse" else Level.WARNING,
        "parameter.version",
        message,
        parameter.place,
    )
    return newest.value, newest.source
