"""Numbers of messages: six digits, read back they are the number, and no powers of ten where people count."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.study.figures import said, walked


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (30, "30"),
        (73_010, "73,010"),
        (1_234_567.8, "1,234,570"),
        (999_999.6, "1,000,000"),
        (0.000123456789, "0.000123457"),
        (-12.5, "-12.5"),
        (1.5e16, "1.5e+16"),
        (2e-9, "2e-09"),
        (math.nan, "nan"),
    ],
)
def test_a_number_is_said_in_six_digits(value, text):
    assert said(value) == text


@given(st.floats(-1e18, 1e18))
def test_what_is_said_is_what_is_calculated_with(value):
    assert float(said(value).replace(",", "")) == float(walked(value))
