"""A process a works may be without: an empty sheet is no gap, a half-filled one is."""

from dataclasses import replace

import pytest

from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.plain.read import parse_inventory
from tests.inventory.full import full


@pytest.fixture
def no_quarry_needed(works):
    """Return the example rule for works that may buy their limestone."""
    quarry = replace(works.processes["quarry"], optional=True)
    return replace(works, processes={**works.processes, "quarry": quarry})


def told(data, rule):
    inventory, written = parse_inventory(data, "inv")
    return [(f.code, str(f.place)) for f in (*written, *check_inventory(inventory, rule)[1])]


def without_quarry(**left):
    data = full()
    data["processes"]["quarry"] = left
    return data


def test_an_optional_process_left_empty_is_no_gap(no_quarry_needed):
    assert told(without_quarry(), no_quarry_needed) == []


def test_an_optional_process_half_filled_has_gaps(no_quarry_needed):
    assert told(without_quarry(power="2600 MWh"), no_quarry_needed) == [
        ("inventory.missing", "quarry/limestone")
    ]


def test_a_process_of_every_works_must_be_filled_in(works):
    assert ("inventory.missing", "quarry/power") in told(without_quarry(), works)
