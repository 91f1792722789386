"""A row of ``factors.csv`` as a provider, with where else it may stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tanchi.background.provider import Boundary, GasAmount, Provider, ProviderKind, Quality
from tanchi.background.sets import FactorSet
from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text
from tanchi.sources import Reading, Source

GAS_COLUMNS = ("CO2_fossil", "CO2_biogenic", "CH4_fossil", "CH4_biogenic", "N2O_fossil", "CO2e_fossil")
FORBIDDEN = 0
"""``elsewhere`` of a row that may serve its own place only."""


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A provider of a set.

    ``rank`` orders the rows of a flow; ``elsewhere`` is the place score abroad, 0 = not to be used there.
    """

    provider: Provider
    rank: int
    elsewhere: int
    step: int


def read_row(found: FactorSet, row: Mapping[str, str]) -> FactorRow:
    """Return the row. Raises TanchiError naming the set and the row where a cell is not understood."""
    try:
        return FactorRow(
            _provider(found, row), int(row["rank"]), int(row["elsewhere"] or FORBIDDEN), found.step
        )
    except (KeyError, ValueError) as error:
        place = FilePlace(f"{found.id}/factors.csv", path=row.get("id") or "")
        message = Text(f"因子行读不懂：{error}", f"a factor row is not understood: {error}")
        raise TanchiError(Finding("factors.row", Level.ERROR, message, place)) from error


def _provider(found: FactorSet, row: Mapping[str, str]) -> Provider:
    return Provider(
        id=row["id"],
        kind=ProviderKind(row["kind"]),
        name=Text(row["name_zh"], row["name_en"]),
        flow=row["flow"],
        unit=row["unit"],
        gases=tuple(_gases(row)),
        boundary=Boundary(row["boundary"]),
        place=row["place"],
        year=row["year"],
        source=Source(
            row["ref"] or found.ref, row["at"], row["year"], Reading(row["reading"]), found.licence.name
        ),
        technology=row["technology"],
        gwp_set=row["gwp_set"],
        quality=Quality(
            *(int(row[f"q_{name}"]) for name in ("technology", "place", "time", "completeness", "reading"))
        ),
        gsd2=float(row["gsd2"]) if row["gsd2"] else None,
        remark=Text(row["remark_zh"], row["remark_en"]),
        set=found.id,
    )


def _gases(row: Mapping[str, str]) -> Iterator[GasAmount]:
    for column in GAS_COLUMNS:
        if row[column]:
            gas, origin = column.split("_")
            yield GasAmount(gas, origin, float(row[column]))
    for part in row["other_gases"].split():
        gas, origin, amount = part.split(":")
        yield GasAmount(gas, origin, float(amount))
