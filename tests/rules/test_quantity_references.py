"""Weights and divisors of quantities: names that lead nowhere, or would do nothing, do not load."""

from __future__ import annotations

import pytest

from .packs import changed, findings

RATIO = "quantities: {ratio: {unit: t/t}}"


def codes(tmp_path, old: str, new: str) -> list[str]:
    return [f.code for f in findings(tmp_path, changed(old, new)) if f.level == "error"]


@pytest.mark.parametrize("weight", ["iron", "coal", "ton"])
def test_a_level_is_weighted_by_a_total_of_its_process(tmp_path, weight):
    pack = f"quantities: {{ratio: {{unit: t/t, weight: {weight}}}, ton: {{unit: t, kind: total}}}}"
    assert codes(tmp_path, RATIO, pack) == []


@pytest.mark.parametrize(
    ("quantities", "found"),
    [
        ("{ratio: {unit: t/t, weight: irn}}", ["rule.reference"]),
        ("{ratio: {unit: t/t, weight: other}, other: {unit: t/t}}", ["rule.reference"]),
        ("{ratio: {unit: t/t, weight: word}, word: {type: text}}", ["rule.reference"]),
        ("{ratio: {unit: t, kind: total, weight: iron}}", ["rule.weight"]),
        ("{ratio: {unit: t/t, range: [0, 1], per: irn}}", ["rule.reference"]),
        ("{ratio: {unit: t/t, range: [0, 1], per: stack}}", ["rule.reference"]),
        ("{ratio: {unit: t/t, per: iron}}", ["rule.per"]),
        ("{ratio: {unit: t/t, range: [0, 1], per: iron}}", []),
    ],
)
def test_names_a_quantity_leans_on_must_be_there(tmp_path, quantities, found):
    assert codes(tmp_path, RATIO, f"quantities: {quantities}") == found


@pytest.mark.parametrize(
    ("weight", "found"), [("mass", []), ("iron", ["rule.reference"]), ("purity", ["rule.reference"])]
)
def test_a_column_is_weighted_by_a_total_of_its_table(tmp_path, weight, found):
    table = f"tables: {{lots: {{columns: {{mass: {{unit: t}}, purity: {{unit: '%', kind: level, weight: {weight}}}}}}}}}"
    assert codes(tmp_path, RATIO, table) == found


def test_a_misspelt_name_is_reported_at_its_line_with_what_comes_near(tmp_path):
    found = findings(tmp_path, changed(RATIO, "quantities: {ratio: {unit: t/t, weight: irn}}"))
    finding = next(f for f in found if f.code == "rule.reference")
    assert finding.place.line == 23
    assert "iron" in finding.remedy.en
