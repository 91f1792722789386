"""Plants for the tests of the study: the small constructed packs and ways to change their inventories."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from tanchi.background import default_table
from tanchi.inventory.model import Entry, Inventory
from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules import load_rule
from tanchi.rules.model import Case, Rule
from tanchi.study.calculate import Setup

PACKS = Path(__file__).parents[1] / "data" / "packs"


@lru_cache
def rule_of(pack: str) -> Rule:
    return load_rule(PACKS / pack)


def case_of(pack: str, case: str) -> Case:
    return next(c for c in rule_of(pack).cases if c.id == case)


def setup_of(pack: str, case: str, *, samples: int = 0, seed: int = 1) -> Setup:
    found = case_of(pack, case)
    inventory, findings = parse_inventory(found.inventory, pack)
    assert not findings
    choices = {**inventory.choices, **found.choices}
    return Setup(
        rule_of(pack),
        inventory,
        default_table(),
        choices=choices,
        samples=samples,
        seed=seed,
        replaced=found.factors,
    )


def with_entries(setup: Setup, change: Callable[[Entry], Entry]) -> Setup:
    entries = {address: change(entry) for address, entry in setup.inventory.entries.items()}
    return replace(setup, inventory=replace(setup.inventory, entries=entries))


def numbers(inventory: Inventory) -> list[Entry]:
    return [
        e
        for e in inventory.entries.values()
        if isinstance(e.value, float | int) and not isinstance(e.value, bool)
    ]
