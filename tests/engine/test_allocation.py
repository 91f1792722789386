import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.engine import BadSharesError, shares

PRODUCTS = ("steel", "slag", "gas")


def codes(error):
    return [(f.code, f.place.line) for f in error.value.findings]


def test_shares_follow_amount_times_key():
    found = shares(PRODUCTS, np.array([10.0, 20.0, 5.0]), np.array([3.0, 1.0, 2.0]))
    assert found == pytest.approx([0.5, 1 / 3, 1 / 6])


def test_products_left_out_get_nothing():
    found = shares(PRODUCTS, np.array([10.0, 20.0, 5.0]), np.ones(3), among=("steel", "gas"))
    assert found.tolist() == pytest.approx([2 / 3, 0.0, 1 / 3])


@given(
    st.lists(st.floats(1e-6, 1e6), min_size=3, max_size=3),
    st.lists(st.floats(0, 1e6), min_size=3, max_size=3),
)
def test_shares_sum_to_one_and_do_not_change_with_the_unit_of_the_key(amounts, keys):
    key = np.array(keys) + np.array([1e-3, 0.0, 0.0])
    found = shares(PRODUCTS, np.array(amounts), key)
    assert found.sum() == pytest.approx(1.0, rel=1e-15)
    assert shares(PRODUCTS, np.array(amounts), key * 1024.0).tolist() == found.tolist()


def test_sampled_shares_are_the_shares_of_each_sample():
    amounts = np.array([[10.0, 12.0], [20.0, 20.0], [5.0, 3.0]])
    found = shares(PRODUCTS, amounts, np.array([[3.0], [1.0], [2.0]]))
    assert found[:, 1] == pytest.approx(np.array([36.0, 20.0, 6.0]) / 62.0)


def test_a_key_that_is_zero_for_all_is_refused():
    with pytest.raises(BadSharesError) as error:
        shares(PRODUCTS, np.ones(3), np.array([0.0, 0.0, 7.0]), among=("steel", "slag"))
    assert codes(error) == [("engine.zero_key", "")]
    assert "steel, slag" in error.value.findings[0].message.en


def test_a_key_that_is_zero_for_all_in_one_sample_is_refused():
    with pytest.raises(BadSharesError):
        shares(PRODUCTS, np.array([[1.0, 0.0], [1.0, 0.0], [1.0, 0.0]]), np.ones((3, 1)))


def test_negative_and_missing_keys_are_named():
    with pytest.raises(BadSharesError) as error:
        shares(PRODUCTS, np.ones(3), np.array([1.0, -2.0, np.nan]))
    assert codes(error) == [("engine.bad_key", "slag"), ("engine.bad_key", "gas")]


def test_a_product_that_is_not_made_cannot_take_part():
    with pytest.raises(BadSharesError) as error:
        shares(PRODUCTS, np.ones(3), np.ones(3), among=("steel", "tar"))
    assert codes(error) == [("engine.not_made", "tar")]
