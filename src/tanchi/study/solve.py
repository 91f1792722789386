"""Solving the product system and reading contributions off it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tanchi.engine import FloatArray, column_burdens, intensities, require_closure, supply
from tanchi.findings import Finding, Level, ProcessPlace, TanchiError, Text
from tanchi.rules.model import Flow
from tanchi.study.assemble import Model
from tanchi.study.burdens import Burden, portions, provider_step
from tanchi.study.markets import Market, ProductKey
from tanchi.study.matrix import Matrix, matrix
from tanchi.study.result import ContributionKind, NodeKind
from tanchi.study.steps import Step, product
from tanchi.units import parse_unit


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """The answer for one unit of a product.

    ``supply``: how often each column runs, (columns,) or (columns, samples with the nominal first).
    ``lanes``: kg CO2e per base unit of each product, nominal. ``values``: one array per burden.
    """

    model: Model
    matrix: Matrix
    key: ProductKey
    demand: float
    burdens: tuple[Burden, ...]
    supply: FloatArray
    lanes: FloatArray
    values: tuple[FloatArray, ...]

    @property
    def total(self) -> FloatArray:
        """Return the footprint: () or (samples,), nominal first."""
        inside = [v for b, v in zip(self.burdens, self.values, strict=True) if not b.outside]
        return np.asarray(sum(inside, start=np.zeros(())))


def solve(
    model: Model,
    flow: Flow,
    amount: float,
    row: str = "",
    site: str | None = None,
    *,
    supplied: bool = False,
    known: Solved | None = None,
) -> Solved:
    """Solve for ``amount`` (base units) of a flow as it is made, or as it is supplied (purchases mixed in).

    ``known``: an answer whose supply holds here too where matrix and demand are the same, as in a twin that
    differs in the factors of what is bought only. Raises TanchiError.
    """
    key = model.markets.supplied(flow, row, site) if supplied else model.markets.product(flow, row, site)
    burdens = (*model.burdens, *_market_burdens(model))
    system = matrix(model, known.matrix if known is not None else None)
    same = (
        known is not None
        and known.matrix.system is system.system
        and (known.key, known.demand) == (key, amount)
    )
    runs = known.supply if known is not None and same else _supply(system, key, amount)
    values = tuple(_value(model, system, burden, runs) for burden in burdens)
    lanes = intensities(system.system, _column_burdens(model, system, burdens))[:, 0]
    solved = Solved(model, system, key, amount, burdens, runs, lanes, values)
    _require_closure(solved)
    return solved


def _supply(system: Matrix, key: ProductKey, amount: float) -> FloatArray:
    """Return how often each column runs for an amount of a product, (columns,) or (columns, samples)."""
    demand = np.zeros(len(system.keys))
    demand[system.index[key]] = amount
    runs = supply(system.system, demand)
    if system.size > 1:
        wide = np.broadcast_to(demand[:, None], (len(demand), system.size - 1))
        sampled = system.system.n_samples > 1
        drawn = (
            supply(system.system, wide, sampled=True)
            if sampled
            else np.broadcast_to(runs[:, None], wide.shape)
        )
        runs = np.concatenate((runs[:, None], drawn), axis=1)
    return runs


def _market_burdens(model: Model) -> list[Burden]:
    found: list[Burden] = []
    for market in model.markets.found.values():
        if market.bought is not None:
            burden = _purchase(model, market, market.bought)
            if burden is not None:
                found.append(burden)
    return found


def _purchase(model: Model, market: Market, bought: Step) -> Burden | None:
    linked = model.linker.find(market.flow)
    provider = linked.link.provider
    if provider is None or not provider.gases:
        return None
    if linked.path:
        raise TanchiError(
            Finding(
                "study.market_unit",
                Level.ERROR,
                Text(
                    f"外购“{market.flow.label}”的因子单位与流不同",
                    f"the factor of bought {market.flow.id} counts in another unit",
                ),
                ProcessPlace(market.flow.id),
            )
        )
    per_unit = provider_step(model.context, provider)
    id = f"{market.key[1]}:bought"
    label = Text(f"外购{market.flow.label.zh}", f"bought {market.flow.label.of('en')}")
    co2e = product(id, NodeKind.CONTRIBUTION, label, parse_unit("kgCO2e"), [(bought, 1), (per_unit, 1)])
    stage = model.part(market.members[0][0][0]).sheetful.instance.process.stage
    return Burden(
        id,
        label,
        ContributionKind.LINK,
        stage,
        "",
        f"mix:{market.key[1]}",
        market.flow.id,
        "",
        market.flow.id,
        co2e,
        portions(model.context, provider),
        "",
        linked.link,
        market.key[1],
    )


def fraction(model: Model, system: Matrix, burden: Burden, runs: FloatArray) -> FloatArray:
    """Return how much of a burden the demanded product carries, () or (samples,)."""
    if burden.market:
        return np.asarray(runs[system.index[("market", burden.market)]])
    part = model.part(burden.instance)
    share = part.of(burden.group).values
    columns = [system.index[(p.instance.id, p.id)] for p in part.products]
    return np.asarray(sum((share[i] * runs[c] for i, c in enumerate(columns)), start=np.zeros(())))


def _value(model: Model, system: Matrix, burden: Burden, runs: FloatArray) -> FloatArray:
    return np.asarray(burden.co2e.value.values * fraction(model, system, burden, runs))


def _column_burdens(model: Model, system: Matrix, burdens: tuple[Burden, ...]) -> FloatArray:
    """Return the nominal burdens of each column, (columns, 1), kg CO2e."""
    columns: list[int] = []
    amounts: list[float] = []
    for burden in burdens:
        if burden.outside:
            continue
        if burden.market:
            columns.append(system.index[("market", burden.market)])
            amounts.append(burden.co2e.number)
            continue
        part = model.part(burden.instance)
        share = part.of(burden.group).values
        for i, exchange in enumerate(part.products):
            own = share[i] if share.ndim == 1 else share[i, 0]
            columns.append(system.index[(exchange.instance.id, exchange.id)])
            amounts.append(float(own) * burden.co2e.number)
    return column_burdens(
        len(system.keys), np.array(columns, dtype=np.intp), np.array(amounts, dtype=np.float64)[:, None]
    )


def _require_closure(solved: Solved) -> None:
    """Refuse a result whose contributions and intensity disagree: something was lost or counted twice."""
    lines = [v.flat[0] for b, v in zip(solved.burdens, solved.values, strict=True) if not b.outside]
    intensity = solved.lanes[solved.matrix.index[solved.key]]
    require_closure(
        np.ones(len(lines)), np.array(lines)[:, None], np.array([solved.demand]), np.array([[intensity]])
    )
