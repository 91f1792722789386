"""The two constructed rules of the tests, and ways to take one thing away from a rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tanchi.rules import load_rule
from tanchi.rules.model import Process, Rule
from tests.support.source import ROOT

PACKS = ROOT / "tests" / "data" / "packs"
Change = Callable[[Rule], Rule]


@lru_cache
def rule_of(pack: str) -> Rule:
    return load_rule(PACKS / pack)


def setting(**fields: Any) -> Change:
    """Return a change of fields of the rule."""
    return lambda rule: replace(rule, **fields)


def inside(part: str, **fields: Any) -> Change:
    """Return a change of fields of a part of the rule: its unit, boundary, product, quality, gwp."""
    return lambda rule: replace(rule, **{part: replace(getattr(rule, part), **fields)})


def without(part: str, id: str) -> Change:
    """Return a change that drops a named thing of the rule."""
    return lambda rule: replace(rule, **{part: {k: v for k, v in getattr(rule, part).items() if k != id}})


def process(id: str, change: Callable[[Process], Process]) -> Change:
    """Return a change of one process."""
    return lambda rule: replace(rule, processes={**rule.processes, id: change(rule.processes[id])})


def flow(id: str, **fields: Any) -> Change:
    """Return a change of one flow."""
    return lambda rule: replace(rule, flows={**rule.flows, id: replace(rule.flows[id], **fields)})


def silent(*requirements: str) -> Change:
    """Return a change that drops what the clause table says on rows of the checklist."""
    ids = {f"C24067-{r}" for r in requirements}
    return lambda rule: replace(rule, clauses=tuple(c for c in rule.clauses if c.requirement not in ids))


def speechless(*chapters: str) -> Change:
    """Return a change that drops the sentences of these chapters of the text."""

    def change(rule: Rule) -> Rule:
        kept = (t for t in rule.text if not any(f"{t.clause}.".startswith(f"{c}.") for c in chapters))
        return replace(rule, text=tuple(kept))

    return change
