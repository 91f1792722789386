"""Emissions whose gas is picked: a choice, a pick column of the line's table, or a pick quantity names it."""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.findings import Finding, Level, Text
from tanchi.formula import UnknownName
from tanchi.gases import blend, gas, is_blend
from tanchi.gases.errors import GasError
from tanchi.rules.expression import Ref
from tanchi.rules.model import Choice, Emission, Process, Quantity, Uptake
from tanchi.rules.names import Column, Meaning, Names, PackItem, ProcessItem, Where
from tanchi.rules.picks import pick_options


def gas_named(word: str) -> str:
    """Return the id of the gas or refrigerant blend a word means (``r32`` → HFC-32). Raises GasError."""
    return blend(word).id if is_blend(word) else gas(word).id


def is_gas(word: str) -> bool:
    """Return whether a word means a gas or a refrigerant blend."""
    try:
        return bool(gas_named(word))
    except GasError:
        return False


def gas_meaning(names: Names, line: Emission | Uptake, process: Process) -> Meaning | None:
    """Return what names the gas of a line that picks it; None where nothing is so named."""
    assert isinstance(line.gas, Ref)
    try:
        return names.meaning(tuple(line.gas.split(".")), Where(process, str(line.each or "")))
    except UnknownName:
        return None


def gas_words(names: Names, line: Emission | Uptake, process: Process) -> tuple[str, ...] | None:
    """Return the options the gas is picked from; None where the name is no choice and no pick."""
    found = gas_meaning(names, line, process)
    if isinstance(found, Choice):
        return found.ids
    quantity = found.column if isinstance(found, Column) else None
    if isinstance(found, PackItem | ProcessItem) and isinstance(found.item, Quantity):
        quantity = found.item
    options = pick_options(names.rule, quantity, process) if quantity and quantity.type == "pick" else None
    return tuple(id for id, _ in options.options) if options else None


def gas_findings(names: Names, line: Emission | Uptake, process: Process) -> Iterator[Finding]:
    """Refuse an unknown gas, and a pick of the gas whose options are not all gases counted by mass."""
    words = gas_words(names, line, process) if isinstance(line.gas, Ref) else None
    if words is None:
        try:
            gas_named(line.gas)
        except GasError as error:
            yield from (finding.at(line.place) for finding in error.findings)
        return
    for word in words:
        if not is_gas(word) or gas_named(word) == "CO2":
            yield Finding(
                "rule.gas",
                Level.ERROR,
                Text(
                    f"“{line.gas}”的选项“{word}”不是按质量计的温室气体",
                    f"option '{word}' of '{line.gas}' is no greenhouse gas counted by mass",
                ),
                line.place,
                Text(
                    "选项的编号写成气体的名称，如 r32、r410a、nf3",
                    "name the options like gases: r32, r410a, nf3",
                ),
            )
