"""The vehicle pack: loads, answers the checklist, matches arithmetic of its own, and takes the battery from its maker."""

import shutil
from pathlib import Path

import pytest

import tanchi
from tanchi.conformity.answers import State
from tanchi.conformity.rule_check import check_clause_table, check_rule_conformity
from tanchi.findings import Level, TanchiError
from tanchi.rules.check import check_rule
from tanchi.rules.load import load_rule, read_rule
from tanchi.rules.shelf import library
from tanchi.study.bundle import write_bundle
from tanchi.study.cases import run_case
from tests.library.new_energy_vehicle.by_hand import per_km, vehicle

FOLDER = library() / "rules" / "new-energy-vehicle" / "2026-1"
BATTERY = library() / "rules" / "lithium-battery" / "2026-1" / "examples" / "lfp-pack.yaml"
CASES = {
    "bev-cff", "bev-model", "bev-product", "bev-treatment", "charger-twice", "overstated-battery", "petrol-model",
}  # fmt: skip


@pytest.fixture(scope="module")
def rule():
    return load_rule("new-energy-vehicle")


def test_the_pack_has_no_findings():
    rule, findings = read_rule("new-energy-vehicle")
    assert [f for f in (*findings, *check_rule(rule)) if "new-energy-vehicle" in str(f.place)] == []


def test_no_row_of_the_checklist_is_unmet(rule):
    unmet = [a.requirement.id for a in check_rule_conformity(rule).answers if a.state is State.NOT_MET]
    assert unmet == []
    assert tuple(check_clause_table(rule)) == ()


def test_the_pack_says_how_little_of_the_standards_was_read(rule):
    assert {s.reading for s in rule.standards} == {"part"}
    assert rule.status == "draft"


def test_the_pack_ships_the_cases_listed_here(rule):
    assert {c.id for c in rule.cases} == CASES


@pytest.mark.parametrize("id", sorted(CASES))
def test_a_case_gives_what_it_says(rule, id):
    result = run_case(rule, next(c for c in rule.cases if c.id == id))
    failed = [
        f"{o.expectation.at or o.expectation.finding}: {o.message.of('en')}"
        for o in result.outcomes
        if not o.ok
    ]
    assert result.outcomes
    assert failed == []


@pytest.mark.parametrize("eol", ["treatment", "cff"])
def test_the_constructed_works_match_arithmetic_of_their_own(rule, eol):
    result = run_case(rule, next(c for c in rule.cases if c.id == f"bev-{eol}"))
    a = 0.2 if eol == "cff" else 1.0
    assert [o.found for o in result.outcomes] == pytest.approx([vehicle(a), per_km(eol == "cff")], rel=1e-9)


# -- the battery from its maker -------------------------------------------------------------------------------


def computed(name: str, path: Path, **choices: str):
    rule = load_rule(name)
    inventory, findings = tanchi.read_inventory(path)
    assert [f for f in findings if f.level is Level.ERROR] == []
    return rule, inventory, tanchi.compute(rule, inventory, samples=0, choices=choices or None)


@pytest.fixture(scope="module")
def chain(tmp_path_factory):
    """Return the footprints of the demonstration battery and of the demonstration car that takes its bundle."""
    folder = tmp_path_factory.mktemp("chain")
    rule, inventory, battery = computed("lithium-battery", BATTERY)
    write_bundle(folder / "lfp-pack.tanchi", rule, "lithium-battery", inventory, battery)
    shutil.copy(FOLDER / "examples" / "bev.yaml", folder / "bev.yaml")
    return battery, computed("new-energy-vehicle", folder / "bev.yaml")[2]


def test_the_demonstration_car_is_complete(chain):
    _, car = chain
    assert car.gaps == ()
    assert [f.code for f in car.findings if f.level is not Level.NOTE] == []
    assert [c.id for c in car.checks if c.state.value == "failed"] == []


def test_the_battery_stage_is_what_its_maker_hands_over_times_its_life_energy(chain):
    battery, car = chain
    made = {p.id: p.value for p in battery.by_stage}
    stage = {p.id: p.value for p in car.by_stage}
    wanted = (made["material"] + made["manufacturing"] + made["distribution"]) * 27936 / 150000
    assert stage["battery"] == pytest.approx(wanted, rel=1e-9)


def test_the_end_of_life_of_the_battery_comes_from_the_same_bundle_and_counts_once(chain):
    battery, car = chain
    ended = next(p.value for p in battery.by_stage if p.id == "end_of_life") * 27936 / 150000
    lines = [c for c in car.contributions if c.flow == "used_battery"]
    assert [c.stage for c in lines] == ["end_of_life"]
    assert lines[0].value == pytest.approx(ended, rel=1e-9)


def test_the_whole_of_the_battery_is_in_the_car_once(chain):
    battery, car = chain
    taken = sum(c.value for c in car.contributions if c.flow in ("traction_battery", "used_battery"))
    assert taken == pytest.approx(battery.total * 27936 / 150000, rel=1e-9)


def test_grid_electricity_reaches_into_the_battery(chain):
    battery, car = chain
    twin = battery.twin("basis", "grid")
    grid = car.twin("basis", "grid")
    own = 20000 * (0.5777 - 0.0520 - 0.0327) / 150
    assert grid.difference == pytest.approx(twin.difference * 27936 / 150000 + own / 100000, rel=1e-6)


def test_without_the_bundle_the_car_does_not_compute(tmp_path, rule):
    shutil.copy(FOLDER / "examples" / "bev.yaml", tmp_path / "bev.yaml")
    inventory, _ = tanchi.read_inventory(tmp_path / "bev.yaml")
    with pytest.raises(TanchiError) as caught:
        tanchi.compute(rule, inventory, samples=0)
    assert {f.code for f in caught.value.findings} == {"bundle.unreadable"}


# -- honesty and languages ------------------------------------------------------------------------------------


def test_every_label_is_there_in_both_languages(rule):
    labels = {f"parameters.{k}": v.label for k, v in rule.parameters.items()}
    labels |= {f"flows.{k}": v.label for k, v in rule.flows.items()}
    labels |= {f"quantities.{k}": v.label for k, v in rule.quantities.items()}
    labels |= {f"choices.{k}.{o.id}": o.label for k, v in rule.choices.items() for o in v.options}
    for process in rule.processes.values():
        labels[process.id] = process.label
        for group in (process.quantities, process.values, process.checks, process.tables):
            labels |= {f"{process.id}.{k}": item.label for k, item in group.items()}
    assert [k for k, v in labels.items() if not v.zh or not v.en] == []
