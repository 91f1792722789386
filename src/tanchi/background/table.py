"""The factor table: every set merged, found by flow, read flow by flow when asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from tanchi.background.choose import At, Demand, choose
from tanchi.background.names import FlowName, flow_names, named, near
from tanchi.background.own import own_link
from tanchi.background.own_figure import OwnFigure
from tanchi.background.places import place_code
from tanchi.background.provider import Boundary, Link, Provider, ProviderKind
from tanchi.background.rows import FactorRow, read_row
from tanchi.background.sets import FactorSet, load_sets, own_folders
from tanchi.findings import Finding, Level, TanchiError, Text
from tanchi.rules.model import FactorSupply, Supply

_SEARCH = Text("先用因子搜索找到规范名", "find the canonical name with the factor search")


@dataclass(frozen=True, slots=True)
class Hit:
    """A flow found by a search, with its providers; none of them is a footprint where it is a plain gap."""

    name: FlowName
    providers: tuple[Provider, ...]


class FactorTable:
    """Factor sets merged into one table. Build one with :func:`factor_table` or :func:`default_table`."""

    def __init__(self, sets: Sequence[FactorSet]) -> None:
        self.sets = tuple(sets)
        self._raw: dict[str, list[tuple[FactorSet, dict[str, str]]]] = defaultdict(list)
        self._flow_of: dict[str, str] = {}
        self._read: dict[str, tuple[FactorRow, ...]] = {}
        for found in self.sets:
            for row in found.rows():
                self._raw[row["flow"]].append((found, row))
                self._flow_of[row["id"]] = row["flow"]

    @property
    def flows(self) -> tuple[str, ...]:
        """Return the flows that have rows, in the order of the sets."""
        return tuple(self._raw)

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """Return (set, digest) of every set, for fingerprints."""
        return tuple((found.id, found.digest) for found in self.sets)

    def rows(self, flow: str) -> tuple[FactorRow, ...]:
        """Return the rows of a flow, of every kind and place. Raises TanchiError for a row not understood."""
        if flow not in self._read:
            self._read[flow] = tuple(read_row(found, row) for found, row in self._raw.get(flow, ()))
        return self._read[flow]

    def providers(self) -> Iterator[Provider]:
        """Yield every provider."""
        for flow in self._raw:
            yield from (row.provider for row in self.rows(flow))

    def get(self, id: str) -> Provider:
        """Return the provider of a row id. Raises TanchiError where there is none."""
        for row in self.rows(self._flow_of.get(id, "")):
            if row.provider.id == id:
                return row.provider
        message = Text(f"因子表中没有“{id}”", f"the factor table has no '{id}'")
        raise TanchiError(Finding("link.unknown_factor", Level.ERROR, message))

    def find(
        self,
        flow: str,
        *,
        kind: ProviderKind | None = None,
        boundary: Boundary | None = None,
        place: str = "",
        year: str = "",
    ) -> tuple[Provider, ...]:
        """Return the providers of a flow (canonical name or synonym) that fit every given field."""
        known = named(flow)
        code = place_code(place) or place
        return tuple(
            p
            for p in (row.provider for row in self.rows(known.flow if known else flow))
            if (kind is None or p.kind is kind)
            and (boundary is None or p.boundary is boundary)
            and (not code or p.place == code)
            and (not year or p.year == year)
        )

    def search(self, text: str) -> tuple[Hit, ...]:
        """Return what people may mean by ``text`` (Chinese, English, formula), best first; gaps included."""
        return tuple(Hit(name, self.find(name.flow)) for name in near(text))

    def canonical(self, name: str) -> str:
        """Return the canonical flow of a name or synonym, or a row id as it is.

        Raises TanchiError with what comes near.
        """
        if name in self._raw or name in self._flow_of or name in flow_names():
            return name
        known = named(name)
        if known is not None:
            return known.flow
        raise _unknown(name)

    def link(
        self,
        flow: str,
        supply: Sequence[Supply],
        *,
        at: At | None = None,
        own: OwnFigure | Provider | None = None,
    ) -> Link:
        """Return what stands behind a bought flow, with the reason: the first of ``supply`` there is.

        flow: id of the flow in the rule; at: where and when it is needed; own: what the company brings, a
        typed figure or the provider of an opened bundle. Raises TanchiError where a factor of the wrong kind
        is offered (``link.kind``), an own factor cannot be read (``link.own``), or the rule names an unknown
        flow (``link.unknown_flow``).
        """
        demand = Demand(flow, at or At())
        if own is not None:
            return own_link(demand, own)
        known = tuple(
            replace(i, name=self.canonical(i.name)) if isinstance(i, FactorSupply) else i for i in supply
        )
        return choose(demand, known, self._rows_named)

    def _rows_named(self, name: str) -> tuple[FactorRow, ...]:
        if name in self._flow_of:
            return tuple(row for row in self.rows(self._flow_of[name]) if row.provider.id == name)
        return self.rows(name)


def _unknown(name: str) -> TanchiError:
    alike = near(name)[:5]
    listed = "、".join(f"{n.flow}（{n.label.zh}）" for n in alike)
    return TanchiError(
        Finding(
            "link.unknown_flow",
            Level.ERROR,
            Text(f"因子表不认识流“{name}”", f"the factor table knows no flow '{name}'"),
            None,
            Text(f"相近的有：{listed}", f"near: {', '.join(n.flow for n in alike)}") if alike else _SEARCH,
        )
    )


def factor_table(extra: Sequence[Path] = ()) -> FactorTable:
    """Return the shipped sets merged with those of the folders in ``extra``."""
    return FactorTable(load_sets(extra))


def default_table() -> FactorTable:
    """Return the shipped sets with those named in ``TANCHI_FACTORS``, read once."""
    return _cached(own_folders())


@lru_cache(maxsize=4)
def _cached(folders: tuple[Path, ...]) -> FactorTable:
    return factor_table(folders)
