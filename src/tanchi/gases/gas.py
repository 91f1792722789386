"""Greenhouse gases by id, formula, refrigerant number and Chinese name."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from tanchi.findings import Text
from tanchi.gases.errors import GasError, gas_error, unknown
from tanchi.gases.files import rows


class Family(StrEnum):
    """The group a gas is shown and coloured by."""

    CO2 = "CO2"
    CH4 = "CH4"
    N2O = "N2O"
    HFC = "HFC"
    PFC = "PFC"
    SF6 = "SF6"
    NF3 = "NF3"
    NATURAL = "NATURAL"
    """Hydrocarbons and ethers without fluorine, chlorine or bromine, used as refrigerants."""
    OTHER = "OTHER"
    """CFC, HCFC, halons, fluorinated ethers and solvents."""
    LUMPED = "LUMPED"
    """CO2e from a source that does not split its gases."""


class Origin(StrEnum):
    """Where the carbon of an emission comes from, or the separate line it belongs to."""

    FOSSIL = "fossil"
    BIOGENIC = "biogenic"
    DLUC = "dluc"
    PROCESS = "process"
    AIRCRAFT = "aircraft"


@dataclass(frozen=True, slots=True)
class Gas:
    """A greenhouse gas; ``cas`` is empty where the number is not known."""

    id: str
    name: Text
    formula: str
    cas: str
    family: Family
    aliases: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.id


@lru_cache(maxsize=4096)
def gas(name: str) -> Gas:
    """Return the gas that ``name`` (id, formula, R number, CAS number, name) means.

    Raises GasError with near names, or saying that ``name`` is a blend of gases.
    """
    found = _spellings().get(fold(name))
    if found is None:
        raise _no_gas(name)
    return found


@lru_cache(maxsize=1)
def known_gases() -> tuple[Gas, ...]:
    """Return every gas, in the order of the table."""
    return tuple(
        Gas(
            row["id"],
            Text(row["zh"], row["en"]),
            row["formula"],
            row["cas"],
            Family(row["family"]),
            tuple(row["aliases"].split("|")) if row["aliases"] else (),
        )
        for row in rows("gases.csv")
    )


def fold(name: str) -> str:
    """Return ``name`` without case, blanks, hyphens and subscripts: ``R-134a`` and ``r134A`` are one."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in plain if char not in " -_")


@lru_cache(maxsize=1)
def _spellings() -> dict[str, Gas]:
    return {fold(word): one for one in known_gases() for word in _words(one) if word}


def _no_gas(name: str) -> GasError:
    mixed = {fold(row["id"]): row["mass_percent"] for row in rows("blends.csv")}
    if fold(name) in mixed:
        parts = mixed[fold(name)].replace(":", " ").replace("|", " %, ") + " %"
        return gas_error(
            "gases.blend",
            Text(f"{name} 是混合制冷剂，不是单一气体", f"{name} is a blend, not a single gas"),
            Text(f"请按组分填写：{parts}", f"State its components: {parts}"),
        )
    spelled = (word for one in known_gases() for word in (one.id, one.name.zh, *one.aliases))
    return unknown(Text("气体", "gas"), name, spelled)


def _words(one: Gas) -> tuple[str, ...]:
    return (one.cas, one.name.zh, one.name.en, *one.aliases, one.id)
