"""A small constructed cement plant for the tests of the cement pack, and ways to run it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from tanchi.background import default_table
from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules.model import CaseFactor, Rule
from tanchi.study.calculate import Setup, calculate
from tanchi.study.checks import run_checks
from tanchi.study.separate import separate_lines
from tanchi.study.solve import Solved, solve
from tanchi.units import parse_unit

Plant = dict[str, dict]

COAL = {
    "kind": "kiln_bituminous",
    "mass": "120 t",
    "ncv": "25 GJ/t",
    "carbon": "64 %",
    "oxidation": "100 %",
    "road_km": "0 km",
}
"""CO2 120 × 0.64 × 44/12 = 281.6 t, heat 3 000 GJ."""

FREE = {
    "kiln_bituminous": "kg/GJ",
    "limestone": "kg/t",
    "natural_gypsum": "kg/t",
    "pozzolana": "kg/t",
    "road_freight": "kg/tkm",
    "diesel": "kg/MJ",
}


def plant() -> Plant:
    """Return 1 000 t of clinker (65 % CaO, 2 % MgO), 800 t of P·O from it; CO2 of coal and oxides only."""
    return deepcopy(
        {
            "tables": {
                "kiln_fuels": [COAL],
                "types": [{"id": "po", "class": "po", "made": "1000 t", "mill_power": "0 MWh"}],
                "recipe": [
                    {"type": "po", "material": "clinker", "mass": "800 t", "road_km": "0 km"},
                    {"type": "po", "material": "slag", "mass": "150 t", "road_km": "0 km"},
                    {"type": "po", "material": "natural_gypsum", "mass": "50 t", "road_km": "0 km"},
                ],
            },
            "quantities": {},
            "processes": {
                "kiln": {
                    "clinker": "1000 t",
                    "cao": "65 %",
                    "mgo": "2 %",
                    "meal_carbon": "0 %",
                    "methane_factor": "0 g/GJ",
                    "nitrous_factor": "0 g/GJ",
                    "raw_meal": "1550 t",
                    "power": "0 MWh",
                }
            },
        }
    )


CLINKER = 281.6 + 1000 * (0.65 * 44 / 56 + 0.02 * 44 / 40)
"""kg CO2 per t of clinker of :func:`plant`."""


def run(
    rule: Rule,
    data: Plant,
    choices: Mapping[str, str] | None = None,
    factors: Mapping[str, str] | None = None,
) -> Solved:
    """Return the solved plant. ``factors`` adds links such as ``{"power": "600 kg/MWh"}`` in kg CO2."""
    inventory, findings = parse_inventory(data, "plant")
    assert not findings
    known = {**{flow: f"0 {unit}" for flow, unit in FREE.items() if flow in rule.flows}, **(factors or {})}
    replaced = [_factor(flow, text) for flow, text in known.items()]
    return calculate(Setup(rule, inventory, default_table(), replaced=replaced), choices or {})


def _factor(flow: str, text: str) -> CaseFactor:
    amount, unit = text.split(" ", 1)
    return CaseFactor(flow, parse_unit(unit), {"CO2": float(amount)})


def per_tonne(solved: Solved, flow: str = "cement", row: str = "") -> float:
    """Return kg CO2e per t of a flow, purchases included."""
    rule = solved.model.context.rule
    return separate_lines(solve(solved.model, rule.flows[flow], 1000.0, row, supplied=True)).total


def codes(solved: Solved) -> set[str]:
    """Return the codes of the findings of the rule's checks."""
    return {f.code for f in run_checks(solved.model).findings if f.code.startswith("checks.")}
