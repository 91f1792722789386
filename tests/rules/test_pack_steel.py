"""The steel pack: its cases, its answers to the checklist, its form, and plants it must catch.

Published figures stand in the pack's cases with their sources; figures here are worked out in the test.
"""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tanchi.conformity.answers import State
from tanchi.conformity.rule_check import check_clause_table, check_rule_conformity
from tanchi.findings import Level
from tanchi.inventory.build import build_form
from tanchi.inventory.plain.read import read_plain
from tanchi.inventory.reading.read import read_workbook
from tanchi.inventory.workbook.write import write_workbook
from tanchi.rules.check import check_rule
from tanchi.rules.load import load_rule, read_rule
from tanchi.rules.shelf import library
from tanchi.study.cases import run_case
from tanchi.study.compute import compute
from tanchi.study.result import ContributionKind

FOLDER = library() / "rules" / "steel" / "2026-1"
CASES = sorted(p.stem for p in (FOLDER / "cases").glob("*.yaml"))
EXAMPLE = Path(__file__).parents[2] / "examples" / "steel-long-route" / "inventory.yaml"


@pytest.fixture(scope="module")
def steel():
    return load_rule("steel")


def case_of(rule, id, **changes):
    """Return a case with values changed: ``coking__met_coke="400 t"``, or a pack quantity by its own name."""
    case = next(c for c in rule.cases if c.id == id)
    inventory = {
        **case.inventory,
        "processes": {**case.inventory.get("processes", {})},
        "quantities": {**case.inventory.get("quantities", {})},
    }
    for name, value in changes.items():
        process, _, quantity = name.rpartition("__")
        if process:
            inventory["processes"][process] = {**inventory["processes"][process], quantity: value}
        else:
            inventory["quantities"][quantity] = value
    return replace(case, inventory=inventory)


def codes(rule, case):
    return {f.code for f in run_case(rule, case).findings if f.level is not Level.NOTE}


def test_the_pack_has_no_findings():
    rule, findings = read_rule("steel")
    assert (*findings, *check_rule(rule)) == ()


def test_the_pack_says_that_the_standard_was_not_read(steel):
    assert [(s.number, s.reading) for s in steel.standards] == [("GB/T 47064-2026", "none")]
    assert steel.status == "draft"


@pytest.mark.parametrize("id", CASES)
def test_a_case_gives_what_it_says(steel, id):
    result = run_case(steel, next(c for c in steel.cases if c.id == id))
    failed = [
        f"{o.expectation.at or o.expectation.finding}: {o.message.of('en')}"
        for o in result.outcomes
        if not o.ok
    ]
    assert result.outcomes
    assert failed == []


def test_no_row_of_the_checklist_is_unmet(steel):
    unmet = [a.requirement.id for a in check_rule_conformity(steel).answers if a.state is State.NOT_MET]
    assert unmet == []


def test_every_row_of_the_clause_table_leads_somewhere(steel):
    assert tuple(check_clause_table(steel)) == ()


# -- faults that must be caught -----------------------------------------------------------------------------


def test_a_right_total_of_the_enterprise_report_is_not_complained_of(steel):
    case = case_of(steel, "s2-fixed-carbon-sign", report_total="10766434.03 tCO2")
    assert "checks.fixed_carbon" not in codes(steel, case)


def test_a_forgotten_44_12_does_not_load(tmp_path):
    folder = tmp_path / "steel" / "2026-1"
    shutil.copytree(FOLDER, folder)
    file = folder / "processes" / "4-steelmaking.yaml"
    right = '"max((inflow(carbon) - outflow(carbon)) * co2_per_c, 0)", symbol: E_转'
    text = file.read_text("utf-8")
    assert text.count(right) == 1
    file.write_text(text.replace(right, '"max(inflow(carbon) - outflow(carbon), 0)", symbol: E_转'), "utf-8")
    rule, _ = read_rule(folder)
    (finding,) = check_rule(rule)
    assert (finding.code, finding.place.path) == ("rule.unit", "processes.bof.emissions.blown.amount")
    assert "co2_per_c" in finding.remedy.zh


def test_gas_used_beyond_what_was_made_is_told(steel):
    """3478 GJ to the stoves instead of 2310: 1168 GJ more than the furnace gives."""
    case = case_of(steel, "st4-carbon-closure", blast_furnace__bfg_stoves="3478 GJ")
    found = [f.message.zh for f in run_case(steel, case).findings if f.code == "study.implied_purchase"]
    assert any("高炉煤气" in text and "1,168 GJ" in text for text in found)


def test_the_national_defaults_make_carbon_in_the_coke_oven(steel):
    """Coal 512.6 × 0.669147 = 343.0 in; coke 308.3, tar 11.8, benzol 3.4, gas 40.3 kg C out: 6 % too much."""
    case = next(c for c in steel.cases if c.id == "st4-carbon-closure")
    assert "checks.carbon_made" not in codes(steel, case)
    national = replace(case, choices={**case.choices, "carbon_set": "national"})
    assert "checks.carbon_made" in codes(steel, national)


