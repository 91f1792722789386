"""Refrigerant blends: mass composition, and a GWP computed from the components."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from tanchi.findings import Text
from tanchi.gases.errors import unknown
from tanchi.gases.files import rows, sources
from tanchi.gases.gas import Family, Gas, fold, gas
from tanchi.gases.gwp import GwpSet
from tanchi.sources import Source


@dataclass(frozen=True, slots=True)
class Blend:
    """A refrigerant blend; the mass shares of ``parts`` sum to 1 exactly."""

    id: str
    parts: tuple[tuple[Gas, Fraction], ...]
    source: Source
    aliases: tuple[str, ...] = ()


def blend(name: str) -> Blend:
    """Return the blend that ``name`` (``R410A``, ``R-410a``) means. Raises GasError with near names."""
    found = _spellings().get(fold(name))
    if found is None:
        raise unknown(Text("混合制冷剂", "refrigerant blend"), name, (one.id for one in known_blends()))
    return found


def is_blend(name: str) -> bool:
    """Return whether ``name`` is a blend and not a single gas."""
    return fold(name) in _spellings()


def components(name: str) -> tuple[tuple[Gas, Fraction], ...]:
    """Return the gases of ``name`` with their mass shares; a single gas is its own only component.

    Raises GasError for a name that is neither a blend nor a gas.
    """
    return blend(name).parts if is_blend(name) else ((gas(name), Fraction(1)),)


def blend_gwp(gwp_set: GwpSet, name: str) -> float:
    """Return kg CO2e per kg of the blend ``name``, the mass mean of its components in ``gwp_set``.

    Hydrocarbons a set holds no value for count 0, as published tables of blends have it (US EPA Emission
    Factors Hub 2025, table 12); any other component without a value raises GasError.
    """
    return sum(float(share) * _part(gwp_set, one) for one, share in blend(name).parts)


@lru_cache(maxsize=1)
def known_blends() -> tuple[Blend, ...]:
    """Return every blend by number."""
    return tuple(
        Blend(
            row["id"],
            tuple(_share(part) for part in row["mass_percent"].split("|")),
            sources()[row["source"]],
            tuple(row["aliases"].split("|")) if row["aliases"] else (),
        )
        for row in rows("blends.csv")
    )


@lru_cache(maxsize=1)
def _spellings() -> dict[str, Blend]:
    return {fold(word): one for one in known_blends() for word in (one.id, *one.aliases)}


def _share(text: str) -> tuple[Gas, Fraction]:
    name, _, percent = text.rpartition(":")
    return gas(name), Fraction(percent) / 100


def _part(gwp_set: GwpSet, one: Gas) -> float:
    if one.family is Family.NATURAL and not gwp_set.holds(one.id):
        return 0.0
    return gwp_set.factor(one.id)
