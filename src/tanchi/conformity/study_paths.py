"""Paths of a study: ``footprint.lines.aircraft``, ``statements.review``, ``inventory.period_from``, ``rule.unit``."""

from __future__ import annotations

from tanchi.conformity.paths import find, is_empty
from tanchi.conformity.rule_paths import exists as exists_in_rule
from tanchi.conformity.study_subject import Study


def exists(study: Study, path: str) -> bool:
    """Return whether a path leads to something that is not empty."""
    head, _, rest = path.partition(".")
    if head == "rule":
        return exists_in_rule(study.rule, rest)
    parts = tuple(rest.split("."))
    if head == "statements":
        return bool(study.said(rest))
    if head == "inventory":
        return study.inventory is not None and not is_empty(find(study.inventory, parts))
    return head == "footprint" and not is_empty(find(study.footprint, parts))
