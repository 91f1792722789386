"""GWP sets: kg CO2e per kg of gas, by origin, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from tanchi.findings import Text
from tanchi.gases.errors import GasError, gas_error, unknown
from tanchi.gases.files import rows, sources
from tanchi.gases.gas import Gas, Origin, gas
from tanchi.sources import Source

_ANY = ""
"""Origin of a value that holds whatever the carbon comes from."""

_SAME_AS_FOSSIL = (Origin.PROCESS, Origin.AIRCRAFT)


@dataclass(frozen=True, slots=True)
class GwpSet:
    """Characterisation factors of one report, metric and horizon.

    ``metric`` is ``GWP`` or ``GTP``, ``horizon`` in years, ``carbon_feedback`` ``with`` or ``without``,
    ``methane`` ``split`` (by origin) or ``single``; ``latest`` says the values are of the newest IPCC report.
    """

    id: str
    name: Text
    report: str
    metric: str
    horizon: int
    carbon_feedback: str
    methane: str
    latest: bool
    source: Source
    values: Mapping[tuple[str, str], float] = field(compare=False, repr=False)
    exceptions: Mapping[tuple[str, str], Source] = field(compare=False, repr=False)

    def factor(self, name: str | Gas, origin: str = Origin.FOSSIL, *, removal: bool = False) -> float:
        """Return kg CO2e per kg of the gas ``name``; ``CO2e`` has the factor 1.

        A removal of CO2 from the air, or its transfer into a product, counts negative. Raises GasError for an
        unknown gas or origin, a value this set does not hold, or a removal of anything but CO2.
        """
        key = self._key(name, origin)
        if removal and key[0] not in ("CO2", "CO2e"):
            raise _no_removal(key[0])
        return 0.0 - self.values[key] if removal else self.values[key]

    def source_of(self, name: str | Gas, origin: str = Origin.FOSSIL) -> Source:
        """Return where the value of the gas comes from and how it was read. Raises GasError as ``factor``."""
        return self.exceptions.get(self._key(name, origin), self.source)

    def holds(self, name: str | Gas, origin: str = Origin.FOSSIL) -> bool:
        """Return whether the set has a value. Raises GasError for an unknown gas or origin."""
        return self._find(gas(str(name)).id, _origin(origin)) is not None

    def _key(self, name: str | Gas, origin: str) -> tuple[str, str]:
        id_, kind = gas(str(name)).id, _origin(origin)
        found = self._find(id_, kind)
        if found is None:
            raise _missing(self, id_, kind)
        return found

    def _find(self, id_: str, origin: Origin) -> tuple[str, str] | None:
        nearest = Origin.FOSSIL if origin in _SAME_AS_FOSSIL else origin
        keys = ((id_, nearest.value), (id_, _ANY))
        return next((key for key in keys if key in self.values), None)


def gwp_set(name: str) -> GwpSet:
    """Return the set with the id ``name`` (``AR6``, ``ar5``). Raises GasError with the sets there are."""
    by_id = {one.id.casefold(): one for one in gwp_sets()}
    if name.casefold() not in by_id:
        raise unknown(Text("GWP 集", "GWP set"), name, (one.id for one in gwp_sets()))
    return by_id[name.casefold()]


@lru_cache(maxsize=1)
def gwp_sets() -> tuple[GwpSet, ...]:
    """Return every set, the newest 100-year values first."""
    values, exceptions = _values(), _exceptions()
    return tuple(_set(row, values[row["id"]], exceptions.get(row["id"], {})) for row in rows("sets.csv"))


def _set(
    row: dict[str, str], values: Mapping[tuple[str, str], float], exceptions: Mapping[tuple[str, str], Source]
) -> GwpSet:
    return GwpSet(
        id=row["id"],
        name=Text(row["zh"], row["en"]),
        report=row["report"],
        metric=row["metric"],
        horizon=int(row["horizon"]),
        carbon_feedback=row["carbon_feedback"],
        methane=row["methane"],
        latest=row["latest"] == "yes",
        source=sources()[row["source"]],
        values=values,
        exceptions=exceptions,
    )


def _values() -> dict[str, dict[tuple[str, str], float]]:
    found: dict[str, dict[tuple[str, str], float]] = {}
    for row in rows("values.csv"):
        key = (row.pop("gas"), row.pop("origin"))
        for name, value in row.items():
            if value:
                found.setdefault(name, {})[key] = float(value)
    return found


def _exceptions() -> dict[str, dict[tuple[str, str], Source]]:
    found: dict[str, dict[tuple[str, str], Source]] = {}
    for row in rows("exceptions.csv"):
        found.setdefault(row["set"], {})[row["gas"], row["origin"]] = sources()[row["source"]]
    return found


def _origin(name: str) -> Origin:
    try:
        return Origin(name)
    except ValueError:
        raise unknown(Text("来源", "origin"), name, [origin.value for origin in Origin]) from None


def _missing(own: GwpSet, id_: str, origin: Origin) -> GasError:
    elsewhere = [other.id for other in gwp_sets() if other.holds(id_, origin)]
    message = Text(
        f"GWP 集 {own.id} 没有 {id_}（{origin}）的数值",
        f"GWP set {own.id} holds no value for {id_} ({origin})",
    )
    if not elsewhere:
        return gas_error(
            "gases.no_value",
            message,
            Text("各集都没有：请补充有出处的数值", "No set has one: add a sourced value"),
        )
    listed = "、".join(elsewhere)
    return gas_error(
        "gases.no_value", message, Text(f"有此数值的集：{listed}", f"Sets that do: {', '.join(elsewhere)}")
    )


def _no_removal(id_: str) -> GasError:
    return gas_error(
        "gases.removal",
        Text(
            f"只有二氧化碳可以作为清除或转移，{id_} 不行",
            f"only CO2 can be removed or transferred, not {id_}",
        ),
        Text(
            "请把回收或销毁写进排放量的公式", "Put recovery or destruction into the formula of the emission"
        ),
    )
