"""Units as workbooks print them: each keeps its own spelling, whatever was printed before it."""

from itertools import permutations

import pytest

from tanchi.inventory.reading.units import symbol_of
from tanchi.inventory.workbook.units import offered, spelling
from tanchi.units import known_units, parse_unit

EQUAL = [("m3", "kL"), ("L", "dm3")]


@pytest.mark.parametrize("pair", EQUAL)
def test_equal_units_keep_their_own_spelling_in_any_order(pair):
    found = {order: {s: spelling(parse_unit(s), "zh") for s in order} for order in permutations(pair)}
    first, second = found.values()
    assert first == second
    assert len(set(first.values())) == len(pair)


def test_a_spelling_read_back_is_the_same_size():
    for unit in known_units():
        for language in ("zh", "en"):
            assert parse_unit(symbol_of(spelling(unit, language))) == unit


@pytest.mark.parametrize("symbol", ["m3", "kL", "t", "GJ/t", "%", "1", "MWh", "Nm3"])
def test_the_own_unit_is_offered_first(symbol):
    unit = parse_unit(symbol)
    assert offered(unit, "zh")[0] == spelling(unit, "zh")
    assert symbol_of(offered(unit, "zh")[0]) == symbol
