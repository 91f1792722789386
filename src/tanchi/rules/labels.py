"""Labels of what is asked where a pack gives none: those of its line or of the flow it moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from tanchi.findings import Text
from tanchi.rules.items import Flow, Quantity
from tanchi.rules.processes import FlowLine, Line, Make, Process

AnyLine = TypeVar("AnyLine", bound=Line)
SOLD = Text("：其中外售", ": of which sold")
BOUGHT = Text("外购量", " bought")
STOCK = Text("库存变化", " stock change")


def label_asks(process: Process, flows: Mapping[str, Flow]) -> Process:
    """Return a process in which all its lines ask has a label."""
    return replace(
        process,
        makes={id: _sold(_asked(line, flows), flows) for id, line in process.makes.items()},
        inputs={id: _asked(line, flows) for id, line in process.inputs.items()},
        wastes={id: _asked(line, flows) for id, line in process.wastes.items()},
        emissions={id: _asked(line, flows) for id, line in process.emissions.items()},
        uptakes={id: _asked(line, flows) for id, line in process.uptakes.items()},
    )


def label_flow(flow: Flow) -> Flow:
    """Return a flow whose purchases and stock change, if asked, have a label."""
    name = flow.label or Text(flow.id)
    return replace(flow, bought=_named(flow.bought, name, BOUGHT), stock=_named(flow.stock, name, STOCK))


def _asked(line: AnyLine, flows: Mapping[str, Flow]) -> AnyLine:
    return replace(line, ask=_named(line.ask, _name(line, flows)))


def _sold(line: Make, flows: Mapping[str, Flow]) -> Make:
    return replace(line, sold=_named(line.sold, _name(line, flows), SOLD))


def _name(line: Line, flows: Mapping[str, Flow]) -> Text:
    flow = flows.get(str(line.flow)) if isinstance(line, FlowLine) else None
    return line.label or (flow.label if flow else Text("")) or Text(line.id)


def _named(ask: Quantity | None, name: Text, more: Text = Text("")) -> Quantity | None:
    if ask is None or ask.label:
        return ask
    return replace(ask, label=Text(f"{name.of('zh')}{more.zh}", f"{name.of('en')}{more.of('en')}"))
