import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import erfinv, ndtri
from scipy.stats import norm

from tanchi.engine.inverse_normal import inverse_normal

STEP = 2.0**-53


def test_it_equals_scipy_from_the_middle_to_the_last_representable_tail():
    lower = np.unique(
        np.concatenate([np.round(np.logspace(-16, np.log10(0.5), 100_001) / STEP), np.arange(1, 5000)])
    )
    probability = lower[(lower > 0) & (lower * STEP < 0.5)] * STEP
    found = inverse_normal(probability - 0.5)
    assert np.max(np.abs(found / norm.ppf(probability) - 1)) < 2e-15
    assert np.max(np.abs(found / ndtri(probability) - 1)) < 2e-15


def test_it_keeps_its_accuracy_near_the_middle():
    offset = np.logspace(-300, -1, 10_001)
    assert inverse_normal(offset) == pytest.approx(np.sqrt(2) * erfinv(2 * offset), rel=2e-15)


def test_its_pieces_meet_without_a_step():
    for edge in (0.425, 0.5 - np.exp(-25.0)):
        around = edge + np.arange(-3, 4) * STEP
        assert np.all(np.diff(inverse_normal(around)) >= -1e-14)


@given(st.integers(1, 2**52 - 1))
def test_it_is_odd(k):
    offset = np.array([k * STEP])
    assert inverse_normal(-offset) == -inverse_normal(offset)
