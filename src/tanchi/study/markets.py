"""Who delivers a flow: a maker on the same site, a visible mix of several, makers elsewhere, or a purchase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from tanchi.findings import Finding, Level, ProcessPlace, TanchiError, Text
from tanchi.rules.model import FactorSupply, Flow, FootprintSupply, Input, Make, Rule
from tanchi.study.allocate import Allocated
from tanchi.study.context import Context
from tanchi.study.exchanges import Exchange
from tanchi.study.figures import said
from tanchi.study.result import NodeKind
from tanchi.study.sheet import Sheet, pack_sheet
from tanchi.study.steps import Step, added, positive_part, product

TOLERANCE = 0.005
"""Relative shortage below which rounding in the plant's own figures explains it."""

ProductKey = tuple[str, str]
"""(instance id, exchange id) of a product, or ("market", name) of a mix."""


@dataclass(frozen=True, slots=True, eq=False)
class Maker:
    """A product of an instance that is not displaced."""

    key: ProductKey
    exchange: Exchange
    sold: Step | None


@dataclass(slots=True, eq=False)
class Market:
    """A mix of makers and purchases, weighted by what each delivers."""

    key: ProductKey
    flow: Flow
    label: Text
    members: tuple[tuple[ProductKey, Step], ...]
    bought: Step | None = None
    site: str = ""
    row: str = ""


@dataclass(slots=True)
class Markets:
    """Resolves uses of flows to products; makes the mixes it needs."""

    context: Context
    makers: Mapping[str, Sequence[Maker]]
    used: Mapping[tuple[str, str, str], Step | None]
    found: dict[ProductKey, Market] = field(default_factory=dict)

    def source(self, exchange: Exchange, flow: Flow, flow_row: str) -> ProductKey | None:
        """Return the product a use draws on; None where it is bought."""
        line = exchange.line
        only = str(line.source) if isinstance(line, Input) else ""
        if only == "bought":
            return None
        rows = [m for m in self.makers.get(flow.id, ()) if not only or m.exchange.instance.process.id == only]
        rows = [m for m in rows if not flow_row or m.exchange.flow_row == flow_row]
        site = exchange.instance.site
        here = [m for m in rows if m.exchange.instance.site == site]
        bought = self._bought(flow, site) if not only and not flow_row and here else None
        if here:
            return self._mix(flow, here, site, flow_row, only, bought)
        if rows and self._reported_purchase(flow, site) is None:
            return self._mix(flow, rows, "", flow_row, only, None)
        return None

    def product(self, flow: Flow, row: str = "", site: str | None = None) -> ProductKey:
        """Return the declared product: all makers of a flow, by what leaves them. Raises TanchiError if nobody makes it."""
        rows = [
            m
            for m in self.makers.get(flow.id, ())
            if (not row or m.exchange.flow_row == row) and (site is None or m.exchange.instance.site == site)
        ]
        if not rows:
            raise TanchiError(_no_product(self.context.rule, flow))
        return self._mix(flow, rows, site or "", row, "product", None)

    def supplied(self, flow: Flow, row: str = "", site: str | None = None) -> ProductKey:
        """Return the mix a user of a flow draws on, purchases included; the declared product where nothing is bought."""
        bought = self._bought(flow, site or "")
        rows = [m for m in self.makers.get(flow.id, ()) if site is None or m.exchange.instance.site == site]
        if bought is None or row or not rows:
            return self.product(flow, row, site)
        return self._mix(flow, rows, site or rows[0].exchange.instance.site, row, "", bought)

    def _bought(self, flow: Flow, site: str) -> Step | None:
        """Return what a site buys of a flow it also makes: reported, else what its makers can't cover."""
        reported = self._reported_purchase(flow, site)
        return reported if reported is not None else self._implied_purchase(flow, site)

    def _reported_purchase(self, flow: Flow, site: str) -> Step | None:
        if flow.bought is None:
            return None
        step = pack_sheet(self.context, site).quantity(flow.bought, "year")
        return None if np.isnan(step.nominal.values).any() else step

    def _implied_purchase(self, flow: Flow, site: str) -> Step | None:
        used = self.used.get((flow.id, "", site))
        rows = [m for m in self.makers.get(flow.id, ()) if m.exchange.instance.site == site]
        if (
            used is None
            or not rows
            or not any(isinstance(s, FactorSupply | FootprintSupply) for s in flow.supply)
        ):
            return None
        kept = [minus(m.exchange.amount) for m in rows] + [m.sold for m in rows if m.sold is not None]
        shortage = added(f"bought:{flow.id}@{site}", NodeKind.SCALE, flow.label, [used, *kept])
        if shortage.number <= TOLERANCE * used.number:
            return None
        label = Text(f"{flow.label.zh}外购量（用量减自产）", f"{flow.label.of('en')} bought (used less made)")
        self.context.note(
            Level.NOTE,
            "study.implied_purchase",
            Text(
                f"“{flow.label or flow.id}”的用量比产出与已填外购之和多 {said(shortage.shown)} {shortage.unit}：这部分按另外外购计",
                f"{flow.label.of('en') or flow.id}: use exceeds what is made and reported as bought by {said(shortage.shown)} {shortage.unit}, which count as bought besides",
            ),
            ProcessPlace(flow.id),
            Text(
                "与购入计量核对：计量更少，则某个过程的用量填多了",
                "compare with the meter of purchases: if it shows less, a process reports too much",
            ),
        )
        return positive_part(shortage, f"bought:{flow.id}@{site}+", label)

    def _mix(
        self, flow: Flow, rows: Sequence[Maker], site: str, row: str, only: str, bought: Step | None
    ) -> ProductKey:
        if len(rows) == 1 and bought is None:
            return rows[0].key
        name = "/".join(part for part in (flow.id, row, only, f"@{site}" if site else "") if part)
        key = ("market", name)
        if key not in self.found:
            across = len({m.exchange.instance.site for m in rows}) > 1
            members = tuple((m.key, self._weight(m, across, only != "product")) for m in rows)
            label = Text(f"{flow.label.zh or flow.id}（混合）", f"{flow.label.of('en') or flow.id} (mix)")
            market = Market(key, flow, label, members, bought, site, row)
            self._require_positive(market)
            self.found[key] = market
        return key

    def _weight(self, maker: Maker, across: bool, less_sold: bool) -> Step:
        exchange = maker.exchange
        parts = [exchange.amount]
        if maker.sold is not None and less_sold:
            parts.append(minus(maker.sold))
        used = (
            self.used.get((exchange.flow.id, exchange.flow_row, exchange.instance.site)) if across else None
        )
        if used is not None:
            parts.append(minus(used))
        return (
            parts[0]
            if len(parts) == 1
            else added(f"leaves:{exchange.id}", NodeKind.SCALE, exchange.label, parts)
        )

    def _require_positive(self, market: Market) -> None:
        for key, weight in market.members:
            if float(weight.nominal.values) < 0:
                raise TanchiError(
                    Finding(
                        "study.sold", Level.ERROR,
                        Text(f"{key[1]}：外售或自用多于产量（{said(weight.shown)} {weight.unit}）", f"{key[1]}: more is sold or used than made ({said(weight.shown)} {weight.unit})"),
                        ProcessPlace(key[0]), Text("核对产量、外售量和自用量", "check what is made, sold and used"),
                    )
                )  # fmt: skip


