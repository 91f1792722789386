"""Limits of a rule: those it sets, and none where it sets none."""

import shutil

import pytest

from tanchi.findings import Level, Text
from tanchi.rules.load import read_rule
from tanchi.study.compute import compute
from tanchi.study.result import Balance
from tests.study.plants import PACKS, setup_of


def test_a_rule_without_a_cut_off_has_no_limits():
    setup = setup_of("small-steel", "by-energy")
    cutoff = compute(setup.rule, setup.inventory, samples=0, choices=setup.choices).cutoff
    assert setup.rule.boundary.cutoff is None
    assert (cutoff.each, cutoff.total, cutoff.achieved, cutoff.ok) == (None, None, 0, True)


def test_a_cut_off_states_both_limits(tmp_path):
    pack = tmp_path / "board"
    shutil.copytree(PACKS / "board", pack)
    text = (pack / "pack.yaml").read_text(encoding="utf-8")
    assert "each: 1 %, total: 5 %, " in text
    (pack / "pack.yaml").write_text(text.replace("each: 1 %, total: 5 %, ", ""), encoding="utf-8")
    _, findings = read_rule(pack)
    assert [f.message.en for f in findings if f.code == "pack.missing"] == [
        "'each' is missing",
        "'total' is missing",
    ]


@pytest.mark.parametrize(("inflow", "outflow", "residual"), [(10, 9, 0.1), (10, 12, -0.2), (0, 3, None)])
def test_what_is_open_in_a_balance_is_a_part_of_what_flows_in(inflow, outflow, residual):
    balance = Balance("b", Text("平衡"), "p", "iron", inflow, outflow, "t", 0.05, Level.ERROR, False)
    assert balance.residual == (residual if residual is None else pytest.approx(residual))
