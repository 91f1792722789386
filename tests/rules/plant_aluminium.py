"""The demonstration plant of the aluminium pack as data that a test may change."""

from __future__ import annotations

import copy
from dataclasses import replace
from functools import cache

from tanchi.findings import Level
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules.load import load_rule
from tanchi.rules.shelf import library
from tanchi.rules.tree import plain, read_tree
from tanchi.study.cases import run_case
from tanchi.study.compute import compute
from tanchi.units import parse_unit

FOLDER = library() / "rules" / "electrolytic-aluminium" / "2024-1"
PER_TONNE = parse_unit("kgCO2e/t")
EXAMPLE = FOLDER / "examples" / "henan.yaml"


def aluminium():
    return load_rule("electrolytic-aluminium")


@cache
def _example():
    return plain(read_tree(EXAMPLE))


def plant(**changes):
    """Return the example with values changed: ``electrolysis__anode="400 t"``; None takes a value out."""
    data = copy.deepcopy(_example())
    for name, value in changes.items():
        process, _, quantity = name.partition("__")
        sheet = data["processes"].setdefault(process.replace("_purchase", ".purchase"), {})
        if value is None:
            sheet.pop(quantity, None)
        else:
            sheet[quantity] = value
    return data


def row(data, process, table, id):
    """Return a row of a table of the plant, to be changed in place."""
    return next(r for r in data["processes"][process]["tables"][table] if r["id"] == id)


def footprint(data, **options):
    """Return the footprint of a plant; every finding of its inventory above a note must have been expected."""
    inventory, findings = parse_inventory(data)
    inventory, more = check_inventory(inventory, aluminium())
    assert [f for f in (*findings, *more) if f.level is not Level.NOTE] == []
    return compute(aluminium(), inventory, samples=0, **options)


def outcome(data, at, unit=PER_TONNE, choices=None, factors=()):
    """Return what a case with this plant finds at a path, and the codes of its findings above a note."""
    rule = aluminium()
    model = next(c for c in rule.cases if c.id == "china-defaults")
    wanted = replace(model.expect[0], at=at, unit=unit, finding="", gwp="")
    chosen = {**data.get("choices", {}), **(choices or {})}
    case = replace(model, inventory=data, expect=(wanted,), choices=chosen, factors=factors)
    result = run_case(rule, case)
    codes = {f.code for f in result.findings if f.level is not Level.NOTE}
    return result.outcomes[0].found, codes
