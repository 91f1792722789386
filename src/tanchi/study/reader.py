"""The environment of one formula: names resolved to steps, with their draws or without."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from tanchi.findings import Text
from tanchi.formula import (
    Curve,
    EnvValue,
    Grouping,
    Keyed,
    Labelled,
    OptionValue,
    TableValue,
    labelled,
    option,
)
from tanchi.formula.names import Leaf
from tanchi.rules.model import Choice, Flow, Line, Parameter, Quantity, Value
from tanchi.rules.names import Column, Dimension, PackItem, ProcessItem, TableName, Where, Word
from tanchi.rules.picks import pick_options
from tanchi.study import leaves
from tanchi.study.context import Context
from tanchi.study.result import NodeKind
from tanchi.study.steps import Step, nominal
from tanchi.units import UNITLESS

if TYPE_CHECKING:
    from tanchi.study.sheet import Sheet

YEAR, MONTH, HOUR = "year", "month", "hour"
"""Resolutions: the whole period, its months, or its hours."""


@dataclass(slots=True)
class Reader:
    """The environment of one formula: resolves names, remembers which steps were read."""

    sheet: Sheet
    resolution: str
    each: str = ""
    reads: dict[Leaf, Step] = field(default_factory=dict)
    others: dict[Leaf, EnvValue] = field(default_factory=dict)

    def value(self, name: tuple[str, ...]) -> EnvValue:
        """Return what a name stands for, with its draws."""
        known = self.reads.get(name)
        if known is not None:
            return known.value
        if name in self.others:
            return self.others[name]
        found = self._find(name)
        if isinstance(found, Step):
            self.reads[name] = found
            return found.value
        self.others[name] = found
        return found

    def _find(self, name: tuple[str, ...]) -> EnvValue | Step:
        sheet = self.sheet
        meaning = sheet.context.names.meaning(name, Where(sheet.process, self.each))
        match meaning:
            case Column():
                return sheet.tables.column(meaning, self.resolution)
            case ProcessItem() | PackItem():
                return self._item(meaning.item, isinstance(meaning, PackItem), name)
            case Choice():
                return option(meaning.ids, sheet.context.option(meaning.id, sheet.owner))
            case Word():
                return option((meaning.id,), meaning.id)
            case TableName():
                return TableValue(meaning.table.id, len(sheet.tables.seen(meaning.process, meaning.table)))
            case Dimension():
                data = sheet.context.data
                return TableValue(meaning.name, len(data.hours if meaning.name == HOUR else data.months))
            case Flow():
                return option((meaning.id,), meaning.id)

    def _item(
        self, item: Line | Quantity | Value | Parameter, pack: bool, name: tuple[str, ...]
    ) -> EnvValue | Step:
        sheet = self.sheet.pack() if pack else self.sheet
        if isinstance(item, Quantity):
            return self._quantity(sheet, item)
        if isinstance(item, Value):
            return sheet.value(item, self.resolution)
        if isinstance(item, Parameter):
            return self._parameter(item, name)
        return sheet.line(item, self.resolution)

    def _quantity(self, sheet: Sheet, item: Quantity) -> EnvValue | Step:
        if item.type == "number":
            return sheet.quantity(item, self.resolution)
        cell = sheet.home(item).cell(sheet.context, item)
        word = cell.whole.value if cell.whole is not None else ""
        if item.type == "bool":
            return float(word is True or str(word).lower() in ("true", "yes", "是"))
        listed = pick_options(sheet.context.rule, item, sheet.process)
        options = tuple(id for id, _ in listed.options) if listed else ()
        return option(options or (str(word),), str(word))

    def _parameter(self, item: Parameter, name: tuple[str, ...]) -> EnvValue | Step:
        context = self.sheet.context
        if item.values:
            steps = {key: parameter(context, item, key) for key in item.values}
            for key, step in steps.items():
                self.reads[("[]", ".".join(name), key)] = step
            return Keyed({key: step.value for key, step in steps.items()})
        if item.curve:
            x_unit, y_unit = item.curve_unit or UNITLESS, item.unit or UNITLESS
            x = np.array([p[0] for p in item.curve]) * float(x_unit.scale)
            y = np.array([p[1] for p in item.curve]) * float(y_unit.scale)
            return Curve(x, y, item.extrapolate, x_unit)
        return parameter(context, item)

    def prop(self, target: tuple[str, ...], id: str) -> Labelled | float:
        """Return a property of a flow, or of the flow each row names."""
        context = self.sheet.context
        name = ".".join(target)
        if name in context.rule.flows:
            step = prop(self.sheet, context.rule.flows[name], id)
            if step is None:
                return float("nan")
            self.reads[("prop()", name, id)] = step
            return step.value
        picks = self.value(target)
        assert isinstance(picks, OptionValue)
        return self._picked_prop(target, picks, id)

    def _picked_prop(self, target: tuple[str, ...], picks: OptionValue, id: str) -> Labelled | float:
        context = self.sheet.context
        steps = [
            prop(self.sheet, context.rule.flows[o], id) if o in context.rule.flows else None
            for o in picks.options
        ]
        values = [s.value if s is not None else labelled(np.nan) for s in steps]
        sizes = [v.values.shape for v in values]
        shape = max(sizes, key=len, default=())
        dims = next((v.dims for v in values if v.values.shape == shape), ())
        table = np.stack([np.broadcast_to(v.values, shape) for v in (*values, labelled(np.nan))])
        value = labelled(table[picks.codes], *picks.dims, *dims)
        step = Step(
            f"prop:{'.'.join(target)}.{id}",
            NodeKind.PROPERTY,
            Text(id),
            value,
            UNITLESS,
            tuple(s for s in steps if s is not None),
        )
        self.reads[("prop()", ".".join(target), id)] = step
        return value

    def inflow(self, id: str) -> Labelled | float:
        """Return Σ amount × property over what the process takes and does not burn."""
        return self._balance("inflow", id)

    def outflow(self, id: str) -> Labelled | float:
        """Return Σ amount × property over what it makes and hands to treatment."""
        return self._balance("outflow", id)

    def _balance(self, side: str, id: str) -> Labelled:
        step = self.sheet.balances(side, id)
        self.reads[(f"{side}()", id)] = step
        return step.value

    def calendar(self, dim: str, to: str) -> Grouping:
        """Return the months the hours lie in."""
        data = self.sheet.context.data
        return Grouping(data.hour_months, len(data.months))

    def nominal(self) -> Nominal:
        """Return the environment without draws, for derivatives."""
        return Nominal(self)


@dataclass(frozen=True, slots=True)
class Nominal:
    """The values a formula read, without their draws."""

    reader: Reader

    def value(self, name: tuple[str, ...]) -> EnvValue:
        """Return a value read before."""
        found = self.reader.value(name)
        if isinstance(found, Labelled):
            return nominal(found)
        if isinstance(found, Keyed):
            return Keyed({k: nominal(v) if isinstance(v, Labelled) else v for k, v in found.entries.items()})
        return found

    def prop(self, target: tuple[str, ...], id: str) -> Labelled | float:
        """Return a property."""
        found = self.reader.prop(target, id)
        return nominal(found) if isinstance(found, Labelled) else found

    def inflow(self, id: str) -> Labelled | float:
        """Return the inflow of a property."""
        return nominal(self.reader.reads[("inflow()", id)].value)

    def outflow(self, id: str) -> Labelled | float:
        """Return the outflow of a property."""
        return nominal(self.reader.reads[("outflow()", id)].value)

    def calendar(self, dim: str, to: str) -> Grouping:
        """Return the grouping of periods."""
        return self.reader.calendar(dim, to)


def parameter(context: Context, item: Parameter, key: str = "") -> Step:
    """Return a parameter's step, once per calculation."""
    name = (item.id, key)
    if name not in context.kept.parameters:
        context.kept.parameters[name] = leaves.parameter_step(context, item, key)
    return context.kept.parameters[name]


def prop(sheet: Sheet, flow: Flow, id: str) -> Step | None:
    """Return the step of a flow's property, once per calculation; None where it has none."""
    kept = sheet.context.kept.props
    if (flow.id, id) not in kept:
        kept[flow.id, id] = _property(sheet.pack(""), flow, id) if id in flow.props else None
    return kept[flow.id, id]


def _property(pack: Sheet, flow: Flow, id: str) -> Step:
    item = flow.props[id]
    label = Text(f"{flow.label.zh or flow.id}：{id}", f"{flow.label.of('en') or flow.id}: {id}")
    step = pack.expression(item.value, YEAR, f"prop:{flow.id}.{id}", label, item.unit)
    step.kind, step.source, step.place = NodeKind.PROPERTY, item.source, flow.place
    return step
