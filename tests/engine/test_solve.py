"""Solutions against dense LAPACK, exact fractions and arithmetic by hand."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tanchi.engine import InexactError, NonFiniteError, System, intensities, supply, unit_supplies
from tests.engine.systems import Dense, dense_systems, powers


def numbers(count):
    return st.lists(st.floats(-10.0, 10.0), min_size=count, max_size=count).map(np.array)


def exact_solution(matrix, right):
    """Solve by Gauss-Jordan elimination in rational numbers."""
    rows = [[Fraction(x) for x in row] + [Fraction(b)] for row, b in zip(matrix, right, strict=True)]
    for k in range(len(rows)):
        pivot = next(i for i in range(k, len(rows)) if rows[i][k] != 0)
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [x / rows[k][k] for x in rows[k]]
        for i in range(len(rows)):
            if i != k:
                rows[i] = [x - rows[i][k] * y for x, y in zip(rows[i], rows[k], strict=True)]
    return [row[-1] for row in rows]


def close(found, expected, size):
    """Compare to 1e-12 of the largest solution that terms of this size could give."""
    return np.max(np.abs(found - expected)) <= 1e-12 * max(size, 1e-300)


@given(st.data(), st.booleans())
def test_supply_equals_the_dense_solution(data, credits):
    dense = data.draw(dense_systems(credits))
    demand = data.draw(numbers(len(dense.makes)))
    expected = np.linalg.solve(dense.matrix, demand)
    size = np.abs(np.linalg.inv(dense.matrix)) @ np.abs(demand)
    assert close(supply(dense.system(), demand), expected, size.max())


@given(st.data(), st.booleans())
def test_intensities_equal_the_dense_solution(data, credits):
    dense = data.draw(dense_systems(credits))
    burdens = data.draw(numbers(3 * len(dense.makes))).reshape(-1, 3)
    expected = np.linalg.solve(dense.matrix.T, burdens)
    size = np.abs(np.linalg.inv(dense.matrix)).T @ np.abs(burdens)
    assert close(intensities(dense.system(), burdens), expected, size.max())


@given(dense_systems(credits=True))
def test_unit_supplies_are_the_inverse(dense):
    inverse = np.linalg.inv(dense.matrix)
    assert close(unit_supplies(dense.system()), inverse, np.abs(inverse).max())


@given(st.data())
def test_units_of_products_and_columns_do_not_matter(data):
    dense = data.draw(dense_systems(credits=True))
    size = len(dense.makes)
    demand, per_product, per_column = (
        data.draw(numbers(size)),
        data.draw(powers(size)),
        data.draw(powers(size)),
    )
    plain = supply(dense.system(), demand)
    rescaled = supply(dense.rescaled(per_product, per_column).system(), per_product * demand)
    assert close(rescaled * per_column, plain, np.abs(plain).max())


@given(st.data())
def test_order_of_products_columns_and_entries_does_not_matter(data):
    dense = data.draw(dense_systems(credits=True))
    size = len(dense.makes)
    rows, cols = data.draw(st.permutations(range(size))), data.draw(st.permutations(range(size)))
    demand = data.draw(numbers(size))
    makes = tuple(rows.index(dense.makes[k]) for k in cols)
    turned = Dense(dense.matrix[np.ix_(rows, cols)], makes)
    plain = supply(dense.system(), demand)
    assert close(supply(turned.system(), demand[rows]), plain[cols], np.abs(plain).max())


@given(st.data())
def test_small_systems_equal_exact_fractions(data):
    dense = data.draw(dense_systems())
    assume(len(dense.makes) <= 5)
    demand = np.abs(data.draw(numbers(len(dense.makes))))
    exact = exact_solution(dense.matrix, demand)
    found = supply(dense.system(), demand)
    assert found == pytest.approx([float(x) for x in exact], rel=1e-13, abs=1e-300)


def test_entries_at_the_same_place_add_up():
    split = System.of(("p", "q"), ("a", "b"), [0, 0, 1, 0, 0], [0, 0, 1, 1, 1], [6, 4, 5, -1, -1])
    assert supply(split, np.array([0.0, 10.0])) == pytest.approx([0.4, 2.0])


def test_a_column_may_use_part_of_what_it_makes():
    system = System.of(("power",), ("plant",), [0, 0], [0, 0], [100.0, -20.0])
    assert intensities(system, np.array([[40.0]]))[0, 0] == pytest.approx(0.5)


def test_a_credit_for_an_own_product_lowers_its_supply():
    # Slag of the furnace displaces 2 clinker; 10 clinker are wanted beside 1 iron, so the kiln makes 8.
    system = System.of(
        ("iron", "clinker"), ("furnace", "kiln"), [0, 1, 1], [0, 0, 1], [1.0, 2.0, 4.0], makes=[0, 1]
    )
    assert supply(system, np.array([1.0, 10.0])) == pytest.approx([1.0, 2.0])


def test_a_demand_that_is_no_number_is_refused():
    system = System.of(("p",), ("a",), [0], [0], [2.0])
    with pytest.raises(NonFiniteError):
        supply(system, np.array([np.nan]))


def test_a_burden_that_is_infinite_is_refused():
    system = System.of(("p",), ("a",), [0], [0], [2.0])
    with pytest.raises(NonFiniteError):
        intensities(system, np.array([[np.inf]]))


def test_a_solution_beyond_the_range_of_numbers_is_refused():
    system = System.of(("p", "q"), ("a", "b"), [0, 1, 0], [0, 1, 1], [1e-200, 1.0, -1e200])
    with pytest.raises(InexactError):
        supply(system, np.array([0.0, 1.0]))