def test_breeze_from_nowhere_is_taken_as_bought_and_told(steel):
    """Coke made 367.5 t goes to the furnace, so the 49.35 t of breeze must be bought."""
    case = case_of(steel, "st4-carbon-closure")
    del case.inventory["quantities"]["met_coke_bought"]
    found = [f.message.zh for f in run_case(steel, case).findings if f.code == "study.implied_purchase"]
    assert any("冶金焦" in text and "49.35 t" in text for text in found)


def test_home_scrap_that_goes_nowhere_is_an_error(steel):
    case = case_of(steel, "st4-carbon-closure", bof__home_scrap="20 t")
    errors = [f for f in run_case(steel, case).findings if f.level is Level.ERROR]
    assert [f.code for f in errors] == ["study.loop"]


# -- the example plant ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def example(steel):
    inventory, findings = read_plain(EXAMPLE)
    assert findings == ()
    return compute(steel, inventory, samples=0)


def test_the_example_emits_its_carbon_balance(example):
    """Coal 374.198, injected 136.158, breeze 40.961, limestone 8.822, dolomite 12.116, scrap 1.024, alloys 0.318
    kg C in; steel 10, tar 9.982, benzol 3.319 out: 550.295 kg C × 44/12 = 2017.75 kg CO2 per tonne."""
    direct = sum(
        c.by_gas.get("CO2", 0.0)
        for c in example.contributions
        if c.kind in (ContributionKind.EMISSION, ContributionKind.COMBUSTION)
    )
    carbon_in = 512.6 * 0.73 + 168.93 * 0.806 + 49.35 * 0.83 + 72.91 * 0.121 + 93.2 * 0.13 + 102.4 * 0.01
    carbon_in += (12.5 * 0.092 + 2.1 * 0.007) * 12 / 44
    carbon_out = 1000 * 0.01 + 16.1 * 0.62 + 3.6 * 0.922
    assert direct == pytest.approx((carbon_in - carbon_out) * 44 / 12, rel=1e-9)


def test_the_example_is_near_the_tier_1_defaults_of_the_ipcc(example):
    """Coke 0.56, sinter 0.20, pig iron 1.35 t CO2/t (2006) on the plant's own outputs: 1767 kg, ±15 %."""
    tier_1 = 0.56 * 367.5 + 0.20 * 1211 + 1.35 * 977
    direct = sum(
        c.by_gas.get("CO2", 0.0)
        for c in example.contributions
        if c.kind is not ContributionKind.LINK and not c.process.startswith("hot_rolling")
    )
    assert direct == pytest.approx(tier_1, rel=0.15)


def test_the_example_names_what_it_lacks(example):
    assert {gap.flow for gap in example.gaps} == {"met_coke", "silicomanganese", "ferrosilicon"}


def test_the_example_reports_both_other_ways_of_sharing_gas(example):
    found = {(v.choice, v.option) for v in example.variants}
    assert {("gas", "energy"), ("gas", "expand"), ("basis", "grid")} <= found


def test_the_example_balances(example):
    assert {b.id for b in example.balances if not b.ok} == set()
    assert {b.process for b in example.balances} == {"coking", "blast_furnace", "bof"}


def test_the_example_survives_the_workbook(steel, tmp_path):
    inventory, _ = read_plain(EXAMPLE)
    write_workbook(build_form(steel, inventory.choices), tmp_path / "steel.xlsx", values=inventory)
    back, findings = read_workbook(tmp_path / "steel.xlsx", steel)
    assert findings == ()
    values = {address: (entry.value, entry.unit) for address, entry in inventory.entries.items()}
    assert {address: (entry.value, entry.unit) for address, entry in back.entries.items()} == values


# -- routes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("route", "asked", "not_asked"),
    [
        ("bf_bof", {"coking", "blast_furnace", "bof"}, {"eaf", "dri_shaft"}),
        ("scrap_eaf", {"eaf", "casting"}, {"coking", "blast_furnace", "bof", "dri_shaft", "pelletizing"}),
        ("dri_eaf", {"dri_shaft", "eaf", "pelletizing"}, {"coking", "blast_furnace", "bof"}),
        ("combined", {"coking", "blast_furnace", "bof", "eaf", "dri_shaft"}, set()),
    ],
)
def test_a_route_asks_for_its_processes_only(steel, route, asked, not_asked):
    sheets = {sheet.process for sheet in build_form(steel, {"route": route}).sheets}
    assert asked <= sheets
    assert not sheets & not_asked


def test_sheets_stand_in_the_order_of_the_plant(steel):
    order = [sheet.process for sheet in build_form(steel, {"route": "bf_bof"}).sheets]
    along = ["coking", "sintering", "blast_furnace", "bof", "casting", "hot_rolling", "dispatch"]
    assert [process for process in order if process in along] == along
