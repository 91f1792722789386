"""The battery pack: loads, answers the checklist, holds the figures of its sources, and matches arithmetic of its own."""

from dataclasses import replace

import pytest

from tanchi.conformity.answers import State
from tanchi.conformity.rule_check import check_clause_table, check_rule_conformity
from tanchi.documents.report.study import study_report
from tanchi.findings import Level
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules.check import check_rule
from tanchi.rules.load import load_rule, read_rule
from tanchi.rules.shelf import library
from tanchi.rules.tree import plain, read_tree
from tanchi.study.cases import run_case
from tanchi.study.compute import compute
from tests.library.lithium_battery.by_hand import plant

FOLDER = library() / "rules" / "lithium-battery" / "2026-1"
CASES = {
    "greet-nmc111", "lfp-eu", "lfp-miit", "nmc622-cell", "nmc622-chain", "nmc622-pack", "overstated-life",
    "pef-nmc111", "small-battery", "thesis-nmc111",
}  # fmt: skip


@pytest.fixture(scope="module")
def battery():
    return load_rule("lithium-battery")


def test_the_pack_has_no_findings():
    rule, findings = read_rule("lithium-battery")
    own = [f for f in (*findings, *check_rule(rule)) if "lithium-battery" in str(f.place)]
    assert own == []


def test_no_row_of_the_checklist_is_unmet(battery):
    unmet = [a.requirement.id for a in check_rule_conformity(battery).answers if a.state is State.NOT_MET]
    assert unmet == []
    assert tuple(check_clause_table(battery)) == ()


def test_no_text_of_a_standard_is_said_to_have_been_read(battery):
    assert {s.reading for s in battery.standards} == {"second_hand"}
    assert battery.status == "draft"


def test_the_pack_ships_the_cases_listed_here(battery):
    assert {c.id for c in battery.cases} == CASES


@pytest.mark.parametrize("id", sorted(CASES))
def test_a_case_gives_what_it_says(battery, id):
    result = run_case(battery, next(c for c in battery.cases if c.id == id))
    failed = [
        f"{o.expectation.at or o.expectation.finding}: {o.message.of('en')}"
        for o in result.outcomes
        if not o.ok
    ]
    assert result.outcomes
    assert failed == []


# -- arithmetic of its own ------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["miit", "eu"])
def test_the_constructed_plant_matches_arithmetic_of_its_own(battery, profile):
    result = run_case(battery, next(c for c in battery.cases if c.id == f"lfp-{profile}"))
    found = [o.found for o in result.outcomes]
    assert found == pytest.approx(list(plant(profile == "eu")), rel=1e-9)


ATOMS = {
    "Li": 6.94,
    "Ni": 58.693,
    "Co": 58.933,
    "Mn": 54.938,
    "O": 15.999,
    "Al": 26.982,
    "Fe": 55.845,
    "P": 30.974,
}
ACTIVES = {
    "nmc111": {"Li": 1, "Ni": 1 / 3, "Mn": 1 / 3, "Co": 1 / 3, "O": 2},
    "nmc523": {"Li": 1, "Ni": 0.5, "Mn": 0.3, "Co": 0.2, "O": 2},
    "nmc622": {"Li": 1, "Ni": 0.6, "Mn": 0.2, "Co": 0.2, "O": 2},
    "nmc811": {"Li": 1, "Ni": 0.8, "Mn": 0.1, "Co": 0.1, "O": 2},
    "nmc955": {"Li": 1, "Ni": 0.9, "Mn": 0.05, "Co": 0.05, "O": 2},
    "nca": {"Li": 1, "Ni": 0.8, "Co": 0.15, "Al": 0.05, "O": 2},
    "lfp": {"Li": 1, "Fe": 1, "P": 1, "O": 4},
    "lmfp": {"Li": 1, "Mn": 0.6, "Fe": 0.4, "P": 1, "O": 4},
    "lco": {"Li": 1, "Co": 1, "O": 2},
    "lmo": {"Li": 1, "Mn": 2, "O": 4},
}


@pytest.mark.parametrize(
    ("parameter", "element"),
    [("nickel", "Ni"), ("cobalt", "Co"), ("manganese", "Mn"), ("lithium", "Li")],
)
def test_metals_of_active_materials_follow_from_their_formulas(battery, parameter, element):
    held = battery.parameters[f"{parameter}_in_active"].values
    assert set(held) == set(ACTIVES)
    for id, formula in ACTIVES.items():
        whole = sum(ATOMS[e] * n for e, n in formula.items())
        assert held[id] == pytest.approx(formula.get(element, 0) * ATOMS[element] / whole, abs=6e-6)


def test_solvent_and_carbonate_hold_what_their_formulas_say(battery):
    nmp = 5 * 12.011 / (5 * 12.011 + 9 * 1.008 + 14.007 + 15.999)
    carbonate = (2 * 6.94 + 12.011 + 3 * 15.999) / (2 * 6.94)
    assert battery.parameters["solvent_carbon"].value == pytest.approx(nmp, abs=6e-5)
    assert battery.parameters["carbonate_per_lithium"].value == pytest.approx(carbonate, abs=6e-5)


