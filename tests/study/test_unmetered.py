"""What the main meter shows more than the processes report is carried by them, by use: hand arithmetic."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tanchi.background import default_table
from tanchi.inventory.form import Address
from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules.model import CaseFactor
from tanchi.study.calculate import Setup, calculate
from tanchi.study.checks import run_checks
from tanchi.study.parts import unmetered
from tanchi.study.sensitivity import slopes
from tanchi.study.separate import first
from tanchi.study.solve import solve
from tanchi.units import parse_unit
from tests.rules.packs import library

PACK = """\
id: mill
edition: "1"
format: 1
title: {zh: 轧机, en: Mill}
product: {definition: {zh: 钢材, en: steel}}
unit: {kind: declared, amount: 1 t, of: steel}
boundary: {kind: cradle_to_gate, stages: [{id: production, zh: 生产, en: production}]}
parameters:
  co2_per_c: {unit: tCO2/tC, value: 3.6667, source: {ref: 44/12, read: read}}
flows:
  steel: {zh: 钢材, en: steel, unit: t}
  rod: {zh: 线材, en: rod, unit: t}
  grid: {zh: 网电, en: grid, unit: MWh}
  power: {zh: 电力, en: power, unit: MWh, tags: [meter]}
processes:
  purchase:
    zh: 购电
    stage: production
    makes: {power: {ask: MWh, sold: {ask: MWh, required: false}}}
    inputs: {grid: {ask: MWh}}
  waste_heat:
    zh: 余热发电
    stage: production
    makes: {power_made: {product: power, ask: MWh}}
  rolling:
    zh: 轧制
    stage: production
    makes: {steel: {ask: t}}
    inputs: {power: {ask: MWh}}
  drawing:
    zh: 拉拔
    stage: production
    makes: {rod: {ask: t}}
    inputs: {power: {ask: MWh}}
