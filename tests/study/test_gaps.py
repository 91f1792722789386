"""Months that were not reported, by hand: what stands in, how it counts, and when nothing may."""

from __future__ import annotations

import pytest

from tanchi.background import default_table
from tanchi.findings import TanchiError
from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules.check import check_rule
from tanchi.study.calculate import Setup, calculate, require_sound
from tanchi.study.compute import compute
from tests.rules.packs import library

PACK = """\
id: mill
edition: "1"
format: 1
title: {{zh: 轧机, en: Mill}}
product: {{definition: {{zh: 钢材, en: steel}}}}
unit: {{kind: declared, amount: 1 t, of: steel}}
boundary: {{kind: cradle_to_gate, stages: [{{id: production, zh: 生产, en: production}}]}}
parameters:
  co2_per_c: {{unit: tCO2/tC, value: 3.6667, source: {{ref: 44/12, read: read}}}}
flows:
  steel: {{unit: t}}
  power: {{unit: MWh, supply: [{{factor: {{name: electricity, place: [CN]}}}}]}}
processes:
  rolling:
    zh: 轧制
    stage: production
    quantities:
      load: {{zh: 用电, en: load, unit: MWh, kind: total, range: [0, 30]}}
      rate: {{zh: 单位排放, en: rate, unit: tCO2/MWh, kind: level, weight: load, range: [0, 4]}}
    makes: {{steel: {{zh: 钢材产量, en: steel made, ask: t}}}}
    inputs: {{power: {{ask: MWh, required: false}}}}
    emissions:
      gas: {{gas: CO2, amount: 'load * rate'}}
quality: {quality}
"""
ALL = dict.fromkeys(range(1, 13))
LOAD = {month: float(month) for month in range(1, 11)}
"""1, 2, … 10 MWh; November and December were not reported."""
STEEL = dict.fromkeys(range(1, 11), 10.0) | {11: 20.0, 12: 20.0}
"""140 t; the last two months made twice as much as the others."""


def gap(method: str, of: str = "total", most: str = "2 of 12", mark: str = "estimated") -> str:
    return f'{{of: {of}, method: "{method}", at_most: {most}, mark: {mark}}}'


def monthly(values: dict[int, float], unit: str) -> dict[str, object]:
    return {"months": {f"2024-{month:02}": value for month, value in values.items()}, "unit": unit}


def rule_with(tmp_path, *gaps: str, more: str = ""):
    quality = f"{{gaps: [{', '.join(gaps)}], {more}}}" if gaps else f"{{{more}}}"
    return library(tmp_path, mill=PACK.format(quality=quality)).load("mill")


def inventory_with(load, steel, rate):
    entries = {"steel": steel, "load": load, "rate": rate}
    data = {
        "rule": "mill",
        "edition": "1",
        "period": {"from": "2024-01-01", "to": "2024-12-31"},
        "processes": {"rolling": entries},
    }
    inventory, findings = parse_inventory(data, "x")
    assert not [f for f in findings if f.level == "error"]
    return inventory


def solved(tmp_path, *gaps, load=LOAD, steel=STEEL, rate=None):
    inventory = inventory_with(
        monthly(load, "MWh"),
        monthly(steel, "t"),
        {"value": 1, "unit": "tCO2/MWh"} if rate is None else monthly(rate, "tCO2/MWh"),
    )
    found = calculate(Setup(rule_with(tmp_path, *gaps), inventory, default_table()), {})
    require_sound(found)
    return found


def emitted(tmp_path, *gaps, **months) -> float:
    """Return the CO2 of the year, t."""
    found = solved(tmp_path, *gaps, **months)
    return sum(burden.co2e.number for burden in found.burdens) / 1000


@pytest.mark.parametrize(
    ("method", "year"),
    [
        ("mean of given months", 55 + 2 * 5.5),
        ("mean of given months, scaled by rolling.steel", 55 + 2 * 20 * 55 / 100),
        ("last given value", 55 + 2 * 10),
        ("conservative end of range", 55 + 2 * 30),
    ],
)
def test_two_missing_months_of_a_total_are_filled_as_the_rule_says(tmp_path, method, year):
    assert emitted(tmp_path, gap(method)) == pytest.approx(year, rel=1e-12)


