"""The fertilizer pack: loads, answers the checklist, holds the figures of its sources, and matches arithmetic of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tanchi.conformity.answers import State
from tanchi.conformity.rule_check import check_clause_table, check_rule_conformity
from tanchi.rules.check import check_rule
from tanchi.rules.load import load_rule, read_rule
from tanchi.study.cases import run_case
from tests.library.fertilizer.by_hand import products
from tests.rules.example_plant import footprint, plant, warnings

CASES = (
    "bound-more-than-taken", "credited-twice", "f1-greet", "f1-greet-maker-net", "f1-greet-no-credit",
    "f2-an-bat", "f2-an-eu", "f3-urea-credit", "f3-urea-no-credit", "fe4-can", "nox-as-n2o", "whole-works",
)  # fmt: skip


@pytest.fixture(scope="module")
def fertilizer():
    return load_rule("fertilizer")


def case_of(rule, id):
    return next(c for c in rule.cases if c.id == id)


def test_the_pack_has_no_findings_and_meets_every_row_a_pack_can_meet(fertilizer):
    rule, findings = read_rule("fertilizer")
    assert (*findings, *check_rule(rule)) == ()
    unmet = [a.requirement.id for a in check_rule_conformity(fertilizer).answers if a.state is State.NOT_MET]
    assert unmet == []
    assert tuple(check_clause_table(fertilizer)) == ()


def test_the_pack_stays_a_draft_that_read_no_standard(fertilizer):
    assert fertilizer.status == "draft"
    assert {s.reading for s in fertilizer.standards} == {"none", "second_hand"}


def test_the_pack_ships_the_cases_listed_here(fertilizer):
    assert tuple(sorted(c.id for c in fertilizer.cases)) == CASES


@pytest.mark.parametrize("id", CASES)
def test_a_case_gives_what_it_says(fertilizer, id):
    result = run_case(fertilizer, case_of(fertilizer, id))
    assert result.outcomes
    assert [o.message.of("en") for o in result.outcomes if not o.ok] == []


@pytest.mark.parametrize("transfer", ["user_credit", "maker_net", "emitted"])
def test_every_way_of_handing_co2_on_matches_plain_arithmetic(fertilizer, transfer):
    case = replace(case_of(fertilizer, "whole-works"), choices={"co2_transfer": transfer})
    found = {
        o.expectation.at.removeprefix("flows.fertilizer[").removesuffix("].total"): o.found
        for o in run_case(fertilizer, case).outcomes
        if o.expectation.at.endswith("].total")
    }
    assert found == pytest.approx(products(transfer), rel=1e-9)


def test_urea_with_and_without_credit_differ_by_the_co2_it_binds(fertilizer):
    with_credit, without = (
        run_case(fertilizer, case_of(fertilizer, f"f3-urea-{way}")).outcomes[0].found
        for way in ("credit", "no-credit")
    )
    assert without - with_credit == pytest.approx(44 / 60, rel=1e-12)


ROWS = {  # raw material, indirect energy, CO2 captured, direct, total as printed
    "ammonia": (0, 0.395, 0, 1.901, 2.297),
    "AN": (0, 0.173, 0, 0.971, 1.145),
    "CAN": (0.014, 0.142, 0, 0.794, 0.950),
    "nitric acid": (0, 0.092, 0, 0.646, 0.738),
    "urea": (0, 0.278, -0.733, 0.600, 0.145),
    "UAN": (0, 0.165, -0.239, 0.616, 0.543),
    "DAP": (0.074, 0.091, 0, 0.398, 0.562),
    "MAP": (0.083, 0.056, 0, 0.227, 0.366),
    "TSP": (0.074, 0.012, 0, 0.029, 0.115),
    "SSP": (0.030, 0.006, 0, 0.016, 0.052),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_of_the_european_table_closes_within_its_rounding(name):
    *parts, total = ROWS[name]
    assert sum(parts) == pytest.approx(total, abs=0.0015)


@pytest.fixture(scope="module")
def example():
    return footprint("fertilizer", plant("fertilizer"))


def test_the_example_plant_is_complete_and_without_warnings(example):
    assert warnings(example) == set()
    assert example.gaps == ()


def test_every_formula_has_results_per_tonne_and_per_nutrient(example):
    units = {p.id: p.total for p in example.products}
    assert units["fertilizer[npk]:nutrients"] == pytest.approx(units["fertilizer[npk]"] / 0.45, rel=1e-12)
    assert units["fertilizer[npk]:k2o"] == pytest.approx(units["fertilizer[npk]"] / 0.15, rel=1e-12)
    assert units["fertilizer[urea]:nitrogen"] == pytest.approx(units["fertilizer[urea]"] / 0.463, rel=1e-12)
    assert "fertilizer[urea]:p2o5" not in units


def test_coal_based_urea_is_of_the_size_chinese_statistics_say(example):
    """Chinese energy statistics give urea 2.041 t C per t N, 7.48 t CO2e with the CO2 bound; a modern works is below."""
    of = {p.id: p.total for p in example.products}
    emitted = next(v.total for v in example.variants if v.option == "emitted")
    assert emitted > example.total
    assert 0.5 < (of["fertilizer[urea]:nitrogen"] + 44 / 60 / 0.463 * 1000) / (2041 * 44 / 12) < 1.0


NH3, UREA, ACID = ("processes", "nh3.plant"), ("processes", "urea_unit.plant"), ("processes", "acid.plant")
SLIPS = [
    ("checks.carbon", (*NH3, "tables", "solids", 0, "mass", "2000 t")),
    ("checks.rate_plausible", (*NH3, "tables", "solids", 0, "mass", "60000 t")),
    ("checks.handed_within", (*NH3, "co2_out", "1330000 tCO2")),
    ("checks.power_plausible", (*NH3, "electricity", "1200000 MWh")),
    ("checks.reported_low", (*NH3, "co2_reported", "400000 tCO2")),
    ("checks.reported_high", (*NH3, "co2_reported", "900000 tCO2")),
    ("checks.ammonia_rate", (*UREA, "ammonia_used", "150000 t")),
    ("checks.n2o_rate_high", (*ACID, "stack", "4000000 kg")),
    ("checks.nitrogen", ("processes", "nitrate_plant", "ammonia", "54000 t")),
    ("checks.map_p2o5", ("processes", "map_plant", "phosphoric_acid", "60000 t")),
    ("checks.p2o5_recovered", ("processes", "phosphoric_acid_plant", "rock_p2o5", "20 %")),
    ("checks.sulphur_enough", ("processes", "sulphuric_acid_plant", "sulphur", "5000 t")),
    ("checks.n_balance", ("tables", "recipe", 4, "mass", "40000 t")),
    ("checks.k_balance", ("tables", "recipe", 7, "mass", "2500 t")),
    ("checks.nutrient_high", ("tables", "products", 0, "n", "60 %")),
    ("checks.power_rate", ("processes", "air.plant", "compression", "1100000 MWh")),
    ("checks.efficiency", ("processes", "boiler.boiler", "raised", "7400000 GJ")),
]


@pytest.mark.parametrize(("check", "slip"), SLIPS, ids=[c for c, _ in SLIPS])
def test_a_slip_is_told(check, slip):
    assert check in warnings(footprint("fertilizer", plant("fertilizer", slip)))


@pytest.mark.parametrize(
    "process", ["nh3.plant", "urea_unit.plant", "acid.plant", "air.plant", "boiler.boiler"]
)
def test_a_works_that_buys_what_a_plant_makes_leaves_that_plant_out(fertilizer, process):
    assert fertilizer.processes[process].optional


def test_a_parameter_of_a_block_within_a_block_keeps_its_way(fertilizer):
    """``reported.co2_per_co`` of the block inside the ammonia plant is the pack's ``nh3.reported.co2_per_co``."""
    line = fertilizer.processes["nh3.plant"].emissions["reported.co_as_co2"]
    assert "nh3.reported.co2_per_co" in fertilizer.parameters
    assert ("nh3", "reported", "co2_per_co") in [n.parts for n in _names(line.amount.node)]


def _names(node):
    if hasattr(node, "parts"):
        yield node
    for field in getattr(node, "__slots__", ()):
        value = getattr(node, field)
        for inner in value if isinstance(value, tuple) else (value,):
            if hasattr(inner, "__slots__") and inner is not node:
                yield from _names(inner)
