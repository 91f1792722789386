"""The example plant of any pack as data a test may change, and what the pack says to it."""

from __future__ import annotations

import copy
from functools import cache

from tanchi.findings import Level
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules.load import load_rule
from tanchi.rules.shelf import library
from tanchi.rules.tree import plain, read_tree
from tanchi.study.compute import compute

EXAMPLES = {
    "calcium-carbide": "calcium-carbide/2026-1/examples/works.yaml",
    "flat-glass": "flat-glass/2026-1/examples/float.yaml",
    "lime": "lime/2026-1/examples/works.yaml",
    "methanol": "methanol/2026-1/examples/coal.yaml",
}


@cache
def _data(pack):
    return plain(read_tree(library() / "rules" / EXAMPLES[pack]))


def plant(pack, *changes):
    """Return the example with values changed: ``("processes", "kiln", "power", "5 MWh")``; None takes one out."""
    data = copy.deepcopy(_data(pack))
    for *path, key, value in changes:
        place = data
        for part in path:
            place = place[part] if isinstance(place, list) else place.setdefault(part, {})
        if value is None:
            del place[key]
        else:
            place[key] = value
    return data


def footprint(pack, data, **options):
    """Return the footprint of a plant whose inventory has no finding above a note."""
    rule = load_rule(pack)
    inventory, findings = parse_inventory(data)
    inventory, more = check_inventory(inventory, rule)
    assert [f for f in (*findings, *more) if f.level is not Level.NOTE] == []
    return compute(rule, inventory, samples=0, **options)


def warnings(found):
    """Return the codes of what a footprint warns of or refuses."""
    return {f.code for f in found.findings if f.level is not Level.NOTE}


def refusals(pack, data, **options):
    """Return the codes of the errors that filling in a plant meets."""
    rule = load_rule(pack)
    inventory, findings = parse_inventory({**data, **options})
    _, more = check_inventory(inventory, rule)
    return {f.code for f in (*findings, *more) if f.level is Level.ERROR}
