"""Formulas of the workbook, and what they come to for the values it is written with."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from tanchi.formula import Node
from tanchi.formula.nodes import BoolOp, Compare, Name, Not
from tanchi.inventory.form import Condition


def quoted(text: str) -> str:
    """Return a text as a literal of a formula."""
    return '"' + text.replace('"', '""') + '"'


def sheet_ref(name: str, cell: str) -> str:
    """Return the reference to a cell or range of another sheet."""
    return f"'{name.replace(chr(39), chr(39) * 2)}'!{cell}"


def condition(node: Node, cells: Mapping[tuple[str, str], str]) -> str:
    """Return a condition on choices as a formula; TRUE where it reads anything else.

    ``cells`` gives for (choice, option) the comparison of the choice's cell with the option's label.
    """
    match node:
        case Compare(op="==" | "!=", left=Name() as left, right=Name() as right):
            found = cells.get((str(left), str(right)))
            return "TRUE" if found is None else found if node.op == "==" else f"NOT({found})"
        case Not():
            inner = condition(node.operand, cells)
            return "TRUE" if inner == "TRUE" else f"NOT({inner})"
        case BoolOp():
            parts = ",".join(condition(part, cells) for part in node.operands)
            return f"{node.op.upper()}({parts})"
        case _:
            return "TRUE"


def condition_of(found: Condition | None, cells: Mapping[tuple[str, str], str]) -> str:
    """Return the formula of a condition, "" where there is none that a workbook can tell."""
    if found is None:
        return ""
    text = condition(found.node, cells)
    return "" if text == "TRUE" else text


def sum_formula(months: str, whole: str) -> str:
    """Return the total of months, or the value for the whole period where there are none."""
    return f'=IF(COUNT({months})=0,IF(ISNUMBER({whole}),{whole},""),SUM({months}))'


def mean_formula(months: str, weights: str, whole: str) -> str:
    """Return the mean of months weighted by ``weights``, the plain mean where there are none."""
    plain = f"AVERAGE({months})"
    mean = (
        f'IFERROR(SUMPRODUCT({months},{weights})/SUMIF({months},"<>",{weights}),{plain})'
        if weights
        else plain
    )
    return f'=IF(COUNT({months})=0,IF(ISNUMBER({whole}),{whole},""),{mean})'


def summed(values: Sequence[float], whole: float | None) -> float | str:
    """Return what :func:`sum_formula` comes to."""
    return math.fsum(values) if values else "" if whole is None else whole


def averaged(values: Mapping[str, float], weights: Mapping[str, float], whole: float | None) -> float | str:
    """Return what :func:`mean_formula` comes to; values and weights by month."""
    if not values:
        return "" if whole is None else whole
    shared = math.fsum(weights.get(month, 0.0) for month in values)
    if not shared:
        return math.fsum(values.values()) / len(values)
    return math.fsum(value * weights.get(month, 0.0) for month, value in values.items()) / shared
