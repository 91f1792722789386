"""A new pack from the template: runs at once, and is written whole or not at all."""

import pytest

from tanchi.findings import TanchiError
from tanchi.rules import read_rule
from tanchi.rules.check import check_rule
from tanchi.rules.scaffold import NewRule, write_scaffold
from tanchi.study.cases import run_case

GLASS = NewRule("flat-glass", "平板玻璃", "flat glass")

# 1000 units of output; combustion 10 × 389.31 GJ × 15.3 kgC/GJ × 0.99 × 44/12, its CH4 and N2O, and the factors of the case.
BURNT = 10 * 389.31 * (15.3 * 0.99 * 44 / 12 + 0.001 * 29.8 + 0.0001 * 273)
BY_HAND = (BURNT + 1100 * 50 + 100_000 * 0.2 + 500 * 600) / 1000


def refusal(new, folder):
    with pytest.raises(TanchiError) as caught:
        write_scaffold(new, folder)
    return [finding.code for finding in caught.value.findings]


@pytest.mark.parametrize("unit", ["t", "kg", "m2", "piece", "MWh", "Nm3"])
def test_a_new_pack_loads_passes_the_checks_and_gives_the_hand_worked_figure(tmp_path, unit):
    folder = tmp_path / "flat-glass" / "2026-1"
    folder.parent.mkdir()
    write_scaffold(NewRule("flat-glass", "平板玻璃", "flat glass", unit=unit), folder)
    rule, findings = read_rule(folder)
    assert (*findings, *check_rule(rule)) == ()
    (result,) = [run_case(rule, case) for case in rule.cases]
    assert result.outcomes[0].found == pytest.approx(BY_HAND, rel=1e-12)


def test_a_new_pack_carries_its_names(tmp_path):
    write_scaffold(GLASS, tmp_path / "2026-1")
    rule, _ = read_rule(tmp_path / "2026-1")
    assert (rule.id, rule.edition, rule.product.definition.zh, rule.product.definition.en) == (
        "flat-glass",
        "2026-1",
        "平板玻璃",
        "flat glass",
    )


def test_no_placeholder_of_the_template_is_left(tmp_path):
    files = write_scaffold(GLASS, tmp_path / "2026-1")
    assert [f.name for f in files if "$" in f.read_text(encoding="utf-8")] == []


def test_everything_wrong_with_a_new_pack_is_said_at_once(tmp_path):
    wrong = NewRule("Flat Glass", "玻: 璃", "[glass]", "a/b", "foo")
    assert refusal(wrong, tmp_path / "x") == [
        "scaffold.id",
        "scaffold.edition",
        "scaffold.title",
        "scaffold.title",
        "units.unknown",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_not_touched(tmp_path):
    kept = tmp_path / "2026-1" / "mine.txt"
    kept.parent.mkdir()
    kept.write_text("mine")
    assert refusal(GLASS, kept.parent) == ["scaffold.exists"]
    assert [p.name for p in tmp_path.rglob("*")] == ["2026-1", "mine.txt"]


def test_where_the_folder_above_is_missing_nothing_is_written(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert refusal(GLASS, blocked / "2026-1") == ["scaffold.cannot_write"]
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
