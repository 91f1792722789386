"""A whole lime works by plain arithmetic, beside what the pack makes of the case ``whole-works``.

Amounts and factors are those of the case; constants are those the sources print. Nothing of the program is used
on the side of the hand calculation.
"""

import pytest

from tanchi.rules.load import load_rule
from tanchi.study.cases import run_case

CO2_PER_C = 44 / 12
CH4, N2O = 29.8, 273.0
"""GWP100 of AR6, fossil."""


def burnt(mass, ncv, carbon, oxidation, ch4, n2o):
    """Return kg CO2e of burning ``mass`` (t or 10 000 Nm3): GJ per unit, kgC/GJ, share, g CH4/GJ, g N2O/GJ."""
    heat = mass * ncv
    return heat * carbon * oxidation * CO2_PER_C + heat * (ch4 * CH4 + n2o * N2O) / 1000


def diesel(mass):
    return burnt(mass, 42.652, 20.2, 0.98, 3, 0.6) + mass * 700


def works():
    """Return kg CO2e per tonne of the three products, and of the mean."""
    power = 600.0
    quarry = diesel(120) + 30 * 2000 + 400 * power
    limestone = quarry * 180000 / 200000
    lime_co2 = ((100000 + 2000 * 0.8) * (0.92 * 44 / 56 + 0.015 * 44 / 40) - 100000 * 0.02) * 1000
    lime_gas = burnt(1000, 389.31, 15.3, 0.99, 1, 0.1) + 1000 * 1e4 * 0.4
    kiln = limestone + lime_co2 + lime_gas + 4000 * power
    lime = kiln / 100000
    dolomite_co2 = (20000 * (0.57 * 44 / 56 + 0.37 * 44 / 40) - 20000 * 0.03) * 1000
    coal = burnt(3000, 26.7, 27.4, 0.94, 10, 1.5) + 3000 * 300
    stone = 39000 * 6 + 39000 * 60 * 0.1
    dolomitic = (dolomite_co2 + coal + stone + 700 * power) / 20000
    hydrate = (10000 * lime + 6000 * 0.2 + 300 * power) / 13000
    quick = lime + (900 * power + diesel(20)) / 90000
    dolo = dolomitic + 100 * power / 20000
    hydrated = hydrate + 30 * 2500 / 13000
    mean = (90000 * quick + 20000 * dolo + 13000 * hydrated) / 123000
    return {"quick": quick, "dolo": dolo, "hydrated": hydrated, "mean": mean, "dust": kiln / 102000}


@pytest.fixture(scope="module")
def lime():
    return load_rule("lime")


def case_of(rule):
    return next(c for c in rule.cases if c.id == "whole-works")


def test_the_case_expects_what_the_hand_calculation_gives(lime):
    by_hand = works()
    expected = {e.at: e.value * 1000 for e in case_of(lime).expect if e.at.endswith(".total")}
    assert expected == pytest.approx(
        {
            "result.total": by_hand["mean"],
            "flows.lime[quick].total": by_hand["quick"],
            "flows.lime[dolo].total": by_hand["dolo"],
            "flows.lime[hydrated].total": by_hand["hydrated"],
        },
        rel=1e-9,
    )


def test_the_pack_gives_what_the_case_expects(lime):
    result = run_case(lime, case_of(lime))
    assert [o.message.en for o in result.outcomes if not o.ok] == []
    assert len(result.outcomes) == 6
