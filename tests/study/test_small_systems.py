"""Small constructed plants, in the real format, against figures worked out by hand.

The figures stand in the cases of ``tests/data/packs``, with the arithmetic; none was produced by this code.
"""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tanchi.findings import Level, errors
from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules.check import check_rule
from tanchi.rules.load import load_rule, read_rule
from tanchi.study.cases import run_case
from tanchi.study.compute import compute

PACKS = Path(__file__).parents[1] / "data" / "packs"
NAMES = (
    "ammonia-urea",
    "small-cement",
    "small-chain",
    "small-cracker",
    "small-steel",
    "three-sites",
    "time-rule",
)
CASES = [(name, path.stem) for name in NAMES for path in sorted((PACKS / name / "cases").glob("*.yaml"))]


def _case(name, id):
    rule = load_rule(PACKS / name)
    return rule, next(case for case in rule.cases if case.id == id)


@pytest.mark.parametrize("name", NAMES)
def test_a_small_pack_has_no_findings(name):
    rule, findings = read_rule(PACKS / name)
    assert (*findings, *check_rule(rule)) == ()


@pytest.mark.parametrize(("name", "id"), CASES)
def test_a_small_plant_gives_the_figures_worked_out_by_hand(name, id):
    rule, case = _case(name, id)
    result = run_case(rule, case)
    failed = [
        f"{o.expectation.at or o.expectation.finding}: {o.message.of('en')}"
        for o in result.outcomes
        if not o.ok
    ]
    assert result.outcomes
    assert failed == []


@pytest.mark.parametrize(("name", "id"), CASES)
def test_a_small_plant_has_only_the_errors_its_case_names(name, id):
    rule, case = _case(name, id)
    expected = {e.finding for e in case.expect if e.finding}
    found = {f.code for f in run_case(rule, case).findings if f.level is Level.ERROR}
    assert found <= expected


def test_a_product_of_which_nothing_is_made_changes_nothing():
    rule, case = _case("small-steel", "burner-pays")
    processes = {**case.inventory["processes"]}
    processes["coking"] = {**processes["coking"], "tar": "0 t"}
    result = run_case(rule, replace(case, inventory={**case.inventory, "processes": processes}))
    assert [o.message.of("en") for o in result.outcomes if not o.ok] == []


def test_a_purchase_into_a_mix_without_a_factor_is_a_gap_and_not_zero():
    rule, case = _case("small-steel", "power-sold")
    inventory, _ = parse_inventory({"rule": rule.id, "edition": rule.edition, **case.inventory})
    gaps = {gap.flow: (gap.amount, gap.unit) for gap in compute(rule, inventory, samples=0).gaps}
    assert gaps["power"] == (50.0, "MWh")


def test_a_site_without_an_optional_process_is_complete():
    rule, case = _case("three-sites", "one-without-a-kiln")
    inventory, _ = parse_inventory({"rule": rule.id, "edition": rule.edition, **case.inventory})
    found = compute(rule, inventory, samples=0)
    assert {gap.flow for gap in found.gaps} == {"coal", "power"}
    assert {p.site for p in found.products if p.site} <= {"A", "B", "C"}


def test_two_gigajoules_more_gas_flared_are_noticed(tmp_path):
    folder = tmp_path / "packs" / "small-steel"
    shutil.copytree(PACKS / "small-steel", folder)
    case = folder / "cases" / "burner-pays.yaml"
    case.write_text(case.read_text("utf-8").replace("flared: 500 GJ", "flared: 502 GJ"), "utf-8")
    rule = load_rule(folder)
    result = run_case(rule, next(c for c in rule.cases if c.id == "burner-pays"))
    assert [o.ok for o in result.outcomes if o.expectation.at == "result.total"] == [False]


def test_ruling_only_one_of_two_groups_is_refused(tmp_path):
    folder = tmp_path / "packs" / "small-cracker"
    shutil.copytree(PACKS / "small-cracker", folder)
    pack = folder / "pack.yaml"
    both = "[{group: feedstock, key: mass}, {group: energy, key: mass, among: hvc}]"
    pack.write_text(pack.read_text("utf-8").replace(both, "[{group: feedstock, key: mass}]"), "utf-8")
    rule, findings = read_rule(folder)
    codes = {f.code for f in errors((*findings, *check_rule(rule)))}
    assert codes == {"rule.group"}
