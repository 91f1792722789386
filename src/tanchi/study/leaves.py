"""Leaves of a calculation: reported values and parameters as steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tanchi.findings import FieldPlace, Level, Text
from tanchi.formula import SAMPLE, Labelled, align, labelled
from tanchi.inventory.model import Entry, Method
from tanchi.rules.model import Parameter, Quantity
from tanchi.sources import Source
from tanchi.study.context import Context
from tanchi.study.data import Cell, number
from tanchi.study.gaps import Filled, fill
from tanchi.study.result import NodeKind
from tanchi.study.steps import Step
from tanchi.units import UNITLESS, Unit

MONTH, HOUR = "month", "hour"


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
    return cell_step(context, home.site, cell, quantity, home.input(quantity.id), quantity.label)


def cell_step(
    context: Context, site: str, cell: Cell, quantity: Quantity, id: str, label: Text
) -> Step | None:
    """Return the step of what a cell holds; None where it holds nothing."""
    unit = quantity.unit or UNITLESS
    if cell.hours:
        return _hourly(context, cell, quantity, id, label)
    if cell.months:
        return _monthly(context, site, cell, quantity, id, label)
    if cell.whole is None:
        return None
    value = labelled(number(cell.whole, unit))
    return _leaf(context, id, label, value, unit, quantity, [cell.whole])


def _monthly(context: Context, site: str, cell: Cell, quantity: Quantity, id: str, label: Text) -> Step:
    unit = quantity.unit or UNITLESS
    months = context.data.months
    raw = np.array([number(cell.months[m], unit) if m in cell.months else np.nan for m in months])
    found = fill(context, raw, quantity, id, site)
    value = labelled(found.values, MONTH)
    step = _leaf(context, id, label, value, unit, quantity, list(cell.months.values()))
    step.parts = tuple(
        _reported_month(f"{id}/{month}", month, value, unit, cell.months[month])
        if month in cell.months
        else _filled_month(f"{id}/{month}", month, value, unit, found)
        for month, value in zip(months, found.values.tolist(), strict=True)
    )
    if found.remark:
        step.note = found.remark
    return step


def _hourly(context: Context, cell: Cell, quantity: Quantity, id: str, label: Text) -> Step:
    """Return the nominal values of the hours; draws join where hours are summed (:mod:`tanchi.study.hours`)."""
    unit, first = quantity.unit or UNITLESS, next(iter(cell.hours.values()))
    absent = [hour for hour in context.data.hours if hour not in cell.hours]
    if absent or not context.data.hours:
        _missing_hours(context, absent, id)
    values = [number(cell.hours[h], unit) if h in cell.hours else np.nan for h in context.data.hours]
    return Step(
        id, NodeKind.INPUT, label or Text(quantity.id), labelled(np.array(values), HOUR), unit, place=first.place, clause=quantity.clause,
        spread=_spread(cell.hours.values(), quantity), note=_origin(first), method=first.method, total=quantity.kind == "total",
    )  # fmt: skip


def _missing_hours(context: Context, absent: list[str], id: str) -> None:
    zh = f"缺 {len(absent)} 个小时，第一个是 {absent[0]}" if absent else "逐时数据需要写明统计期间"
    en = (
        f"{len(absent)} hours missing, the first {absent[0]}"
        if absent
        else "hours need the period to be stated"
    )
    context.note(
        Level.ERROR, "inventory.missing_hour", Text(zh, en), FieldPlace(id.removeprefix("input:")),
        Text("补填；停机的小时填 0", "fill them in; type 0 for hours at rest"),
    )  # fmt: skip


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


_METHODS = {
    Method.MEASURED: Text("实测", "measured"),
    Method.CALCULATED: Text("计算", "calculated"),
    Method.ESTIMATED: Text("估算", "estimated"),
    Method.DEFAULT: Text("缺省", "default"),
}


def _origin(entry: Entry) -> Text:
    words = _METHODS[entry.method]
    more = "；".join(part for part in (entry.source, entry.evidence, entry.note) if part)
    return Text(f"{words.zh}；{more}", f"{words.en}; {more}") if more else words


def _reported_month(id: str, month: str, value: float, unit: Unit, entry: Entry) -> Step:
    return Step(
        id, NodeKind.INPUT, Text(month), labelled(value), unit,
        place=entry.place, note=_origin(entry), method=entry.method,
    )  # fmt: skip


def _filled_month(id: str, month: str, value: float, unit: Unit, found: Filled) -> Step:
    words = _METHODS[found.method] if found.method is not None else Text("")
    note = Text(f"{words.zh}；{found.remark.zh}", f"{words.en}; {found.remark.en}") if words else Text("")
    return Step(
        id, NodeKind.GAP_FILLED, Text(month), labelled(value), unit, note=note, method=found.method
    )  # fmt: skip


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
