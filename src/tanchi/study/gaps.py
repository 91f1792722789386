"""Missing months: filled by the methods the rule allows, never silently zero."""

from __future__ import annotations

import numpy as np

from tanchi.findings import FieldPlace, Level, Text
from tanchi.formula.labelled import FloatArray
from tanchi.rules.model import GapMethod, Quantity
from tanchi.study.context import Context


def fill(context: Context, values: FloatArray, quantity: Quantity, id: str) -> tuple[FloatArray, Text]:
    """Return the months with gaps filled and a remark; NaN stays where the rule allows no filling."""
    missing = np.isnan(values)
    if not missing.any():
        return values, Text("")
    method = _allowed(context, quantity, int(missing.sum()), len(values))
    place = FieldPlace(id.removeprefix("input:"))
    months = "、".join(m for m, gone in zip(context.data.months, missing, strict=True) if gone)
    if method is None:
        context.note(
            Level.ERROR, "inventory.missing_month", Text(f"缺少月份：{months}", f"months missing: {months}"), place,
            Text("补填；确实为零时填 0", "fill them in; type 0 where it is really zero"),
        )  # fmt: skip
        return values, Text("")
    filled = np.where(missing, _value(values, method, quantity), values)
    remark = Text(f"{months} 按“{method.method}”补缺", f"{months} filled by '{method.method}'")
    context.note(Level.WARNING, "inventory.gap_filled", remark, place)
    return filled, remark


def _allowed(context: Context, quantity: Quantity, missing: int, whole: int) -> GapMethod | None:
    for method in context.rule.quality.gaps:
        most, of = method.at_most
        if (
            method.of == quantity.kind
            and missing <= most * whole / of
            and missing < whole
            and not method.method.startswith("last year")
        ):
            return method
    return None


def _value(values: FloatArray, method: GapMethod, quantity: Quantity) -> FloatArray:
    given = values[~np.isnan(values)]
    if method.method.startswith("last given"):
        return _last_given(values)
    if method.method.startswith("conservative") and quantity.high is not None and quantity.unit is not None:
        return np.full_like(values, quantity.high * float(quantity.unit.scale))
    return np.full_like(values, given.mean())


def _last_given(values: FloatArray) -> FloatArray:
    result = values.copy()
    given = values[~np.isnan(values)]
    last = given[0]
    for index, value in enumerate(values):
        last = value if not np.isnan(value) else last
        result[index] = last
    return result
