"""Canonical flow names: labels, synonyms, and what to say where no factor is fit to use."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from tanchi.findings import Text

LIBRARY = Path(__file__).parent.parent / "library" / "factors"


@dataclass(frozen=True, slots=True)
class GapAdvice:
    """Why no figure is given, and what to do instead."""

    why: Text
    instead: Text

    @property
    def text(self) -> Text:
        """Return both in one sentence."""
        return Text(f"{self.why.zh}：{self.instead.zh}", f"{self.why.en}: {self.instead.en}")


@dataclass(frozen=True, slots=True)
class FlowName:
    """A canonical flow: its label, group, synonyms, and the advice where it is a gap somewhere."""

    flow: str
    label: Text
    group: str
    also: tuple[str, ...] = ()
    gap: GapAdvice | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return every way to write it, lower case."""
        return tuple(name.casefold() for name in (self.flow, self.label.zh, self.label.en, *self.also))


@lru_cache(maxsize=1)
def flow_names() -> Mapping[str, FlowName]:
    """Return the canonical flows by name, in the order of the table."""
    gaps = {row["flow"]: _advice(row) for row in _table("gaps.csv")}
    return {
        row["flow"]: FlowName(
            row["flow"],
            Text(row["zh"], row["en"]),
            row["group"],
            tuple(filter(None, row["also"].split("|"))),
            gaps.get(row["flow"]),
        )
        for row in _table("flows.csv")
    }


def _table(name: str) -> list[dict[str, str]]:
    with (LIBRARY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _advice(row: Mapping[str, str]) -> GapAdvice:
    return GapAdvice(Text(row["why_zh"], row["why_en"]), Text(row["instead_zh"], row["instead_en"]))


def named(text: str) -> FlowName | None:
    """Return the flow meant by an exact name or synonym; None where there is none or more than one."""
    wanted = text.strip().casefold()
    known = flow_names().get(text)
    if known:
        return known
    meant = [name for name in flow_names().values() if wanted in name.spellings]
    return meant[0] if len(meant) == 1 else None


def near(text: str, most: int = 5) -> tuple[FlowName, ...]:
    """Return the flows people may have meant: those that hold the text, then those spelt alike."""
    wanted = text.strip().casefold()
    if not wanted:
        return ()
    names = flow_names().values()
    holding = sorted(
        (name for name in names if _holds(name, wanted)), key=lambda name: _closeness(name, wanted)
    )
    if holding:
        return tuple(holding)
    alike = get_close_matches(wanted, [s for name in names for s in name.spellings], most, 0.6)
    found = dict.fromkeys(name.flow for spelling in alike for name in names if spelling in name.spellings)
    return tuple(flow_names()[flow] for flow in found)


def _holds(name: FlowName, wanted: str) -> bool:
    return any(wanted in spelling for spelling in name.spellings)


def _closeness(name: FlowName, wanted: str) -> tuple[int, int]:
    spellings = [spelling for spelling in name.spellings if wanted in spelling]
    best = min(spellings, key=lambda s: (s != wanted, not s.startswith(wanted), len(s)))
    return (0 if best == wanted else 1 if best.startswith(wanted) else 2), len(best)
