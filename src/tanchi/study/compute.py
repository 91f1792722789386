"""The footprint of one product: from a rule and an inventory to the result with everything ISO 14067 asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from tanchi.background import default_table
from tanchi.findings import Finding, TanchiError, errors
from tanchi.gases import GwpSet
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.model import Inventory
from tanchi.rules.model import Rule
from tanchi.study.calculate import Setup, calculate, require_sound
from tanchi.study.checks import run_checks
from tanchi.study.footprint import footprint_of
from tanchi.study.linking import Links, Own, Recorded
from tanchi.study.result import Footprint
from tanchi.study.variants import variants

Progress = Callable[[str, float], None]
"""Called with the name of the step and the share done."""

SAMPLES = 10_000


def compute(
    rule: Rule,
    inventory: Inventory,
    *,
    samples: int = SAMPLES,
    seed: int = 1,
    gwp: str | GwpSet = "",
    choices: Mapping[str, str] | None = None,
    factors: Links | None = None,
    suppliers: Mapping[str, Own] | None = None,
    product: str = "",
    site: str | None = None,
    progress: Progress | None = None,
) -> Footprint:
    """Return the footprint of one declared or functional unit, kg CO2e.

    samples: Monte Carlo draws, 0 for none. gwp: a GWP set other than the rule's, by name or as a set. choices: options selected on
    top of the inventory's. suppliers: what stands behind bought flows, by
    flow id. product: the row of an indexed product (a cement type); site: one site only.
    Raises TanchiError with every finding that stops the work.
    """
    table = Recorded(factors if factors is not None else default_table())
    inventory, found_in_data = _checked(rule, inventory, choices or {})
    selected = dict(inventory.choices)
    setup = Setup(rule, inventory, table, gwp, selected, samples, seed, product, site, suppliers)
    tell = progress or _silent
    tell("model", 0.0)
    solved = calculate(setup, selected)
    require_sound(solved)
    tell("checks", 0.4)
    checked = run_checks(solved.model)
    tell("variants", 0.5)
    alternatives = tuple(variants(setup, solved))
    tell("result", 0.8)
    found = footprint_of(setup, solved, checked, alternatives)
    tell("done", 1.0)
    base = {(link.flow, *link.wanted) for link in found.links}
    return replace(
        found,
        findings=tuple(dict.fromkeys((*found_in_data, *found.findings))),
        further_links=tuple(link for key, link in table.links.items() if key not in base),
    )


def _checked(
    rule: Rule, inventory: Inventory, choices: Mapping[str, str]
) -> tuple[Inventory, tuple[Finding, ...]]:
    """Return the inventory as the rule reads it. Raises TanchiError where a value stops the work."""
    selected = replace(inventory, choices={**inventory.choices, **choices})
    fitted, findings = check_inventory(selected, rule)
    if errors(findings):
        raise TanchiError(findings)
    return fitted, findings


def _silent(step: str, share: float) -> None:
    """Tell nobody."""