def test_the_scaled_mean_of_a_year_in_proportion_gives_the_year_back(tmp_path):
    """Where the load always was 0.7 MWh per t, dropping any month changes nothing."""
    whole = {month: 0.7 * tonnes for month, tonnes in STEEL.items()}
    for month in (1, 6, 12):
        given = {m: v for m, v in whole.items() if m != month}
        year = emitted(
            tmp_path / str(month), gap("mean of given months, scaled by rolling.steel"), load=given
        )
        assert year == pytest.approx(0.7 * 140, rel=1e-12)


@pytest.mark.parametrize(
    "steel", [{m: v for m, v in STEEL.items() if m != 12}, dict.fromkeys(range(1, 13), 0.0)]
)
def test_a_total_that_is_not_there_scales_nothing_and_the_next_method_serves(tmp_path, steel):
    """December of the steel is missing too (filled by its own last value), or no steel was made at all."""
    steel = steel if any(steel.values()) else {**steel, 11: 140.0}
    scaled, last = gap("mean of given months, scaled by rolling.steel"), gap("last given value")
    assert emitted(tmp_path, scaled, last, steel=steel) == pytest.approx(55 + 2 * 10, rel=1e-12)


def test_a_total_is_never_filled_by_itself(tmp_path):
    with pytest.raises(TanchiError) as caught:
        solved(tmp_path, gap("mean of given months, scaled by rolling.load"))
    assert "inventory.missing_month" in {f.code for f in caught.value.findings}


def test_more_months_than_the_rule_allows_stay_missing(tmp_path):
    with pytest.raises(TanchiError) as caught:
        solved(tmp_path, gap("last given value", most="1 of 12"))
    assert "inventory.missing_month" in {f.code for f in caught.value.findings}
    assert any("2024-11、2024-12" in f.message.zh for f in caught.value.findings)


def test_a_method_for_totals_fills_no_level(tmp_path):
    with pytest.raises(TanchiError):
        solved(
            tmp_path,
            gap("last given value"),
            load=dict(LOAD) | {11: 1, 12: 1},
            rate=dict.fromkeys(range(1, 12), 1.0),
        )


@pytest.mark.parametrize(
    ("method", "december"),
    [("last given value", 11.0), ("mean of given months", 6.0), ("conservative end of range", 4.0)],
)
def test_a_missing_month_of_a_level_weighs_with_its_own_total(tmp_path, method, december):
    """Rates 1, 2, … 11 with 1 MWh a month, 5 MWh in December."""
    load = dict.fromkeys(range(1, 12), 1.0) | {12: 5.0}
    rate = {month: float(month) for month in range(1, 12)}
    year = emitted(tmp_path, gap(method, of="level"), load=load, rate=rate)
    assert year == pytest.approx(66 + 5 * december, rel=1e-12)


def test_the_first_months_take_the_first_value_given(tmp_path):
    given = {month: float(month) for month in range(3, 13)}
    assert emitted(tmp_path, gap("last given value"), load=given) == pytest.approx(sum(range(3, 13)) + 6)


def footprint(tmp_path, *gaps, more="", load=LOAD):
    inventory = inventory_with(
        {**monthly(load, "MWh"), "method": "measured"},
        {"value": 140, "unit": "t", "method": "measured"},
        {"value": 1, "unit": "tCO2/MWh", "method": "measured"},
    )
    return compute(rule_with(tmp_path, *gaps, more=more), inventory, samples=0)


@pytest.mark.parametrize(("mark", "score"), [("calculated", 2.0), ("estimated", 3.0), ("default", 4.0)])
def test_filled_months_score_and_are_labelled_as_the_rule_marks_them(tmp_path, mark, score):
    """The reading indicator is that of the weakest value; the other four are 1."""
    found = footprint(tmp_path, gap("last given value", mark=mark))
    assert found.contributions[0].score == pytest.approx((4 * 1.0 + score) / 5)
    words = {"calculated": "计算", "estimated": "估算", "default": "缺省"}
    filled = [node for node in found.nodes.values() if node.kind == "gap_filled"]
    assert sorted(node.id[-7:] for node in filled) == ["2024-11", "2024-12"]
    assert all(node.note.zh.startswith(words[mark]) and "最近一次填报的值" in node.note.zh for node in filled)


