"""From evaluated instances to the product system: columns per product, entries, burdens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tanchi.rules import bridges
from tanchi.rules.model import Flow, Input, Waste
from tanchi.study.allocate import Allocated, allocate
from tanchi.study.burdens import Burden, link_burden, release_burden
from tanchi.study.context import Context
from tanchi.study.exchanges import Exchange, Sheetful
from tanchi.study.lines import Lines
from tanchi.study.linking import Linked, Linker
from tanchi.study.markets import Markets, ProductKey, makers, used
from tanchi.study.sheet import Sheet
from tanchi.study.steps import Step
from tanchi.study.unmetered import Difference, differences
from tanchi.units import UNITLESS


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """An input met by a product of the system; ``credit`` for a displaced product."""

    exchange: Exchange
    source: ProductKey
    amount: Step
    group: str
    credit: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class OpenUse:
    """A bought flow without any data set."""

    exchange: Exchange
    linked: Linked
    amount: Step


@dataclass(slots=True)
class Model:
    """The product system with everything behind it."""

    context: Context
    parts: tuple[Allocated, ...]
    markets: Markets
    linker: Linker
    by_id: Mapping[str, Allocated]
    uses: list[Use] = field(default_factory=list)
    burdens: list[Burden] = field(default_factory=list)
    gaps: list[OpenUse] = field(default_factory=list)
    free: list[OpenUse] = field(default_factory=list)
    unmetered: tuple[Difference, ...] = ()

    def part(self, instance: str) -> Allocated:
        """Return the allocated instance of an id."""
        return self.by_id[instance]


def build(context: Context, sheets: Sequence[Sheetful], linker: Linker) -> Model:
    """Allocate every instance, resolve every use, and collect every burden."""
    parts = tuple(allocate(context, sheet) for sheet in sheets if _does_anything(sheet))
    by_id = {part.sheetful.instance.id: part for part in parts}
    model = Model(context, parts, Markets(context, makers(parts), used(parts)), linker, by_id)
    for part in parts:
        _instance(model, part)
    model.unmetered = differences(model)
    return model


def _does_anything(sheet: Sheetful) -> bool:
    """Return whether a sheet makes or moves anything: one filled in with zeros only is as good as absent."""
    return bool(sheet.makes or sheet.inputs or sheet.wastes or sheet.releases)


def _instance(model: Model, part: Allocated) -> None:
    sheet = part.sheetful
    stage = sheet.instance.process.stage
    for release in sheet.releases:
        own = release.line.stage if isinstance(release.line, Input) else ""
        model.burdens.append(release_burden(model.context, release, own or stage))
    for exchange in sheet.inputs:
        line = exchange.line
        _use(
            model,
            exchange,
            exchange.flow,
            exchange.flow_row,
            exchange.amount,
            line.stage if isinstance(line, Input) and line.stage else stage,
        )
    for exchange in sheet.wastes:
        _waste(model, part, exchange, stage)
    for credit in part.credits:
        flow = model.context.rule.flows[credit.displacement.flow]
        _use(model, credit.coproduct, flow, "", credit.amount, stage, credit=True)


def _use(
    model: Model,
    exchange: Exchange,
    flow: Flow,
    flow_row: str,
    amount: Step,
    stage: str,
    credit: bool = False,
) -> None:
    source = model.markets.source(exchange, flow, flow_row)
    if source is not None:
        model.uses.append(Use(exchange, source, amount, exchange.line.group, credit))
        return
    lines = Lines(model.context, _sheet(model, exchange), exchange.instance)
    linked = model.linker.find(flow, *lines.where(exchange))
    if linked.link.provider is None:
        model.gaps.append(OpenUse(exchange, linked, amount))
        return
    counted = (
        lines.over(flow, linked.path, amount, exchange.overrides, UNITLESS, f"{exchange.id}→{flow.id}")
        if linked.path
        else amount
    )
    burden = link_burden(model.context, exchange, counted, linked.link, stage, credit)
    if burden is None:
        model.free.append(OpenUse(exchange, linked, amount))
    else:
        model.burdens.append(burden)


def _sheet(model: Model, exchange: Exchange) -> Sheet:
    return model.part(exchange.instance.id).sheetful.sheet


def _waste(model: Model, part: Allocated, exchange: Exchange, stage: str) -> None:
    line = exchange.line
    if not isinstance(line, Waste) or line.to == "none":
        return
    flow = model.context.rule.flows[line.to]
    amount = exchange.amount
    own, wanted = exchange.flow.unit or UNITLESS, flow.unit or UNITLESS
    path = bridges.path_to(exchange.flow, own.dimension, wanted.dimension)
    if path:
        lines = Lines(model.context, part.sheetful.sheet, part.sheetful.instance)
        amount = lines.over(
            exchange.flow, path, amount, exchange.overrides, wanted, f"{exchange.id}→{flow.id}"
        )
    _use(model, exchange, flow, "", amount, stage)
