"""Conditions on choices: decided, or what is left of them, against truth tables."""

from itertools import product

import pytest

from tanchi.findings import Text
from tanchi.formula import parse, unparse
from tanchi.inventory.conditions import both, holds, reduce, words
from tanchi.inventory.form import Condition

OPEN = parse("a == x")
FORMULAS = {
    "a == x": lambda a, b: a == "x",
    "a != x": lambda a, b: a != "x",
    "not a == x": lambda a, b: a != "x",
    "a == x and b == y": lambda a, b: a == "x" and b == "y",
    "a == x or b == y": lambda a, b: a == "x" or b == "y",
    "not (a == x or b != y)": lambda a, b: not (a == "x" or b != "y"),
}


@pytest.mark.parametrize("text", FORMULAS)
def test_with_all_choices_settled_a_condition_is_true_or_false(text):
    for a, b in product("xy", "xy"):
        assert reduce(parse(text), {"a": a, "b": b}) is FORMULAS[text](a, b)


@pytest.mark.parametrize("text", FORMULAS)
def test_settling_one_choice_after_the_other_gives_the_same(text):
    for a, b in product("xy", "xy"):
        first = reduce(parse(text), {"b": b})
        found = first if isinstance(first, bool) else reduce(first, {"a": a})
        assert found is FORMULAS[text](a, b)


def test_what_is_open_is_left_over():
    assert unparse(reduce(parse("a == x and b == y"), {"b": "y"})) == "a == x"
    assert unparse(reduce(parse("a == x or b == y or c == z"), {"b": "n"})) == "a == x or c == z"
    assert unparse(reduce(parse("flag and b == y"), {"b": "y"})) == "flag"


def test_both_is_true_only_where_each_is():
    assert [both(a, b) for a, b in product((True, False), (True, False))] == [True, False, False, False]
    assert (both(True, OPEN), both(OPEN, True)) == (OPEN, OPEN)
    assert (both(False, OPEN), both(OPEN, False)) == (False, False)
    assert unparse(both(OPEN, parse("b == y"))) == "a == x and b == y"


def test_a_condition_that_is_not_decided_counts_as_met():
    condition = Condition(OPEN, Text(""))
    assert [holds(condition, choices) for choices in ({}, {"a": "x"}, {"a": "y"})] == [True, True, False]
    assert holds(None, {})


def test_a_condition_reads_as_words(works):
    node = parse("carbonate == raw_input and not profile != own or strength > 3")
    assert words(node, works).zh == "过程排放方法为“按原料投入”且不是（方案不为“自选”）或strength > 3"
    assert words(parse("profile == own"), works).en == "Profile is 'own'"
