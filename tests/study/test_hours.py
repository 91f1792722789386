"""Hydrogen from a year of hourly readings: every figure against NumPy over the same 8760 hours."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

import tanchi
from tanchi.background.provider import Boundary, GasAmount, Provider, ProviderKind
from tanchi.findings import TanchiError, Text
from tanchi.inventory.model import Spread
from tanchi.inventory.plain.read import parse_inventory, read_plain
from tanchi.inventory.plain.write import to_json
from tanchi.sources import Source
from tests.rules.packs import library
from tests.study.hours_files import write_plant

PACK = """\
id: hydrogen-hours
edition: "1"
format: 1
title: {zh: 逐时制氢, en: Hydrogen by the hour}
product: {definition: {zh: 氢, en: hydrogen}}
unit: {kind: declared, amount: 1 kg, of: hydrogen}
boundary: {kind: cradle_to_gate, stages: [{id: production, zh: 生产, en: production}]}
parameters:
  co2_per_c: {unit: tCO2/tC, value: 3.6667, source: {ref: 44/12, read: read}}
choices:
  matching: {options: [hourly, monthly, in_steps], default: hourly}
flows:
  hydrogen: {unit: kg}
  green: {unit: MWh}
  grid: {unit: MWh}
  water: {unit: t}
  lost: {unit: MWh}
processes:
  electrolysis:
    stage: production
    quantities:
      load: {unit: MWh, kind: total, resolution: hour}
      generated: {unit: MWh, kind: total, resolution: hour}
      loss: {unit: "%", resolution: month, weight: load, required: false, default: 0 %}
      share: {unit: "%", resolution: hour, weight: load, required: false, default: 0 %}
    values:
      matched:
        unit: MWh
        amount:
          by: matching
          hourly: "sum(min(generated, load), hour)"
          monthly: "sum(min(total(generated, month), total(load, month)), month)"
          in_steps: "sum(total(min(generated, load), month), month)"
    makes: {hydrogen: {ask: kg}}
    inputs:
      green: {amount: matched}
      grid: {amount: "sum(load, hour) - matched"}
      lost: {amount: load * loss}
      water: {amount: 'load * share * unit(1, "t/MWh")'}
