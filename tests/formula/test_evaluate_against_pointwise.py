"""Arrays give what scalars give, point by point; the oracle loops over points with plain floats."""

import numpy as np
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from tanchi.formula import FormulaError, evaluate, parse, unparse
from tanchi.formula.nodes import Node
from tests.formula.pointwise import Tie, Undefined, everywhere
from tests.formula.trees import conditions, quantities
from tests.formula.worlds import small_env


def agree(node: Node, seed: int, missing: bool) -> None:
    env = small_env(seed, missing)
    try:
        expected, dims = everywhere(node, env)
    except Tie:
        reject()
    except Undefined:
        with pytest.raises(FormulaError):
            evaluate(node, env)
        return
    found = evaluate(node, env)
    assert set(found.dims) <= set(dims)
    shape = [size if dim in found.dims else 1 for dim, size in zip(dims, expected.shape, strict=True)]
    aligned = np.broadcast_to(found.values.reshape(shape), expected.shape)
    np.testing.assert_allclose(aligned, expected, rtol=1e-9, atol=1e-12)


@given(quantities, st.integers(0, 1000), st.booleans())
def test_array_result_equals_the_result_computed_point_by_point(node, seed, missing):
    agree(node, seed, missing)


@given(conditions, st.integers(0, 1000), st.booleans())
def test_array_truth_equals_the_truth_found_point_by_point(node, seed, missing):
    agree(node, seed, missing)


@given(quantities, st.integers(0, 1000))
def test_printing_and_reading_a_formula_does_not_change_its_value(node, seed):
    env = small_env(seed)
    try:
        expected = evaluate(node, env)
    except FormulaError:
        reject()
    found = evaluate(parse(unparse(node)), env)
    assert found.dims == expected.dims
    np.testing.assert_array_equal(found.values, expected.values)
