"""Studies of the two constructed rules, and ways to take one thing away from a study."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tanchi.background.provider import Provider
from tanchi.conformity.study_subject import Study
from tanchi.inventory.form import Address
from tanchi.inventory.model import Entry
from tanchi.inventory.plain.read import read_plain
from tanchi.rules.model import Rule
from tanchi.study.compute import compute
from tanchi.study.result import CheckState, Contribution, GasLine, Level, Part, ProvenanceNode
from tests.conformity.models import PACKS, rule_of

Change = Callable[[Study], Study]


@lru_cache
def study_of(pack: str) -> Study:
    inventory, findings = read_plain(PACKS / pack / "examples" / "year.yaml")
    assert findings == ()
    rule = rule_of(pack)
    return Study(compute(rule, inventory, samples=100), rule, inventory)


def then(*changes: Change) -> Change:
    """Return the changes one after the other."""

    def change(study: Study) -> Study:
        for one in changes:
            study = one(study)
        return study

    return change


def unsaid(*keys: str) -> Change:
    """Return a change that drops statements."""

    def change(study: Study) -> Study:
        kept = {k: v for k, v in study.inventory.statements.items() if k not in keys}
        return replace(study, inventory=replace(study.inventory, statements=kept))

    return change


def saying(**texts: str) -> Change:
    """Return a change that makes statements."""

    def change(study: Study) -> Study:
        statements = {**study.inventory.statements, **texts}
        return replace(study, inventory=replace(study.inventory, statements=statements))

    return change


def result(**fields: Any) -> Change:
    """Return a change of fields of the footprint."""
    return lambda study: replace(study, footprint=replace(study.footprint, **fields))


def part(name: str, **fields: Any) -> Change:
    """Return a change of fields of a part of the footprint: its lines, quality, cutoff, fingerprint."""
    return lambda study: result(**{name: replace(getattr(study.footprint, name), **fields)})(study)


def ruled(change: Callable[[Rule], Rule]) -> Change:
    """Return a change of the rule."""
    return lambda study: replace(study, rule=change(study.rule))


def checked(name: str, state: CheckState = CheckState.FAILED, level: Level = Level.WARNING) -> Change:
    """Return a change of the outcome of the checks whose id ends so."""

    def change(study: Study) -> Study:
        found = study.footprint.checks
        assert any(c.id.endswith(name) for c in found)
        checks = (replace(c, state=state, level=level) if c.id.endswith(name) else c for c in found)
        return result(checks=tuple(checks))(study)

    return change


def provider(flow: str, change: Callable[[Provider], Provider]) -> Change:
    """Return a change of the data set behind a flow."""

    def changed(study: Study) -> Study:
        assert any(k.flow == flow and k.provider for k in study.footprint.links)
        links = (
            replace(k, provider=change(k.provider)) if k.flow == flow else k for k in study.footprint.links
        )
        return result(links=tuple(links))(study)

    return changed


def contribution(id: str, **fields: Any) -> Change:
    """Return a change of one contribution."""

    def change(study: Study) -> Study:
        found = {c.id: c for c in study.footprint.contributions}
        found[id] = replace(found[id], **fields)
        return result(contributions=tuple(found.values()))(study)

    return change


def gases(change: Callable[[GasLine], GasLine]) -> Change:
    """Return a change of the gases one by one."""
    return lambda study: result(gases=tuple(map(change, study.footprint.gases)))(study)


def stages(change: Callable[[Part], Part | None]) -> Change:
    """Return a change of the results by stage; None drops one."""

    def changed(study: Study) -> Study:
        return result(by_stage=tuple(p for p in map(change, study.footprint.by_stage) if p))(study)

    return changed


def node(id: str, change: Callable[[ProvenanceNode], ProvenanceNode] | None) -> Change:
    """Return a change of one step of the walk back, None drops it."""

    def changed(study: Study) -> Study:
        nodes = dict(study.footprint.nodes)
        found = nodes.pop(id)
        return result(nodes=nodes if change is None else {**nodes, id: change(found)})(study)

    return changed


def entries(change: Callable[[Address, Entry], Entry | None]) -> Change:
    """Return a change of the reported values one by one; None drops one."""

    def changed(study: Study) -> Study:
        found = {a: change(a, e) for a, e in study.inventory.entries.items()}
        kept = {a: e for a, e in found.items() if e is not None}
        return replace(study, inventory=replace(study.inventory, entries=kept))

    return changed


def largest(study: Study) -> Contribution:
    return max(study.footprint.contributions, key=lambda c: abs(c.value))