def minus(step: Step) -> Step:
    """Return the negative of a step."""
    return product(f"-{step.id}", step.kind, step.label, step.unit, [(step, 1)], constant=-1.0)


def makers(parts: Iterable[Allocated]) -> dict[str, list[Maker]]:
    """Return the makers of every flow."""
    found: dict[str, list[Maker]] = defaultdict(list)
    for part in parts:
        for exchange in part.products:
            key = (exchange.instance.id, exchange.id)
            found[exchange.flow.id].append(Maker(key, exchange, _sold(part.sheetful.sheet, exchange)))
    return found


def _sold(sheet: Sheet, exchange: Exchange) -> Step | None:
    line = exchange.line
    if not isinstance(line, Make) or line.sold is None:
        return None
    step = sheet.quantity(line.sold, "year")
    value = step.nominal.values
    return None if np.isnan(value).any() or float(value) == 0.0 else step


def used(parts: Iterable[Allocated]) -> dict[tuple[str, str, str], Step | None]:
    """Return what each site uses of each flow itself."""
    amounts: dict[tuple[str, str, str], list[Step]] = defaultdict(list)
    for part in parts:
        for exchange in part.sheetful.inputs:
            line = exchange.line
            if isinstance(line, Input) and line.source != "bought":
                amounts[(exchange.flow.id, exchange.flow_row, exchange.instance.site)].append(exchange.amount)
    return {
        key: added(f"used:{'/'.join(key)}", NodeKind.SCALE, steps[0].label, steps)
        for key, steps in amounts.items()
    }


def _no_product(rule: Rule, flow: Flow) -> Finding:
    """Return that nothing of the product is reported, and which sheets and tables its makers are filled in on."""
    makers = [p for p in rule.processes.values() if any(str(m.flow) == flow.id for m in p.makes.values())]
    tables = [rule.tables[str(p.each)].label for p in makers if str(p.each) in rule.tables]
    places = dict.fromkeys((*tables, *(p.label for p in makers)))
    zh = "、".join(f"“{place.of('zh')}”" for place in places)
    en = ", ".join(f"'{place.of('en')}'" for place in places)
    return Finding(
        "study.no_product",
        Level.ERROR,
        Text(
            f"没有填报产品“{flow.label.zh or flow.id}”的产量",
            f"no output of the product '{flow.label.of('en') or flow.id}' is reported",
        ),
        ProcessPlace(flow.id),
        Text(
            f"填写{zh}及其上游各表；检查路线选择是否与所填的表一致",
            f"fill in {en} and the sheets before them; check that the chosen route fits what is filled in",
        ),
    )
