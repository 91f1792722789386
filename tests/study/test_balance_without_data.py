"""A balance over figures nobody reported is skipped, as a comparison is; it never fails on missing data."""

from pathlib import Path

import pytest

from tanchi.background import default_table
from tanchi.inventory.plain.read import parse_inventory
from tanchi.rules.load import load_rule
from tanchi.study.calculate import Setup, assemble
from tanchi.study.checks import run_checks
from tanchi.study.result import CheckState

PACK = """
id: burner
edition: "1"
format: 1
status: draft
title: {zh: 烧结（构造算例）, en: Sintering (constructed example)}
product: {definition: {zh: 烧结块, en: sinter}}
unit: {kind: declared, amount: 1 t, of: sinter}
boundary: {kind: cradle-to-gate, stages: [{id: plant, zh: 工厂, en: plant}]}
flows:
  ore: {zh: 矿, en: ore, unit: t, props: {iron: 0.6}, supply: [{free: {zh: 构造, en: constructed}}]}
  sinter: {zh: 烧结块, en: sinter, unit: t, props: {iron: 0.6}}
processes:
  sintering:
    zh: 烧结
    en: sintering
    stage: plant
    quantities: {grade: {zh: 品位, en: grade, unit: "%", required: false}}
    makes: {sinter: {ask: t}}
    inputs: {ore: {ask: t, props: {iron: grade}}}
    checks: {iron: {zh: 铁平衡, en: iron, balance: iron, tolerance: 1 %}}
"""


def _checked(folder: Path, grade: dict[str, str]):
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    plant = {"sinter": "100 t", "ore": "100 t", **grade}
    inventory, _ = parse_inventory({"processes": {"sintering": plant}}, "plant")
    model = assemble(Setup(load_rule(folder), inventory, default_table()), {})
    return run_checks(model)


@pytest.mark.parametrize(
    ("grade", "state", "balances"),
    [
        ({"grade": "60 %"}, CheckState.PASSED, 1),
        ({"grade": "50 %"}, CheckState.FAILED, 1),
        ({}, CheckState.SKIPPED, 0),
    ],
)
def test_a_balance_is_skipped_only_where_its_data_are_missing(tmp_path, grade, state, balances):
    found = _checked(tmp_path, grade)
    assert next(r.state for r in found.results if r.id == "sintering.iron") is state
    assert len(found.balances) == balances
    assert ("checks.iron" in {f.code for f in found.findings}) == (state is CheckState.FAILED)
