"""A GWP set as a bundle carries it: whole, so that computing again takes nothing from the program."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from tanchi.findings import Text
from tanchi.gases import GwpSet
from tanchi.sources import Source

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StoredGwps:
    """A GWP set as data: kg CO2e per kg, and sources that differ from the set's, by ``gas:origin``."""

    id: str
    name: Text
    report: str
    metric: str
    horizon: int
    carbon_feedback: str
    methane: str
    latest: bool
    source: Source
    values: Mapping[str, float]
    exceptions: Mapping[str, Source]

    @classmethod
    def of(cls, found: GwpSet) -> StoredGwps:
        """Return a set as data."""
        return cls(
            found.id, found.name, found.report, found.metric, found.horizon, found.carbon_feedback, found.methane,
            found.latest, found.source, _flat(found.values), _flat(found.exceptions),
        )  # fmt: skip

    def as_set(self) -> GwpSet:
        """Return the set. Raises ValueError where a value is no finite number."""
        if not all(math.isfinite(value) for value in self.values.values()):
            raise ValueError("values")
        return GwpSet(
            self.id, self.name, self.report, self.metric, self.horizon, self.carbon_feedback, self.methane,
            self.latest, self.source, _deep(self.values), _deep(self.exceptions),
        )  # fmt: skip


def _flat(found: Mapping[tuple[str, str], T]) -> dict[str, T]:
    return {f"{gas}:{origin}": item for (gas, origin), item in found.items()}


def _deep(found: Mapping[str, T]) -> dict[tuple[str, str], T]:
    return {(key.partition(":")[0], key.partition(":")[2]): item for key, item in found.items()}
