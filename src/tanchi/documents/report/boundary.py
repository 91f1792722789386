"""The system boundary of a study as a figure: what ran, and the flows between."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tanchi.documents.blocks import BoundaryBox, BoundaryFigure
from tanchi.documents.report.shown import Shown
from tanchi.findings import Text
from tanchi.rules.model import Process, Rule
from tanchi.rules.names import Names
from tanchi.rules.scope import line_flows, process_scope

_RUNS = "runs:"
_UTILITY = 3
"""A flow more processes than this take (power, steam) is a utility: its arrows would hide the others."""


def boundary_figure(shown: Shown) -> BoundaryFigure:
    """Return the system boundary as the study ran it: processes by stage, flows between them."""
    rule = shown.rule
    running = _running(shown)
    processes = [p for p in rule.processes.values() if p.id in running]
    boxes = tuple(BoundaryBox(p.id, shown.say(p.label) or p.id, p.stage, detail=p.clause) for p in processes)
    stages = tuple((s.id, shown.say(s.label)) for s in rule.boundary.stages if s.included)
    excluded = [shown.say(e.what) for e in rule.boundary.exclusions]
    traffic = _traffic(rule, processes)
    hidden = _undrawn(rule, processes, traffic)
    notes = [
        shown.either("不计入：" + "、".join(excluded), "not counted: " + ", ".join(excluded))
        if excluded
        else "",
        _undrawn_note(shown, hidden),
    ]
    kind = {
        "cradle_to_gate": ("从摇篮到大门", "cradle to gate"),
        "cradle_to_grave": ("从摇篮到坟墓", "cradle to grave"),
    }.get(rule.boundary.kind.replace("-", "_"), (rule.boundary.kind,) * 2)
    title = shown.either(f"系统边界（{kind[0]}）", f"System boundary ({kind[1]})")
    return BoundaryFigure(
        stages,
        boxes,
        tuple(_arrows(shown, traffic, hidden)),
        Text("系统边界", "System boundary"),
        title=title,
        note=shown.either("。", ". ").join(note for note in notes if note),
    )


@dataclass(frozen=True, slots=True)
class _Traffic:
    """Who makes each flow, who takes it, and what each process makes, with the kind of product."""

    makers: Mapping[str, list[Process]]
    users: Mapping[str, list[Process]]
    makes: Mapping[str, tuple[tuple[str, str], ...]]


def _traffic(rule: Rule, processes: Sequence[Process]) -> _Traffic:
    makers: dict[str, list[Process]] = defaultdict(list)
    users: dict[str, list[Process]] = defaultdict(list)
    made: dict[str, tuple[tuple[str, str], ...]] = {}
    names = Names(rule)
    for process in processes:
        scope = process_scope(names, process)
        made[process.id] = tuple((f.id, m.kind) for m in process.makes.values() for f in line_flows(m, scope))
        for flow in dict.fromkeys(flow for flow, _ in made[process.id]):
            makers[flow].append(process)
        taken = (f.id for i in process.inputs.values() for f in line_flows(i, scope))
        for flow in dict.fromkeys(taken):
            users[flow].append(process)
    return _Traffic(makers, users, made)


def _undrawn(rule: Rule, processes: Sequence[Process], traffic: _Traffic) -> tuple[str, ...]:
    """Return the flows whose arrows would hide the others: utilities, what is made beside them, returns."""
    order = {stage.id: k for k, stage in enumerate(rule.boundary.stages)}
    found: dict[str, None] = {}
    for process in processes:
        makes = traffic.makes[process.id]
        serving = {flow for flow, _ in makes if _serves(process, traffic.users.get(flow, ()), order)}
        mains = {flow for flow, kind in makes if kind == "main"}
        utility = bool(mains) and mains <= serving
        for flow, kind in makes:
            if traffic.users.get(flow) and (utility or kind == "loop" or flow in serving):
                found[flow] = None
    return tuple(found)


def _serves(maker: Process, takers: Sequence[Process], order: Mapping[str, int]) -> bool:
    """Return whether many take a flow, or only processes of earlier stages than its maker's."""
    if len(takers) > _UTILITY:
        return True
    back = [order.get(p.stage, 0) < order.get(maker.stage, 0) for p in takers if p is not maker]
    return bool(back) and all(back)


def _undrawn_note(shown: Shown, hidden: Sequence[str]) -> str:
    if not hidden:
        return ""
    names = [_short(shown.say(shown.rule.flows[flow].label) or flow) for flow in hidden]
    return shown.either(
        "公用和循环的流不画箭头：" + "、".join(names),
        "utilities and returns are not drawn: " + ", ".join(names),
    )


def _short(name: str) -> str:
    """Return a name without what stands in brackets."""
    return re.sub(r"\s*[（(][^（）()]*[）)]", "", name) or name


def _running(shown: Shown) -> set[str]:
    """Return the processes the result runs, with burden or without: ``runs:kiln@A[row]/kiln.clinker``."""
    runs = (id.removeprefix(_RUNS) for id in shown.footprint.nodes if id.startswith(_RUNS))
    return {re.split(r"[@\[/]", run)[0] for run in runs}


def _arrows(shown: Shown, traffic: _Traffic, hidden: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what each process gets from each other, and the product across the boundary."""
    flows, product = shown.rule.flows, str(shown.rule.unit.of)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for flow, makers in traffic.makers.items():
        name = _short(shown.say(flows[flow].label) or flow)
        for maker in makers:
            for user in traffic.users.get(flow, ()) if flow not in hidden else ():
                if user is not maker:
                    found[maker.id, user.id].append(name)
            if flow == product:
                found[maker.id, ""].append(name)
    comma = shown.either("、", ", ")
    yield from ((*ends, comma.join(dict.fromkeys(names))) for ends, names in found.items())
