"""Bought flows tied to providers, and the bridge from the flow's unit to the provider's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from tanchi.background import At
from tanchi.background.provider import Boundary, GasAmount, Link, Provider, ProviderKind
from tanchi.findings import Finding, Level, TanchiError, Text
from tanchi.inventory.model import OwnFactor
from tanchi.rules import bridges
from tanchi.rules.model import CaseFactor, Flow, Supply
from tanchi.sources import Reading, Source
from tanchi.study.supplied import SupplierFootprint
from tanchi.study.supplier_fit import taken
from tanchi.units import UNITLESS, parse_unit

Own = OwnFactor | Provider | SupplierFootprint
"""What a company brings for a bought flow."""


class Links(Protocol):
    """What gives links: the factor table, or the links a bundle recorded."""

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """Return (set, digest) of every factor set."""

    def link(
        self,
        flow: str,
        supply: Sequence[Supply],
        *,
        at: At | None = None,
        own: OwnFactor | Provider | None = None,
    ) -> Link:
        """Return what stands behind a bought flow. Raises TanchiError."""


@dataclass(slots=True)
class Recorded:
    """Gives what a table gives and remembers it, so that variants of the study can be computed again too."""

    table: Links
    links: dict[tuple[str, str, str], Link] = field(default_factory=dict)

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """Return (set, digest) of every factor set."""
        return self.table.versions

    def link(
        self,
        flow: str,
        supply: Sequence[Supply],
        *,
        at: At | None = None,
        own: OwnFactor | Provider | None = None,
    ) -> Link:
        """Return what stands behind a bought flow. Raises TanchiError."""
        wanted = (at.place, at.year) if at is not None else ("", "")
        found = replace(self.table.link(flow, supply, at=at, own=own), wanted=wanted)
        return found if isinstance(own, Provider) else self.links.setdefault((flow, *wanted), found)


@dataclass(frozen=True, slots=True)
class Linked:
    """A link with its number in the study and the bridges from the flow's unit to the provider's."""

    link: Link
    path: bridges.Path


class Linker:
    """Finds what stands behind a bought flow; every flow and place is linked once and listed."""

    def __init__(
        self,
        table: Links,
        year: str,
        own: Mapping[str, Own],
        replaced: Sequence[CaseFactor] = (),
        choices: Mapping[str, str] | None = None,
        place: str = "CN",
    ) -> None:
        self.table = table
        self.year = year
        self.place = place
        self.own = own
        self.choices = choices or {}
        self.replaced = {factor.flow: factor for factor in replaced}
        self._known: dict[tuple[str, str, str], Linked] = {}

    @property
    def links(self) -> tuple[Link, ...]:
        """Return every link made, in order."""
        return tuple(linked.link for linked in self._known.values())

    def number(self, link: Link) -> int:
        """Return the position of a link among :attr:`links`."""
        return next(i for i, linked in enumerate(self._known.values()) if linked.link is link)

    def find(self, flow: Flow, place: str = "", year: str = "") -> Linked:
        """Return the link of a flow wanted at a place and in a year."""
        key = (flow.id, place, year)
        if key not in self._known:
            self._known[key] = self._find(flow, place or self.place, year or self.year)
        return self._known[key]

    def _find(self, flow: Flow, place: str, year: str) -> Linked:
        if flow.id in self.replaced:
            link = Link(
                flow.id,
                _case_provider(self.replaced[flow.id]),
                1,
                Text("算例给定的因子", "factor given by the worked example"),
            )
        else:
            link = self.table.link(flow.id, flow.supply, at=At(place, year), own=self._own(flow))
        return self._bridged(flow, link)

    def _own(self, flow: Flow) -> OwnFactor | Provider | None:
        own = self.own.get(flow.id)
        return taken(flow, own, self.choices) if isinstance(own, SupplierFootprint) else own

    def _bridged(self, flow: Flow, link: Link) -> Linked:
        provider = link.provider
        if provider is None or not provider.gases:
            return Linked(link, ())
        start, end = flow.unit or UNITLESS, parse_unit(provider.unit)
        path = bridges.path_to(flow, start.dimension, end.dimension)
        if path is None:
            raise TanchiError(
                Finding(
                    "link.unit", Level.ERROR,
                    Text(f"“{flow.label or flow.id}”以 {start} 计，因子“{provider.name}”以 {end} 计，没有换算属性", f"flow {flow.id} is counted in {start}, the factor '{provider.name.of('en')}' in {end}; no property bridges them"),
                    link.place or flow.place, Text("换用同一单位的因子，或给流补上属性（如低位发热量）", "use a factor in that unit or give the flow a property such as ncv"),
                )
            )  # fmt: skip
        factor = float(start.scale / end.scale) if not path else float("nan")
        return Linked(replace(link, bridge="、".join(b.prop for b in path), factor=factor), path)


def _case_provider(factor: CaseFactor) -> Provider:
    gases = tuple(GasAmount(gas, "fossil", amount) for gas, amount in factor.gases.items())
    return Provider(
        id=f"case/{factor.flow}", kind=ProviderKind.FOOTPRINT_FACTOR, name=Text("算例因子", "factor of the worked example"), flow=factor.flow,
        unit=_per(factor), gases=gases, boundary=Boundary.LIFE_CYCLE, place="", year="",
        source=Source("算例", reading=Reading.READ), set="case",
    )  # fmt: skip


def _per(factor: CaseFactor) -> str:
    """Return the flow unit of a factor written as kg per unit."""
    return str((parse_unit("kg") / factor.unit).symbol)
