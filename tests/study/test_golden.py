"""The footprints of the example plants as they were last reviewed: what moves, moves on purpose."""

from pathlib import Path

import pytest

import tanchi
from tests.support.source import ROOT

RULES = ROOT / "src" / "tanchi" / "library" / "rules"
PLANTS = {
    "cement": RULES / "cement/2025-1/examples/ce3.yaml",
    "electrolytic-aluminium": RULES / "electrolytic-aluminium/2024-1/examples/henan.yaml",
    "steel": ROOT / "examples/steel-long-route/inventory.yaml",
}


def footprint(path: Path):
    inventory, _ = tanchi.read_inventory(path)
    return tanchi.compute(tanchi.load_rule(f"{inventory.rule}@{inventory.edition}"), inventory, samples=500)


def figures(found):
    """Return the figures people read first."""
    return {
        "total": found.total,
        "unit": found.unit,
        "interval": [found.interval.low, found.interval.high],
        "stages": {part.id: part.value for part in found.by_stage},
        "processes": {part.id: part.value for part in found.by_process},
        "gases": {f"{gas.gas} {gas.origin}": gas.mass for gas in found.gases},
        "variants": {f"{v.choice}={v.option}": v.total for v in found.variants},
        "gaps": sorted(gap.flow for gap in found.gaps),
        "checks": {check.id: check.state.value for check in found.checks},
        "findings": sorted({finding.code for finding in found.findings}),
    }


def walk(found):
    """Return the steps below the largest contribution, depth first."""
    largest = max(found.nodes[found.root].inputs, key=lambda id: found.nodes[id].value)
    waiting, seen = [largest], {}
    while waiting:
        node = found.nodes[waiting.pop()]
        if node.id not in seen:
            seen[node.id] = [node.kind.value, node.value, node.unit, node.with_numbers]
            waiting += reversed(node.inputs)
    return seen


@pytest.mark.parametrize("rule", PLANTS)
def test_the_footprint_of_the_example_plant_stands(golden, rule):
    golden(f"footprint-{rule}", figures(footprint(PLANTS[rule])))


def test_the_walk_from_total_to_source_stands(golden):
    golden("walk-cement", walk(footprint(PLANTS["cement"])))
