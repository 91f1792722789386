"""Allocation shares: how one burden is split over the products of a column."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from tanchi.engine.arrays import BoolArray, FloatArray, Label, Labels
from tanchi.engine.failures import BadSharesError, fault
from tanchi.findings import Finding, Text


def shares(
    products: Labels, amounts: FloatArray, key: FloatArray, *, among: Collection[Label] | None = None
) -> FloatArray:
    """Return each product's share by amount × key, summing to 1.

    amounts: (products,) or (products, n_samples), made of each product. key: likewise, per unit of it and in
    one unit for all. among: the products that take part, all by default; the others get 0.
    Returns (products,) or (products, n_samples). Raises BadSharesError for values that are no numbers or
    negative, products not among those made, and keys that are zero for all that take part.
    """
    weight = np.asarray(amounts * key, dtype=np.float64)
    if among is not None:
        _require_known(products, among)
        weight[[p not in among for p in products]] = 0.0
    bad = ~(np.isfinite(weight) & (weight >= 0.0))
    if bad.any():
        raise BadSharesError(_bad_key(products, bad))
    total = weight.sum(axis=0)
    if not np.all(total > 0.0):
        raise BadSharesError(_zero_key(products, among))
    return np.asarray(weight / total)


def _require_known(products: Labels, among: Collection[Label]) -> None:
    unknown = [p for p in among if p not in products]
    if unknown:
        made = ", ".join(str(p) for p in products)
        raise BadSharesError(
            fault(
                "not_made",
                Text(f"分配对象 {p} 不在产品之中（{made}）。", f"{p} takes part but is not made ({made})."),
                Text("改正分配规则中的产品名。", "Correct the product's name in the allocation rule."),
                product=p,
            )
            for p in unknown
        )


def _bad_key(products: Labels, bad: BoolArray) -> list[Finding]:
    rows = np.flatnonzero(bad.reshape(len(products), -1).any(axis=1))
    return [
        fault(
            "bad_key",
            Text(
                f"{products[row]} 的分配依据（产量 × 分配因子）为负或不是数。",
                f"The allocation key of {products[row]} (amount × key) is negative or not a number.",
            ),
            Text("核对其产量、性质或价格。", "Check its amount, property or price."),
            product=products[row],
        )
        for row in rows
    ]


def _zero_key(products: Labels, among: Collection[Label] | None) -> Finding:
    names = ", ".join(str(p) for p in (products if among is None else among))
    return fault(
        "zero_key",
        Text(
            f"分配依据对所有产品均为零：{names}。", f"The allocation key is zero for every product: {names}."
        ),
        Text("补填产品的性质或价格，或改选分配方法。", "Give the property or price, or choose another key."),
    )