"""
FACTOR = CaseFactor("grid", parse_unit("kg/MWh"), {"CO2": 500.0})


def setup_with(tmp_path, bought, rolling=60, drawing=30, made=None, sold=None, pack=PACK, samples=0):
    processes = {
        "purchase": {"power": f"{bought} MWh", "grid": f"{bought} MWh"},
        "rolling": {
            "steel": "10 t",
            "power": {"value": rolling, "unit": "MWh", "uncertainty": {"pm": "20 %"}},
        },
        "drawing": {"rod": "5 t", "power": f"{drawing} MWh"},
    }
    if made:
        processes["waste_heat"] = {"power_made": f"{made} MWh"}
    if sold:
        processes["purchase"]["power_sold"] = f"{sold} MWh"
    rule = library(tmp_path, mill=pack).load("mill")
    inventory, _ = parse_inventory({"rule": "mill", "edition": "1", "processes": processes}, "x")
    return Setup(rule, inventory, default_table(), replaced=(FACTOR,), samples=samples)


def told(solved) -> list[tuple[str, str]]:
    return [(f.level, f.message.zh) for f in run_checks(solved.model).findings if f.code == "study.unmetered"]


@pytest.mark.parametrize(
    ("plant", "burden", "missing"),
    [
        ({"bought": 100}, 100 * 500, 10),
        ({"bought": 80, "made": 20}, 80 * 500, 10),
        ({"bought": 110, "sold": 10}, 100 * 500, 10),
    ],
)
def test_users_carry_the_difference_of_the_meters_by_use(tmp_path, plant, burden, missing):
    """The processes report 60 and 30 of the 100 MWh that stay in the plant: they carry 2/3 and 1/3 of all."""
    solved = calculate(setup_with(tmp_path, **plant), {})
    assert first(solved.total) == pytest.approx(burden * 60 / 90 / 10, rel=1e-12)
    rod = solve(solved.model, solved.model.context.rule.flows["rod"], 5000.0)
    assert 10 * first(solved.total) + first(rod.total) == pytest.approx(burden, rel=1e-12)
    ((level, text),) = told(solved)
    assert level == "warning"
    assert f"差 {missing}" in text


@pytest.mark.parametrize("plant", [{"bought": 100}, {"bought": 80, "made": 20}, {"bought": 110, "sold": 10}])
def test_the_part_of_the_difference_is_what_the_result_grew_by(tmp_path, plant):
    """Without the tag the difference is left out: the two totals differ by the part that is shown."""
    found = calculate(setup_with(tmp_path / "with", **plant), {})
    without = calculate(
        setup_with(tmp_path / "without", **plant, pack=PACK.replace(", tags: [meter]", "")), {}
    )
    (part,) = unmetered(found)
    assert part.value == pytest.approx(first(found.total) - first(without.total), rel=1e-9)
    assert (part.amount, part.unit) == (pytest.approx(10), "MWh")
    assert without.model.unmetered == ()


@pytest.mark.parametrize("bought", [90, 89.8])
def test_meters_that_agree_or_show_less_add_nothing(tmp_path, bought):
    solved = calculate(setup_with(tmp_path, bought), {})
    assert first(solved.total) == pytest.approx(90 * 500 * 60 / 90 / 10, rel=1e-12)
    assert (unmetered(solved), told(solved)) == ((), [])


def test_a_difference_below_half_a_percent_is_carried_without_words(tmp_path):
    solved = calculate(setup_with(tmp_path, 90.3), {})
    assert first(solved.total) == pytest.approx(90.3 * 500 * 60 / 90 / 10, rel=1e-12)
    assert told(solved) == []


def test_power_nobody_reports_using_is_an_error(tmp_path):
    setup = setup_with(tmp_path, 100)
    entries = {
        a: replace(e, value=0) if a in (Address("power", "rolling"), Address("power", "drawing")) else e
        for a, e in setup.inventory.entries.items()
    }
    solved = calculate(replace(setup, inventory=replace(setup.inventory, entries=entries)), {})
    assert [level for level, _ in told(solved)] == ["error"]


ONLY_BOUGHT = PACK.replace(
    "power: {zh: 电力, en: power, unit: MWh, tags: [meter]}",
    "power: {zh: 电力, en: power, unit: MWh, tags: [meter], bought: {ask: MWh}, supply: [{factor: {name: electricity, place: [CN]}}]}",
)


@pytest.mark.parametrize(("metered", "levels"), [(90, []), (100, ["error"])])
def test_a_main_meter_over_purchases_alone_must_be_resolved(tmp_path, metered, levels):
    """Nothing is made inside, so no source can be charged: the plant has to say who uses the rest."""
    rule = library(tmp_path, mill=ONLY_BOUGHT).load("mill")
    data = {"rolling": {"steel": "10 t", "power": "60 MWh"}, "drawing": {"rod": "5 t", "power": "30 MWh"}}
    given = {"quantities": {"power_bought": f"{metered} MWh"}, "processes": data}
    inventory, _ = parse_inventory({"rule": "mill", "edition": "1", **given}, "x")
    solved = calculate(Setup(rule, inventory, default_table()), {})
    assert [level for level, _ in told(solved)] == levels


def test_the_derivative_by_a_meter_is_that_of_the_whole_calculation(tmp_path):
    """Elasticity by finite differences: who uses more carries more, and less is left over."""

    def total(number: int, rolling: float) -> float:
        return first(calculate(setup_with(tmp_path / str(number), 110, rolling, sold=10), {}).total)

    step = 1e-4
    numeric = (total(1, 60 * (1 + step)) - total(2, 60 * (1 - step))) / (2 * step)
    solved = calculate(setup_with(tmp_path / "exact", 110, sold=10), {})
    (slope,) = [s for s in slopes(solved) if s.step.id == "input:rolling/power"]
    assert slope.lever == pytest.approx(numeric, rel=1e-6)


def test_samples_in_which_the_processes_use_more_lose_nothing_and_gain_nothing(tmp_path):
    """Of 40 draws some report more than the main meter shows: those users take their metered power and no more."""
    setup = setup_with(tmp_path, 92, samples=40)
    solved = calculate(setup, {})
    inputs = [e for part in solved.model.parts for e in part.sheetful.inputs]
    (amount,) = [e.amount for e in inputs if e.id == "rolling.power"]
    rolling = amount.value.values / float(amount.unit.scale)
    carried = [max(92.0, use + 30) * 500 * use / (use + 30) / 10 for use in rolling]
    assert 0 < sum(use + 30 > 92 for use in rolling) < 41
    assert solved.total == pytest.approx(carried, rel=1e-9)
