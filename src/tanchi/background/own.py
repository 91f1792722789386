"""What the company brings for a bought flow: a typed figure, or the provider of an opened bundle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import exp, isfinite, log1p, sqrt

from tanchi.background import reasons
from tanchi.background.choose import Demand
from tanchi.background.own_figure import OwnFigure, Spread
from tanchi.background.places import place_code
from tanchi.background.provider import Boundary, GasAmount, Link, Provider, ProviderKind, Quality
from tanchi.background.quality import gsd2, time_score
from tanchi.findings import Finding, Level, TanchiError, Text
from tanchi.gases import gas
from tanchi.sources import Reading, Source
from tanchi.units import parse_unit

STEP_SUPPLIER, STEP_OWN = 1, 4
UNKNOWN_SCORE = 3

_UNOPENED = (
    Text("供应商足迹文件“{}”还没有打开", "the supplier's bundle '{}' is not opened"),
    Text("把文件放在数据表旁边再算一次", "put the file beside the workbook and compute again"),
)
_EMPTY = (
    Text("流 {} 的自带因子没有数值", "the own factor of {} has no figure"),
    Text("填写每单位的 kgCO2e，或删掉这一行", "give kg CO2e per unit or delete the line"),
)


def own_link(demand: Demand, own: OwnFigure | Provider) -> Link:
    """Return the link to what the company brings. Raises TanchiError (``link.kind``, ``link.own``)."""
    if isinstance(own, Provider):
        provider, where = own, None
    else:
        provider, where = own_provider(own, demand.year), own.where
    if provider.kind is ProviderKind.EMISSION_FACTOR:
        raise TanchiError(
            Finding("link.kind", Level.ERROR, *reasons.wrong_kind(demand.flow, provider, where))
        )
    step = STEP_SUPPLIER if provider.kind is ProviderKind.SUPPLIER_FOOTPRINT else STEP_OWN
    return Link(demand.flow, provider, step, reasons.own(provider, step), place=where)


def own_provider(own: OwnFigure, wanted_year: int | None = None) -> Provider:
    """Return a typed figure as a provider. Raises TanchiError with every problem of it at its cell."""
    problems = _problems(own)
    if problems:
        raise TanchiError(replace(problem, place=own.where) for problem in problems)
    assert own.amount is not None
    quality = _quality(own, wanted_year)
    return Provider(
        id=f"own/{own.flow}",
        kind=_kind(own),
        name=Text(f"{own.flow} 的自带因子", f"own factor of {own.flow}"),
        flow=own.flow,
        unit=own.unit,
        gases=(GasAmount(own.gas, "fossil", own.amount),),
        boundary=Boundary.CRADLE_TO_GATE,
        place=place_code(own.place) or own.place,
        year=own.year,
        source=Source(own.source or "企业填报", year=own.year, reading=_reading(own)),
        gwp_set="unknown" if own.gas == "CO2e" else "",
        quality=quality,
        gsd2=_gsd2(own.spread) if own.spread is not None else gsd2(quality),
    )


def _gsd2(spread: Spread) -> float:
    """Return the GSD² with the coefficient of variation of a spread: σ² = ln(1 + CV²), GSD² = exp(2 σ)."""
    if spread.kind == "lognormal":
        return spread.value
    widths = {"normal": 1.0, "uniform": sqrt(3), "triangular": sqrt(6)}
    variation = spread.value / widths[spread.kind]
    return exp(2 * sqrt(log1p(variation**2)))


def _kind(own: OwnFigure) -> ProviderKind:
    if own.kind == "emission":
        return ProviderKind.EMISSION_FACTOR
    return ProviderKind.SUPPLIER_FOOTPRINT if own.primary else ProviderKind.FOOTPRINT_FACTOR


def _reading(own: OwnFigure) -> Reading:
    return Reading.READ if own.source else Reading.UNKNOWN


def _quality(own: OwnFigure, wanted_year: int | None) -> Quality:
    known = 1 if own.primary else UNKNOWN_SCORE
    return Quality(
        technology=known,
        place=known,
        time=time_score(own.year, wanted_year),
        completeness=2 if own.primary else UNKNOWN_SCORE,
        reading=1 if own.source else 5,
    )


def _problems(own: OwnFigure) -> list[Finding]:
    found = [*_refusals(parse_unit, own.unit), *_refusals(gas, own.gas)]
    if own.amount is None and own.bundle:
        found.append(_error(*_UNOPENED, own.bundle))
    elif own.amount is None or not isfinite(own.amount):
        found.append(_error(*_EMPTY, own.flow))
    return found


def _refusals(check: Callable[[str], object], text: str) -> tuple[Finding, ...]:
    try:
        check(text)
    except TanchiError as error:
        return error.findings
    return ()


def _error(message: Text, remedy: Text, what: str) -> Finding:
    filled = Text(message.zh.format(what), message.en.format(what))
    return Finding("link.own", Level.ERROR, filled, None, remedy)
