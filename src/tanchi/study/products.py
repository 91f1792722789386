"""Results beside the declared one: varieties, sites, further units of the same study."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tanchi.findings import Text
from tanchi.rules.model import Flow, FurtherUnit
from tanchi.study.assemble import Model
from tanchi.study.calculate import Setup
from tanchi.study.markets import Maker
from tanchi.study.reader import prop
from tanchi.study.result import ProductResult
from tanchi.study.separate import first, separate_lines
from tanchi.study.solve import Solved, solve
from tanchi.units import UNITLESS, Unit


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
    others = (found for further in rule.unit.also for found in _further(solved, further))
    return (*_varieties(solved, flow), *_sites(solved, flow), *others)


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


def _further(solved: Solved, further: FurtherUnit) -> Iterator[Further]:
    flow = solved.model.context.rule.flows[further.of]
    makers = solved.model.markets.makers.get(flow.id, ())
    if not makers:
        return
    yield from _per(solved, flow, further.per)
    rows = dict.fromkeys(m.exchange.flow_row for m in makers if m.exchange.flow_row) if further.per else ()
    for row in rows:
        yield from _per(solved, flow, further.per, row)


def _per(solved: Solved, flow: Flow, per: str, row: str = "") -> Iterator[Further]:
    """Yield the result per unit of a flow, or of a property it holds; nothing where it holds none of it."""
    unit = flow.unit or UNITLESS
    held, counted, text = 1.0, unit, f"1 {unit}"
    if per:
        found = content(solved.model, flow, per, row)
        if found is None:
            return
        held, own = found
        counted = unit * own
        text = f"1 {counted} {per}" if counted == unit else f"1 {counted}"
    if not held:
        return
    part = solve(solved.model, flow, float(unit.scale), row)
    id = flow.id + (f"[{row}]" if row else "") + (f":{per}" if per else "")
    made = [m for m in solved.model.markets.makers.get(flow.id, ()) if m.exchange.flow_row == row]
    label = _row_label(solved, made[0], row) if row else flow.label
    total = first(part.total) / held
    yield Further(ProductResult(id, label, text, total, row=row, lines=separate_lines(part)), part, held)


def content(model: Model, flow: Flow, property: str, row: str = "") -> tuple[float, Unit] | None:
    """Return what a unit of a made flow holds of a property, in that property's unit; None without the property.

    Weighted by what each maker made; a property measured on the maker's line counts before the flow's own.
    """
    own = flow.props.get(property)
    made = [
        m.exchange for m in model.markets.makers.get(flow.id, ()) if not row or m.exchange.flow_row == row
    ]
    amount = sum(e.amount.number for e in made)
    if own is None or not amount:
        return None
    held = 0.0
    for exchange in made:
        sheet = model.part(exchange.instance.id).sheetful.sheet
        step = exchange.overrides.get(property) or prop(sheet, flow, property)
        held += exchange.amount.number * (step.number / float(own.unit.scale) if step is not None else 0.0)
    return held / amount, own.unit
