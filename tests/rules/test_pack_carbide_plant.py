"""A whole carbide works by plain arithmetic, beside what the pack makes of the case ``whole-works``.

Amounts and factors are those of the case; constants are those the sources print. Nothing of the program is used
on the side of the hand calculation.
"""

from dataclasses import replace

import pytest

from tanchi.rules.load import load_rule
from tanchi.study.cases import run_case
from tests.rules.test_pack_lime_plant import burnt, diesel

POWER = 600.0
NCV, CARBON = 111.19, 39.51
"""GJ per 10 000 Nm3 and kgC/GJ of furnace gas."""
STANDARD = 199000 * 295 / 300


def gas(volume):
    """Return kg CO2e of burning 10 000 Nm3 of furnace gas ``volume`` times, all its carbon oxidised."""
    return burnt(volume, NCV, CARBON, 1.0, 1, 0.1)


def lime():
    """Return kg CO2e per tonne of lime charged: 150 000 t of the kiln, 36 000 t bought."""
    calcined = ((150000 + 3000) * (0.92 * 44 / 56 + 0.01 * 44 / 40) - 150000 * 0.02) * 1000
    kiln = calcined + gas(5200) + 268000 * (5 + 30 * 0.1) + 6000 * POWER
    return (kiln + 36000 * 1100) / 186000


def furnace_carbon():
    """Return tonnes of carbon oxidised in the furnace and the biogenic share of what was fed."""
    fed = 120000 * 0.83 + 1000 * 0.85 + 5000 * 0.9
    made = 200000 * 295 / 372.7 * 0.374764
    cleaned = 8000 * NCV * CARBON / 1000
    return fed - made - cleaned - 6000 * 0.2, 1000 * 0.85 / fed


def works(displace=False):
    """Return kg CO2e per tonne of carbide normalised to 300 L/kg."""
    carbon, biogenic = furnace_carbon()
    released = carbon * 44 / 12 * (1 - biogenic) * 1000
    upstream = 120000 * 800 + 1000 * 500 + 5000 * 1500 + 120000 * 250 * 0.1
    drying = gas(600) + 2500 * POWER
    furnace = released + upstream + drying + gas(200) + 186000 * lime() + 640000 * POWER + 300000 * 0.2
    if displace:
        furnace -= 20e6 * NCV / 389.31 * 0.4
    packing = 5000 * POWER + 100 * 2200 + 60 * 2900 + diesel(40)
    return (furnace + packing) / STANDARD


@pytest.fixture(scope="module")
def carbide():
    return load_rule("calcium-carbide")


def case_of(rule):
    return next(c for c in rule.cases if c.id == "whole-works")


def test_the_case_expects_what_the_hand_calculation_gives(carbide):
    expected = {e.at: e.value for e in case_of(carbide).expect}
    assert expected["result.total"] * 1000 == pytest.approx(works(), rel=1e-9)
    assert expected["flows.lime.total"] * 1000 == pytest.approx(lime(), rel=1e-9)
    assert expected["processes.furnace.melt.released"] == pytest.approx(
        furnace_carbon()[0] * 44 / 12, rel=1e-9
    )


def test_expansion_takes_the_natural_gas_of_equal_heat(carbide):
    case = case_of(carbide)
    total = tuple(e for e in case.expect if e.at == "result.total")
    found = run_case(carbide, replace(case, choices={"gas": "expand"}, expect=total)).outcomes[0].found
    assert found * 1000 == pytest.approx(works(displace=True), rel=1e-9)


def test_the_pack_gives_what_the_case_expects(carbide):
    result = run_case(carbide, case_of(carbide))
    assert [o.message.en for o in result.outcomes if not o.ok] == []
    assert len(result.outcomes) == 3
