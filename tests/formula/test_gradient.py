"""Derivatives: by central differences for any formula, by hand for each function."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from tanchi.formula import (
    Curve,
    FormulaError,
    Keyed,
    Labelled,
    Leaf,
    OptionValue,
    TableValue,
    evaluate,
    gradient,
    labelled,
    parse,
)
from tanchi.formula.nodes import Node
from tests.formula.trees import quantities
from tests.formula.worlds import DictEnv, small_env

STEP = 1e-4


def places(env: DictEnv) -> Iterator[tuple[Leaf, Labelled]]:
    """Yield every numeric leaf of the small world with its array, which may be changed in place."""
    for name, value in env.values.items():
        if isinstance(value, Labelled):
            yield (name,), value
    yield ("[]", "ef", "q"), env.values["ef"].entries["q"]
    yield ("prop()", "kind", "ncv"), env.props["kind", "ncv"]
    yield ("inflow()", "carbon"), env.flows["in", "carbon"]
    yield ("outflow()", "carbon"), env.flows["out", "carbon"]


def difference(total: Callable[[], float], array: np.ndarray, index: tuple[int, ...], step: float) -> float:
    """Return the central difference of ``total`` by one element."""
    before = array[index]
    array[index] = before + step
    above = total()
    array[index] = before - step
    below = total()
    array[index] = before
    return (above - below) / (2 * step)


def smooth_difference(total: Callable[[], float], array: np.ndarray, index: tuple[int, ...]) -> float | None:
    """Return the derivative from two step widths, or None at a kink or where it cannot be told."""
    try:
        wide, narrow = (difference(total, array, index, step) for step in (STEP, STEP / 2))
    except FormulaError:
        return None
    best = (4 * narrow - wide) / 3
    return best if abs(wide - narrow) < 1e-4 * max(1.0, abs(best)) else None


@given(quantities, st.integers(0, 1000))
def test_derivative_equals_the_central_difference_away_from_kinks(node: Node, seed: int):
    env = small_env(seed)
    try:
        value, found = gradient(node, env)
    except FormulaError:
        reject()
    np.testing.assert_array_equal(value.values, evaluate(node, env).values)
    for leaf, held in places(env):
        given_here = found.get(leaf, Labelled(np.zeros(held.values.shape), held.dims))
        assert given_here.dims == held.dims
        for index in np.ndindex(held.values.shape):
            expected = smooth_difference(lambda: float(evaluate(node, env).values.sum()), held.values, index)
            if expected is not None and np.isfinite(given_here.values[index]):
                assert given_here.values[index] == pytest.approx(expected, rel=1e-3, abs=1e-3)


ROWS = TableValue("rows", 3)


def by_hand(text: str, env: DictEnv) -> dict[str, list[float] | float]:
    """Return the derivatives by leaf name as plain numbers."""
    _, found = gradient(parse(text), env)
    return {".".join(leaf): derivative.values.tolist() for leaf, derivative in found.items()}


def rows_env(**more: object) -> DictEnv:
    x = labelled([2.0, 5.0, 3.0], "rows")
    w = labelled([1.0, 3.0, 4.0], "rows")
    return DictEnv({"x": x, "w": w, "a": 4.0, "rows": ROWS, **more}, months=(0, 0, 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a**2", {"a": 8.0}),
        ("1 / a", {"a": -1 / 16}),
        ("2**a", {"a": 16 * np.log(2.0)}),
        ("(a - 4)**a", {"a": 0.0}),
        ("a - a", {"a": 0.0}),
        ("-a", {"a": -1.0}),
        ("sqrt(a)", {"a": 0.25}),
        ("exp(a / 4)", {"a": np.e / 4}),
        ("ln(a)", {"a": 0.25}),
        ("abs(-a)", {"a": 1.0}),
        ("floor(a / 3) + ceil(a / 3)", {"a": 0.0}),
        ("min(a, 9)", {"a": 1.0}),
        ("max(a, 9)", {"a": 0.0}),
        ('unit(a, "t")', {"a": 1000.0}),
        ("a * count(rows)", {"a": 3.0}),
        ("sum(x, rows)", {"x": [1.0, 1.0, 1.0]}),
        ("sum(a, rows)", {"a": 3.0}),
        ("a * sum(x, rows)", {"a": 10.0, "x": [4.0, 4.0, 4.0]}),
        ("largest(x, rows)", {"x": [0.0, 1.0, 0.0]}),
        ("smallest(x, rows)", {"x": [1.0, 0.0, 0.0]}),
        ("mean(x, rows)", {"x": [1 / 3, 1 / 3, 1 / 3]}),
        # mean = (2 + 15 + 12) / 8 = 29 / 8; by x: w / 8; by w: (x - 29/8) / 8
        (
            "mean(x, rows, w)",
            {"x": [1 / 8, 3 / 8, 4 / 8], "w": [(2 - 29 / 8) / 8, (5 - 29 / 8) / 8, (3 - 29 / 8) / 8]},
        ),
        ("sum(cumulative(x, rows), rows)", {"x": [3.0, 2.0, 1.0]}),
        ("sum(previous(x, rows, a), rows)", {"x": [1.0, 1.0, 0.0], "a": 1.0}),
        ("where(a > 3, a * a, x)", {"a": 8.0}),
        ("sum(where(x > 2.5, x * a, 0), rows)", {"x": [0.0, 4.0, 4.0], "a": 8.0}),
    ],
)
def test_derivative_equals_the_one_worked_out_by_hand(text, expected):
    found = by_hand(text, rows_env())
    assert found.keys() == expected.keys()
    for name, derivative in expected.items():
        assert found[name] == pytest.approx(derivative)


def test_curve_gives_its_slope():
    curve = Curve(np.array([0.0, 3.0, 5.0]), np.array([0.0, 6.0, 7.0]))
    assert by_hand("interp(curve, a)", rows_env(curve=curve)) == {"a": pytest.approx(0.5)}


def test_hours_of_a_month_share_what_comes_back_to_the_month():
    env = rows_env(h=labelled([1.0, 2.0, 3.0], "hour"), m=labelled([10.0, 20.0], "month"))
    assert by_hand("m * total(h, month)", env) == {"m": [3.0, 3.0], "h": [10.0, 10.0, 20.0]}


def test_entries_of_a_keyed_parameter_share_the_rows_that_pick_them():
    pick = OptionValue(("p", "q"), np.array([1, 0, 1]), ("rows",))
    env = rows_env(ef=Keyed({"p": 1.0, "q": 2.0}), kind=pick)
    _, found = gradient(parse("sum(x * ef[kind], rows)"), env)
    assert {leaf: value.values.tolist() for leaf, value in found.items()} == {
        ("x",): [2.0, 1.0, 2.0],
        ("[]", "ef", "p"): 5.0,
        ("[]", "ef", "q"): 5.0,
    }


def test_flow_properties_and_carbon_sums_are_leaves_of_their_own():
    env = DictEnv({}, props={("coal", "carbon"): 0.7}, flows={("in", "carbon"): 5.0, ("out", "carbon"): 2.0})
    _, found = gradient(parse("(inflow(carbon) - outflow(carbon)) * prop(coal, carbon)"), env)
    assert {leaf: float(value) for leaf, value in found.items()} == {
        ("inflow()", "carbon"): pytest.approx(0.7),
        ("outflow()", "carbon"): pytest.approx(-0.7),
        ("prop()", "coal", "carbon"): pytest.approx(3.0),
    }


def test_a_branch_that_divides_by_zero_where_it_is_not_taken_gives_no_derivative_there():
    env = rows_env(x=labelled([0.0, 5.0, 2.0], "rows"))
    assert by_hand("sum(where(x > 0, a / x, 0), rows)", env) == {
        "a": pytest.approx(0.7),
        "x": pytest.approx([0.0, -4 / 25, -1.0]),
    }


def test_a_seed_weighs_the_elements_of_the_result():
    _, found = gradient(parse("a * x"), rows_env(), labelled([1.0, 0.0, 2.0], "rows"))
    assert float(found["a",]) == 2.0 + 2 * 3.0
    assert found["x",].values.tolist() == [4.0, 0.0, 8.0]


def test_derivative_by_a_missing_operand_is_that_of_the_other_one():
    _, found = gradient(parse("a * b"), DictEnv({"a": 3.0, "b": float("nan")}))
    assert float(found["b",]) == 3.0
    assert np.isnan(float(found["a",]))
