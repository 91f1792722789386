"""Allocation: shares on columns, per instance and group of lines, normalised so that they close."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

import numpy as np

from tanchi.engine import FloatArray, shares
from tanchi.findings import Finding, Level, TanchiError, Text
from tanchi.formula import EnvValue, Grouping, Labelled
from tanchi.rules.expression import Formula
from tanchi.rules.model import Allocation, AllocationRule, Displacement, Make
from tanchi.study.context import Context
from tanchi.study.exchanges import Exchange, Sheetful
from tanchi.study.lines import Lines
from tanchi.study.reader import Reader, prop
from tanchi.study.result import NodeKind
from tanchi.study.sheet import Sheet
from tanchi.study.steps import Step, evaluated
from tanchi.units import UNITLESS

REST = "rest"


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """How one group is shared over the products: (products,) or (products, samples), with the keys behind it."""

    values: FloatArray
    keys: tuple[Step | None, ...] = ()
    method: Text = Text("")


@dataclass(frozen=True, slots=True, eq=False)
class Credit:
    """A co-product taken out of the products because it displaces another flow."""

    coproduct: Exchange
    displacement: Displacement
    amount: Step


@dataclass(frozen=True, slots=True, eq=False)
class Allocated:
    """An instance's products with its shares by group, and what it is credited for."""

    sheetful: Sheetful
    products: tuple[Exchange, ...]
    shares: Mapping[str, Share]
    credits: tuple[Credit, ...]

    def of(self, group: str) -> Share:
        """Return the share of a group of lines."""
        return self.shares[group] if group in self.shares else self.shares[REST]


def allocate(context: Context, part: Sheetful) -> Allocated:
    """Return the shares of an instance under the options of this calculation."""
    allocation = part.instance.process.allocation
    rules = _rules(context, allocation)
    displaced = {d.coproduct: d for rule in rules for d in rule.displace}
    products = tuple(m for m in part.makes if m.line.id not in displaced and m.flow.id not in displaced)
    if all(isinstance(p.line, Make) and p.line.kind == "loop" for p in products):
        _refuse(
            part,
            Text(
                "没有承担负荷的产品：产量为零或没有填，或产品没有指明由它产出",
                "no product carries the burdens: nothing was made or reported, or no product names it as its maker",
            ),
        )
    credits = tuple(
        Credit(m, d, _displaced_amount(context, part, d))
        for m in part.makes
        for d in displaced.values()
        if d.coproduct in (m.line.id, m.flow.id)
    )
    sharing = [r for r in rules if not r.displace]
    found = {rule.group: _share(context, part, products, rule) for rule in sharing}
    if REST not in found and not sharing:
        found[REST] = _whole(part, products)
    return Allocated(part, products, found, credits)


def _rules(context: Context, allocation: Allocation | None) -> tuple[AllocationRule, ...]:
    if allocation is None:
        return ()
    option = context.choices[allocation.choose] if allocation.choose else ""
    return allocation.rules[option]


def _displaced_amount(context: Context, part: Sheetful, displacement: Displacement) -> Step:
    flow = context.rule.flows[displacement.flow]
    return part.sheet.expression(
        displacement.amount,
        "year",
        f"displaced:{part.instance.id}.{displacement.coproduct}",
        flow.label or Text(flow.id),
        flow.unit or UNITLESS,
    )


def _share(context: Context, part: Sheetful, products: tuple[Exchange, ...], rule: AllocationRule) -> Share:
    if rule.main:
        return _main(context, part, products)
    if rule.to is not None:
        picked = np.array([1.0 if p.flow.id == rule.to or p.line.id == rule.to else 0.0 for p in products])
        if picked.sum() == 0:
            _refuse(part, Text(f"分配对象 {rule.to} 不是产品", f"{rule.to} is not made here"))
        return Share(picked / picked.sum(), method=Text(f"全部归于 {rule.to}", f"all to {rule.to}"))
    if rule.shares:
        values = np.array([rule.shares.get(p.flow.id, rule.shares.get(p.line.id, 0.0)) for p in products])
        return Share(values, method=Text("标准给定的份额", "shares given by the rule"))
    return _keyed(context, part, products, rule)


def _main(context: Context, part: Sheetful, products: tuple[Exchange, ...]) -> Share:
    mains = [isinstance(p.line, Make) and p.line.kind == "main" for p in products]
    if sum(mains) == 1:
        return Share(np.array(mains, dtype=float), method=Text("全部归于主产品", "all to the main product"))
    keys = tuple(
        _property(context, part, p, "mass") if m else None for p, m in zip(products, mains, strict=True)
    )
    return _normalised(
        part, products, keys, Text("全部归于主产品，按质量", "all to the main products, by mass")
    )


