"""A footprint as people read it: unit, digits, labels in one language."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from tanchi.documents.blocks import Cell
from tanchi.documents.numbers import (
    decimals_of_part,
    decimals_of_total,
    decimals_without_interval,
    show,
    show_percent,
    show_range,
)
from tanchi.documents.palette import stage_colours
from tanchi.findings import Language, Text
from tanchi.rules.model import Rule
from tanchi.study.result import Footprint, Interval

TONNE = 1000.0


@dataclass(frozen=True, slots=True)
class Shown:
    """A footprint, its rule and the language it is told in. Values come in kg CO2e per unit."""

    footprint: Footprint
    rule: Rule
    language: Language

    @property
    def scale(self) -> float:
        """Return what values are divided by: 1000 where the total is a tonne or more."""
        return TONNE if abs(self.footprint.total) >= TONNE else 1.0

    @property
    def mass(self) -> str:
        """Return the unit of mass."""
        return "t CO₂e" if self.scale == TONNE else "kg CO₂e"

    @property
    def unit(self) -> str:
        """Return the unit of the result, such as ``t CO₂e/t``."""
        amount = self.footprint.unit_amount
        per = self.footprint.unit_symbol if amount == 1 else f"({amount:g} {self.footprint.unit_symbol})"
        return f"{self.mass}/{per}"

    @property
    def unit_kind(self) -> Text:
        """Return what the unit is called: a functional unit goes with the whole life, a declared one with a part of it."""
        if self.footprint.result_type == "cfp":
            return Text("功能单位", "functional unit")
        return Text("声明单位", "declared unit")

    @property
    def declared(self) -> str:
        """Return the declared unit in words."""
        return self.say(self.rule.unit.text) or self.footprint.unit

    @property
    def decimals(self) -> int:
        """Return the decimals of the total: its interval decides; three digits where there is none."""
        found = self.footprint.interval
        if found is None or found.high <= found.low:
            return decimals_without_interval(self.footprint.total / self.scale)
        return decimals_of_total(found.low / self.scale, found.high / self.scale)

    def total(self, value: float | None) -> str:
        """Return a total."""
        return show(None if value is None else value / self.scale, self.decimals)

    def part(self, value: float | None, *, sign: bool = False) -> str:
        """Return a part of the total: one digit more."""
        found = self.footprint.interval
        wide = found is not None and found.high > found.low
        places = (
            decimals_of_part(found.low / self.scale, found.high / self.scale)
            if wide and found
            else self.decimals + 1
        )
        return show(None if value is None else value / self.scale, places, sign=sign)

    def range(self, interval: Interval | None) -> str:
        """Return an interval as ``11.9–13.6``; empty where there is none."""
        if interval is None or interval.high <= interval.low:
            return ""
        return show_range(interval.low / self.scale, interval.high / self.scale, self.decimals, self.language)

    def percent(self, share: float | None) -> str:
        """Return a share in per cent."""
        return show_percent(share)

    def say(self, text: Text) -> str:
        """Return a text in the language."""
        return text.of(self.language)

    def either(self, zh: str, en: str) -> str:
        """Return one of two texts."""
        return zh if self.language == "zh" else en

    def colours(self) -> dict[str, str]:
        """Return the colour token of every stage."""
        return stage_colours([id for id, _ in self.footprint.stages])

    def stage(self, id: str) -> str:
        """Return the label of a stage."""
        return next((self.say(label) for stage, label in self.footprint.stages if stage == id), id)

    def process(self, id: str) -> str:
        """Return the label of the process an id begins with (``kiln.heat``, ``mill[r1]``); empty if none."""
        found = self.rule.processes.get(id) or self.rule.processes.get(re.split(r"[\[.@]", id)[0])
        return self.say(found.label) if found is not None else ""

    def stage_cell(self, id: str) -> Cell:
        """Return a table cell that names a stage with its colour."""
        return Cell(self.stage(id), swatch=self.colours().get(id, "ink-3"))


def figure(value: float, digits: int = 4) -> str:
    """Return a plain number with at most ``digits`` significant digits; whole numbers without decimals."""
    if math.isfinite(value) and value == int(value) and abs(value) < 1e15:
        return show(value, 0)
    return show(value, max(0, decimals_without_interval(value, digits)))


def gas_name(gas: str) -> str:
    """Return a gas as printed: CO₂, CH₄, C₂F₆."""
    if "-" in gas or gas.startswith("R"):
        return gas
    lowered = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
    return gas.replace("CO2e", "CO₂e") if gas == "CO2e" else gas.translate(lowered)
