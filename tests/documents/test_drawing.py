"""The small tools of drawing: places along a line, ticks, measured and broken text."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import isotonic_regression

from tanchi.documents.drawing.measure import text_width, wrap
from tanchi.documents.drawing.spread import spread
from tanchi.documents.drawing.ticks import tick_decimals, ticks
from tanchi.documents.title import title_lines

floats = st.floats(-1e3, 1e3)


@given(st.lists(floats, min_size=1, max_size=8), st.data())
def test_spread_is_the_least_squares_answer(wanted: list[float], data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.floats(0, 50), min_size=len(wanted) - 1, max_size=len(wanted) - 1))
    offsets = np.concatenate([[0.0], np.cumsum(gaps)])
    expected = isotonic_regression(np.array(wanted) - offsets).x + offsets
    assert spread(wanted, gaps) == pytest.approx(list(expected), abs=1e-6)


@given(st.floats(-1e3, 1e3), st.floats(1e-6, 1e6), st.integers(2, 10))
def test_ticks_enclose_evenly_in_round_steps(offset: float, width: float, most: int) -> None:
    low = offset * width
    marks = ticks(low, low + width, most)
    assert marks[0] <= low + width * 1e-6
    assert marks[-1] >= (low + width) - width * 1e-6
    assert len(marks) - 1 <= most + 1
    step = Decimal(repr(marks[1])) - Decimal(repr(marks[0]))
    assert str(step.normalize()).replace(".", "").lstrip("0")[0] in "1259"


@pytest.mark.parametrize(
    ("low", "high", "marks", "decimals"),
    [
        (8.7, 13.6, (8, 9, 10, 11, 12, 13, 14), 0),
        (0.0, 0.5, (0, 0.1, 0.2, 0.3, 0.4, 0.5), 1),
        (5.0, 5.0, (4.5, 4.6, 4.7, 4.8, 4.9, 5.0, 5.1, 5.2, 5.3, 5.4, 5.5), 1),
    ],
)
def test_ticks_are_those_a_person_would_draw(
    low: float, high: float, marks: tuple[float, ...], decimals: int
) -> None:
    assert ticks(low, high, 10 if low == high else 6) == marks
    assert tick_decimals(marks) == decimals


def test_axis_without_finite_ends_is_refused() -> None:
    with pytest.raises(ValueError, match="finite ends"):
        ticks(0.0, float("inf"))


def test_chinese_is_one_em_wide_and_latin_about_half() -> None:
    assert text_width("铝电解", 14) == 42
    assert 0.4 < text_width("electrolysis", 10) / 120 < 0.65


@given(st.text(alphabet="铝电解abc 、（）（ef", max_size=40), st.floats(20, 200))
def test_breaking_loses_no_character_and_keeps_the_width(text: str, width: float) -> None:
    lines = wrap(text, 14, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    longest_word = max((text_width(word, 14) for word in text.split()), default=0)
    assert all(text_width(line.rstrip("、） "), 14) <= max(width, longest_word) for line in lines)


def test_line_does_not_begin_with_a_closing_mark() -> None:
    assert wrap("燃料、电力", 10, 25) == ("燃料、", "电力")


def test_title_breaks_before_the_name_of_the_product() -> None:
    title = "温室气体 产品碳足迹量化方法与要求 电解铝"
    assert title_lines(title, 26, 467) == ("温室气体 产品碳足迹量化方法与要求", "电解铝")
    assert title_lines("Primary aluminium", 26, 467) == ("Primary aluminium",)
