"""A co-product that displaces another flow, with the company's own factor for it; stages the boundary leaves out."""

from __future__ import annotations

import pytest

from tanchi.findings import TanchiError
from tanchi.inventory.build import build_form
from tanchi.inventory.plain.read import parse_inventory
from tanchi.study.compute import compute
from tests.rules.packs import BASE, library

PACK = (
    BASE.replace(
        "  coal: {unit: t, props",
        "  slag: {unit: t}\n  clinker: {unit: t, supply: [{gap: {zh: 无}}]}\n  coal: {unit: t, props",
    )
    .replace(
        "route: {options: [gas, coal], default: gas}", "slags: {options: [displace, mass], default: displace}"
    )
    .replace("makes: {iron: {ask: t}}", "makes: {iron: {ask: t}, slag: {ask: t, kind: coproduct}}")
    .replace(
        "    emissions:",
        "    allocation:\n      choose: slags\n      step: expansion\n      reason: {zh: 矿渣代替熟料, en: slag replaces clinker}\n"
        "      rules:\n        displace: [{displace: {slag: {product: clinker, amount: slag * ratio}}}, {group: rest, main: all}]\n"
        "        mass: [{group: rest, share: {iron: 0.8, slag: 0.2}}]\n    emissions:",
    )
    .replace("coal: {unit: t, props", "coal: {unit: t, supply: [{free: {zh: 测试}}], props")
)
OWN = {"flow": "clinker", "amount": 800, "unit": "t", "gas": "CO2", "kind": "footprint", "source": "EPD"}


def footprint(tmp_path, pack=PACK, factors=(OWN,), **choices):
    """10 t of iron and 3 t of slag, each t of slag for 0.9 t of clinker; 7 t of coal with 0.7 t of carbon each."""
    rule = library(tmp_path, plant=pack).load("plant")
    values = {"iron": "10 t", "slag": "3 t", "coal": "7 t", "ratio": "0.9 t/t"}
    data = {
        "rule": "plant",
        "edition": "1",
        "choices": choices,
        "factors": list(factors),
        "processes": {"furnace": values},
    }
    inventory, findings = parse_inventory(data, "x")
    assert not [f for f in findings if f.level == "error"]
    return compute(rule, inventory, samples=0)


STACK = 7 * 0.7 * 3.6667 * 1000
"""kg CO2 of the whole furnace."""


def test_a_companys_own_factor_for_a_displaced_flow_is_taken(tmp_path):
    found = footprint(tmp_path)
    assert found.total == pytest.approx((STACK - 3 * 0.9 * 800) / 10, rel=1e-12)
    assert found.complete


def test_where_nothing_is_displaced_the_factor_is_for_nothing_and_said_to_be(tmp_path):
    with pytest.raises(TanchiError) as caught:
        footprint(tmp_path, slags="mass")
    assert any("clinker" in str(f.message) + str(f.place) for f in caught.value.findings)


@pytest.mark.parametrize(
    ("choices", "listed"), [({}, True), ({"slags": "displace"}, True), ({"slags": "mass"}, False)]
)
def test_the_form_offers_a_factor_for_what_may_be_displaced(tmp_path, choices, listed):
    rule = library(tmp_path, plant=PACK).load("plant")
    assert ("clinker" in {option.id for option in build_form(rule, choices).links}) is listed


USE = "{id: use, zh: 使用, en: use, included: false, reason: {zh: 差异大, en: varies}}"


def test_a_stage_outside_the_boundary_is_no_stage_of_the_result(tmp_path):
    pack = PACK.replace("en: production}]", f"en: production}}, {USE}]")
    found = footprint(tmp_path, pack)
    assert [id for id, _ in found.stages] == ["production"]
    assert [part.id for part in found.by_stage] == ["production"]
