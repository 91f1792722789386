"""What runs: the notice's product groups against the rules of the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tanchi.catalogue.model import Catalogue, Group, Standard, Use
from tanchi.rules.shelf import RuleEntry, list_rules


@dataclass(frozen=True, slots=True)
class PackCoverage:
    """A rule a group wants: the newest edition there is (None: not written), with the number of its cases."""

    id: str
    rule: RuleEntry | None
    cases: int


@dataclass(frozen=True, slots=True)
class GroupCoverage:
    """A group with its rules and its footprint standards."""

    group: Group
    packs: tuple[PackCoverage, ...]
    standards: tuple[Standard, ...]

    @property
    def runs(self) -> bool:
        """Return whether a rule of the group is there."""
        return any(pack.rule for pack in self.packs)


def coverage(catalogue: Catalogue) -> tuple[GroupCoverage, ...]:
    """Return the groups in the order of the notice, each with the rules of the shelf that serve it."""
    newest = {entry.id: entry for entry in list_rules()}
    return tuple(_group(catalogue, group, newest) for group in catalogue.groups.values())


def _group(catalogue: Catalogue, group: Group, newest: Mapping[str, RuleEntry]) -> GroupCoverage:
    packs = tuple(_pack(id, newest.get(id)) for id in group.packs)
    standards = tuple(s for s in catalogue.of_group(group.id) if s.use is Use.FOOTPRINT)
    return GroupCoverage(group, packs, standards)


def _pack(id: str, rule: RuleEntry | None) -> PackCoverage:
    cases = 0 if rule is None else sum(1 for _ in (rule.folder / "cases").glob("*.yaml"))
    return PackCoverage(id, rule, cases)
