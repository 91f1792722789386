"""What plants type is read as meant, or asked back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanchi.inventory.typed import typed_bool, typed_date, typed_month, typed_number


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,000,000", 1_000_000, ""),
        ("１２３．４", 123.4, ""),
        ("65.2%", 65.2, "%"),
        ("65.2％", 65.2, "%"),
        ("3.2万", 32_000, ""),
        ("3.2亿", 320_000_000, ""),
        ("1.5e3", 1500, ""),
        ("1.5×10^3", 1500, ""),
        ("1.5×10³", 1500, ""),
        ("12.5 t", 12.5, "t"),
        ("3.2万吨", 3.2, "万吨"),
        ("12（t）", 12, "t"),
        ("1 000 000", 1_000_000, ""),
        ("−5", -5, ""),
    ],
)
def test_a_number_is_read_as_meant_with_a_note(text, value, unit):
    found = typed_number(text)
    assert (found.kind, found.value, found.unit) == ("number", pytest.approx(value, rel=1e-15), unit)
    assert text in found.note.zh and text in found.note.en


@pytest.mark.parametrize("text", ["0", "12.5", "-3", "+7", ".5", "5."])
def test_a_plain_number_needs_no_note(text):
    assert (typed_number(text).value, bool(typed_number(text).note)) == (float(text), False)


@pytest.mark.parametrize("text", ["", "—", "——", "/", "无", "-", "N/A", "n/a", "不适用", "－"])
def test_nothing_typed_in_words_is_nothing(text):
    assert typed_number(text).kind == "nothing"


@pytest.mark.parametrize(
    "text",
    ["约100", "≈100", "100左右", ">5", "10-12", "10～12", "10至12", "3/4", "12,5", "1.2.3", "1,00,000", "abc",
     "见附件", "12.5±0.3", "1e400", "0x10", "2025-01-03", "二十", "9" * 200],
)  # fmt: skip
def test_what_is_no_definite_number_is_asked_back(text):
    found = typed_number(text)
    assert found.kind == "unclear" and found.note.zh and found.note.en


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_python_reads_a_plain_number_the_same(number):
    assert typed_number(repr(number)).value == number


@given(st.integers(-(10**12), 10**12))
def test_separators_of_thousands_change_nothing(number):
    assert typed_number(f"{number:,}").value == number


@given(st.text(max_size=200))
def test_every_text_is_one_of_the_three_kinds(text):
    found = typed_number(text)
    assert found.kind in ("number", "nothing", "unclear")
    assert (found.value == found.value) == (found.kind == "number")


@pytest.mark.parametrize(
    "text",
    [
        "2025-1-3",
        "2025.1.3",
        "2025/01/03",
        "2025年1月3日",
        "20250103",
        "２０２５-０１-０３",
        "2025 年 1 月 3 日",
    ],
)
def test_dates_in_every_usual_form(text):
    assert typed_date(text) == "2025-01-03"


@pytest.mark.parametrize("text", ["2025-02-30", "3.1.2025", "2025", "20251301", "abc", ""])
def test_what_is_no_date_is_none(text):
    assert typed_date(text) == ""


def test_months_in_every_usual_form():
    assert {typed_month(t) for t in ("2025-1", "2025年1月", "2025.01", "202501", "2025/1")} == {"2025-01"}
    assert {typed_month(t) for t in ("2025-13", "1月", "2025", "")} == {""}


def test_yes_and_no_in_both_languages():
    assert [typed_bool(t) for t in ("是", "Yes", "√", "TRUE", "1")] == [True] * 5
    assert [typed_bool(t) for t in ("否", "no", "×", "False", "0")] == [False] * 5
    assert typed_bool("也许") is None


@pytest.mark.parametrize("text", ["2025-03-04", "2025.3.4", "2025年3月", "2025/3", "２０２５年３月４日"])
def test_a_date_is_no_number_and_is_called_one(text):
    found = typed_number(text)
    assert found.kind == "unclear" and "是日期" in found.note.zh


@pytest.mark.parametrize(
    ("text", "value"), [("2025.12", 2025.12), ("20250304", 20250304), ("1900.5", 1900.5)]
)
def test_a_number_that_could_be_a_date_stays_a_number(text, value):
    assert (typed_number(text).kind, typed_number(text).value) == ("number", value)
