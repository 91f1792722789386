"""The end-of-life blocks against the formulas of the methods, by plain arithmetic, for a metal and a plastic."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanchi.rules.check import check_rule
from tanchi.rules.load import load_rule, read_rule
from tanchi.study.cases import run_case
from tanchi.units import parse_unit

PACK = """
id: shell
edition: "1"
format: 1
title: {zh: 壳体, en: shell}
product: {definition: {zh: 壳体, en: shell}}
unit: {kind: functional, amount: 1 piece, of: shell_life}
boundary:
  kind: cradle_to_grave
  stages: [{id: raw, zh: 材料, en: raw}, {id: make, zh: 制造, en: make}, {id: end, zh: 末期, en: end}]
parameters:
  a: {zh: A, en: a, unit: "1", value: A, source: {ref: x, read: read}}
  b: {zh: B, en: b, unit: "1", value: 0, source: {ref: x, read: read}}
quantities:
  r1: {zh: R1, en: r1, unit: "1"}
  r2: {zh: R2, en: r2, unit: "1"}
  r3: {zh: R3, en: r3, unit: "1"}
  q: {zh: Q, en: q, unit: "1"}
  ncv: {zh: 热值, en: ncv, unit: GJ/t}
  heat_rate: {zh: 供热效率, en: heat, unit: "1"}
  power_rate: {zh: 发电效率, en: power, unit: "1"}
flows:
  virgin: {zh: 原生, en: virgin, unit: t}
  recycled: {zh: 再生, en: recycled, unit: t}
  recycling: {zh: 回收, en: recycling, unit: t}
  disposal: {zh: 处置, en: disposal, unit: t}
  incineration: {zh: 焚烧, en: incineration, unit: t}
  heat: {zh: 热, en: heat, unit: GJ}
  power: {zh: 电, en: power, unit: MWh}
  shell: {zh: 壳体, en: shell, unit: t}
  shell_life: {zh: 壳体寿命, en: shell life, unit: piece}
use:
  fire:
    block: energy-recovery@1
    stage: end
    with: {incineration: incineration, heat: heat, power: power, ncv: ncv, heat_rate: heat_rate, power_rate: power_rate}
  end:
    block: end-of-life@1
    stage: end
    with: {recycling: recycling, substituted: virgin, disposal: disposal, recovery: fire.burnt, a: a, b: b, r2: r2, r3: r3, q_out: q}
processes:
  making:
    zh: 制造
    en: making
    stage: make
    use:
      metal: {block: recycled-content@1, stage: raw, with: {mass: shell, virgin: virgin, recycled: recycled, r1: r1, q_in: q, a: a}}
    makes: {shell: {ask: t}}
  life:
    zh: 寿命
    en: life
    stage: end
    quantities: {worn: {zh: 报废, en: worn, unit: t, kind: total}}
    makes: {shell_life: {ask: piece}}
    inputs: {shell_in: {product: shell, amount: worn}}
    wastes: {out: {product: shell, amount: worn, to: end.treated}}
"""

CASE = """
case: {zh: 例, en: case}
source: {ref: 构造, read: read}
inventory:
  period: {from: 2025-01-01, to: 2025-12-31}
  quantities: {r1: 0.3, r2: 0.7, r3: 0.2, q: 0.9, ncv: 30 GJ/t, heat_rate: 0.5, power_rate: 0.1}
  processes: {making: {shell: 2 t}, life: {shell_life: 1 piece, worn: 2 t}}
factors:
  virgin: {CO2: 10, unit: kg/kg}
  recycled: {CO2: 1.5, unit: kg/kg}
  recycling: {CO2: 1.2, unit: kg/kg}
  disposal: {CO2: 0.1, unit: kg/kg}
  incineration: {CO2: 2.4, unit: kg/kg}
  heat: {CO2: 80, unit: kg/GJ}
  power: {CO2: 600, unit: kg/MWh}
expect: [{at: result.total, value: 0, unit: kgCO2e/piece}]
"""
METHODS = ("cut_off", "treatment", "avoided", "half", "cff")


def by_hand(method, r1, r2, r3, q, a):
    """Return kg CO2e of 2 t, from the formulas of the methods as the literature writes them."""
    virgin, recycled, recycling, disposal, burning = 10, 1.5, 1.2, 0.1, 2.4
    energy = 30 * (0.5 * 80 + 0.1 / 3.6 * 600) / 1000
    rest = (1 - r2 - r3) * disposal
    cut_off = (1 - r1) * virgin + r1 * recycled + rest + r3 * burning
    treatment = cut_off + r2 * recycling
    avoided = virgin + r2 * (recycling - virgin * q) + rest + r3 * (burning - energy)
    cff = (
        (1 - r1) * virgin + r1 * (a * recycled + (1 - a) * virgin * q) + (1 - a) * r2 * (recycling - virgin * q)
        + r3 * (burning - energy) + rest
    )  # fmt: skip
    whole = {"cut_off": cut_off, "treatment": treatment, "avoided": avoided, "half": (cut_off + avoided) / 2}
    return 2000 * (whole | {"cff": cff})[method]


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shell")
    (folder / "cases").mkdir()
    (folder / "pack.yaml").write_text(PACK.replace("value: A", "value: 0.2"), "utf-8")
    (folder / "cases" / "one.yaml").write_text(CASE, "utf-8")
    return load_rule(folder)


def footprint(shell, method, **shares):
    case = shell.cases[0]
    quantities = {**case.inventory["quantities"], **{k: str(v) for k, v in shares.items()}}
    wanted = replace(case.expect[0], unit=parse_unit("kgCO2e/piece"))
    changed = replace(
        case,
        choices={"eol": method},
        inventory={**case.inventory, "quantities": quantities},
        expect=(wanted,),
    )
    return run_case(shell, changed)


def test_a_pack_with_the_blocks_has_no_findings(tmp_path):
    (tmp_path / "pack.yaml").write_text(PACK.replace("value: A", "value: 0.2"), "utf-8")
    rule, findings = read_rule(tmp_path)
    assert [f.code for f in (*findings, *check_rule(rule))] == []


@pytest.mark.parametrize("method", METHODS)
def test_a_method_gives_what_its_formula_gives(shell, method):
    found = footprint(shell, method).outcomes[0].found
    assert found == pytest.approx(by_hand(method, 0.3, 0.7, 0.2, 0.9, 0.2), rel=1e-12)


@settings(max_examples=15, deadline=None)
@given(
    r1=st.floats(0, 1).map(lambda x: round(x, 4)),
    r2=st.floats(0, 0.8).map(lambda x: round(x, 4)),
    r3=st.floats(0, 0.2).map(lambda x: round(x, 4)),
    method=st.sampled_from(METHODS),
)
def test_a_method_gives_its_formula_for_any_shares(shell, method, r1, r2, r3):
    found = footprint(shell, method, r1=r1, r2=r2, r3=r3).outcomes[0].found
    assert found == pytest.approx(by_hand(method, r1, r2, r3, 0.9, 0.2), rel=1e-9, abs=1e-6)


def test_more_than_the_whole_going_two_ways_is_found(shell):
    codes = {f.code for f in footprint(shell, "cff", r2=0.9, r3=0.2).findings}
    assert "checks.shares" in codes
