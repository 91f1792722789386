"""Honest digits."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.documents.numbers import (
    decimal_places,
    decimals_of_part,
    decimals_of_total,
    decimals_without_interval,
    show,
    show_percent,
    show_range,
)


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (11.9, 13.5, 1),  # ±0.8 → tenths
        (12.0, 13.0, 1),  # ±0.5
        (0.0, 2.0, 0),  # ±1
        (10.7, 12.7, 0),  # ±1, not ±0.9999999999999991
        (100.0, 124.0, -1),  # ±12 → tens
        (0.0231, 0.0249, 4),  # ±0.0009
    ],
)
def test_total_ends_where_the_half_width_begins(low: float, high: float, shown: int) -> None:
    assert decimals_of_total(low, high) == shown
    assert decimals_of_part(low, high) == shown + 1


@pytest.mark.parametrize("ends", [(1.0, 1.0), (2.0, 1.0), (0.0, float("inf")), (float("nan"), 1.0)])
def test_interval_without_width_has_no_honest_digits(ends: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="two different finite ends"):
        decimals_of_total(*ends)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (12.696, 1, "12.7"),
        (0.125, 2, "0.12"),  # half to even
        (0.375, 2, "0.38"),
        (2.675, 2, "2.68"),  # the decimal value, not the binary one
        (-0.01, 2, "\u22120.01"),
        (-0.001, 2, "0.00"),  # no minus zero
        (12050.0, 0, "12\u202f050"),
        (7380.0, 0, "7380"),
        (1234567.891, 2, "1\u202f234\u202f567.89"),
        (12696.0, -2, "12\u202f700"),
        (99.96, 1, "100.0"),
        (0.0, 2, "0"),
        (1e22, 0, "10\u202f000\u202f000\u202f000\u202f000\u202f000\u202f000\u202f000"),
        (None, 2, "—"),
        (float("nan"), 1, "—"),
        (float("-inf"), 1, "—"),
    ],
)
def test_number_is_written_as_the_house_writes_it(value: float | None, decimals: int, text: str) -> None:
    assert show(value, decimals) == text


def test_plus_is_written_only_where_asked_for_and_never_before_zero() -> None:
    assert [show(v, 2, sign=True) for v in (0.62, -0.62, 0.001, 0.0)] == ["+0.62", "\u22120.62", "0.00", "0"]


def test_range_has_a_dash_and_words_beside_a_minus_sign() -> None:
    assert show_range(11.94, 13.61, 1) == "11.9–13.6"
    assert show_range(-0.5, 0.3, 1) == "\u22120.5至0.3"
    assert show_range(-0.5, 0.3, 1, "en") == "\u22120.5 to 0.3"


def test_percentage_is_a_number_of_its_own() -> None:
    assert show_percent(0.755) == "75.5"
    assert show_percent(None) == "—"


@pytest.mark.parametrize(
    ("value", "decimals"), [(12.34, 1), (0.00567, 5), (98765.0, -2), (0.0, 0), (float("nan"), 0)]
)
def test_without_interval_three_digits_are_shown(value: float, decimals: int) -> None:
    assert decimals_without_interval(value) == decimals


@given(st.floats(-1e12, 1e12), st.integers(-3, 6))
def test_text_reads_back_as_the_decimal_rounded_half_to_even(value: float, decimals: int) -> None:
    text = show(value, decimals).replace("\u202f", "").replace("\u2212", "-")
    assert Decimal(text) == Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)


@given(st.floats(-1e9, 1e9).filter(lambda v: v != 0), st.integers(0, 6))
def test_decimal_places_of_a_shown_number_are_those_asked_for(value: float, decimals: int) -> None:
    assert decimal_places(show(value, decimals)) == decimals


@pytest.mark.parametrize("text", ["—", "", "11.9–13.6", "AR6", "1.2.3", "t"])
def test_other_text_has_no_decimal_places(text: str) -> None:
    assert decimal_places(text) is None
