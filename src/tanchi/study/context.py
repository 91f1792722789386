"""What one calculation knows: the rule, the data, the options that hold, the draws."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from tanchi.engine import Draws, FloatArray, Kind, Variable
from tanchi.findings import Finding, Level, Place, Text
from tanchi.formula import Compiled, Labelled, Node, compile_formula, labelled
from tanchi.formula.labelled import SAMPLE
from tanchi.gases import GwpSet
from tanchi.rules.expression import Expression, Fixed, Formula
from tanchi.rules.model import Line, Process, Rule
from tanchi.rules.names import Names
from tanchi.rules.scope import line_unit, process_scope
from tanchi.study.data import Data
from tanchi.study.steps import Step
from tanchi.units import Unit

if TYPE_CHECKING:
    from tanchi.study.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Kept:
    """What is made once per calculation, by its key."""

    gwps: dict[tuple[str, str], Step] = field(default_factory=dict)
    """By gas and origin."""
    providers: dict[tuple[str, str], Step] = field(default_factory=dict)
    """By provider and set."""
    parameters: dict[tuple[str, str], Step] = field(default_factory=dict)
    """By parameter and key."""
    props: dict[tuple[str, str], Step | None] = field(default_factory=dict)
    """By flow and property."""
    units: dict[tuple[str, str], Unit] = field(default_factory=dict)
    """The unit of a line's amount, by process and line."""
    sheets: dict[str, Sheet] = field(default_factory=dict)
    """The quantities of no process, by site."""


@dataclass(slots=True)
class Context:
    """Shared state of one calculation. ``draws`` is None where only nominal values are wanted."""

    rule: Rule
    names: Names
    data: Data
    choices: Mapping[str, str]
    gwp: GwpSet
    draws: Draws | None = None
    findings: list[Finding] = field(default_factory=list)
    compiled: dict[int, tuple[Node, Compiled]] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)
    read: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The choices read so far by the sheets of each process, "" for the pack's."""
    drawn: dict[Variable, Labelled] = field(default_factory=dict)
    """Draws by variable, shared by the variants of one study so that they are paired."""
    columns: Mapping[str, FloatArray] = field(default_factory=dict)
    """Many inventories at once: values in base units by the id of their input step, (inventories,)."""

    def run(self, node: Node) -> Compiled:
        """Return a formula compiled once."""
        found = self.compiled.get(id(node))
        if found is None:
            found = self.compiled[id(node)] = (node, compile_formula(node))
        return found[1]

    def option(self, choice: str, process: str) -> str:
        """Return the option of a choice that holds, and remember that the process ("" for the pack) reads it."""
        self.read[process].add(choice)
        return self.choices[choice]

    def chosen(self, expression: Expression, process: str) -> Fixed | Formula:
        """Return the expression that holds under the options of this calculation."""
        while not isinstance(expression, Fixed | Formula):
            expression = expression.of(self.option(expression.choice, process))
        return expression

    def serves(self, process: str, choices: Mapping[str, str]) -> bool:
        """Return whether what was evaluated of a process is the same under other options: it read none that differ."""
        read = self.read[process] | self.read[""]
        return all(self.choices[id] == choices[id] for id in read)

    def line_unit(self, process: Process | None, line: Line) -> Unit:
        """Return the unit a bare number in a line's amount is in."""
        return line_unit(line, process_scope(self.names, process))

    def multiplier(self, name: str, kind: str, spread: float) -> Labelled | None:
        """Return the factors of an uncertain quantity over samples, 1 first; None where nothing is drawn."""
        variable = Variable(name, Kind(kind), spread)
        if self.draws is None or variable.certain:
            return None
        if variable not in self.drawn:
            factors = self.draws.factors([variable])[0]
            self.drawn[variable] = labelled(np.concatenate(([1.0], factors)), SAMPLE)
        return self.drawn[variable]

    def note(
        self, level: Level, code: str, message: Text, place: Place | None = None, remedy: Text = Text("")
    ) -> None:
        """Record a finding once."""
        finding = Finding(code, level, message, place, remedy)
        if finding not in self.findings:
            self.findings.append(finding)
