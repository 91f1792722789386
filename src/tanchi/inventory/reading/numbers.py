"""Numbers, months and answers in free rows: ledgers, factors, exceptions."""

from __future__ import annotations

import math

from tanchi.findings import Text
from tanchi.inventory.log import Log
from tanchi.inventory.reading.cells import tell_fault
from tanchi.inventory.reading.locate import Spot
from tanchi.inventory.typed import typed_date, typed_month, typed_number
from tanchi.inventory.workbook import words

WHOLE = "*"
"""Stands for the whole period where somebody says so."""


def read_number(spot: Spot, role: str, code: str, log: Log, *, is_percent: bool = False) -> float | None:
    """Return the number in a cell as it is shown; None where there is none, with a finding ``code`` if in doubt.

    ``is_percent`` says that the column is in per cent: 8, 8 % and the text "8%" are all 8.
    """
    at = spot.row, spot.columns.get(role, -1)
    if at in spot.sheet.faults:
        tell_fault(spot.sheet, at, log)
        return None
    value = spot.sheet.cells.get(at)
    if value is None:
        return None
    if isinstance(value, float):
        return _shown(spot, at, value, code, log, is_percent)
    if isinstance(value, str):
        return _typed(spot, at, value, code, log, is_percent)
    text = spot.sheet.text(*at)
    log.error(code, spot.sheet.place(*at), Text(f"“{text[:10]}”不是一个数", f"'{text[:10]}' is no number"))
    return None


def _shown(
    spot: Spot, at: tuple[int, int], value: float, code: str, log: Log, is_percent: bool
) -> float | None:
    """Return a number; one shown with a per-cent sign only where per cents are asked."""
    if not math.isfinite(value) or at not in (spot.sheet.percents or ()):
        return value if math.isfinite(value) else None
    shown = float(f"{value * 100:.15g}")
    if is_percent:
        return shown
    _tell_percent(spot, at, f"{shown:g}%", code, log)
    return None


def _typed(spot: Spot, at: tuple[int, int], text: str, code: str, log: Log, is_percent: bool) -> float | None:
    found, place = typed_number(text), spot.sheet.place(*at)
    if found.kind == "nothing":
        if text.strip():
            log.note("inventory.read_as_nothing", place, found.note)
        return None
    if found.kind == "unclear":
        log.error(code, place, found.note, Text("请填一个数", "give one number"))
        return None
    if found.unit == "%" and not is_percent:
        _tell_percent(spot, at, text, code, log)
        return None
    if found.unit not in ("", "%"):
        zh, en = f"“{text}”带了单位 {found.unit}", f"'{text}' has the unit {found.unit}"
        remedy = Text("这里只写数，单位写在单位栏", "write the number here and its unit in the unit column")
        log.error(code, place, Text(zh, en), remedy)
        return None
    if found.note:
        log.note("inventory.read_as", place, found.note)
    return found.value


def _tell_percent(spot: Spot, at: tuple[int, int], text: str, code: str, log: Log) -> None:
    message = Text(f"这里不是百分数，写的是 {text}", f"no per cent is asked here, the cell shows {text}")
    log.error(code, spot.sheet.place(*at), message, Text("请填数，不带 %", "type it without %"))


def read_month(spot: Spot, code: str, log: Log) -> str | None:
    """Return the month in the column ``period``: "" where it is empty, :data:`WHOLE` for the whole period.

    A day stands for its month, since spreadsheets turn 2025-3 into one. None, with a finding, for anything else.
    """
    column = spot.columns.get("period", spot.first)
    text = spot.sheet.text(spot.row, column)
    if typed_number(text).kind == "nothing":
        return ""
    if text in (words.YEAR.zh, words.YEAR.en):
        return WHOLE
    month = typed_month(text) or typed_date(text.partition("T")[0])[:7]
    if not month:
        message = Text(f"“{text}”不是月份", f"'{text}' is no month")
        log.error(code, spot.sheet.place(spot.row, column), message, Text("写作 2025-01", "write 2025-01"))
        return None
    return month
