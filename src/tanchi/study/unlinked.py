"""What is bought and has no data set behind it: the result is incomplete there, not zero."""

from __future__ import annotations

from tanchi.findings import Finding, Level, Text
from tanchi.rules.model import Flow
from tanchi.study.linking import Linked
from tanchi.study.result import Gap
from tanchi.study.sheet import Instance
from tanchi.study.solve import Solved
from tanchi.study.steps import Step
from tanchi.units import UNITLESS


def gaps(solved: Solved) -> tuple[Gap, ...]:
    """Return what is bought without a data set: by a process, or into the mix of a flow also made inside."""
    model = solved.model
    used = [
        _gap(model.context.rule.flows[use.linked.link.flow], use.amount, use.exchange.instance, use.linked)
        for use in model.gaps
    ]
    mixed = [
        _gap(market.flow, market.bought, None, model.linker.find(market.flow))
        for market in model.markets.found.values()
        if market.bought is not None and model.linker.find(market.flow).link.provider is None
    ]
    return (*used, *mixed)


def _gap(flow: Flow, amount: Step, at: Instance | None, linked: Linked) -> Gap:
    unit = flow.unit or UNITLESS
    return Gap(
        flow.id,
        flow.label or Text(flow.id),
        amount.number / float(unit.scale),
        str(unit),
        at.id if at else "",
        linked.link.reason,
        _where(at) if at else Text(""),
    )


def _where(at: Instance) -> Text:
    """Return the process with its site, as people call it."""
    label = at.process.label or Text(at.process.id)
    return Text(f"{label.zh}（{at.site}）", f"{label.of('en')} ({at.site})") if at.site else label


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
