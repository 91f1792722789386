"""What the meters of a plant show more than its processes report: shared over their uses, so that nothing is lost.

The main meter of a flow tagged ``meter`` (what is made and bought, less what is sold) and the meters of the
processes never agree: losses of lines and transformers, lighting, offices. The difference is taken off what the
flow's source delivers, so every user carries it in proportion to what he takes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tanchi.findings import Text
from tanchi.rules.model import Flow
from tanchi.study.markets import ProductKey, minus
from tanchi.study.result import NodeKind
from tanchi.study.sheet import pack_sheet
from tanchi.study.steps import Step, added, positive_part, product

if TYPE_CHECKING:
    from tanchi.study.assemble import Model

EXACT = 1e-9
"""Relative difference that is rounding of the computer."""


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """What the source ``key`` of a flow delivers and no process reports, base units.

    ``left``: the difference itself; ``taken``: how much less the source's column makes of the flow, which is
    more than ``left`` where some of it is sold, for the users carry all of it.
    """

    flow: Flow
    site: str
    key: ProductKey
    left: Step
    taken: Step


def differences(model: Model) -> tuple[Difference, ...]:
    """Return the differences of every metered flow that one source at one site delivers to that site alone."""
    product = model.context.rule.unit.of
    flows = (f for f in model.context.rule.flows.values() if "meter" in f.tags and f.id != product)
    return tuple(found for flow in flows for found in _of_flow(model, flow))


def _of_flow(model: Model, flow: Flow) -> Iterator[Difference]:
    uses: dict[ProductKey, list[Step]] = defaultdict(list)
    sites: dict[ProductKey, set[str]] = defaultdict(set)
    for use in model.uses:
        if use.exchange.flow.id == flow.id and not use.credit:
            uses[use.source].append(use.amount)
            sites[use.source].add(use.exchange.instance.site)
    made_at = {maker.exchange.instance.site for maker in model.markets.makers.get(flow.id, ())}
    for key, amounts in uses.items():
        if len(sites[key]) == 1 and sites[key] <= made_at and len(uses) == len(made_at):
            found = _difference(model, flow, next(iter(sites[key])), key, amounts)
            if found is not None:
                yield found


def _difference(
    model: Model, flow: Flow, site: str, key: ProductKey, uses: Sequence[Step]
) -> Difference | None:
    made, gone = _supply(model, flow, site, key)
    name = f"{flow.id}@{site}" if site else flow.id
    whole = added(f"made:{name}", NodeKind.SCALE, flow.label, made)
    free = added(f"free:{name}", NodeKind.SCALE, flow.label, [whole, *map(minus, gone)]) if gone else whole
    left = added(f"left:{name}", NodeKind.SCALE, flow.label, [free, *map(minus, uses)])
    if left.number <= EXACT * free.number:
        return None
    label = Text(
        f"{flow.label.zh or flow.id}计量差额", f"{flow.label.of('en') or flow.id}: difference of meters"
    )
    left = positive_part(left, f"unmetered:{name}", label)
    if not gone:
        return Difference(flow, site, key, left, left)
    factors = [(left, 1), (whole, 1), (free, -1)]
    return Difference(
        flow,
        site,
        key,
        left,
        product(f"unmetered:{name}/free", NodeKind.SCALE, label, left.unit, factors),
    )


def _supply(model: Model, flow: Flow, site: str, key: ProductKey) -> tuple[list[Step], list[Step]]:
    """Return what the column of a source makes of the flow, and what of it leaves without a use."""
    gone = []
    if flow.stock is not None:
        stock = pack_sheet(model.context, site).quantity(flow.stock, "year")
        if not np.isnan(stock.nominal.values).any():
            gone.append(stock)
    market = model.markets.found.get(key)
    if market is not None:
        bought = [market.bought] if market.bought is not None else []
        return [*(weight for _, weight in market.members), *bought], gone
    maker = next(m for m in model.markets.makers[flow.id] if m.key == key)
    return [maker.exchange.amount], gone if maker.sold is None else [*gone, maker.sold]
