"""Flows a company may bring a supplier's footprint or a factor of its own for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tanchi.findings import Text
from tanchi.inventory.conditions import verdict
from tanchi.inventory.form import Option
from tanchi.rules.model import FlowLine, FreeSupply, Process, Rule


def bought_flows(rule: Rule, choices: Mapping[str, str]) -> Iterator[Option]:
    """Yield the flows that someone outside may provide: taken, displaced or handed to treatment.

    Those that are free by rule do not count, nor do processes that ``choices`` rule out.
    """
    made, taken = set[str](), set[str]()
    for process in rule.processes.values():
        if verdict(process.when, choices) is not False:
            made |= {str(line.flow) for line in process.makes.values()}
            taken |= {*_taken(process, rule), *_displaced(process, choices)}
    for flow in rule.flows.values():
        is_free = bool(flow.supply) and all(isinstance(s, FreeSupply) for s in flow.supply)
        is_bought = flow.bought is not None or bool(flow.supply) or flow.id not in made
        if flow.id in taken and is_bought and not is_free:
            yield Option(flow.id, flow.label or Text(flow.id))


def _taken(process: Process, rule: Rule) -> Iterator[str]:
    for line in process.inputs.values():
        yield from _flows_of(line, process, rule)
    yield from (str(waste.to) for waste in process.wastes.values() if waste.to != "none")


def _displaced(process: Process, choices: Mapping[str, str]) -> Iterator[str]:
    """Yield the flows that co-products displace, under the chosen option or, where none is yet, under any."""
    allocation = process.allocation
    if allocation is None:
        return
    for option, rules in allocation.rules.items():
        if choices.get(allocation.choose or "", option) == option:
            yield from (str(displacement.flow) for rule in rules for displacement in rule.displace)


def _flows_of(line: FlowLine, process: Process, rule: Rule) -> Iterator[str]:
    """Yield the flows a line may move: one, one per option, or those with the tag of its pick column."""
    if not isinstance(line.flow, str):
        yield from (str(flow) for flow in (*line.flow.options.values(), line.flow.otherwise) if flow)
        return
    if str(line.flow) in rule.flows:
        yield str(line.flow)
        return
    table = process.tables.get(str(line.each)) or rule.tables.get(str(line.each)) if line.each else None
    column = table.columns.get(str(line.flow)) if table else None
    if column is not None and column.pick_of:
        yield from (flow.id for flow in rule.flows.values() if str(column.pick_of) in flow.tags)
        yield from _options_of_table(str(column.pick_of), rule)


def _options_of_table(name: str, rule: Rule) -> Iterator[str]:
    choice = rule.choices.get(name)
    yield from (id for id in (choice.ids if choice else ()) if id in rule.flows)