def _keyed(context: Context, part: Sheetful, products: tuple[Exchange, ...], rule: AllocationRule) -> Share:
    among = [_takes_part(p, rule.among) for p in products]
    if isinstance(rule.key, Formula):
        keys = tuple(
            _formula_key(context, part, p, rule.key) if a else None
            for p, a in zip(products, among, strict=True)
        )
        return _normalised(part, products, keys, Text(f"按 {rule.key.text}", f"by {rule.key.text}"))
    name = str(rule.key)
    keys = tuple(
        _property(context, part, p, name) if a else None for p, a in zip(products, among, strict=True)
    )
    return _normalised(part, products, keys, Text(f"按 {name}", f"by {name}"))


def _takes_part(product: Exchange, among: tuple[str, ...]) -> bool:
    if isinstance(product.line, Make) and product.line.kind == "loop":
        return False
    return not among or product.flow.id in among or any(tag in among for tag in product.flow.tags)


def _property(context: Context, part: Sheetful, product: Exchange, name: str) -> Step:
    lines = Lines(context, part.sheet, part.instance)
    step = lines.express(product, name)
    if step is None:
        _refuse(
            part,
            Text(
                f"产品“{product.label}”没有属性“{name}”，不能按它分配",
                f"product {product.flow.id} has no property '{name}' to allocate by",
            ),
        )
    return step


def _normalised(
    part: Sheetful, products: tuple[Exchange, ...], keys: tuple[Step | None, ...], method: Text
) -> Share:
    steps = [k for k in keys if k is not None]
    dimensions = {str(step.unit.dimension) for step in steps}
    if len(dimensions) > 1:
        units = "、".join(sorted(dimensions))
        _refuse(
            part,
            Text(
                f"分配依据的单位不一：{units}", f"the allocation key is counted in different units: {units}"
            ),
        )
    size = max((np.size(s.value.values) for s in steps), default=1)
    rows = [np.broadcast_to(k.value.values, (size,)) if k is not None else np.zeros(size) for k in keys]
    names = tuple(p.id for p in products)
    values = shares(names, np.stack(rows), np.ones((len(rows), 1)))
    return Share(values[:, 0] if size == 1 else values, keys, method)


def _whole(part: Sheetful, products: tuple[Exchange, ...]) -> Share:
    carrying = [not (isinstance(p.line, Make) and p.line.kind == "loop") for p in products]
    if sum(carrying) != 1:
        _refuse(part, Text("有多个产品而没有分配规则", "several products and no allocation rule"))
    return Share(np.array(carrying, dtype=float))


def _formula_key(context: Context, part: Sheetful, product: Exchange, key: Formula) -> Step:
    env = _KeyEnv(part.sheet, product)
    value = context.run(key.node)(env)
    return evaluated(
        f"key:{product.id}",
        NodeKind.ALLOCATION,
        Text("分配依据", "allocation key"),
        UNITLESS,
        value,
        key.node,
        env,
        env.reads,
        place=key.place,
        formula=key.text,
    )


class _KeyEnv:
    """The names of a key formula: ``amount``, the product's properties, and what its process knows."""

    def __init__(self, sheet: Sheet, product: Exchange) -> None:
        self.reader = Reader(sheet, "year")
        self.sheet = sheet
        self.product = product
        self.reads: dict[tuple[str, ...], Step] = {}

    def value(self, name: tuple[str, ...]) -> EnvValue:
        """Return ``amount``, a property, or a name of the process."""
        if name == ("amount",):
            self.reads[name] = self.product.amount
            return self.product.amount.value
        if len(name) == 1 and name[0] in self.product.flow.props:
            step = prop(self.sheet, self.product.flow, name[0])
            assert step is not None
            self.reads[name] = step
            return step.value
        found = self.reader.value(name)
        self.reads |= self.reader.reads
        return found

    def prop(self, target: tuple[str, ...], id: str) -> Labelled | float:
        """Return a property of a flow."""
        return self.reader.prop(target, id)

    def inflow(self, id: str) -> Labelled | float:
        """Return the inflow of a property."""
        return self.reader.inflow(id)

    def outflow(self, id: str) -> Labelled | float:
        """Return the outflow of a property."""
        return self.reader.outflow(id)

    def calendar(self, dim: str, to: str) -> Grouping:
        """Return the grouping of periods."""
        return self.reader.calendar(dim, to)


def _refuse(part: Sheetful, message: Text) -> NoReturn:
    place = (
        part.instance.process.allocation.place
        if part.instance.process.allocation
        else part.instance.process.place
    )
    raise TanchiError(
        Finding(
            "study.allocation",
            Level.ERROR,
            Text(f"{part.instance.id}：{message.zh}", f"{part.instance.id}: {message.en}"),
            place,
        )
    )
