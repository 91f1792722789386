"""What one instance moves and releases: exchanges in the units of their flows, gases with their origin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from tanchi.findings import Text
from tanchi.formula import labelled
from tanchi.rules import bridges
from tanchi.rules.model import (
    Flow,
    FlowLine,
    Line,
)
from tanchi.study.result import NodeKind
from tanchi.study.sheet import Instance, Sheet
from tanchi.study.steps import Step, added
from tanchi.units import UNITLESS, Unit


@dataclass(frozen=True, slots=True, eq=False)
class Exchange:
    """An amount of a flow one line moves, in the flow's unit. ``flow_row`` is the row of an indexed flow."""

    instance: Instance
    line: FlowLine
    row: str
    flow: Flow
    flow_row: str
    amount: Step
    overrides: Mapping[str, Step]

    @property
    def id(self) -> str:
        """Return ``instance.line[row]``."""
        return f"{self.instance.id}.{self.line.id}" + (f"[{self.row}]" if self.row else "")

    @property
    def label(self) -> Text:
        """Return the line's label, with the row's flow where it has rows."""
        own = self.line.label or self.flow.label or Text(self.line.id)
        if self.row and self.flow.label and self.flow.label != own:
            return Text(f"{own.zh}：{self.flow.label.zh}", f"{own.of('en')}: {self.flow.label.of('en')}")
        return own


@dataclass(frozen=True, slots=True, eq=False)
class Release:
    """Gas released or taken up by one line: kg of gas; ``sign`` −1 for uptakes, ``outside`` a line beside the total."""

    instance: Instance
    line: Line
    row: str
    gas: str
    origin: str
    amount: Step
    sign: int
    burnt: bool
    outside: str
    aircraft: bool
    flow: str = ""


@dataclass(frozen=True, slots=True)
class Sheetful:
    """Everything one instance moves and releases."""

    instance: Instance
    sheet: Sheet
    makes: tuple[Exchange, ...]
    inputs: tuple[Exchange, ...]
    wastes: tuple[Exchange, ...]
    releases: tuple[Release, ...]


def summed(id: str, label: Text, parts: list[Step]) -> Step:
    """Return the sum of steps of one dimension; 0 of an unknown unit where there are none."""
    if not parts:
        return Step(id, NodeKind.VALUE, label, labelled(0.0), UNITLESS)
    return added(id, NodeKind.VALUE, label, parts)


def unit_after(flow: Flow, path: bridges.Path) -> Unit:
    """Return the unit an amount has after the bridges, in units of practice."""
    unit = flow.unit or UNITLESS
    for bridge in path:
        own = flow.props[bridge.prop].unit
        unit = unit * own if bridge.power > 0 else unit / own
    return unit


def missing_leaves(step: Step) -> Iterator[Step]:
    """Yield the leaves without a value behind a step."""
    stack, seen = [step], set()
    while stack:
        current = stack.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        if not current.inputs and np.isnan(current.nominal.values).any():
            yield current
        stack.extend(current.inputs)