# -- the demonstration plant ----------------------------------------------------------------------------------


def example(**choices):
    data = plain(read_tree(FOLDER / "examples" / "lfp-pack.yaml"))
    return data | {"choices": {**data["choices"], **choices}}


def footprint(battery, data):
    inventory, findings = parse_inventory(data)
    inventory, more = check_inventory(inventory, battery)
    assert [f for f in (*findings, *more) if f.level is Level.ERROR] == []
    return compute(battery, inventory, samples=0)


def test_the_demonstration_plant_is_complete(battery):
    found = footprint(battery, example())
    assert found.gaps == ()
    assert [c.id for c in found.checks if c.state.value == "failed"] == []
    assert [f.code for f in found.findings if f.level is not Level.NOTE] == []


def test_results_per_pack_and_per_capacity_agree(battery):
    by_id = {p.id: p.total for p in footprint(battery, example()).products}
    assert by_id["pack"] == pytest.approx(60 * by_id["pack:capacity"], rel=1e-12)


def test_stages_sum_to_the_total_and_use_is_empty(battery):
    found = footprint(battery, example())
    by_stage = {p.id: p.value for p in found.by_stage}
    assert sum(by_stage.values()) == pytest.approx(found.total, rel=1e-12)
    assert by_stage["use"] == 0
    assert min(by_stage[s] for s in ("material", "manufacturing", "distribution", "end_of_life")) > 0


def test_the_profiles_fix_their_methods(battery):
    chosen = footprint(battery, example()).choices
    assert (chosen["eol"], chosen["variety"]) == ("treatment", "traction")
    case = next(c for c in battery.cases if c.id == "lfp-eu")
    wrong = run_case(battery, replace(case, choices={"profile": "eu", "eol": "cut_off"}))
    assert "choice.fixed" in {f.code for f in wrong.findings}


def test_alternatives_are_given_where_the_profile_leaves_them_open(battery):
    fixed = {(v.choice, v.option) for v in footprint(battery, example()).variants}
    free = {(v.choice, v.option) for v in footprint(battery, example(profile="general")).variants}
    assert ("basis", "grid") in fixed
    assert free - fixed == {("eol", "cut_off"), ("eol", "cff")}


def test_energy_goes_to_the_models_of_a_line_by_capacity(battery):
    by_capacity = footprint(battery, example(profile="general"))
    by_mass = footprint(battery, example(profile="general", shared_line="mass"))
    assert by_capacity.total > by_mass.total
    twin = by_capacity.twin("shared_line", "mass")
    assert twin.total == pytest.approx(by_mass.total, rel=1e-12)


def test_lithium_carbonate_in_own_cathode_material_leaves_as_co2(battery):
    case = next(c for c in battery.cases if c.id == "nmc622-cell")
    processes = {**case.inventory["processes"], "cathode_active": {
        "cathode_active": "1 t", "power": "0 MWh",
        "tables": {"materials": [{"material": "precursor", "mass": "0.94 t"}, {"material": "lithium_carbonate", "mass": "0.38 t"}]},
    }}  # fmt: skip
    wanted = replace(case.expect[0], at="processes.cathode_active.lithium_carbonate_co2", unit=None)
    known = next(f for f in case.factors if f.flow == "nmp")
    more = (replace(known, flow="precursor"), replace(known, flow="lithium_carbonate"))
    changed = replace(
        case,
        inventory={**case.inventory, "processes": processes},
        expect=(wanted,),
        factors=(*case.factors, *more),
    )
    assert run_case(battery, changed).outcomes[0].found == pytest.approx(0.38 * 0.595, rel=1e-9)


def test_the_report_of_a_whole_life_names_a_functional_unit(battery):
    data = example()
    inventory, _ = parse_inventory(data)
    words = str(study_report(compute(battery, inventory, samples=0), battery, inventory))
    assert "功能单位为使用寿命内提供的总能量中的 1 kWh" in words
    assert "声明单位为" not in words


# -- honesty and languages ------------------------------------------------------------------------------------


def test_every_label_is_there_in_both_languages(battery):
    labels = {f"parameters.{k}": v.label for k, v in battery.parameters.items()}
    labels |= {f"flows.{k}": v.label for k, v in battery.flows.items()}
    labels |= {f"quantities.{k}": v.label for k, v in battery.quantities.items()}
    labels |= {f"choices.{k}.{o.id}": o.label for k, v in battery.choices.items() for o in v.options}
    for process in battery.processes.values():
        labels[process.id] = process.label
        for group in (process.quantities, process.values, process.checks, process.tables):
            labels |= {f"{process.id}.{k}": item.label for k, item in group.items()}
    assert [k for k, v in labels.items() if not v.zh or not v.en] == []


def test_files_stay_short_enough_to_read():
    long = {p.name: n for p in FOLDER.rglob("*.yaml") if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert long == {}
