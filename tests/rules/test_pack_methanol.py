"""The methanol pack: a whole coal works by plain arithmetic, published configurations, slips that must be told."""

from dataclasses import replace

import pytest

from tanchi.rules.load import load_rule
from tanchi.study.cases import run_case
from tests.rules.example_plant import footprint, plant, warnings
from tests.rules.test_pack_lime_plant import CH4, burnt

USED = 180000 + 90000 + 12000
"""MWh used; 50 000 of them from the own plant, the rest bought."""


def works():
    """Return kg CO2e per tonne of refined methanol in the case ``whole-works``."""
    boiler = burnt(150000, 19.57, 26.1, 0.93, 10, 1.5) + 150000 * 120
    energy = 50000 * 3.6 + 2000000
    own_power, steam = boiler * 3.6 / energy, boiler / energy
    power = (50000 * own_power + (USED - 50000) * 600) / USED
    carbon = 860000 * 0.63 - 606000 * 0.375 - 300000 * 0.012 - 150000 * 0.04
    made = carbon * 44 / 12 * 1000 + 606000 * 2.3 * CH4
    taken = 860000 * 150 + 860000 * 300 * 0.03 + (180000 + 90000) * power + 800000 * steam + 4000000 * 0.2
    share = 606000 * 19.9 / (606000 * 19.9 + 300000)
    return ((made + taken) * share + 12000 * power + 1200000 * steam) / 600000


@pytest.fixture(scope="module")
def methanol():
    return load_rule("methanol")


def case_of(rule, id):
    return next(c for c in rule.cases if c.id == id)


def test_the_whole_works_by_plain_arithmetic(methanol):
    case = case_of(methanol, "whole-works")
    expected = next(e.value for e in case.expect if e.at == "result.total")
    assert expected * 1000 == pytest.approx(works(), rel=1e-9)
    assert run_case(methanol, case).ok


def test_energy_shared_with_steam_gives_the_printed_digits_of_production_energy(methanol):
    """GREET prints 5.200813 g/MJ for 5.770302 shared over 1 + 0.1095."""
    case = case_of(methanol, "me5-steam-by-energy")
    bare = {k: v for k, v in case.inventory["processes"]["synthesis"].items() if k != "tables"}
    inventory = {**case.inventory, "processes": {**case.inventory["processes"], "synthesis": bare}}
    found = run_case(methanol, replace(case, inventory=inventory)).outcomes[0].found
    assert found * 1000 / (1375 / 68.43642) == pytest.approx(5.200813, abs=5e-7)


def test_the_choice_for_steam_moves_the_result_of_one_plant_by_more_than_half(methanol):
    by_energy, displaced = (
        run_case(methanol, case_of(methanol, f"me5-steam-{way}")).outcomes[0].found
        for way in ("by-energy", "displaced")
    )
    assert by_energy / displaced > 1.5


@pytest.fixture(scope="module")
def example():
    return footprint("methanol", plant("methanol"))


def test_a_gigajoule_is_the_tonne_over_its_heating_value(example):
    per_gj = next(p.total for p in example.products if p.unit == "1 GJ")
    assert per_gj == pytest.approx(example.total / 19.9, rel=1e-12)


SYN = ("processes", "synthesis")
SLIPS = [
    ("checks.carbon_made", (*SYN, "tables", "solids", 0, "mass", "86000 t")),
    ("checks.use_plausible", (*SYN, "tables", "solids", 0, "mass", "8600000 t")),
    ("checks.power_plausible", (*SYN, "power", "1900000 MWh")),
    ("checks.reported_low", (*SYN, "co2_reported", "600000 tCO2")),
    ("checks.reported_high", (*SYN, "co2_reported", "2600000 tCO2")),
    ("checks.steam_source", (*SYN, "steam", "1000 GJ")),
    ("checks.yield", ("processes", "distillation", "methanol", "500000 t")),
]


@pytest.mark.parametrize(("check", "slip"), SLIPS, ids=[c for c, _ in SLIPS])
def test_a_slip_is_told(check, slip):
    assert check in warnings(footprint("methanol", plant("methanol", slip)))


def test_stored_co2_is_deducted_and_sold_co2_is_not(example):
    stored = footprint("methanol", plant("methanol", (*SYN, "stored", "100000 tCO2")))
    share = 606000 * 19.9 / (606000 * 19.9 + 300000)
    assert example.total - stored.total == pytest.approx(1e8 * share / 600000, rel=1e-6)