def test_without_gaps_the_score_is_that_of_measured_values(tmp_path):
    found = footprint(tmp_path, gap("last given value"), load=dict.fromkeys(ALL, 1.0))
    assert found.contributions[0].score == 1.0


@pytest.mark.parametrize(
    ("method", "of", "mark", "code"),
    [
        ("a guess", "total", "estimated", "pack.gap_method"),
        ("last year", "total", "estimated", "pack.gap_method"),
        ("last given value, scaled by rolling.steel", "total", "estimated", "pack.gap_method"),
        ("mean of given months, scaled by rolling.rate", "total", "estimated", "rule.gap_total"),
        ("mean of given months, scaled by rolling.nothing", "total", "estimated", "rule.gap_total"),
        ("mean of given months, scaled by elsewhere.steel", "total", "estimated", "rule.gap_total"),
        ("mean of given months, scaled by rolling.steel", "level", "estimated", "rule.gap_total"),
        ("last given value", "total", "measured", "pack.gap_mark"),
        ("last given value", "total", "guessed", "pack.gap_mark"),
    ],
)
def test_a_way_to_fill_gaps_that_cannot_work_is_refused_with_the_rule(tmp_path, method, of, mark, code):
    shelf = library(tmp_path, mill=PACK.format(quality=f"{{gaps: [{gap(method, of=of, mark=mark)}]}}"))
    rule, findings = shelf.read("mill")
    found = findings if code.startswith("pack") else check_rule(rule)
    assert code in {f.code for f in found if f.level == "error"}


def bought(tmp_path, least: str):
    """Return a footprint of 12 t of own measured emissions and of 12 MWh from a public factor."""
    power = {"rolling": {"steel": "140 t", "load": "12 MWh", "rate": "1 tCO2/MWh", "power": "12 MWh"}}
    inventory, _ = parse_inventory({"rule": "mill", "edition": "1", "processes": power}, "x")
    return compute(rule_with(tmp_path, more=f"primary_share: {{min: {least}}}"), inventory, samples=0)


def test_a_share_of_primary_data_below_the_least_is_a_finding_and_a_failed_check(tmp_path):
    found = bought(tmp_path / "any", "1 %")
    power = 140 * sum(c.value for c in found.contributions if c.flow == "power")
    share = found.primary_share
    assert share == pytest.approx(12_000 / (12_000 + power), rel=1e-12)
    enough = bought(tmp_path / "enough", f"{share * 100 - 0.01} %")
    short = bought(tmp_path / "short", f"{share * 100 + 0.01} %")
    assert [c.state for c in enough.checks if c.id == "study.primary_share"] == ["passed"]
    assert not [f for f in enough.findings if f.code == "study.primary_share"]
    assert [c.state for c in short.checks if c.id == "study.primary_share"] == ["failed"]
    (finding,) = [f for f in short.findings if f.code == "study.primary_share"]
    assert finding.level == "warning"
    assert f"{share:.1%}" in finding.message.zh


def test_a_rule_without_a_least_share_checks_none(tmp_path):
    found = footprint(tmp_path, gap("last given value"))
    assert not [c for c in found.checks if c.id == "study.primary_share"]


SCHEME = "scheme: {{indicators: {{technology: {{zh: 技术, en: technology{a}}}, reading: {{zh: 可靠, en: reading{b}}}}}}}"


def test_indicators_without_a_weight_count_alike(tmp_path):
    """Four fifths of nothing: with two indicators, 1 and 3 make 2."""
    found = footprint(tmp_path, gap("last given value"), more=SCHEME.format(a="", b=""))
    assert found.contributions[0].score == pytest.approx((1 + 3) / 2)


def test_indicators_count_by_their_weights(tmp_path):
    weights = SCHEME.format(a=", weight: 25 %", b=", weight: 75 %")
    found = footprint(tmp_path, gap("last given value"), more=weights)
    assert found.contributions[0].score == pytest.approx(0.25 * 1 + 0.75 * 3)


def test_a_weight_for_some_indicators_only_is_refused(tmp_path):
    shelf = library(tmp_path, mill=PACK.format(quality=f"{{{SCHEME.format(a=', weight: 0.5', b='')}}}"))
    _, findings = shelf.read("mill")
    assert "pack.indicator_weight" in {f.code for f in findings if f.level == "error"}
