"""A study as the checks of its rows see it: a footprint with its rule and, where it is at hand, its inventory."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tanchi.background.provider import Link, ProviderKind
from tanchi.conformity.answers import Found
from tanchi.findings import Level
from tanchi.inventory.model import Entry, Inventory
from tanchi.rules.model import Process, Rule
from tanchi.study.result import CheckResult, CheckState, Contribution, ContributionKind, Footprint

SIGNIFICANT = 0.8
"""What the contributions called significant make up together, of the sum of all sizes."""

PURCHASES = (ContributionKind.LINK, ContributionKind.CREDIT)


@dataclass(frozen=True, slots=True)
class Study:
    """What is checked. Without an inventory nothing that people wrote can be seen."""

    footprint: Footprint
    rule: Rule
    inventory: Inventory | None

    def said(self, key: str) -> str:
        """Return a statement of the study, empty where it was not made."""
        return self.inventory.statements.get(key, "").strip() if self.inventory is not None else ""

    def check(self, id: str) -> CheckResult | None:
        """Return the result of a check."""
        return next((c for c in self.footprint.checks if c.id == id), None)

    def passed(self, id: str) -> bool:
        """Return whether a check was made and passed."""
        found = self.check(id)
        return found is not None and found.state is CheckState.PASSED

    def faults(self) -> tuple[CheckResult, ...]:
        """Return the failed checks that the rule calls errors."""
        return tuple(
            c for c in self.footprint.checks if c.state is CheckState.FAILED and c.level is Level.ERROR
        )

    def equal(self, one: float, other: float) -> bool:
        """Return whether two figures of the result are the same, rounding of sums aside."""
        size = max((abs(c.value) for c in self.footprint.contributions), default=1.0)
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9 * size)


StudyCheck = Callable[[Study], Found]


def significant(study: Study) -> tuple[Contribution, ...]:
    """Return the largest contributions that make up 80 % of the sum of all sizes."""
    ordered = sorted(study.footprint.contributions, key=lambda c: -abs(c.value))
    whole, found, sum_ = sum(abs(c.value) for c in ordered), [], 0.0
    for contribution in ordered:
        if sum_ >= SIGNIFICANT * whole:
            break
        found.append(contribution)
        sum_ += abs(contribution.value)
    return tuple(found)


def link_of(study: Study, contribution: Contribution) -> Link | None:
    """Return the link behind a contribution."""
    return None if contribution.link is None else study.footprint.links[contribution.link]


def data_sets(study: Study) -> tuple[Link, ...]:
    """Return the links with figures: neither gaps nor what enters free of burden."""
    return tuple(k for k in study.footprint.links if k.provider is not None and k.provider.gases)


def secondary(study: Study) -> tuple[Link, ...]:
    """Return the links to data that no supplier computed from his own process."""
    return tuple(
        k
        for k in data_sets(study)
        if k.provider is not None and k.provider.kind is not ProviderKind.SUPPLIER_FOOTPRINT
    )


def reported(study: Study) -> tuple[Process, ...]:
    """Return the processes of the rule the study has data or contributions of."""
    ids = {c.process for c in study.footprint.contributions}
    return tuple(p for p in study.rule.processes.values() if p.id in ids or entries_of(study, p))


def entries_of(study: Study, process: Process) -> tuple[Entry, ...]:
    """Return the values reported for a process: on its sheet, and in the tables of the rule its lines run over."""
    if study.inventory is None:
        return ()
    tables = {str(process.each)} if process.each else set[str]()
    tables |= {str(line.each) for line in process.lines().values() if line.each} - set(process.tables)
    return tuple(
        e
        for a, e in study.inventory.entries.items()
        if a.process == process.id or (not a.process and a.table in tables)
    )


def is_reported(study: Study, processes: Iterable[Process]) -> tuple[Process, ...]:
    """Return those of the processes that are reported."""
    ids = {p.id for p in reported(study)}
    return tuple(p for p in processes if p.id in ids)
