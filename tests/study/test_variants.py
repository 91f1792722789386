"""Alternatives beside the result: an option is computed, or says why it can't be."""

import json

import pytest

import tanchi
from tanchi.study.serial import to_json
from tests.support.source import ROOT

CEMENT = ROOT / "src/tanchi/library/rules/cement/2025-1/examples/ce3.yaml"


@pytest.fixture(scope="module")
def found():
    inventory, _ = tanchi.read_inventory(CEMENT)
    return tanchi.compute(tanchi.load_rule("cement@2025-1"), inventory, samples=0)


def test_an_option_without_its_data_has_no_figures_and_says_why(found):
    variant = next(v for v in found.variants if (v.choice, v.option) == ("additions", "economic"))
    assert (variant.total, variant.lines, variant.difference) == (None, None, None)
    assert variant.note.zh.startswith("不能计算：")


def test_every_other_alternative_sums_over_its_lines_and_differs_by_its_difference(found):
    computed = [v for v in found.variants if v.total is not None]
    assert computed
    for variant in computed:
        assert variant.lines.total == pytest.approx(variant.total, rel=1e-12)
        assert found.total + variant.difference == pytest.approx(variant.total, rel=1e-12)


def test_what_is_not_known_is_null_in_json(found):
    stored = json.loads(to_json(found), parse_constant=pytest.fail)
    assert [v["total"] for v in stored["variants"]] == [v.total for v in found.variants]
