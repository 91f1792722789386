"""The flow balance that every study gets: made + bought − sold − stock change = used, and no loop product left over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from tanchi.findings import Finding, Level, ProcessPlace, Text
from tanchi.rules.model import Flow, Input, Make, Quantity
from tanchi.study.assemble import Model
from tanchi.study.figures import said
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
    shared: bool = False
    """Whether what no process reports is shared over the uses."""
    product: bool = False
    """Whether what is left is the declared product."""

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
        flow = model.context.rule.flows[id]
        if account.made == 0.0 and "meter" not in flow.tags:
            del found[id]
            continue
        for site in model.context.data.sites:
            sheet = pack_sheet(model.context, site)
            account.bought += _asked(sheet, flow.bought)
            account.stock += _asked(sheet, flow.stock)
        if account.made == 0.0 and account.bought == 0.0:
            del found[id]
    _mark(model, found)
    return found


def _mark(model: Model, found: Mapping[str, Account]) -> None:
    """Record what the calculation does about shortages and differences."""
    for market in model.markets.found.values():
        if market.bought is not None and market.bought.kind is NodeKind.SCALE and market.flow.id in found:
            found[market.flow.id].implied = True
    for difference in model.unmetered:
        found[difference.flow.id].shared = True
    if model.context.rule.unit.of in found:
        found[model.context.rule.unit.of].product = True


def _asked(sheet: Sheet, quantity: Quantity | None) -> float:
    if quantity is None:
        return 0.0
    value = float(np.sum(sheet.quantity(quantity, "year").nominal.values))
    return 0.0 if np.isnan(value) else value


def _judge(flow: Flow, account: Account) -> Iterator[Finding]:
    there = account.made + account.bought - account.sold - account.stock
    open_ = account.left > TOLERANCE * (account.made + account.bought)
    if account.used > there * (1 + TOLERANCE) + 1e-12 and not account.implied:
        yield _short(flow, account, there)
    if account.loop and account.left > TOLERANCE * account.made:
        yield _loop_left(flow, account)
    elif "meter" in flow.tags and open_ and not account.product:
        yield _unmetered(flow, account, there)
    elif "by_gas" in flow.tags and open_:
        yield _gas_left(flow, account)


def _name(flow: Flow) -> Text:
    return Text(flow.label.zh or flow.id, flow.label.of("en") or flow.id)


def _size(flow: Flow) -> float:
    return float(flow.unit.scale) if flow.unit else 1.0


def _short(flow: Flow, account: Account, there: float) -> Finding:
    name, unit, size = _name(flow), flow.unit, _size(flow)
    used, made, bought, sold, stock = (
        v / size for v in (account.used, account.made, account.bought, account.sold, account.stock)
    )
    return Finding(
        "study.flow_balance", Level.WARNING,
        Text(
            f"“{name.zh}”用了 {said(used)}，只有 {said(there / size)} {unit}（产出 {said(made)}，外购 {said(bought)}，外售 {said(sold)}，库存增 {said(stock)}）",
            f"{name.en}: used {said(used)}, there are {said(there / size)} {unit} (made {said(made)}, bought {said(bought)}, sold {said(sold)}, stock change {said(stock)})",
        ),
        ProcessPlace(flow.id), Text("核对计量；外购的请单独填报", "check the meters; report purchases apart"),
    )  # fmt: skip


def _loop_left(flow: Flow, account: Account) -> Finding:
    name, unit, size = _name(flow), flow.unit, _size(flow)
    made, used, left = account.made / size, account.used / size, account.left / size
    return Finding(
        "study.loop", Level.ERROR,
        Text(
            f"循环物料“{name.zh}”产出 {said(made)}，使用 {said(used)}，剩余 {said(left)} {unit} 去向不明",
            f"{name.en} (loop): made {said(made)}, used {said(used)}, {said(left)} {unit} leave",
        ),
        ProcessPlace(flow.id), Text("剩余部分应归为共生产品或废物", "classify what is left as coproduct or waste"),
    )  # fmt: skip


def _unmetered(flow: Flow, account: Account, there: float) -> Finding:
    """Say what the main meter shows more: shared over the uses, or, where that cannot be, an error."""
    name, unit, size = _name(flow), flow.unit, _size(flow)
    zh = f"“{name.zh}”外购与自产共 {said(there / size)} {unit}，各过程合计只用 {said(account.used / size)}，差 {said(account.left / size)}（{account.left / there:.1%}）"
    en = f"{name.en}: {said(there / size)} {unit} bought and made, all processes use {said(account.used / size)}; {said(account.left / size)} ({account.left / there:.1%})"
    if account.shared:
        return Finding(
            "study.unmetered", Level.WARNING,
            Text(f"{zh}按各过程的用量分摊，已计入结果", f"{en} are shared over them by use and count in the result"),
            ProcessPlace(flow.id),
            Text("线损、照明和公辅用电可以这样分摊；若有过程漏填，请补填", "right for losses, lighting and auxiliaries; if a process is missing, fill it in"),
        )  # fmt: skip
    return Finding(
        "study.unmetered", Level.ERROR,
        Text(f"{zh}没有归入任何过程，结果偏低", f"{en} belong to no process and the result is too low"),
        ProcessPlace(flow.id),
        Text("把这部分填到用它的过程；确已外售的填外售", "report it under the processes that use it; what was sold, as sold"),
    )  # fmt: skip


def _gas_left(flow: Flow, account: Account) -> Finding:
    name, unit, size = _name(flow), flow.unit, _size(flow)
    made, left = account.made / size, account.left / size
    return Finding(
        "study.left_over", Level.WARNING,
        Text(
            f"“{name.zh}”产出 {said(made)}，使用、外售与库存之外还剩 {said(left)} {unit}：去了哪里？",
            f"{name.en}: {said(left)} {unit} of {said(made)} made are neither used, sold nor in stock: where do they go?",
        ),
        ProcessPlace(flow.id), Text("补填外售、放散（燃烧）或损失", "report what was sold, flared or lost"),
    )  # fmt: skip
