"""Photovoltaic modules, recomputed by plain arithmetic apart from the engine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tanchi.rules.load import load_rule
from tanchi.study.cases import run_case

MODEL = json.loads(
    (Path(__file__).parents[1] / "data" / "sesame-photovoltaics.json").read_text(encoding="utf-8")
)["processes"]


@pytest.fixture(scope="module")
def rule():
    return load_rule("photovoltaic-module")


def expected(rule, case: str, at: str) -> float:
    found = next(c for c in rule.cases if c.id == case)
    assert run_case(rule, found).ok
    return next(e.value for e in found.expect if e.at == at)


@pytest.mark.parametrize(
    ("flow", "steps", "digits"),
    [("polysilicon", 3, 6), ("wafer", 4, 6), ("cell", 5, 6), ("module", 6, 5)],
)
def test_every_step_of_the_open_model_summed_item_by_item_is_the_figure_of_the_case(
    rule, flow, steps, digits
):
    total = 0.0
    for step in ("sand", "metallurgical", "polysilicon", "wafer", "cell", "module")[:steps]:
        own = sum(amount * factor for _, _, amount, factor in MODEL[step] if factor is not None)
        links = [amount for _, _, amount, factor in MODEL[step] if factor is None]
        total = own + (links[0] * total if links else 0.0)
    assert expected(rule, "sesame-chain", f"flows.{flow}.total") == round(total, digits)


def test_the_constructed_chain_is_worked_out_apart(rule):
    silicon = (
        1100 * 9000
        + 55000 * 600
        + 20000 * 70
        + 50000 * 0.2
        + 60 * 2000
        + 80 * 3000
        + 100 * 1000
        + 1100 * 1500 * 0.035
    ) / 1000  # kg per t
    ingot = (950 * silicon + 30 * 4000 + 50 * 500 + 30000 * 600) / 900  # returned silicon carries nothing
    wafer = (900 * ingot + 8000 * 600 + 300 * 5) / 55e6
    nf3 = 2000 * (1 - 0.6) * (1 - 0.9 * 0.95) * 17400
    cell = (55e6 * wafer + 22000 * 600 + 5000 * 70 + 4 * 100000 + nf3 + 1000 * 273) / 54e6
    diesel = 50 * 42 * (0.020 * 44 / 12 * 1000 + 0.003 * 29.8 + 0.0006 * 273 + 17)
    line = (
        54e6 * cell
        + 12000 * 600
        + 100 * 2300
        + 16000 * 1100
        + 2500 * 14000
        + 1600 * 2700
        + 16000 * 400 * 0.125
        + diesel
    )
    per_kilowatt = line / 400_000
    assert expected(rule, "constructed-perc", "result.total") == pytest.approx(per_kilowatt, rel=1e-9)
    assert expected(rule, "constructed-perc", "flows.module.total") == pytest.approx(
        per_kilowatt * 0.22, rel=1e-9
    )
