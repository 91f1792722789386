"""Contributions and their sums by stage, process and input."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

import numpy as np

from tanchi.background.provider import Link, ProviderKind
from tanchi.engine import FloatArray, interval
from tanchi.findings import Text
from tanchi.rules.model import Rule
from tanchi.sources import Reading
from tanchi.study.burdens import Burden
from tanchi.study.provenance import contribution_id
from tanchi.study.quality import line_score
from tanchi.study.result import Contribution, ContributionKind, NodeKind, Part, Unmetered
from tanchi.study.separate import first
from tanchi.study.solve import Solved
from tanchi.study.steps import Step, ordered
from tanchi.study.unmetered import Difference
from tanchi.units import UNITLESS

DETAILED = 25
"""Contributions that get an interval of their own."""


def contributions(solved: Solved) -> tuple[Contribution, ...]:
    """Return what every line adds, largest first, kg CO2e per unit."""
    whole = first(solved.total)
    rows = [(b, v) for b, v in zip(solved.burdens, solved.values, strict=True) if not b.outside]
    rows.sort(key=lambda pair: -abs(first(pair[1])))
    return tuple(
        _contribution(solved, b, v, whole, i < DETAILED) for i, (b, v) in enumerate(rows) if first(v) != 0.0
    )


def _contribution(
    solved: Solved, burden: Burden, values: FloatArray, whole: float, detailed: bool
) -> Contribution:
    rule = solved.model.context.rule
    value = first(values)
    low, high = _interval(values) if detailed else (None, None)
    leaves = _leaves(burden.co2e)
    process = burden.instance.split("@")[0].split("[")[0]
    site = burden.instance.split("@")[1].split("[")[0] if "@" in burden.instance else ""
    by_gas: dict[str, float] = defaultdict(float)
    for portion in burden.portions:
        by_gas[portion.gas] += value * portion.share
    return Contribution(
        id=burden.id,
        process=process,
        process_label=rule.processes[process].label if process in rule.processes else burden.label,
        line=burden.line,
        label=burden.label,
        stage=burden.stage,
        kind=burden.kind,
        value=value,
        share=value / whole if whole else 0.0,
        by_gas=dict(by_gas),
        flow=burden.flow,
        site=site,
        row=burden.row,
        link=solved.model.linker.number(burden.link) if burden.link is not None else None,
        reading=_reading(leaves),
        primary=_primary(burden, leaves),
        proxy=burden.link is not None and burden.link.provider is not None and burden.link.provider.proxy,
        lumped=any(p.lumped for p in burden.portions),
        score=line_score(rule.quality, burden.link, leaves),
        low=low,
        high=high,
        node=contribution_id(burden),
    )


def _interval(values: FloatArray) -> tuple[float | None, float | None]:
    if values.ndim == 0:
        return None, None
    found = interval(np.asarray(values[1:]))
    return found.low, found.high


def _leaves(step: Step) -> tuple[Step, ...]:
    return tuple(s for s in ordered([step]) if not s.inputs or s.kind is NodeKind.PROVIDER)


def _reading(leaves: Iterable[Step]) -> Reading:
    """Return the weakest reading among the sourced numbers behind a line; read where all are the plant's own."""
    sourced = [s.source.reading for s in leaves if s.source is not None and s.kind is not NodeKind.GWP]
    return max(sourced, key=lambda r: r.rank, default=Reading.READ)


def _primary(burden: Burden, leaves: Iterable[Step]) -> bool:
    """Return whether a line rests on site data (direct emissions) or on a supplier's own data (purchases)."""
    if burden.link is not None:
        return _supplier_primary(burden.link)
    kinds = {s.kind for s in leaves}
    return NodeKind.INPUT in kinds and NodeKind.DEFAULT not in kinds


def _supplier_primary(link: Link) -> bool:
    provider = link.provider
    return provider is not None and provider.kind is ProviderKind.SUPPLIER_FOOTPRINT


