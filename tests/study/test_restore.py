"""A stored result read back: nothing is lost, and what is broken is named."""

import json
import math

import pytest

from tanchi.findings import FilePlace, TanchiError
from tanchi.study.compute import compute
from tanchi.study.restore import footprint_from_data
from tanchi.study.result import NodeKind
from tanchi.study.serial import to_json
from tests.study.plants import setup_of


@pytest.fixture(scope="module")
def stored():
    setup = setup_of("small-steel", "by-energy")
    footprint = compute(setup.rule, setup.inventory, samples=200, choices=setup.choices)
    return json.loads(to_json(footprint))


def test_a_stored_result_comes_back_as_the_same_data(stored):
    assert json.loads(to_json(footprint_from_data(stored))) == stored


def test_numbers_places_and_nodes_have_their_types_again(stored):
    footprint = footprint_from_data(stored)
    assert footprint.total == stored["total"]
    assert footprint.nodes[footprint.root].value == stored["total"]
    assert footprint.nodes[footprint.root].kind is NodeKind.RESULT
    assert {type(node.place) for node in footprint.nodes.values()} == {FilePlace, type(None)}


def test_null_where_a_number_stands_comes_back_as_not_a_number(stored):
    broken = stored | {"lines": stored["lines"] | {"fossil": None}}
    assert math.isnan(footprint_from_data(broken).lines.fossil)


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("total",), "12", "total"),
        (("fingerprint", "seed"), 1.5, "fingerprint.seed"),
        (("checks", 0, "state"), "perhaps", "checks[0].state"),
        (("gases", 0), [], "gases[0]"),
        (("nodes",), [], "nodes"),
    ],
)
def test_what_is_of_another_type_is_named(stored, path, value, named):
    broken = json.loads(json.dumps(stored))
    inner = broken
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(TanchiError) as caught:
        footprint_from_data(broken, "r.json")
    assert [(f.code, f.place.file) for f in caught.value.findings] == [("result.broken", "r.json")]
    assert f"“{named}”" in caught.value.findings[0].message.zh


@pytest.mark.parametrize("name", ["total", "fingerprint", "nodes", "root"])
def test_a_missing_field_is_named(stored, name):
    with pytest.raises(TanchiError, match=name):
        footprint_from_data({k: v for k, v in stored.items() if k != name})


@pytest.mark.parametrize("data", [None, [], "x", 3, {}])
def test_anything_else_is_refused(data):
    with pytest.raises(TanchiError):
        footprint_from_data(data)
