"""What people type into a cell, read as meant: numbers, dates, yes and no; asked back where it is unclear."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tanchi.findings import TanchiError, Text
from tanchi.units import parse_unit

NOTHING = frozenset(
    (
        "",
        "-",
        "--",
        "/",
        "\\",
        "无",
        "没有",
        "空",
        "不适用",
        "不涉及",
        "未发生",
        "n/a",
        "na",
        "none",
        "nil",
        "null",
    )
)
MAX_LENGTH = 80

_DASHES = str.maketrans("—–−‐‑―－", "-------")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SUPERSCRIPT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
_BLANKS = re.compile(r"\s+")
_NUMBER = re.compile(
    r"(?P<digits>[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d*)?|[+-]?\.\d+)"
    r"(?P<power>[eE][+-]?\d{1,3}|\s*[×x*·]\s*10\^?[+-]?\d{1,3})?\s*(?P<rest>.*)"
)
_MULTIPLES = {"千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8, "k": 1e3}
_ABOUT = re.compile(r"[≈~<>≤≥±]|约|左右|上下|大概|不足|以上|以下|about|approx|ca\.", re.IGNORECASE)
_RANGE = re.compile(r"\d\s*(?:-|~|至|到|to)\s*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed text as a ``number`` (with the ``unit`` typed along), ``nothing``, or ``unclear``.

    ``note`` says how the text was read, or why it is unclear; it is empty for a plain number.
    """

    kind: Literal["number", "nothing", "unclear"]
    value: float = math.nan
    unit: str = ""
    note: Text = Text("")


def typed_number(text: str) -> Typed:
    """Return what a typed text means as a number.

    >>> typed_number("1,000,000").value, typed_number("65.2%").unit, typed_number("3.2万").value
    (1000000.0, '%', 32000.0)
    """
    plain = _plain(text)
    if plain.casefold() in NOTHING or not plain.strip("-"):
        return Typed(
            "nothing",
            note=Text(f"“{text}”读作没有填", f"'{text}' read as not filled in") if text else Text(""),
        )
    if len(plain) > MAX_LENGTH:
        return _unclear(text[:30] + "…", *_NO_NUMBER)
    if _ABOUT.search(plain):
        return _unclear(text, "不是一个确定的数", "is no definite number")
    if not _is_plain_number(plain) and (typed_date(plain) or typed_month(plain)):
        return _unclear(text, "是日期，不是数", "is a date, not a number")
    match = _NUMBER.fullmatch(plain)
    return _from_match(text, match) if match else _unclear(text, *_NO_NUMBER)


_NO_NUMBER = ("不是数", "is no number")


def _from_match(text: str, match: re.Match[str]) -> Typed:
    rest = match["rest"].strip("() ") if match["rest"].startswith("(") else match["rest"]
    if _RANGE.search(match[0]):
        return _unclear(text, "是一个范围，不是一个数", "is a range, not a number")
    factor, unit = _multiple(rest)
    if factor is None:
        return _unclear(text, *_NO_NUMBER)
    value = _value(match) * factor
    if not math.isfinite(value):
        return _unclear(text, "太大", "is too large")
    if _is_plain_number(text):
        return Typed("number", value)
    shown = f"{value:.15g}" + (f" {unit}" if unit else "")
    return Typed("number", value, unit, Text(f"“{text}”读作 {shown}", f"'{text}' read as {shown}"))


def _value(match: re.Match[str]) -> float:
    digits = re.sub(r"[, ]", "", match["digits"])
    power = re.sub(r"\s*[×x*·]\s*10\^?", "e", match["power"] or "")
    return float(digits + power)


def _multiple(rest: str) -> tuple[float | None, str]:
    """Return the factor and the unit of what follows the digits; no factor where it is neither."""
    if not rest:
        return 1.0, ""
    if rest in _MULTIPLES:
        return _MULTIPLES[rest], ""
    try:
        parse_unit(rest)
    except TanchiError:
        return None, ""
    return 1.0, rest


def _is_plain_number(text: str) -> bool:
    return re.fullmatch(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", text.strip()) is not None


def _unclear(text: str, zh: str, en: str) -> Typed:
    return Typed("unclear", note=Text(f"“{text}”{zh}", f"'{text}' {en}"))


def _plain(text: str) -> str:
    raised = _SUPERSCRIPT.sub(lambda found: "^" + found[0].translate(_RAISED), text)
    plain = unicodedata.normalize("NFKC", raised).translate(_DASHES)
    return _BLANKS.sub(" ", plain).strip()


_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})月?|(\d{2}))")


def typed_date(text: str) -> str:
    """Return a typed date as ``2025-01-03``, or "" where it is none.

    >>> typed_date("2025年1月3日"), typed_date("2025.1.3"), typed_date("20250103"), typed_date("2025-02-30")
    ('2025-01-03', '2025-01-03', '2025-01-03', '')
    """
    plain = _BLANKS.sub("", unicodedata.normalize("NFKC", text))
    match = _DATE.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if match is None:
        return ""
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return ""


def typed_month(text: str) -> str:
    """Return a typed month as ``2025-01``, or "" where it is none.

    >>> typed_month("2025年1月"), typed_month("202501"), typed_month("2025-13")
    ('2025-01', '2025-01', '')
    """
    match = _MONTH.fullmatch(_BLANKS.sub("", unicodedata.normalize("NFKC", text)))
    if match is None:
        return ""
    month = int(match[2] or match[3])
    return f"{match[1]}-{month:02d}" if 1 <= month <= 12 else ""


_YES = frozenset(("true", "yes", "y", "是", "有", "√", "✓", "对", "1"))
_NO = frozenset(("false", "no", "n", "否", "没有", "×", "x", "无", "0"))


def typed_bool(text: str) -> bool | None:
    """Return what a typed yes or no means, None where it is neither."""
    word = _plain(text).casefold()
    return True if word in _YES else False if word in _NO else None
