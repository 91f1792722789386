"""What is bought and has no data set behind it: the result is incomplete there, not zero."""

from __future__ import annotations

from tanchi.findings import Finding, Level, Text
from tanchi.rules.model import Flow
from tanchi.study.linking import Linked
from tanchi.study.result import Gap
from tanchi.study.solve import Solved
from tanchi.study.steps import Step
from tanchi.units import UNITLESS


def gaps(solved: Solved) -> tuple[Gap, ...]:
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


def gap_findings(solved: Solved) -> tuple[Finding, ...]:
    """Return one warning per flow that is bought without a data set."""
    return tuple(
        Finding(
            "study.gap", Level.WARNING,
            Text(f"“{gap.label}”没有可用的足迹因子，结果不完整：{gap.what_instead.zh}", f"no footprint factor for {gap.flow}: the result is incomplete. {gap.what_instead.of('en')}"),
            None, Text("在“供应商与自有因子”中填写供应商提供的足迹", "enter your supplier's footprint under own factors"),
        )
        for gap in {g.flow: g for g in gaps(solved)}.values()
    )  # fmt: skip