def parts(
    solved: Solved,
    key: Callable[[Burden], str],
    label: Callable[[str], Text],
    order: Mapping[str, int] | None = None,
) -> tuple[Part, ...]:
    """Return sums of contributions by a key, with intervals; in ``order``, else largest first."""
    sums: dict[str, FloatArray] = {}
    for burden, values in zip(solved.burdens, solved.values, strict=True):
        if not burden.outside:
            name = key(burden)
            sums[name] = np.asarray(sums[name] + values) if name in sums else np.asarray(values)
    whole = first(solved.total)
    rows = []
    for name, values in sums.items():
        value = first(values)
        low, high = _interval(values)
        rows.append(Part(name, label(name), value, value / whole if whole else 0.0, low, high))
    if order is not None:
        return tuple(sorted(rows, key=lambda p: order.get(p.id, len(order))))
    return tuple(sorted(rows, key=lambda p: -abs(p.value)))


def by_stage(solved: Solved) -> tuple[Part, ...]:
    """Return the footprint by life-cycle stage, in the order of the rule.

    A stage without burden is zero; one the boundary leaves out stands only where something falls into it all the same.
    """
    rule = solved.model.context.rule
    labels = {s.id: s.label for s in rule.boundary.stages}
    order = {s.id: i for i, s in enumerate(rule.boundary.stages)}
    found = {p.id: p for p in parts(solved, lambda b: b.stage, lambda id: labels.get(id, Text(id)), order)}
    return tuple(
        found.get(s.id, Part(s.id, s.label, 0.0, 0.0))
        for s in rule.boundary.stages
        if s.included or s.id in found
    )


def unmetered(solved: Solved) -> tuple[Unmetered, ...]:
    """Return the differences of meters with what they add to the total, nominal, kg CO2e per unit."""
    return tuple(_unmetered(solved, found) for found in solved.model.unmetered)


def _unmetered(solved: Solved, found: Difference) -> Unmetered:
    at = solved.matrix.index[found.key]
    made = sum(e.step.number for e in solved.matrix.entries if e.row == e.column == at and e.sign > 0)
    taken, unit = found.taken.number, found.flow.unit or UNITLESS
    before = float(solved.lanes[at]) * (made - taken) / made
    runs = first(solved.supply[at])
    return Unmetered(
        found.flow.id, found.flow.label or Text(found.flow.id), found.site, found.left.shown, str(unit), taken / made,
        runs * taken * before,
    )  # fmt: skip


def by_process(solved: Solved) -> tuple[Part, ...]:
    """Return the footprint by process (and site)."""
    rule = solved.model.context.rule
    return parts(solved, _process_of, lambda id: _process_label(rule, id))


def _process_of(burden: Burden) -> str:
    return burden.instance.split("[")[0]


def _process_label(rule: Rule, id: str) -> Text:
    name, _, site = id.partition("@")
    if name.startswith("mix:"):
        flow = rule.flows.get(name.removeprefix("mix:").split("/")[0])
        return Text(f"外购{flow.label.zh}", f"bought {flow.label.of('en')}") if flow else Text(name)
    label = rule.processes[name].label if name in rule.processes else Text(name)
    return Text(f"{label.zh}（{site}）", f"{label.of('en')} ({site})") if site else label


def by_input(solved: Solved) -> tuple[Part, ...]:
    """Return the footprint by what was taken: purchases by flow, own emissions by line."""
    rule = solved.model.context.rule

    def key(burden: Burden) -> str:
        if (
            burden.kind in (ContributionKind.LINK, ContributionKind.CREDIT, ContributionKind.COMBUSTION)
            and burden.flow
        ):
            return f"{'burnt' if burden.kind is ContributionKind.COMBUSTION else 'flow'}:{burden.flow}"
        return f"line:{_process_of(burden).split('@')[0]}.{burden.line}"

    def label(id: str) -> Text:
        kind, _, name = id.partition(":")
        if kind in ("flow", "burnt"):
            flow = rule.flows[name].label
            return flow if kind == "flow" else Text(f"{flow.zh}燃烧", f"{flow.of('en')} burnt")
        process, _, line = name.rpartition(".")
        found = rule.processes[process].lines().get(line) if process in rule.processes else None
        return found.label if found is not None and found.label else Text(name)

    return parts(solved, key, label)
