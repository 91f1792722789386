"""Results beside the declared one: varieties, sites, further units of the same study."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tanchi.findings import Text
from tanchi.rules.model import Flow, FurtherUnit
from tanchi.study.calculate import Setup
from tanchi.study.markets import Maker
from tanchi.study.reader import prop
from tanchi.study.result import ProductResult
from tanchi.study.separate import first, separate_lines
from tanchi.study.sheet import pack_sheet
from tanchi.study.solve import Solved, solve
from tanchi.units import UNITLESS


@dataclass(frozen=True, slots=True, eq=False)
class Further:
    """Another product with its solution; ``divisor`` turns the solution's amount into the result's unit."""

    result: ProductResult
    solved: Solved
    divisor: float = 1.0


def further_products(setup: Setup, solved: Solved) -> tuple[Further, ...]:
    """Return the footprint of every variety and site of the declared product and of every further unit."""
    rule = setup.rule
    flow = rule.flows[rule.unit.of]
    others = (_further(solved, further) for further in rule.unit.also)
    return (*_varieties(solved, flow), *_sites(solved, flow), *(o for o in others if o is not None))


def _varieties(solved: Solved, flow: Flow) -> Iterator[Further]:
    makers = solved.model.markets.makers.get(flow.id, ())
    rows = dict.fromkeys(m.exchange.flow_row for m in makers if m.exchange.flow_row)
    whole = sum(m.exchange.amount.number for m in makers)
    for row in rows:
        made = [m for m in makers if m.exchange.flow_row == row]
        share = sum(m.exchange.amount.number for m in made) / whole if whole else None
        yield _one(solved, flow, row=row, label=_row_label(solved, made[0], row), share=share)


def _sites(solved: Solved, flow: Flow) -> Iterator[Further]:
    makers = solved.model.markets.makers.get(flow.id, ())
    sites = dict.fromkeys(m.exchange.instance.site for m in makers)
    whole = sum(m.exchange.amount.number for m in makers)
    if len(sites) < 2:
        return
    for site in sites:
        made = sum(m.exchange.amount.number for m in makers if m.exchange.instance.site == site)
        yield _one(solved, flow, site=site, label=Text(site), share=made / whole if whole else None)


def _row_label(solved: Solved, maker: Maker, row: str) -> Text:
    rows = solved.model.context.data.inventory.rows
    for (_, _, table), listed in rows.items():
        if table == str(maker.exchange.flow.by):
            for found in listed:
                if found.id == row:
                    return Text(found.label or row)
    return Text(row)


def _one(
    solved: Solved, flow: Flow, *, row: str = "", site: str | None = None, label: Text, share: float | None
) -> Further:
    unit = flow.unit or UNITLESS
    part = solve(solved.model, flow, float(unit.scale), row, site)
    lines = separate_lines(part)
    id = f"{flow.id}[{row}]" if row else f"{flow.id}@{site}"
    result = ProductResult(id, label, f"1 {unit}", first(part.total), site or "", row, share, lines)
    return Further(result, part)


def _further(solved: Solved, further: FurtherUnit) -> Further | None:
    flow = solved.model.context.rule.flows[further.of]
    if flow.id not in solved.model.markets.makers:
        return None
    unit = flow.unit or UNITLESS
    part = solve(solved.model, flow, float(unit.scale))
    id, text, divisor = flow.id, f"1 {unit}", 1.0
    if further.per:
        step = prop(pack_sheet(solved.model.context), flow, further.per)
        if step is None:
            return None
        counted = unit * step.unit
        text = f"1 {counted} {further.per}" if counted == unit else f"1 {counted}"
        id, divisor = f"{flow.id}:{further.per}", step.shown
    total, lines = first(part.total) / divisor, separate_lines(part)
    return Further(ProductResult(id, flow.label, text, total, lines=lines), part, divisor)
