"""Exact sensitivities against central differences of the whole calculation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tanchi.study.calculate import Setup, calculate
from tanchi.study.sensitivity import slopes
from tanchi.study.separate import first

from .plants import numbers, setup_of

SYSTEMS = [
    ("small-steel", "burner-pays"),
    ("small-steel", "by-energy"),
    ("small-steel", "power-sold"),
    ("small-cement", "two-months"),
    ("small-cracker", "hvc"),
    ("three-sites", "one-without-a-kiln"),
    ("ammonia-urea", "user-credit"),
    ("time-rule", "monthly"),
]


def total(setup: Setup) -> float:
    return first(calculate(setup, dict(setup.choices or {})).total)


def moved(setup: Setup, group: str, ratio: float) -> Setup:
    """Return the setup with every entry of one quantity multiplied."""
    entries = {
        address: replace(entry, value=entry.value * ratio) if _group(address) == group else entry
        for address, entry in setup.inventory.entries.items()
    }
    return replace(setup, inventory=replace(setup.inventory, entries=entries))


def _group(address) -> str:
    table = f"{address.table}.{address.quantity}[{address.row}]" if address.table else address.quantity
    return f"input:{'@' + address.site + '/' if address.site else ''}{address.process}/{table}"


@pytest.mark.parametrize(("pack", "case"), SYSTEMS)
def test_levers_are_the_derivatives_of_the_whole_calculation(pack, case):
    setup = setup_of(pack, case)
    levers = {}
    for slope in slopes(calculate(setup, dict(setup.choices or {}))):
        levers[slope.step.id] = levers.get(slope.step.id, 0.0) + slope.lever
    whole = abs(total(setup))
    groups = {_group(e.address) for e in numbers(setup.inventory)}
    assert groups
    step = 1e-5
    for group in sorted(groups):
        difference = (total(moved(setup, group, 1 + step)) - total(moved(setup, group, 1 - step))) / (
            2 * step
        )
        assert levers.get(group, 0.0) == pytest.approx(difference, rel=2e-6, abs=2e-6 * whole), group
