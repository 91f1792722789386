"""The footprint put together from a solution: every part of the result, from the numbers already there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tanchi.background.provider import ProviderKind
from tanchi.engine import curvature, why_mean_differs
from tanchi.findings import Level, Text
from tanchi.rules.model import Rule
from tanchi.sources import Reading
from tanchi.study.calculate import Setup
from tanchi.study.checks import Checked
from tanchi.study.fingerprint import fingerprint, suppliers
from tanchi.study.parts import by_input, by_process, by_stage, contributions, unmetered
from tanchi.study.products import further_products
from tanchi.study.provenance import ROOT, nodes
from tanchi.study.quality import data_quality, line_scores, primary_check, primary_findings
from tanchi.study.result import (
    CheckResult,
    CheckState,
    Contribution,
    CutOff,
    DataQuality,
    Exclusion,
    Footprint,
    Variant,
)
from tanchi.study.sensitivity import mean_shifts, sensitivities, slopes
from tanchi.study.separate import first, gas_lines, separate_lines, stage_gases
from tanchi.study.solve import Solved
from tanchi.study.steps import ordered
from tanchi.study.unlinked import gap_findings, gaps
from tanchi.study.variants import interval_of
from tanchi.units import UNITLESS, Unit


def footprint_of(
    setup: Setup, solved: Solved, checked: Checked, alternatives: tuple[Variant, ...]
) -> Footprint:
    """Return the footprint of a solution with its checks and alternatives, kg CO2e per declared unit."""
    rule, inventory, context = setup.rule, setup.inventory, solved.model.context
    lines, found, named = contributions(solved), slopes(solved), _unit_text(rule)
    stages, others = by_stage(solved), further_products(setup, solved)
    primary = _share(lines, lambda c: c.primary)
    asked = primary_check(rule.quality, primary)
    return Footprint(
        rule_title=rule.title,
        product=Text(inventory.product) if inventory.product else rule.flows[rule.unit.of].label,
        unit=str(named), unit_text=named,
        unit_amount=rule.unit.amount.value, unit_symbol=str(_counted(rule)), reference_flow=rule.unit.of,
        result_type="cfp" if rule.unit.kind == "functional" else "partial_cfp",
        stages=tuple((part.id, part.label) for part in stages),
        company=inventory.company, period=(inventory.period_from, inventory.period_to), sites=context.data.sites,
        total=first(solved.total), interval=interval_of(solved), mean_note=_mean_note(solved, mean_shifts(found)),
        lines=separate_lines(solved), gases=gas_lines(solved), contributions=lines,
        by_stage=stages, by_process=by_process(solved), by_input=by_input(solved), unmetered=unmetered(solved),
        variants=alternatives, products=tuple(other.result for other in others), cutoff=_cutoff(rule),
        primary_share=primary, quality=_quality(solved, lines),
        reading_shares={reading.value: _reading_share(lines, reading) for reading in Reading},
        proxy_share=_share(lines, lambda c: c.proxy), lumped_share=_share(lines, lambda c: c.lumped),
        balances=checked.balances, checks=(*checked.results, *_built_in(solved), *asked),
        findings=tuple(dict.fromkeys((*context.findings, *checked.findings, *primary_findings(asked), *gap_findings(solved)))),
        sensitivities=sensitivities(solved, found), gaps=gaps(solved), links=solved.model.linker.links,
        nodes=nodes(solved, "kgCO2e", Text(f"碳足迹（{named}）", f"footprint ({named.of('en')})"), others), root=ROOT,
        fingerprint=fingerprint(setup, solved), choices=dict(context.choices), gwp_set=context.gwp.id,
        caution=rule.validated.caution, stage_gases=stage_gases(solved), suppliers=suppliers(solved),
    )  # fmt: skip


def _counted(rule: Rule) -> Unit:
    return rule.unit.amount.unit or rule.flows[rule.unit.of].unit or UNITLESS


def _unit_text(rule: Rule) -> Text:
    """Return the declared unit in both languages, such as ``1 t 水泥``."""
    amount, label = f"{rule.unit.amount.value:g} {_counted(rule)}", rule.flows[rule.unit.of].label
    return rule.unit.text or Text(f"{amount} {label}", f"{amount} {label.of('en')}")


def _quality(solved: Solved, lines: tuple[Contribution, ...]) -> DataQuality:
    by_id = {b.id: b for b in solved.burdens}
    scores = {
        c.id: line_scores(by_id[c.id].link, ordered([by_id[c.id].co2e])) for c in lines if c.score is not None
    }
    return data_quality(solved.model.context.rule.quality, lines, scores)


def _share(lines: tuple[Contribution, ...], wanted: Callable[[Contribution], bool]) -> float:
    whole = sum(abs(c.value) for c in lines)
    return sum(abs(c.value) for c in lines if wanted(c)) / whole if whole else 0.0


def _reading_share(lines: tuple[Contribution, ...], reading: Reading) -> float:
    return _share(lines, lambda c: c.reading is reading)


def _mean_note(solved: Solved, shifts: list[tuple[str, float]]) -> Text:
    total = solved.total
    if total.ndim == 0:
        return Text("")
    nominal = first(total)
    runs = np.asarray(solved.supply if solved.supply.ndim == 1 else solved.supply[:, 0])
    divisors = 0.0
    if solved.matrix.system.n_samples > 1:
        divisors = float(curvature(solved.matrix.system, runs, solved.lanes[:, None]).made[0])
    at_means = nominal + sum(shift for _, shift in shifts)
    return why_mean_differs(
        nominal, np.asarray(total[1:]), at_means, divisors=divisors, by_input=shifts
    ).sentence


def _cutoff(rule: Rule) -> CutOff:
    limits = rule.boundary.cutoff
    items = tuple(Exclusion(e.what, e.reason, e.share, e.clause) for e in rule.boundary.exclusions)
    known = [e.share for e in items if e.share is not None]
    if limits is None:
        return CutOff(None, None, "", items, sum(known), not known)
    ok = all(share <= limits.each for share in known) and sum(known) <= limits.total
    return CutOff(limits.each, limits.total, limits.basis, items, sum(known), ok)


def _built_in(solved: Solved) -> tuple[CheckResult, ...]:
    emission = [
        link
        for link in solved.model.linker.links
        if link.provider is not None and link.provider.kind is ProviderKind.EMISSION_FACTOR
    ]
    return (
        CheckResult("study.closure", Text("负荷闭合（贡献之和＝强度×需求）", "closure (contributions = intensity × demand)"), CheckState.PASSED, Level.ERROR),
        CheckResult(
            "study.factor_types", Text("没有把排放因子当作足迹因子", "no emission factor stands for a footprint factor"),
            CheckState.FAILED if emission else CheckState.PASSED, Level.ERROR,
        ),
    )  # fmt: skip
