"""Burdens: what one line adds to the footprint, in kg CO2e over the period, split by gas and origin."""

from __future__ import annotations

from dataclasses import dataclass

from tanchi.background.provider import Link, Provider
from tanchi.findings import Text
from tanchi.formula import Labelled, labelled
from tanchi.gases import GwpSet, blend_gwp, components, is_blend
from tanchi.sources import Source
from tanchi.study.context import Context
from tanchi.study.exchanges import Exchange, Release
from tanchi.study.result import ContributionKind, NodeKind
from tanchi.study.steps import Step, constant, product
from tanchi.units import UNITLESS, parse_unit

KG_CO2E = "kgCO2e"


@dataclass(frozen=True, slots=True)
class Portion:
    """A gas in a burden: its share of the CO2e and kg of gas per kg CO2e."""

    gas: str
    origin: str
    share: float
    mass: float
    gwp: float
    aircraft: bool = False
    lumped: bool = False
    removal: bool = False
    """Whether the gas is taken from the air."""


@dataclass(frozen=True, slots=True, eq=False)
class Burden:
    """One line's burden. ``outside`` names a line beside the total; ``column`` a market it belongs to instead."""

    id: str
    label: Text
    kind: ContributionKind
    stage: str
    group: str
    instance: str
    line: str
    row: str
    flow: str
    co2e: Step
    portions: tuple[Portion, ...]
    outside: str = ""
    link: Link | None = None
    market: str = ""
    exchange: Exchange | None = None


def gwp_step(context: Context, gas: str, origin: str) -> Step:
    """Return the GWP of a gas as a step, kg CO2e per kg (per kg CO2 for CO2)."""
    key = (gas, origin)
    if key not in context.kept.gwps:
        number, source = _factor(context.gwp, gas, origin)
        unit = UNITLESS if gas == "CO2e" else parse_unit("kgCO2e/kgCO2" if gas == "CO2" else "kgCO2e/kg")
        label = Text(f"{gas} 的 GWP100（{context.gwp.id}）", f"GWP100 of {gas} ({context.gwp.id})")
        context.kept.gwps[key] = constant(
            f"gwp:{gas}:{origin}", NodeKind.GWP, label, number, unit, source=source
        )
    return context.kept.gwps[key]


def _factor(gwp: GwpSet, gas: str, origin: str) -> tuple[float, Source]:
    """Return kg CO2e per kg and where the value is from; of a blend, the source of the set."""
    if is_blend(gas):
        return blend_gwp(gwp, gas), gwp.source
    return gwp.factor(gas, origin), gwp.source_of(gas, origin)


def _release_portions(context: Context, release: Release, gwp: float) -> tuple[Portion, ...]:
    """Return the gas of a release as portions; a refrigerant blend is its components."""
    if not is_blend(release.gas):
        mass = 1.0 / gwp if gwp else 0.0
        return (
            Portion(release.gas, release.origin, 1.0, mass, gwp, release.aircraft, release.gas == "CO2e"),
        )
    found = []
    for component in components(release.gas):
        known = context.gwp.holds(component[0], release.origin)
        own = context.gwp.factor(component[0], release.origin) if known else 0.0
        share = float(component[1])
        found.append(Portion(component[0].id, release.origin, share * own / gwp, share / gwp, own))
    return tuple(found)


def _release_label(release: Release) -> Text:
    """Return what the release is called: a burnt fuel by the fuel, with the gas where it is not CO2."""
    own = release.line.label or Text(release.line.id)
    if not release.burnt:
        return own
    label = release.amount.label or own
    return (
        label
        if release.gas == "CO2"
        else Text(f"{label.zh}（{release.gas}）", f"{label.of('en')} ({release.gas})")
    )


def release_burden(context: Context, release: Release, stage: str) -> Burden:
    """Return the burden of a release."""
    gwp = gwp_step(context, release.gas, release.origin)
    unit = parse_unit(KG_CO2E)
    id = f"{release.amount.id}:CO2e"
    label = _release_label(release)
    co2e = product(
        id,
        NodeKind.CONTRIBUTION,
        label,
        unit,
        [(release.amount, 1), (gwp, 1)],
        constant=float(release.sign),
        clause=release.line.clause,
    )
    kind = (
        ContributionKind.UPTAKE
        if release.sign < 0
        else (ContributionKind.COMBUSTION if release.burnt else ContributionKind.EMISSION)
    )
    line = release.line
    return Burden(
        f"{release.instance.id}.{line.id}" + (f"[{release.row}]" if release.row else "") + f":{release.gas}:{release.origin}",
        label, kind, stage, line.group, release.instance.id, line.id, release.row, release.flow, co2e, _release_portions(context, release, gwp.number), release.outside,
    )  # fmt: skip


def link_burden(
    context: Context, exchange: Exchange, amount: Step, link: Link, stage: str, credit: bool = False
) -> Burden | None:
    """Return the burden of a bought flow; None for a gap or a flow that enters free of burden.

    ``amount`` is expressed in the dimension the provider counts in.
    """
    provider = link.provider
    if provider is None or not provider.gases:
        return None
    per_unit = provider_step(context, provider)
    unit = parse_unit(KG_CO2E)
    co2e = product(
        f"{exchange.id}:link", NodeKind.CONTRIBUTION, exchange.label, unit, [(amount, 1), (per_unit, 1)],
        constant=-1.0 if credit else 1.0, clause=exchange.line.clause,
    )  # fmt: skip
    return Burden(
        f"{exchange.id}:link", exchange.label, ContributionKind.CREDIT if credit else ContributionKind.LINK, stage, exchange.line.group,
        exchange.instance.id, exchange.line.id, exchange.row, exchange.flow.id, co2e, portions(context, provider), "", link, "", exchange,
    )  # fmt: skip


def provider_step(context: Context, provider: Provider) -> Step:
    """Return the CO2e of one unit of a provider (base units: kg CO2e per base unit of its flow)."""
    key = (provider.id, provider.set)
    if key not in context.kept.providers:
        unit = parse_unit(KG_CO2E) / parse_unit(provider.unit)
        number = sum(g.amount * gwp_step(context, g.gas, g.origin).number for g in provider.gases)
        value: Labelled = labelled(number * float(unit.scale))
        spread = ("lognormal", provider.gsd2) if provider.gsd2 is not None and provider.gsd2 > 1.0 else None
        id = f"provider:{provider.set}/{provider.id}"
        if spread is not None and (factor := context.multiplier(id, *spread)) is not None:
            value = Labelled(value.values * factor.values, factor.dims)
        context.kept.providers[key] = Step(
            id, NodeKind.PROVIDER, provider.name, value, unit, tuple(gwp_step(context, g.gas, g.origin) for g in provider.gases),
            source=provider.source, spread=spread, note=provider.remark,
        )  # fmt: skip
    return context.kept.providers[key]


def portions(context: Context, provider: Provider) -> tuple[Portion, ...]:
    """Return a provider's gases as shares of its CO2e."""
    parts = [(g, gwp_step(context, g.gas, g.origin).number) for g in provider.gases]
    whole = sum(g.amount * gwp for g, gwp in parts)
    if whole == 0:
        return ()
    return tuple(
        Portion(
            g.gas, "fossil" if g.origin in ("process", "aircraft") else g.origin, g.amount * gwp / whole, g.amount / whole, gwp,
            g.origin == "aircraft", g.gas == "CO2e", g.amount < 0,
        )
        for g, gwp in parts
    )  # fmt: skip
