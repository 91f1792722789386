"""Units, signs and ranges of reported values."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from tanchi.findings import Language, TanchiError, Text
from tanchi.inventory.check.hints import factor_hint
from tanchi.inventory.check.index import Case, Spot
from tanchi.inventory.form import Address, Field, FieldType
from tanchi.inventory.log import Log
from tanchi.inventory.model import Entry
from tanchi.inventory.periods import months
from tanchi.units import Unit, convert, parse_unit

LINES = ("makes", "inputs", "emissions", "uptakes", "wastes", "bought")
PERCENT = parse_unit("%")


def check_values(case: Case, log: Log) -> None:
    """Check unit, sign and range of every number; a value with a wrong unit is checked no further."""
    for spot in case.index.spots.values():
        if spot.field.type is FieldType.NUMBER:
            for address in case.addresses(spot):
                good = [
                    (entry, value)
                    for entry in case.entries(address)
                    if (value := _in_unit(entry, spot.field, log)) is not None
                ]
                for entry, value in good:
                    _check_sign(entry, value, spot, log)
                    _check_range(entry, value, spot, case, log)
                _check_months(good, log)


def in_unit(entry: Entry, unit: Unit | None) -> float | None:
    """Return a number in ``unit``; None where it is no number or its unit does not fit."""
    if not isinstance(entry.value, float) or unit is None:
        return None
    try:
        return convert(entry.value, parse_unit(entry.unit or "1"), unit)
    except TanchiError:
        return None


def _in_unit(entry: Entry, field: Field, log: Log) -> float | None:
    """Return a number in the unit of its field; a finding where unit and field do not fit."""
    if not isinstance(entry.value, float) or field.unit is None:
        return None
    if not entry.unit and field.unit.symbol != "1":
        message = Text(f"{entry.value:g} 没有单位", f"{entry.value:g} has no unit")
        log.error(
            "inventory.unit_missing",
            entry.place,
            message,
            Text(f"例如 {field.unit}", f"such as {field.unit}"),
        )
        return None
    try:
        return convert(entry.value, parse_unit(entry.unit or "1"), field.unit)
    except TanchiError as error:
        log.take(error, entry.place)
        return None


def _check_sign(entry: Entry, value: float, spot: Spot, log: Log) -> None:
    field = spot.field
    is_amount = field.list_kind in LINES or (field.kind == "total" and field.list_kind != "stock")
    if value < 0 and is_amount:
        zh, en = (
            f"“{field.label.of('zh')}”为负：{entry.value:g}",
            f"'{field.label.of('en')}' is negative: {entry.value:g}",
        )
        remedy = Text(
            "量一律填正数，进出由所在的栏决定", "amounts are positive; the list they stand in is the sign"
        )
        log.error("inventory.negative", entry.place, Text(zh, en), remedy)


def _check_range(entry: Entry, value: float, spot: Spot, case: Case, log: Log) -> None:
    field, unit = spot.field, spot.field.range_unit or spot.field.unit
    if unit is None or (field.low is None and field.high is None):
        return
    if field.per:
        divisor = _per_value(entry.address, field.per, case)
        if not divisor:
            return
        value /= divisor
    low, high = field.low, field.high
    if (low is None or value >= low - _slack(low)) and (high is None or value <= high + _slack(high)):
        return
    span = range_text(field)
    kind = ("折", "is") if field.per else ("为", "is")
    zh = f"“{field.label.of('zh')}”{kind[0]} {value:.4g} {_range_unit(field, 'zh')}，不在常见范围 {span.zh}"
    en = f"'{field.label.of('en')}' {kind[1]} {value:.4g} {_range_unit(field, 'en')}, outside the usual {span.en}"
    hint = factor_hint(value, low, high, field)
    if _impossible(value, field):
        log.error("inventory.impossible", entry.place, Text(zh, en), hint)
    else:
        log.warn("inventory.range", entry.place, Text(zh, en), hint)


def _impossible(value: float, field: Field) -> bool:
    """Return whether a share of a whole is below 0 % or above 100 %."""
    is_share = field.unit is not None and field.unit.symbol == "%" and not field.per
    return is_share and field.high is not None and field.high <= 100 and not 0 <= value <= 100


def range_text(field: Field) -> Text:
    """Return the usual range in words: ``0.35–0.55 t/t（按铝液产量）``, ``≥ 60 %``; empty where there is none."""
    if field.low is not None and field.high is not None:
        span = f"{field.low:g}–{field.high:g}"
    elif field.low is not None:
        span = f"≥ {field.low:g}"
    elif field.high is not None:
        span = f"≤ {field.high:g}"
    else:
        return Text("")
    zh = f"（按{field.per_label.of('zh')}）" if field.per_label else ""
    en = f" (per {field.per_label.of('en')})" if field.per_label else ""
    return Text(
        f"{span} {_range_unit(field, 'zh')}".strip() + zh, f"{span} {_range_unit(field, 'en')}".strip() + en
    )


def _range_unit(field: Field, language: Language) -> str:
    """Return the unit of a range, also where it cancels: ``t/t``."""
    unit = field.range_unit or field.unit
    if unit is None:
        return ""
    if field.per_unit and field.unit and unit.dimension.is_dimensionless:
        return f"{field.unit.label(language)}/{field.per_unit.label(language)}"
    return "" if unit.symbol == "1" else unit.label(language)


def _slack(limit: float) -> float:
    return abs(limit) * 1e-9


def _per_value(address: Address, per: str, case: Case) -> float | None:
    """Return the value of the quantity ``per`` beside ``address``: same row, same process, or the product."""
    process, table, row, site = address.process, address.table, address.row, address.site
    beside = (
        Address(per, process, table, row, address.period, site),
        Address(per, process, "", "", address.period, site),
        Address(per, "", table, row, address.period),
        Address(per, "", table, row, address.period, site),
        Address(per, "", "", "", address.period),
    )
    for candidate in beside:
        spot = case.index.spot(candidate)
        found = case.entries(replace(candidate, period="")) if spot else ()
        if spot is not None and found:
            return _amount(found, address.period, spot.field.unit, case)
    return None


def _amount(entries: tuple[Entry, ...], period: str, unit: Unit | None, case: Case) -> float | None:
    """Return the value of ``period``, or the sum of all months where the whole period is asked for."""
    values = {e.address.period: in_unit(e, unit) for e in entries}
    if period in values:
        return values[period]
    parts = [value for value in values.values() if value is not None]
    wanted = months(case.inventory.period_from, case.inventory.period_to)
    return math.fsum(parts) if not period and parts and len(parts) >= len(wanted) else None


def _check_months(good: list[tuple[Entry, float]], log: Log) -> None:
    """Ask about a month that is a hundred or a thousand times the others."""
    months = [(entry, value) for entry, value in good if entry.address.period and value > 0]
    if len(months) < 4:
        return
    middle = sorted(value for _, value in months)[len(months) // 2]
    for entry, value in months:
        for factor in _odd_factors(value / middle):
            zh = f"{entry.address.period} 的值约是其他月份的 {factor:g} 倍"
            en = f"the value of {entry.address.period} is about {factor:g} times that of other months"
            log.warn(
                "inventory.odd_month",
                entry.place,
                Text(zh, en),
                Text("请核对这个月的单位", "check the unit of this month"),
            )


def _odd_factors(ratio: float) -> Iterator[float]:
    for factor in (0.0001, 0.001, 0.01, 100.0, 1000.0, 10000.0):
        if 0.5 < ratio / factor < 2:
            yield factor
