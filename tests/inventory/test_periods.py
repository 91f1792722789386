"""Months, days and hours of a period."""

import pytest

from tanchi.inventory.periods import days, hour, is_whole_year, months


def test_months_count_both_ends():
    assert months("2024-12-15", "2025-02-01") == ("2024-12", "2025-01", "2025-02")


@pytest.mark.parametrize(
    "period", [("", "2025-12-31"), ("2025-01-01", ""), ("2025-13-01", "2025-12-31"), ("a", "b")]
)
def test_what_is_no_period_has_no_months_and_no_days(period):
    assert (months(*period), days(*period), is_whole_year(*period)) == ((), (), False)


def test_a_leap_year_has_366_days_and_its_hours_follow():
    found = days("2024-01-01", "2024-12-31")
    assert (len(found), found[59]) == (366, "2024-02-29")
    assert hour("2024-01-01", 366 * 24 - 1) == "2024-12-31T23"


@pytest.mark.parametrize(
    ("period", "whole"),
    [
        (("2025-01-01", "2025-12-31"), True),
        (("2024-03-01", "2025-02-28"), True),
        (("2025-01-01", "2025-12-30"), False),
        (("2025-01-01", "2026-12-31"), False),
    ],
)
def test_a_whole_year_is_twelve_months(period, whole):
    assert is_whole_year(*period) is whole
