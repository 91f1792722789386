"""The choice of a provider: precedence, place, year, and where a stand-in is tolerable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from tanchi.background import reasons
from tanchi.background.names import flow_names
from tanchi.background.places import covers, place_code
from tanchi.background.provider import Boundary, Link, Provider, ProviderKind, Quality
from tanchi.background.quality import against, gsd2, is_proxy, last_year
from tanchi.background.rows import FORBIDDEN, FactorRow
from tanchi.findings import Finding, Level, TanchiError, Text
from tanchi.rules.model import FactorSupply, FootprintSupply, FreeSupply, GapSupply, Supply
from tanchi.sources import Reading, Source

SITE, AT = "site", "at"
CLASS_TECHNOLOGY = 4
STEP_FREE, STEP_PUBLISHED, STEP_PROXY, STEP_CLASS, STEP_GAP = 3, 5, 6, 7, 8

RowsNamed = Callable[[str], Sequence[FactorRow]]


@dataclass(frozen=True, slots=True)
class At:
    """Where and when a flow is needed: a place as people write it, a year or a date that starts with one."""

    place: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """A flow of the rule that wants a provider."""

    flow: str
    at: At

    @property
    def place(self) -> str:
        """Return the code of the place; empty where it is not known."""
        return place_code(self.at.place)

    @property
    def year(self) -> int | None:
        """Return the year; None where it is not given."""
        return last_year(self.at.year[:4])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may serve: how well its place fits (0 best), and its scores for the demand."""

    row: FactorRow
    fit: int
    quality: Quality
    wanted: int | None

    @property
    def order(self) -> tuple[int, int, int, bool, int]:
        """Return the sorting key: precedence, place, rank of the row, not from later years, nearest year."""
        year = last_year(self.row.provider.year) or 0
        later = self.wanted is not None and year > self.wanted
        apart = -year if self.wanted is None else abs(year - self.wanted)
        return self.step, self.fit, self.row.rank, later, apart

    @property
    def step(self) -> int:
        """Return the order of precedence: official or own data, published, proxy, class."""
        if self.row.step < STEP_PUBLISHED:
            return self.row.step
        if self.quality.technology >= CLASS_TECHNOLOGY:
            return STEP_CLASS
        return STEP_PROXY if is_proxy(self.quality) else STEP_PUBLISHED


def choose(demand: Demand, supply: Sequence[Supply], rows_named: RowsNamed) -> Link:
    """Return the link to the first supply there is, else a gap. Raises TanchiError (``link.kind``)."""
    passed: list[Text] = []
    for item in supply:
        match item:
            case FreeSupply(reason):
                return Link(demand.flow, _free(demand, reason), STEP_FREE, reasons.free(reason))
            case GapSupply(text):
                return gap(demand, supply, text if text else reasons.joined(passed))
            case FootprintSupply():
                passed.append(reasons.no_bundle(item.rule))
            case FactorSupply():
                found = candidates(demand, item, rows_named(item.name))
                if found:
                    return _link(demand, min(found, key=lambda c: c.order), passed)
                passed.append(reasons.none_fits(item.name, demand.at.place, rows_named(item.name)))
    return gap(demand, supply, reasons.joined(passed))


def candidates(demand: Demand, item: FactorSupply, rows: Iterable[FactorRow]) -> list[Candidate]:
    """Return the rows that may serve. Raises TanchiError where there are emission factors only."""
    listed = list(rows)
    if listed and all(row.provider.kind is ProviderKind.EMISSION_FACTOR for row in listed):
        raise wrong_kind(demand.flow, listed[0].provider)
    order = [demand.place if place == SITE else place_code(place) or place for place in item.places]
    wanted = demand.year if item.year in ("", AT) else last_year(item.year)
    found = []
    for row in listed:
        fit = _fit(row, demand.place, order)
        if row.provider.kind is not ProviderKind.EMISSION_FACTOR and fit is not None:
            quality = against(row.provider, demand.place, wanted, row.elsewhere)
            found.append(Candidate(row, fit, quality, wanted))
    return found


def _fit(row: FactorRow, site: str, order: Sequence[str]) -> int | None:
    """Return the position of the row's place in ``order``; after it wider places, then stand-ins."""
    place = row.provider.place
    here = covers(place, site) if site else place in order or not order
    if here:
        return order.index(place) if place in order else len(order)
    return None if row.elsewhere == FORBIDDEN else len(order) + 1


def _link(demand: Demand, chosen: Candidate, passed: Sequence[Text]) -> Link:
    row, quality = chosen.row, chosen.quality
    provider = replace(
        row.provider, quality=quality, proxy=is_proxy(quality), gsd2=gsd2(quality, row.provider.gsd2)
    )
    reason = reasons.chosen(provider, chosen.step, demand.at.place, chosen.wanted)
    return Link(demand.flow, provider, chosen.step, reasons.joined((*passed, reason)))


def gap(demand: Demand, supply: Sequence[Supply], reason: Text) -> Link:
    """Return a gap: the reason, and the advice of the table for the first factor the rule named."""
    names = flow_names()
    advice = next(
        (
            names[i.name].gap
            for i in supply
            if isinstance(i, FactorSupply) and i.name in names and names[i.name].gap
        ),
        None,
    )
    return Link(demand.flow, None, STEP_GAP, reasons.gap(reason, advice))


def wrong_kind(flow: str, provider: Provider) -> TanchiError:
    """Return the refusal of an emission factor for a footprint link."""
    return TanchiError(Finding("link.kind", Level.ERROR, *reasons.wrong_kind(flow, provider)))


def _free(demand: Demand, reason: Text) -> Provider:
    return Provider(
        id=f"free/{demand.flow}",
        kind=ProviderKind.FOOTPRINT_FACTOR,
        name=Text("不带负担进入", "enters without burden"),
        flow=demand.flow,
        unit="1",
        gases=(),
        boundary=Boundary.LIFE_CYCLE,
        place=demand.place,
        year=demand.at.year[:4],
        source=Source("规则的取舍与再生材料条款", reading=Reading.READ),
        remark=reason,
    )
