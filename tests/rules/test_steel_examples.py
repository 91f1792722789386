"""The constructed arc-furnace works, on scrap and on direct reduced iron, against arithmetic done here."""

from __future__ import annotations

import pytest

import tanchi
from tanchi.findings import Level
from tanchi.inventory.plain.read import read_plain
from tanchi.study.result import ContributionKind
from tests.support.source import ROOT

CO2 = 44 / 12
GAS = 389.31e-4 * (0.0153 * 0.99 * CO2 * 1000 + 0.001 * 29.8 + 0.0001 * 273)
"""kg CO2e per Nm3 of natural gas burnt, CH4 1 and N2O 0.1 g/GJ."""
GRID, HYDRO, DELIVERY = 577.7, 14.1, 32.7
"""kg CO2e per MWh, China 2024."""


@pytest.fixture(scope="module", params=["steel-eaf", "steel-dri-eaf"])
def works(request):
    inventory, findings = read_plain(ROOT / "examples" / request.param / "inventory.yaml")
    assert findings == ()
    rule = tanchi.load_rule(f"{inventory.rule}@{inventory.edition}")
    return request.param, tanchi.compute(rule, inventory, samples=0)


@pytest.fixture(scope="module")
def scrap():
    return footprint("steel-eaf")


@pytest.fixture(scope="module")
def reduced():
    return footprint("steel-dri-eaf")


def footprint(name):
    inventory, _ = read_plain(ROOT / "examples" / name / "inventory.yaml")
    return tanchi.compute(tanchi.load_rule("steel@2026-1"), inventory, samples=0)


def part(found, process, line, *kinds):
    """Return kg CO2e of some lines, per tonne of product."""
    return sum(
        c.value for c in found.contributions if c.process == process and c.line == line and c.kind in kinds
    )


def test_only_gaps_are_warned_of_and_no_check_fails(works):
    name, found = works
    assert {f.code for f in found.findings if f.level is not Level.NOTE} == {"study.gap"}
    assert not [c.id for c in found.checks if c.state.value == "failed"]
    wanted = {
        "steel-eaf": {"electrode", "silicomanganese", "ferrosilicon"},
        "steel-dri-eaf": {"electrode", "coating_aluminium"},
    }
    assert {gap.flow for gap in found.gaps} == wanted[name]


def test_the_scrap_furnace_emits_the_carbon_it_does_not_keep(scrap):
    """Scrap 0.3 %, steel 0.22 %, charge carbon 0.89, electrodes pure; 600 kt of product."""
    carbon = 666500 * 0.003 + 15000 * 0.0022 + 7524 * 0.89 + 727.32 - 627000 * 0.0022
    found = part(scrap, "eaf", "furnace", ContributionKind.EMISSION)
    assert found == pytest.approx(carbon * CO2 / 600, rel=1e-9)


def test_gas_of_the_scrap_works_is_burnt_at_its_heat(scrap):
    found = sum(
        part(scrap, process, "gas_fired", ContributionKind.COMBUSTION)
        for process in ("eaf", "casting", "hot_rolling")
    )
    assert found == pytest.approx((3135000 + 1254000 + 11520000 + 3360000) * GAS / 600000, rel=1e-6)


def test_contracted_hydropower_pays_its_delivery_and_the_rest_is_grid_power(scrap):
    power = (346550 - 100000) * GRID + 100000 * (HYDRO + DELIVERY)
    found = sum(c.value for c in scrap.contributions if c.process == "elec.purchase")
    assert found == pytest.approx(power / 600000, rel=1e-9)


def test_purchases_are_the_power_of_all_processes(scrap):
    assert 250800 + 33900 + 36000 + 13200 + 12650 == 346550
    assert scrap.twin("basis", "grid").total - scrap.total == pytest.approx(
        100000 * (GRID - HYDRO - DELIVERY) / 600000, rel=1e-6
    )


def test_the_shaft_emits_the_carbon_of_its_gas_less_that_of_the_iron(reduced):
    """265.398 Mm3 at 38.931 MJ and 15.3 kg C/GJ; 1.2 Mt of iron with 2 % C; 1 Mt of product."""
    carbon = 265398 * 38.931e-3 * 0.0153 * 1000 - 1200000 * 0.02
    found = part(reduced, "dri_shaft", "reduction", ContributionKind.EMISSION)
    assert found == pytest.approx(carbon * CO2 / 1000, rel=1e-6)


def test_energy_of_the_reduced_works_is_that_of_the_published_table(reduced):
    """kg CO2 per kg by 56.1 kg/GJ and 3.872789431 MJ of power per kg."""
    printed = {
        265.398: 0.579639115,
        13.121: 0.028656316,
        2.386: 0.005210239,
        76.041: 0.166076376,
        47.116: 0.102902225,
    }
    for volume, co2 in printed.items():
        assert volume * 38.931e-3 * 56.1 == pytest.approx(co2 * 1000, rel=2e-4)
    power = sum((120, 600, 50, 110, 165.77, 30))
    assert power * 3.6e-3 == pytest.approx(3.872789431, rel=1e-5)
    burnt = (13121 + 2386 + 76041 + 47116 + 23227) * 1000 * GAS / 1e6
    found = sum(c.value for c in reduced.contributions if c.kind is ContributionKind.COMBUSTION)
    assert found == pytest.approx(burnt, rel=1e-6)
