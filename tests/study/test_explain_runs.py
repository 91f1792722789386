"""The share of a burden that one unit carries is walked back to what each process made and took."""

import re

import pytest

from tests.study.test_golden import PLANTS, footprint


@pytest.mark.parametrize("rule", PLANTS)
def test_every_run_is_what_its_numbers_give(rule):
    """The printed arithmetic, done again from the printed numbers, gives the printed result."""
    nodes = [n for n in footprint(PLANTS[rule]).nodes.values() if n.id.startswith("runs:")]
    assert nodes
    for node in nodes:
        numbers = re.sub(r"(?<=\d) [^\s×+)/-][^\s×+)]*", "", node.with_numbers).replace("×", "*")
        assert eval(numbers, {}) == pytest.approx(node.value, rel=1e-4), node.with_numbers


@pytest.mark.parametrize("rule", PLANTS)
def test_no_walk_goes_round(rule):
    nodes = footprint(PLANTS[rule]).nodes
    done: set[str] = set()

    def visit(id, above):
        assert id not in above
        if id in done:
            return
        for child in nodes[id].inputs:
            visit(child, {*above, id})
        done.add(id)

    visit("result.total", set())


def test_a_share_of_the_cement_plant_is_what_it_is_by_hand():
    """750,000 t and 110,000 t of 900,000 t clinker go into 1,200,000 t of cement."""
    found = footprint(PLANTS["cement"])
    assert found.nodes["scale:kiln:rest"].value == pytest.approx(860_000 / 900_000 / 1_200_000, rel=1e-12)


@pytest.mark.parametrize("rule", PLANTS)
def test_stages_and_processes_are_numbers_one_can_ask_for(rule):
    found = footprint(PLANTS[rule])
    for part in found.by_stage:
        if part.value:
            assert found.nodes[f"stage:{part.id}"].value == pytest.approx(part.value, rel=1e-12)
    for part in found.by_process:
        assert found.nodes[f"process:{part.id}"].value == pytest.approx(part.value, rel=1e-12)
