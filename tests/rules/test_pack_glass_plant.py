"""A whole float line by plain arithmetic, beside what the pack makes of the case ``whole-line``.

Amounts and factors are those of the case; constants are those the sources print. Nothing of the program is used
on the side of the hand calculation.
"""

import pytest

from tanchi.rules.load import load_rule
from tanchi.study.cases import run_case
from tests.rules.test_pack_lime_plant import burnt, diesel

MADE = {"five": 2400000 * 0.05, "ultra": 60000}
PULL = {row: 220000 * made / 180000 for row, made in MADE.items()}
RAW = [  # tonnes, water, factor, road km, rail km
    (124000, 0.04, 20, 80, 0),
    (41000, 0, 1200, 300, 600),
    (33000, 0, 6, 120, 0),
    (9000, 0.01, 5, 60, 0),
    (5000, 0, 30, 200, 0),
    (1500, 0, 300, 300, 0),
    (70, 0, 400, 100, 0),
    (4000, 0, 0, 50, 0),
]
USED = 14000 + 9000 + 6000 + 100
"""MWh used on site; 12 000 of it come from waste heat, free of burden."""


def process_co2():
    carbonates = 41000 * 0.99 * 0.415 + 33000 * 0.96 * 0.477 + 9000 * 0.99 * 0.97 * 0.440
    return carbonates + 70 * 0.9 * 44 / 12


def line():
    """Return kg CO2e per tonne of the two products and of the mean."""
    power = 600 * (USED - 12000) / USED
    raw = sum(t * factor + t * (road * 0.1 + rail * 0.03) for t, _, factor, road, rail in RAW)
    gas = burnt(3700, 389.31, 15.3, 0.99, 1, 0.1) + 3700 * 1e4 * 0.4
    flue = (
        800 * 1200 + 800 * 0.98 * 0.415 * 1000 + 500 * 1000 + 300 * 3000 + 100 * 2000 + 100 * 44 / 60 * 1000
    )
    furnace = 250 * 800 + 200 * 1 + 90000 * 0.2
    glass = (raw + process_co2() * 1000 + gas + flue + furnace + 14000 * power) / 220000
    nitrogen, hydrogen = 6000 * power / 15e6, (100 * power + 230 * 3000) / 6e5
    five = (9e6 * nitrogen + 3.6e5 * hydrogen + 6 * 5000 + 300 * 270 + 40 * 1350 + diesel(90)) / MADE["five"]
    ultra = (6e6 * nitrogen + 2.4e5 * hydrogen + 4 * 5000 + 200 * 270 + 30 * 1350) / MADE["ultra"]
    both = 220000 / 180000 * glass + 9000 / 180000 * power
    return {"five": both + five, "ultra": both + ultra, "mean": both + (2 * five + ultra) / 3}


@pytest.fixture(scope="module")
def glass():
    return load_rule("flat-glass")


def case_of(rule):
    return next(c for c in rule.cases if c.id == "whole-line")


def test_the_case_expects_what_the_hand_calculation_gives(glass):
    by_hand = line()
    expected = {e.at: e.value * 1000 for e in case_of(glass).expect if e.at.endswith(".total")}
    assert expected == pytest.approx(
        {
            "result.total": by_hand["mean"],
            "flows.glass[five].total": by_hand["five"],
            "flows.glass[ultra].total": by_hand["ultra"],
        },
        rel=1e-9,
    )


def test_the_pack_gives_what_the_case_expects(glass):
    result = run_case(glass, case_of(glass))
    assert [o.message.en for o in result.outcomes if not o.ok] == []
    assert len(result.outcomes) == 5


def test_the_cullet_of_the_line_returns_but_for_what_is_sold(glass):
    expected = next(e for e in case_of(glass).expect if e.at == "processes.melting.own_cullet")
    assert expected.value == pytest.approx(sum(PULL.values()) - sum(MADE.values()) - 2000)
