"""Months that were not reported: filled by the methods the rule allows, never silently zero."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tanchi.findings import FieldPlace, Level, Text
from tanchi.formula.labelled import FloatArray
from tanchi.inventory.model import Method
from tanchi.rules.gap_totals import asked_total
from tanchi.rules.model import GapMethod, Quantity
from tanchi.study.context import Context
from tanchi.study.data import number
from tanchi.units import UNITLESS

_WORDS = {
    "mean of given months": Text("已填月份的平均", "the mean of the months given"),
    "last given value": Text("最近一次填报的值", "the last value given"),
    "conservative end of range": Text("合理范围的保守一端", "the conservative end of the range"),
}


@dataclass(frozen=True, slots=True)
class Filled:
    """The months of a quantity, base units, (months,), NaN where nothing may stand in.

    ``remark`` says how months were filled, ``method`` how the filled ones count; both empty without gaps.
    """

    values: FloatArray
    remark: Text = Text("")
    method: Method | None = None


def fill(context: Context, values: FloatArray, quantity: Quantity, id: str, site: str) -> Filled:
    """Return the months with their gaps filled by the first method of the rule that can fill them all."""
    missing = np.isnan(values)
    if not missing.any():
        return Filled(values)
    place = FieldPlace(id.removeprefix("input:"))
    months = "、".join(m for m, gone in zip(context.data.months, missing, strict=True) if gone)
    for method in context.rule.quality.gaps:
        filled = (
            _fill(context, values, quantity, method, site) if _fits(method, quantity, missing) else values
        )
        if not np.isnan(filled).any():
            remark = _remark(context, months, method)
            context.note(Level.WARNING, "inventory.gap_filled", remark, place)
            return Filled(filled, remark, Method(method.mark))
    context.note(
        Level.ERROR, "inventory.missing_month", Text(f"缺少月份：{months}", f"months missing: {months}"), place,
        Text("补填；确实为零时填 0", "fill them in; type 0 where it is really zero"),
    )  # fmt: skip
    return Filled(values)


def _fits(method: GapMethod, quantity: Quantity, missing: FloatArray) -> bool:
    """Return whether a method is for this kind of quantity and for so many months."""
    most, of = method.at_most
    absent, whole = int(missing.sum()), len(missing)
    return method.of == quantity.kind and absent <= most * whole / of and absent < whole


def _fill(
    context: Context, values: FloatArray, quantity: Quantity, method: GapMethod, site: str
) -> FloatArray:
    if method.method == "last given value":
        return _last_given(values)
    if method.method == "conservative end of range":
        return np.where(np.isnan(values), _high_end(quantity), values)
    if method.scaled_by:
        return _scaled(values, _months_of(context, method.scaled_by, site))
    return np.where(np.isnan(values), np.nanmean(values), values)


def _high_end(quantity: Quantity) -> float:
    """Return the upper end of a quantity's range, base units; NaN where it has none or is per something else."""
    if quantity.high is None or quantity.per:
        return float("nan")
    return quantity.high * float((quantity.unit or UNITLESS).scale)


def _scaled(values: FloatArray, by: FloatArray) -> FloatArray:
    """Return missing months as the total's month × (given values ÷ the total in the same months)."""
    given = ~np.isnan(values)
    whole = float(by[given].sum())
    ratio = float(values[given].sum()) / whole if whole else float("nan")
    return np.where(given, values, ratio * by)


def _months_of(context: Context, name: str, site: str) -> FloatArray:
    """Return the reported months of a total, base units, NaN where none is reported; never itself filled."""
    quantity = asked_total(context.rule, name)
    assert quantity is not None
    process, _, id = name.rpartition(".")
    reported = context.data.cell(site, process, "", id).months
    unit = quantity.unit or UNITLESS
    return np.array([number(reported[m], unit) if m in reported else np.nan for m in context.data.months])


def _last_given(values: FloatArray) -> FloatArray:
    """Return each missing month as the month before it; the first ones as the first that is given."""
    given = np.flatnonzero(~np.isnan(values))
    latest = np.searchsorted(given, np.arange(len(values)), side="right") - 1
    return np.asarray(values[given[np.maximum(latest, 0)]])


def _remark(context: Context, months: str, method: GapMethod) -> Text:
    words = _WORDS[method.method]
    zh, en = words.zh, words.of("en")
    if method.scaled_by:
        quantity = asked_total(context.rule, method.scaled_by)
        label = quantity.label if quantity is not None else Text("")
        zh += f"、随“{label.zh or method.scaled_by}”折算"
        en += f", scaled by '{label.of('en') or method.scaled_by}'"
    return Text(f"{months} 按{zh}补缺", f"{months} filled by {en}")
