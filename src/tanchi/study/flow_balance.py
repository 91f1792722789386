"""The flow balance that every study gets: made + bought − sold − stock change = used, and no loop product left over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tanchi.findings import Finding, Level, ProcessPlace, Text
from tanchi.rules.model import Flow, Input, Make, Quantity
from tanchi.study.assemble import Model
from tanchi.study.markets import TOLERANCE
from tanchi.study.result import NodeKind
from tanchi.study.sheet import Sheet, pack_sheet


@dataclass(slots=True)
class Account:
    """Amounts of one own flow in base units."""

    made: float = 0.0
    loop: float = 0.0
    used: float = 0.0
    bought: float = 0.0
    sold: float = 0.0
    stock: float = 0.0
    implied: bool = False
    """Whether the shortage counts as bought."""

    @property
    def left(self) -> float:
        """Return what is neither used, sold nor in stock."""
        return self.made + self.bought - self.sold - self.stock - self.used


def flow_balance(model: Model) -> tuple[Finding, ...]:
    """Return findings where a flow made inside is used more than there is, or a loop product is left over."""
    accounts = _accounts(model)
    flows = model.context.rule.flows
    return tuple(f for id, account in accounts.items() for f in _judge(flows[id], account))


def _accounts(model: Model) -> dict[str, Account]:
    found: dict[str, Account] = defaultdict(Account)
    for part in model.parts:
        for exchange in part.sheetful.makes:
            account = found[exchange.flow.id]
            account.made += exchange.amount.number
            if isinstance(exchange.line, Make):
                account.loop += exchange.amount.number if exchange.line.kind == "loop" else 0.0
                account.sold += _asked(part.sheetful.sheet, exchange.line.sold)
        for exchange in part.sheetful.inputs:
            if isinstance(exchange.line, Input) and exchange.line.source != "bought":
                found[exchange.flow.id].used += exchange.amount.number
    for id, account in list(found.items()):
        if account.made == 0.0:
            del found[id]
            continue
        flow = model.context.rule.flows[id]
        for site in model.context.data.sites:
            sheet = pack_sheet(model.context, site)
            account.bought += _asked(sheet, flow.bought)
            account.stock += _asked(sheet, flow.stock)
    for market in model.markets.found.values():
        if market.bought is not None and market.bought.kind is NodeKind.SCALE and market.flow.id in found:
            found[market.flow.id].implied = True
    return found


def _asked(sheet: Sheet, quantity: Quantity | None) -> float:
    if quantity is None:
        return 0.0
    value = float(np.sum(sheet.quantity(quantity, "year").nominal.values))
    return 0.0 if np.isnan(value) else value


def _judge(flow: Flow, account: Account) -> Iterator[Finding]:
    unit = flow.unit
    size = float(unit.scale) if unit else 1.0
    there = account.made + account.bought - account.sold - account.stock
    name, place = flow.label or Text(flow.id), ProcessPlace(flow.id)
    if account.used > there * (1 + TOLERANCE) + 1e-12 and not account.implied:
        yield Finding(
            "study.flow_balance", Level.WARNING,
            Text(
                f"“{name.zh}”用了 {account.used / size:,.6g}，只有 {there / size:,.6g} {unit}（产出 {account.made / size:,.6g}，外购 {account.bought / size:,.6g}，外售 {account.sold / size:,.6g}，库存增 {account.stock / size:,.6g}）",
                f"{flow.id}: used {account.used / size:,.6g}, there are {there / size:,.6g} {unit} (made {account.made / size:,.6g}, bought {account.bought / size:,.6g}, sold {account.sold / size:,.6g}, stock change {account.stock / size:,.6g})",
            ),
            place, Text("核对计量；外购的请单独填报", "check the meters; report purchases apart"),
        )  # fmt: skip
    if account.loop and account.left > TOLERANCE * account.made:
        yield Finding(
            "study.loop", Level.ERROR,
            Text(f"循环物料“{name.zh}”产出 {account.made / size:,.6g}，使用 {account.used / size:,.6g}，剩余 {account.left / size:,.6g} {unit} 去向不明", f"{flow.id} (loop): made {account.made / size:,.6g}, used {account.used / size:,.6g}, {account.left / size:,.6g} {unit} leave"),
            place, Text("剩余部分应归为共生产品或废物", "classify what is left as coproduct or waste"),
        )  # fmt: skip
    elif "meter" in flow.tags and account.left > TOLERANCE * account.made:
        yield Finding(
            "study.unmetered", Level.WARNING,
            Text(
                f"“{name.zh}”外购与自产共 {there / size:,.6g} {unit}，各过程合计只用 {account.used / size:,.6g}，差 {account.left / size:,.6g}（{account.left / there:.1%}）没有归入任何过程，结果偏低",
                f"{name.of('en')}: {there / size:,.6g} {unit} bought and made, all processes use {account.used / size:,.6g}; {account.left / size:,.6g} ({account.left / there:.1%}) belong to no process and the result is too low",
            ),
            place, Text("线损、照明和公辅用电分摊到各过程；或有过程漏填", "share losses, lighting and auxiliaries out to the processes; or one is missing"),
        )  # fmt: skip
    elif "by_gas" in flow.tags and account.left > TOLERANCE * account.made:
        yield Finding(
            "study.left_over", Level.WARNING,
            Text(f"“{name.zh}”产出 {account.made / size:,.6g}，使用、外售与库存之外还剩 {account.left / size:,.6g} {unit}：去了哪里？", f"{flow.id}: {account.left / size:,.6g} {unit} of {account.made / size:,.6g} made are neither used, sold nor in stock: where do they go?"),
            place, Text("补填外售、放散（燃烧）或损失", "report what was sold, flared or lost"),
        )  # fmt: skip
