"""Which column makes which product: one to one, or an error that names who is missing or too many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from tanchi.engine.arrays import FloatArray, IntArray, Labels
from tanchi.engine.failures import NonSquareError, fault
from tanchi.findings import Finding, Text


def made_by(n_columns: int, row: IntArray, col: IntArray, amount: FloatArray) -> list[list[int]]:
    """Return for each column the rows of which it has a positive entry."""
    made: list[list[int]] = [[] for _ in range(n_columns)]
    for e in np.flatnonzero(amount > 0.0):
        if row[e] not in made[col[e]]:
            made[col[e]].append(int(row[e]))
    return made


def pair(products: Labels, columns: Labels, made: Sequence[Sequence[int]]) -> IntArray:
    """Return the row of the product each column is there to make, (columns,).

    made: for each column the rows it makes. Raises NonSquareError unless each column makes one product and
    each product is made by one column.
    """
    findings = [*_several(products, columns, made), *_makers(products, columns, made)]
    if findings:
        raise NonSquareError(findings)
    return np.array([rows[0] for rows in made], dtype=np.int64)


def _several(products: Labels, columns: Labels, made: Sequence[Sequence[int]]) -> Iterator[Finding]:
    for column, rows in zip(columns, made, strict=True):
        if not rows:
            yield fault(
                "makes_nothing",
                Text(f"单元 {column} 没有产出。", f"Column {column} makes nothing."),
                Text("填写其产量（大于零）。", "Give the amount it makes, above zero."),
                column,
            )
        if len(rows) > 1:
            names = "、".join(str(products[r]) for r in rows)
            yield fault(
                "several_products",
                Text(
                    f"单元 {column} 有多个产出（{names}），未说明哪一个是其产品。",
                    f"Column {column} makes several products ({names}); which one it stands for is not said.",
                ),
                Text(
                    "分配为每个产品一个单元，或指明产品。",
                    "Partition it into one column per product, or name its product.",
                ),
                column,
            )


def _makers(products: Labels, columns: Labels, made: Sequence[Sequence[int]]) -> Iterator[Finding]:
    makers: list[list[str]] = [[] for _ in products]
    for column, rows in zip(columns, made, strict=True):
        for r in rows:
            makers[r].append(str(column))
    single = [len(rows) == 1 for rows in made]
    for product, names in zip(products, makers, strict=True):
        if not names:
            yield fault(
                "nobody_makes",
                Text(f"没有单元生产 {product}。", f"No column makes {product}."),
                Text(
                    "补上其生产单元，或作为外购处理。",
                    "Add the process that makes it, or treat it as bought.",
                ),
                product=product,
            )
        if len(names) > 1 and all(single):
            yield fault(
                "made_twice",
                Text(
                    f"{product} 由多个单元生产：{'、'.join(names)}。",
                    f"{product} is made by several columns: {', '.join(names)}.",
                ),
                Text(
                    "为各自的产出分别命名，再用混合单元合并。",
                    "Give each its own product and join them in a mix.",
                ),
                product=product,
            )
