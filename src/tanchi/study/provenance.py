"""The walk back from the footprint to its sources, as nodes that can be stored and printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from tanchi.findings import Language, Text
from tanchi.formula import Shown, explain
from tanchi.formula.names import Leaf
from tanchi.study.aside import product_nodes, value_steps
from tanchi.study.burdens import Burden
from tanchi.study.figures import walked
from tanchi.study.products import Further
from tanchi.study.result import NodeKind, ProvenanceNode
from tanchi.study.runs import run_nodes, share_numbers, steps_of_runs
from tanchi.study.separate import first
from tanchi.study.solve import Solved, fraction
from tanchi.study.steps import Step, ordered

ROOT = "result.total"


def nodes(
    solved: Solved, unit: str, label: Text, others: Iterable[Further] = ()
) -> dict[str, ProvenanceNode]:
    """Return every node behind the total, kg CO2e per unit at the top, behind other products, and every value.

    ``result.total`` is the sum of the contributions; a contribution is a burden of the period times the share
    of it that one unit of the product carries.
    """
    found: dict[str, ProvenanceNode] = {}
    steps = _steps(solved)
    names = _names(steps)
    tops: dict[str, Burden] = {}
    for burden, values in zip(solved.burdens, solved.values, strict=True):
        value = first(values)
        if value == 0.0 and burden.co2e.number == 0.0:
            continue
        id = contribution_id(burden)
        if not burden.outside:
            tops[id] = burden
        found |= _contribution(solved, burden, id, value, unit, names)
    total = first(solved.total)
    found[ROOT] = ProvenanceNode(ROOT, NodeKind.RESULT, label, total, unit, "Σ", "", "", tuple(tops))
    found |= _sums(solved, tops, found)
    found |= run_nodes(solved, names)
    for step in steps:
        if id_(step) in names:
            found[names[id_(step)]] = _step(step, names)
    burdens = {b.id: names[id_(b.co2e)] for b in solved.burdens if id_(b.co2e) in names}
    for further in others:
        found |= product_nodes(further, unit, burdens)
    return found


def _sums(
    solved: Solved, tops: Mapping[str, Burden], nodes: Mapping[str, ProvenanceNode]
) -> dict[str, ProvenanceNode]:
    """Return the results of the stages and processes as nodes of their own, so that people can ask for them."""
    rule = solved.model.context.rule
    groups: dict[str, tuple[Text, list[str]]] = {}
    for id, burden in tops.items():
        stage = next((s.label for s in rule.boundary.stages if s.id == burden.stage), Text(burden.stage))
        name = burden.instance.split("[")[0]
        process = rule.processes.get(name.partition("@")[0])
        groups.setdefault(f"stage:{burden.stage}", (stage, []))[1].append(id)
        groups.setdefault(f"process:{name}", (process.label if process else Text(name), []))[1].append(id)
    return {
        key: ProvenanceNode(
            key, NodeKind.RESULT, label, sum(float(nodes[id].value) for id in ids), nodes[ids[0]].unit, "Σ",
            inputs=tuple(ids),
        )
        for key, (label, ids) in groups.items()
    }  # fmt: skip


def _steps(solved: Solved) -> list[Step]:
    """Return the steps behind the total, then those of values it does not rest on."""
    found = ordered((*(b.co2e for b in solved.burdens), *steps_of_runs(solved)))
    known, there = {step.id for step in found}, {id_(step) for step in found}
    aside = ordered(step for step in value_steps(solved) if step.id not in known)
    return [*found, *(step for step in aside if id_(step) not in there)]


def contribution_id(burden: Burden) -> str:
    """Return the id of a burden's contribution node."""
    return f"contribution:{burden.id}"


def id_(step: Step) -> int:
    """Return the identity of a step."""
    return id(step)


def _names(steps: Iterable[Step]) -> dict[int, str]:
    """Return a unique name for every step that has a value; empty cells are no step of the walk."""
    taken: dict[str, int] = {}
    names: dict[int, str] = {}
    for step in steps:
        if np.isnan(step.nominal.values).all():
            continue
        count = taken.get(step.id, 0)
        taken[step.id] = count + 1
        names[id(step)] = step.id if count == 0 else f"{step.id}~{count}"
    return names


def _contribution(
    solved: Solved, burden: Burden, id: str, value: float, unit: str, names: Mapping[int, str]
) -> dict[str, ProvenanceNode]:
    runs = solved.supply if solved.supply.ndim == 1 else solved.supply[:, 0]
    share = first(fraction(solved.model, solved.matrix, burden, runs))
    scale_id = f"scale:{burden.instance}:{burden.group or 'rest'}"
    numbers, columns = share_numbers(solved, burden)
    scaling = ProvenanceNode(
        scale_id,
        NodeKind.SCALE,
        Text(
            "单位产品承担的份额（矩阵求解、分配）", "part carried by one unit of product (matrix, allocation)"
        ),
        share,
        "1",
        "Σ share × runs",
        numbers,
        inputs=columns,
        note=_method(solved, burden),
    )
    node = ProvenanceNode(
        id, NodeKind.CONTRIBUTION, burden.label, value, unit, "burden × share", f"{walked(burden.co2e.shown)} kgCO2e × {walked(share)}",
        burden.co2e.clause, (names[id_(burden.co2e)], scale_id),
    )  # fmt: skip
    return {id: node, scale_id: scaling}


def _method(solved: Solved, burden: Burden) -> Text:
    if burden.market:
        return Text("外购与自产按量混合", "purchases and own products mixed by amount")
    return solved.model.part(burden.instance).of(burden.group).method


def _step(step: Step, names: Mapping[int, str]) -> ProvenanceNode:
    inputs = tuple(names[id(s)] for s in (*step.inputs, *step.parts) if id(s) in names)
    return ProvenanceNode(
        names[id(step)], step.kind, step.label, _value(step), str(step.unit), step.formula, with_numbers(step), step.clause,
        tuple(dict.fromkeys(inputs)), step.source, step.place, step.note,
    )  # fmt: skip


def _value(step: Step) -> float | str:
    values = step.nominal.values
    if values.ndim == 0:
        return float(values) / float(step.unit.scale)
    shown = values / float(step.unit.scale)
    if values.size <= 12:
        return "[" + ", ".join(f"{walked(v)}" for v in np.ravel(shown)) + "]"
    return f"{values.size} 个值，合计 {walked(float(np.nansum(shown)))}"


def with_numbers(step: Step, language: Language = "zh") -> str:
    """Return a formula with its numbers put in; of a product, its factors."""
    if step.node is not None:
        return explain(step.node, lambda leaf: _shown(step, leaf), language).numbers
    if step.kind in (NodeKind.EXCHANGE, NodeKind.CONTRIBUTION) and step.inputs:
        return " × ".join(_number(part) for part in step.inputs)
    return ""


def _shown(step: Step, leaf: Leaf) -> Shown:
    symbol = leaf[-1] if leaf[0] in ("[]", "prop()", "inflow()", "outflow()") else ".".join(leaf)
    read = step.reads.get(leaf)
    if read is None:
        return Shown(symbol, symbol)
    values = read.nominal.values / float(read.unit.scale)
    if values.ndim == 0:
        return Shown(symbol, f"{walked(float(values))}", str(read.unit))
    return Shown(
        symbol,
        unit=str(read.unit),
        rows=tuple(f"{walked(v)}" for v in np.ravel(values)),
        dim=read.nominal.dims[0],
    )


def _number(step: Step) -> str:
    value = _value(step)
    return f"{walked(value)} {step.unit}" if isinstance(value, float) else f"{value} {step.unit}"
