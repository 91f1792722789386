"""Other products and values nobody adds up can be explained like the total."""

from __future__ import annotations

from functools import lru_cache

import pytest

from tanchi.cli.walk import find
from tests.study.test_golden import PLANTS, footprint


@lru_cache
def found(rule):
    return footprint(PLANTS[rule])


@pytest.mark.parametrize("rule", PLANTS)
def test_every_other_product_is_the_sum_of_its_parts(rule):
    result = found(rule)
    assert result.products or rule != "cement"
    for product in result.products:
        node = result.nodes[f"product:{product.id}"]
        assert node.value == product.total
        assert sum(result.nodes[id].value for id in node.inputs) == pytest.approx(product.total, rel=1e-9)


@pytest.mark.parametrize("rule", PLANTS)
def test_what_a_node_was_made_from_is_there(rule):
    nodes = found(rule).nodes
    assert [(n.id, id) for n in nodes.values() for id in n.inputs if id not in nodes] == []


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("水泥熟料", "product:clinker"),
        ("吨熟料直接二氧化碳", "value:kiln.direct_rate"),
        ("direct CO2 per clinker", "value:kiln.direct_rate"),
    ],
)
def test_a_product_row_and_a_value_are_found_by_their_names(name, id):
    assert [node.id for node in find(found("cement"), name)] == [id]


def test_a_value_nothing_adds_up_is_what_its_formula_gives():
    """CO2 of the kiln over its clinker, by the two nodes the walk names."""
    nodes = found("cement").nodes
    rate, direct, clinker = (
        nodes[id] for id in ("value:kiln.direct_rate", "value:kiln.direct", "input:kiln/clinker@year")
    )
    assert rate.value == pytest.approx(direct.value / clinker.value, rel=1e-12)


def test_a_line_is_still_meant_in_the_total_not_in_other_products():
    ids = [node.id for node in find(found("cement"), "采装运柴油")]
    assert "contribution:quarry.diesel:CO2:fossil" in ids
    assert not [id for id in ids if id.startswith("product:")]


def test_a_gap_names_the_process_as_people_call_it():
    gaps = {gap.process: gap.process_label.zh for gap in found("cement").gaps}
    assert gaps["kiln"] == "熟料煅烧"
    assert all(gaps.values())
