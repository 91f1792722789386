"""Arrays with named axes against plain NumPy with the axes written out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.formula import SAMPLE, DimensionError, Labelled, align, labelled
from tanchi.formula.labelled import canonical, spread, summed_to

SIZES = {"a": 2, "b": 3, "c": 4, "sample": 5}
some_dims = st.lists(st.sampled_from(sorted(SIZES)), unique=True, max_size=4)


def filled(dims: list[str], seed: int) -> tuple[np.ndarray, Labelled]:
    values = np.random.default_rng(seed).normal(size=[SIZES[dim] for dim in dims])
    return values, labelled(values, *dims)


@given(some_dims, some_dims)
def test_arrays_meet_by_name_whatever_the_order_of_their_axes(first, second):
    left, a = filled(first, 1)
    right, b = filled(second, 2)
    (x, y), dims = align(a, b)
    letters = {"a": "a", "b": "b", "c": "c", "sample": "s"}
    names = [[letters[dim] for dim in each] for each in (first, second, dims)]
    by_einsum = np.einsum(f"{''.join(names[0])},{''.join(names[1])}->{''.join(names[2])}", left, right)
    np.testing.assert_allclose(x * y, by_einsum, rtol=1e-14)


@given(some_dims, some_dims)
def test_joint_dims_are_alphabetical_with_samples_last(first, second):
    _, dims = align(filled(first, 1)[1], filled(second, 2)[1])
    expected = sorted({*first, *second} - {SAMPLE}) + ([SAMPLE] if SAMPLE in {*first, *second} else [])
    assert list(dims) == expected


@given(some_dims, some_dims)
def test_summing_to_some_dims_keeps_the_grand_total(all_dims, kept):
    values, array = filled(all_dims, 3)
    keep = canonical(tuple(dim for dim in kept if dim in all_dims))
    found = summed_to(array, keep)
    assert found.dims == keep
    assert found.values.sum() == pytest.approx(values.sum(), abs=1e-9)


def test_spreading_repeats_along_the_missing_axes():
    spread_out = spread(labelled([1.0, 2.0], "a"), ("a", "b"), {"a": 2, "b": 3})
    assert spread_out.tolist() == [[1.0, 1.0, 1.0], [2.0, 2.0, 2.0]]


def test_one_name_with_two_lengths_is_refused_and_both_are_named():
    with pytest.raises(DimensionError) as error:
        align(labelled([1.0, 2.0], "a"), labelled([1.0, 2.0, 3.0], "a"))
    assert error.value.findings[0].message.en == "a has two lengths: 2 and 3"


@pytest.mark.parametrize("dims", [("b", "a"), ("a",), ("a", "a"), ("sample", "b")])
def test_axes_that_are_not_as_said_are_refused(dims):
    with pytest.raises(DimensionError):
        Labelled(np.zeros((2, 2)), dims)


def test_a_name_given_twice_is_refused():
    with pytest.raises(DimensionError):
        labelled(np.zeros((2, 2)), "a", "a")


def test_sizes_and_scalars():
    assert labelled(np.zeros((2, 5)), "a", "sample").sizes == {"a": 2, "sample": 5}
    assert float(labelled(2.5)) == 2.5
