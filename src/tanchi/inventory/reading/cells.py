"""One cell of a workbook as a value: what a person sees in it, or a finding that asks."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tanchi.findings import Text
from tanchi.inventory.form import Field, FieldType
from tanchi.inventory.log import Log
from tanchi.inventory.model import Method, Spread
from tanchi.inventory.reading.raw import RawSheet
from tanchi.inventory.spreads import Z95, half_width, typed_spread
from tanchi.inventory.typed import typed_number
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.inputs import is_percent


@dataclass(frozen=True, slots=True)
class Seen:
    """What a cell shows: a number, a text or a yes or no; ``typed`` is the text where it is one."""

    value: float | str | bool
    typed: str = ""


def read_cell(sheet: RawSheet, row: int, column: int, field: Field, unit: str, log: Log) -> Seen | None:
    """Return what the cell of ``field`` shows; None where it is empty or cannot be (then with a finding)."""
    spot = row, column
    if spot in sheet.faults:
        tell_fault(sheet, spot, log)
        return None
    value = sheet.cells.get(spot)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if field.type is not FieldType.NUMBER:
        return _words(value)
    if isinstance(value, dict):
        zh, en = (
            f"这里应填数，填的是日期 {value['d']}",
            f"a number is expected, the cell holds the date {value['d']}",
        )
        remedy = Text("若输入的是 3/4 这样的分数，请改写成 0.75", "write 0.75 rather than 3/4")
        log.error("workbook.date_in_number", sheet.place(row, column), Text(zh, en), remedy)
        return None
    if isinstance(value, float):
        return _number(sheet, spot, value, field, unit, log)
    return Seen(value.strip() if isinstance(value, str) else value, str(value))


def _words(value: float | str | bool | dict[str, str]) -> Seen:
    """Return a cell that holds no quantity: text as it is, a number as its digits, a date as ISO."""
    if isinstance(value, dict):
        return Seen(value["d"][:10], value["d"][:10])
    if isinstance(value, bool):
        return Seen(value)
    text = f"{value:.15g}" if isinstance(value, float) else value.strip()
    return Seen(text, text)


def tell_fault(sheet: RawSheet, spot: tuple[int, int], log: Log) -> None:
    """Tell of a cell that holds an error, or a formula without a result."""
    text = sheet.faults[spot]
    if text:
        message = Text(f"单元格是错误值 {text}", f"the cell holds the error {text}")
        log.error(
            "workbook.error_value",
            sheet.place(*spot),
            message,
            Text("请改正公式或填数", "correct it or type a number"),
        )
    else:
        message = Text("公式还没有算出结果", "the formula has no result yet")
        remedy = Text("请在 Excel 或 WPS 中打开，保存后再读", "open the file in Excel or WPS and save it")
        log.error("workbook.not_calculated", sheet.place(*spot), message, remedy)


def _number(
    sheet: RawSheet, spot: tuple[int, int], value: float, field: Field, unit: str, log: Log
) -> Seen | None:
    """Return a number as the cell shows it: per cents as per cents."""
    if not math.isfinite(value):
        return None
    shows_percent = is_percent(field) if sheet.percents is None else spot in sheet.percents
    if is_percent(field):
        return _percent(sheet, spot, value, shows_percent, log)
    if shows_percent and unit not in ("", "1"):
        zh = f"这里显示的是 {value * 100:.6g}%，单位却是 {unit}"
        en = f"the cell shows {value * 100:.6g}%, its unit is {unit}"
        log.error(
            "workbook.percent", sheet.place(*spot), Text(zh, en), Text("请填数，不带 %", "type it without %")
        )
        return None
    return Seen(value)


def _percent(
    sheet: RawSheet, spot: tuple[int, int], value: float, shows_percent: bool, log: Log
) -> Seen | None:
    if shows_percent:
        return Seen(float(f"{value * 100:.15g}"))
    if value == 0 or abs(value) > 1:
        return Seen(value)
    zh = f"这里应是百分数，显示的是 {value:g}：是 {value:g} % 还是 {value * 100:g} %？"
    en = f"a per cent is expected, the cell shows {value:g}: {value:g} % or {value * 100:g} %?"
    log.error(
        "workbook.fraction",
        sheet.place(*spot),
        Text(zh, en),
        Text("请带百分号填写", "type the per cent sign"),
    )
    return None


_METHODS = {text: key for key, label in words.METHODS.items() for text in (label.zh, label.en, key)}


def read_method(sheet: RawSheet, row: int, column: int | None, log: Log) -> Method:
    """Return how a value was come by; measured where nothing is said."""
    text = sheet.text(row, column)
    if typed_number(text).kind == "nothing":
        return Method.MEASURED
    found = _METHODS.get(text.lower())
    if found is None and column is not None:
        message = Text(f"不认识的“怎样得来”：{text}", f"unknown method '{text}'")
        options = Text("请选：实测、计算、估算", "choose measured, calculated or estimated")
        log.warn("workbook.method", sheet.place(row, column), message, options)
    return Method(found or "measured")


def read_spread(sheet: RawSheet, row: int, column: int | None, log: Log) -> Spread | None:
    """Return the uncertainty of a row: a per cent is the half-width of a 95 % interval, others are in words."""
    value = sheet.cells.get((row, column)) if column is not None else None
    if value is None or column is None:
        return None
    if isinstance(value, str) and typed_number(value).kind == "nothing":
        return None
    spread = _spread(sheet, (row, column), value)
    if spread is None or spread.value < 0:
        message = Text(
            f"看不懂不确定度“{sheet.text(row, column)}”",
            f"uncertainty '{sheet.text(row, column)}' is not understood",
        )
        remedy = Text("写作 2%、均匀 ±12%、GSD² 1.2", "write 2%, uniform ±12%, GSD² 1.2")
        log.error("workbook.uncertainty", sheet.place(row, column), message, remedy)
        return None
    half = half_width(spread)
    if half is not None and half > 1:
        message = Text(f"不确定度是 ±{half * 100:g} %", f"the uncertainty is ±{half * 100:g} %")
        log.warn(
            "workbook.uncertainty",
            sheet.place(row, column),
            message,
            Text("是否多乘了 100？", "a factor of 100?"),
        )
    return spread


def _spread(
    sheet: RawSheet, spot: tuple[int, int], value: float | str | bool | dict[str, str]
) -> Spread | None:
    if isinstance(value, str):
        return typed_spread(value)
    if not isinstance(value, float):
        return None
    shows_percent = sheet.percents is None or spot in sheet.percents
    return Spread("normal", (value if shows_percent else value / 100) / Z95)
