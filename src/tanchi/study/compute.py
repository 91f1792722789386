"""The footprint of one product: from a rule and an inventory to the result with everything ISO 14067 asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from tanchi.background import default_table
from tanchi.background.provider import ProviderKind
from tanchi.engine import curvature, why_mean_differs
from tanchi.findings import Finding, Level, TanchiError, Text, errors
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.model import Inventory
from tanchi.rules.model import Flow, Rule
from tanchi.sources import Reading
from tanchi.study.calculate import Setup, calculate, require_sound
from tanchi.study.checks import Checked, run_checks
from tanchi.study.fingerprint import fingerprint
from tanchi.study.linking import Linked, Links, Own
from tanchi.study.parts import by_input, by_process, by_stage, contributions
from tanchi.study.products import further_products
from tanchi.study.provenance import ROOT, nodes
from tanchi.study.quality import data_quality, line_scores
from tanchi.study.result import (
    CheckResult,
    CheckState,
    Contribution,
    CutOff,
    Exclusion,
    Footprint,
    Gap,
    Variant,
)
from tanchi.study.sensitivity import mean_shifts, sensitivities, slopes
from tanchi.study.separate import first, gas_lines, separate_lines
from tanchi.study.solve import Solved
from tanchi.study.steps import Step, ordered
from tanchi.study.variants import interval_of, variants
from tanchi.units import UNITLESS

Progress = Callable[[str, float], None]
"""Called with the name of the step and the share done."""

SAMPLES = 10_000


def compute(
    rule: Rule,
    inventory: Inventory,
    *,
    samples: int = SAMPLES,
    seed: int = 1,
    gwp: str = "",
    choices: Mapping[str, str] | None = None,
    factors: Links | None = None,
    suppliers: Mapping[str, Own] | None = None,
    product: str = "",
    site: str | None = None,
    progress: Progress | None = None,
) -> Footprint:
    """Return the footprint of one declared or functional unit, kg CO2e.

    samples: Monte Carlo draws, 0 for none. gwp: a GWP set other than the rule's. choices: options selected on
    top of the inventory's. suppliers: footprints of bought flows by flow id. product: the row of an indexed
    product (a cement type); site: one site only. Raises TanchiError with every finding that stops the work.
    """
    table = factors if factors is not None else default_table()
    inventory, found_in_data = _checked(rule, inventory, choices or {})
    selected = dict(inventory.choices)
    setup = Setup(rule, inventory, table, gwp, selected, samples, seed, product, site, suppliers)
    tell = progress or _silent
    tell("model", 0.0)
    solved = calculate(setup, selected)
    require_sound(solved)
    tell("checks", 0.4)
    checked = run_checks(solved.model)
    tell("variants", 0.5)
    alternatives = tuple(variants(setup, solved))
    tell("result", 0.8)
    found = _footprint(setup, solved, checked, alternatives)
    tell("done", 1.0)
    return replace(found, findings=tuple(dict.fromkeys((*found_in_data, *found.findings))))


def _checked(
    rule: Rule, inventory: Inventory, choices: Mapping[str, str]
) -> tuple[Inventory, tuple[Finding, ...]]:
    """Return the inventory as the rule reads it. Raises TanchiError where a value stops the work."""
    selected = replace(inventory, choices={**inventory.choices, **choices})
    fitted, findings = check_inventory(selected, rule)
    if errors(findings):
        raise TanchiError(findings)
    return fitted, findings


def _silent(step: str, share: float) -> None:
    """Tell nobody."""


def _footprint(
    setup: Setup, solved: Solved, checked: Checked, alternatives: tuple[Variant, ...]
) -> Footprint:
    rule, inventory, context = setup.rule, setup.inventory, solved.model.context
    unit = rule.unit
    flow = rule.flows[unit.of]
    counted = unit.amount.unit or flow.unit or UNITLESS
    lines = contributions(solved)
    found = slopes(solved)
    amount = f"{unit.amount.value:g} {counted}"
    named = unit.text or Text(f"{amount} {flow.label}", f"{amount} {flow.label.of('en')}")
    by_id = {b.id: b for b in solved.burdens}
    scores = {
        c.id: line_scores(by_id[c.id].link, ordered([by_id[c.id].co2e])) for c in lines if c.score is not None
    }
    return Footprint(
        rule_title=rule.title,
        product=Text(inventory.product) if inventory.product else flow.label,
        unit=str(named),
        unit_amount=unit.amount.value,
        unit_symbol=str(counted),
        reference_flow=unit.of,
        result_type="cfp" if unit.kind == "functional" else "partial_cfp",
        stages=tuple((s.id, s.label) for s in rule.boundary.stages),
        company=inventory.company,
        period=(inventory.period_from, inventory.period_to),
        sites=context.data.sites,
        total=first(solved.total),
        interval=interval_of(solved),
        mean_note=_mean_note(solved, mean_shifts(found)),
        lines=separate_lines(solved),
        gases=gas_lines(solved),
        contributions=lines,
        by_stage=by_stage(solved),
        by_process=by_process(solved),
        by_input=by_input(solved),
        variants=alternatives,
        products=further_products(setup, solved),
        cutoff=_cutoff(rule),
        primary_share=_share(lines, lambda c: c.primary),
        quality=data_quality(rule.quality, lines, scores),
        reading_shares={reading.value: _reading_share(lines, reading) for reading in Reading},
        proxy_share=_share(lines, lambda c: c.proxy),
        lumped_share=_share(lines, lambda c: c.lumped),
        balances=checked.balances,
        checks=(*checked.results, *_built_in(solved)),
        findings=tuple(dict.fromkeys((*context.findings, *checked.findings, *_gap_findings(solved)))),
        sensitivities=sensitivities(solved, found),
        gaps=_gaps(solved),
        links=solved.model.linker.links,
        nodes=nodes(solved, "kgCO2e", Text(f"碳足迹（{named}）", f"footprint ({named.of('en')})")),
        root=ROOT,
        fingerprint=fingerprint(setup, solved),
        choices=dict(context.choices),
        gwp_set=context.gwp.id,
        unit_text=named,
    )


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


def _gaps(solved: Solved) -> tuple[Gap, ...]:
    """Return what is bought without a data set: by a process, or into the mix of a flow also made inside."""
    model = solved.model
    used = [
        _gap(model.context.rule.flows[use.linked.link.flow], use.amount, use.exchange.instance.id, use.linked)
        for use in model.gaps
    ]
    mixed = [
        _gap(market.flow, market.bought, "", model.linker.find(market.flow))
        for market in model.markets.found.values()
        if market.bought is not None and model.linker.find(market.flow).link.provider is None
    ]
    return (*used, *mixed)


def _gap(flow: Flow, amount: Step, process: str, linked: Linked) -> Gap:
    unit = flow.unit or UNITLESS
    return Gap(
        flow.id,
        flow.label or Text(flow.id),
        amount.number / float(unit.scale),
        str(unit),
        process,
        linked.link.reason,
    )


def _gap_findings(solved: Solved) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "study.gap", Level.WARNING,
            Text(f"“{gap.label}”没有可用的足迹因子，结果不完整：{gap.what_instead.zh}", f"no footprint factor for {gap.flow}: the result is incomplete. {gap.what_instead.of('en')}"),
            None, Text("在“供应商与自有因子”中填写供应商提供的足迹", "enter your supplier's footprint under own factors"),
        )
        for gap in {g.flow: g for g in _gaps(solved)}.values()
    )  # fmt: skip