"""
FACTORS = {"green": 30.0, "grid": 600.0, "lost": 7.0, "water": 1.0}
HOURS = 8760
MONTHS = np.repeat(np.arange(12), np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) * 24)
TIME = np.arange(HOURS)
LOAD = 10 + 3 * np.sin(TIME / 11)
SUN = np.maximum(0, 28 * np.sin((TIME % 24 - 6) / 12 * np.pi)) * (1 + 0.3 * np.cos(TIME / HOURS * 2 * np.pi))
SHARE = 50 + 20 * np.cos(TIME / 7)
LOSS = np.linspace(1, 6, 12)


def data(**more):
    return {
        "rule": "hydrogen-hours", "edition": "1", "period": {"from": "2025-01-01", "to": "2025-12-31"},
        "processes": {
            "electrolysis": {
                "hydrogen": "1000 kg",
                "load": {"hours": LOAD.tolist(), "unit": "MWh"},
                "generated": {"hours": SUN.tolist(), "unit": "MWh"},
                **more,
            }
        },
        "factors": [{"flow": f, "amount": a, "unit": u, "gas": "CO2", "source": "constructed"} for f, a, u in (("green", 30, "MWh"), ("grid", 600, "MWh"), ("lost", 7, "MWh"), ("water", 1, "t"))],
    }  # fmt: skip


def compute(tmp_path, plant, **options):
    rule = library(tmp_path, hydrogen__hours=PACK).load("hydrogen-hours")
    inventory, found = parse_inventory(plant, "plant")
    assert not [f for f in found if f.level == "error"]
    return tanchi.compute(rule, inventory, **{"samples": 0, **options})


def provider(flow: str, kg: float) -> Provider:
    """Return a factor without uncertainty."""
    unit = "t" if flow == "water" else "MWh"
    return Provider(
        flow, ProviderKind.FOOTPRINT_FACTOR, Text(flow, flow), flow, unit, (GasAmount("CO2", "fossil", kg),),
        Boundary.CRADLE_TO_GATE, "CN", "2025", Source("constructed"),
    )  # fmt: skip


def parts(footprint) -> dict[str, float]:
    """Return kg CO2 of the whole year by what was bought."""
    return {c.line: c.value * 1000 for c in footprint.contributions}


def by_month(values) -> np.ndarray:
    return np.array([values[month == MONTHS].sum() for month in range(12)])


HOURLY = float(np.minimum(SUN, LOAD).sum())
MONTHLY = float(np.minimum(by_month(SUN), by_month(LOAD)).sum())


@pytest.mark.parametrize(
    ("matching", "matched"), [("hourly", HOURLY), ("monthly", MONTHLY), ("in_steps", HOURLY)]
)
def test_matching_by_hour_and_by_month(tmp_path, matching, matched):
    assert pytest.approx(HOURLY, rel=1e-3) != MONTHLY
    found = parts(compute(tmp_path, data(), choices={"matching": matching}))
    assert found["green"] == pytest.approx(30 * matched, rel=1e-12)
    assert found["grid"] == pytest.approx(600 * (LOAD.sum() - matched), rel=1e-12)


def test_a_monthly_level_holds_in_every_hour_of_its_month(tmp_path):
    loss = {"months": LOSS.tolist(), "unit": "%"}
    found = parts(compute(tmp_path, data(loss=loss)))
    assert found["lost"] == pytest.approx(7 * float((by_month(LOAD) * LOSS / 100).sum()), rel=1e-12)


def test_an_hourly_level_meets_the_hourly_total_hour_by_hour(tmp_path):
    share = {"hours": SHARE.tolist(), "unit": "%"}
    found = parts(compute(tmp_path, data(share=share)))
    assert found["water"] == pytest.approx(float((LOAD * SHARE / 100).sum()), rel=1e-12)


def test_an_hourly_level_is_averaged_by_its_weight_where_the_total_is_monthly(tmp_path):
    plant = data(share={"hours": SHARE.tolist(), "unit": "%"})
    plant["processes"]["electrolysis"]["generated"] = {"hours": (SUN * 0).tolist(), "unit": "MWh"}
    pack = PACK.replace("amount: 'load * share *", "amount: 'monthly_load * share *").replace(
        "      loss: {unit",
        "      monthly_load: {unit: MWh, kind: total, resolution: month}\n      loss: {unit",
    )
    monthly = np.arange(1.0, 13.0)
    plant["processes"]["electrolysis"]["monthly_load"] = {"months": monthly.tolist(), "unit": "MWh"}
    rule = library(tmp_path, hydrogen__hours=pack).load("hydrogen-hours")
    inventory, _ = parse_inventory(plant, "plant")
    mean = by_month(LOAD * SHARE / 100) / by_month(LOAD)
    found = parts(tanchi.compute(rule, inventory, samples=0))
    assert found["water"] == pytest.approx(float((monthly * mean).sum()), rel=1e-12)


def uncertain(plant, **spread):
    inventory, _ = parse_inventory(plant, "plant")
    entries = {
        a: replace(e, spread=Spread("normal", spread[a.quantity])) if a.quantity in spread else e
        for a, e in inventory.entries.items()
    }
    return replace(inventory, entries=entries)


def test_draws_of_an_hourly_quantity_move_all_its_hours_together(tmp_path):
    """What is matched falls short as the load grows by a factor f, so quantiles of the result are those of f."""
    rule = library(tmp_path, hydrogen__hours=PACK).load("hydrogen-hours")
    certain = {flow: provider(flow, kg) for flow, kg in FACTORS.items()}
    found = tanchi.compute(rule, uncertain(data(), load=0.05), samples=4000, seed=3, suppliers=certain)

    def kg(f: float) -> float:
        matched = float(np.minimum(SUN, f * LOAD).sum())
        return (30 * matched + 600 * (f * float(LOAD.sum()) - matched)) / 1000

    assert found.total == pytest.approx(kg(1.0), rel=1e-12)
    assert found.interval.low == pytest.approx(kg(1 - 1.96 * 0.05), rel=0.02)
    assert found.interval.high == pytest.approx(kg(1 + 1.96 * 0.05), rel=0.02)
    assert found.interval.median == pytest.approx(kg(1.0), rel=0.01)


def test_the_derivative_by_an_hourly_quantity_is_that_of_a_small_change(tmp_path):
    rule = library(tmp_path, hydrogen__hours=PACK).load("hydrogen-hours")
    found = tanchi.compute(rule, uncertain(data(), generated=0.02), samples=10)
    own = next(s for s in found.sensitivities if "generated" in s.id)
    step = 1e-6
    matched = [float(np.minimum(SUN * f, LOAD).sum()) for f in (1 - step, 1 + step)]
    change = (30 - 600) * (matched[1] - matched[0]) / (2 * step) / 1000
    assert own.elasticity == pytest.approx(change / found.total, rel=1e-4)


def refused(tmp_path, plant) -> list[str]:
    with pytest.raises(TanchiError) as caught:
        compute(tmp_path, plant)
    return [f.code for f in caught.value.findings]


def test_missing_hours_are_counted_and_never_zero(tmp_path):
    plant = data()
    hours = plant["processes"]["electrolysis"]["load"]["hours"]
    hours[5] = hours[17] = None
    with pytest.raises(TanchiError) as caught:
        compute(tmp_path, plant)
    finding = next(f for f in caught.value.findings if f.code == "inventory.missing_hour")
    assert "2 hours missing, the first 2025-01-01T05" in finding.message.en


def test_a_formula_over_hours_refuses_months(tmp_path):
    plant = data()
    plant["processes"]["electrolysis"]["generated"] = {"months": by_month(SUN).tolist(), "unit": "MWh"}
    assert refused(tmp_path, plant) == ["study.hours"]


def test_hours_come_from_a_file_beside_the_inventory(tmp_path):
    path = write_plant(tmp_path, LOAD, SUN)
    rule = library(tmp_path, hydrogen__hours=PACK).load("hydrogen-hours")
    inventory, found = read_plain(path)
    assert found == ()
    footprint = tanchi.compute(rule, inventory, samples=0)
    assert parts(footprint)["green"] == pytest.approx(30 * HOURLY, rel=1e-9)
    again, _ = parse_inventory(json.loads(to_json(inventory)), "again")
    assert again.entries.keys() == inventory.entries.keys()
