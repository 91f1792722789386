"""Numeric columns of a table as steps: one per row, at one resolution."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tanchi.findings import Text
from tanchi.formula import Labelled, labelled
from tanchi.formula.labelled import canonical, spread
from tanchi.inventory.model import Row
from tanchi.rules.model import Quantity, Table
from tanchi.study.context import Context
from tanchi.study.hours import coarser
from tanchi.study.leaves import MONTH, cell_step
from tanchi.study.result import NodeKind
from tanchi.study.steps import Push, Step, product, total
from tanchi.units import UNITLESS


def column(
    context: Context,
    site: str,
    owner: str,
    table: Table,
    quantity: Quantity,
    rows: tuple[Row, ...],
    *,
    evenly: bool = False,
) -> Step:
    """Return a numeric column over the rows of its table; empty cells are NaN.

    Totals of which some rows are monthly and others not are yearly, or, ``evenly``, monthly with the yearly
    ones spread evenly: that serves as a weight, never as an amount.
    """
    id = f"input:{'@' + site + '/' if site else ''}{owner}/{table.id}.{quantity.id}"
    steps = [_cell(context, site, owner, table, quantity, row, f"{id}[{row.id}]") for row in rows]
    if quantity.kind == "total":
        steps = _alike(steps, len(context.data.months), evenly)
    value = _stack([s.value for s in steps], table.id) if steps else labelled(np.zeros(0), table.id)
    return Step(
        id, NodeKind.INPUT, quantity.label or Text(quantity.id), value, quantity.unit or UNITLESS, tuple(steps),
        _to_rows(steps, table.id), clause=quantity.clause, parts=tuple(steps),
    )  # fmt: skip


def _to_rows(steps: list[Step], dim: str) -> Callable[[Labelled], Push]:
    def push(seed: Labelled) -> Push:
        for index, step in enumerate(steps):
            part = np.take(seed.values, index, seed.dims.index(dim))
            dims = tuple(d for d in seed.dims if d != dim)
            yield step, _fit(Labelled(np.asarray(part), dims), step.nominal)

    return push


def _fit(seed: Labelled, like: Labelled) -> Labelled:
    extra = [d for d in seed.dims if d not in like.dims]
    axes = tuple(seed.dims.index(d) for d in extra)
    return (
        Labelled(np.asarray(seed.values.sum(axis=axes)), tuple(d for d in seed.dims if d in like.dims))
        if extra
        else seed
    )


def _cell(
    context: Context, site: str, owner: str, table: Table, quantity: Quantity, row: Row, id: str
) -> Step:
    """Return the step of one row, NaN where nothing is reported."""
    name = row.label or row.id
    label = Text(
        f"{quantity.label.zh or quantity.id}（{name}）", f"{quantity.label.of('en') or quantity.id} ({name})"
    )
    cell = context.data.cell(site, owner, table.id, quantity.id, row.id)
    found = cell_step(context, site, cell, quantity, id, label)
    if found is not None:
        return coarser(context, found, quantity, None, MONTH) if cell.hours else found
    return Step(id, NodeKind.INPUT, Text(name), labelled(np.nan), quantity.unit or UNITLESS)


def _alike(steps: list[Step], months: int, evenly: bool) -> list[Step]:
    """Return totals at one resolution where some are monthly and others are not."""
    monthly = [MONTH in step.value.dims for step in steps]
    if all(monthly) or not any(monthly):
        return steps
    if evenly:
        return [s if m else _spread_evenly(s, months) for s, m in zip(steps, monthly, strict=True)]
    return [total(s, MONTH, f"{s.id}@year") if m else s for s, m in zip(steps, monthly, strict=True)]


def _spread_evenly(step: Step, months: int) -> Step:
    share = Step(
        "even",
        NodeKind.VALUE,
        Text("1/月数", "1/months"),
        labelled(np.full(months, 1 / months), MONTH),
        UNITLESS,
    )
    return product(f"{step.id}/months", step.kind, step.label, step.unit, [(step, 1), (share, 1)])


def _stack(values: list[Labelled], dim: str) -> Labelled:
    sizes: dict[str, int] = {}
    for value in values:
        sizes |= value.sizes
    dims = canonical(tuple(sizes))
    return labelled(np.stack([spread(value, dims, sizes) for value in values]), dim, *dims)
