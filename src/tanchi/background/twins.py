"""A trap in published tables: a new and a recycled material with one and the same value."""

from __future__ import annotations

from collections.abc import Iterable

from tanchi.background.provider import Provider

RECYCLED = "_recycled"


def equal_twins(providers: Iterable[Provider]) -> tuple[tuple[Provider, Provider], ...]:
    """Return the pairs (new, recycled) of one set whose gases are equal: one of the two is doubtful."""
    listed = {(p.set, p.flow, p.place): p for p in providers}
    pairs = (
        (listed[set, flow.removesuffix(RECYCLED), place], recycled)
        for (set, flow, place), recycled in listed.items()
        if flow.endswith(RECYCLED) and (set, flow.removesuffix(RECYCLED), place) in listed
    )
    return tuple((new, recycled) for new, recycled in pairs if new.gases == recycled.gases)
