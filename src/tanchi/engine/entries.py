"""The non-zero entries of a technosphere: one per product and column, some of them sampled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tanchi.engine.arrays import FloatArray, IntArray, Label, Labels
from tanchi.engine.failures import NonFiniteError, fault
from tanchi.findings import Finding, Text


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Coordinates without duplicates, sorted by row, then column.

    row, col: (entries,) positions in products and columns. amount: (entries,) nominal, in product units;
    positive is made, negative is used. sampled: (sampled,) positions of the sampled entries, ascending.
    samples: (sampled, n_samples), without samples (0, 1).
    """

    row: IntArray
    col: IntArray
    amount: FloatArray
    sampled: IntArray
    samples: FloatArray

    @property
    def n_samples(self) -> int:
        """Return the number of samples; 1 where nothing is sampled."""
        return int(self.samples.shape[1])

    def nominal(self) -> FloatArray:
        """Return the nominal amounts, (entries, 1)."""
        return self.amount[:, None]

    def chunks(self, n_samples: int, width: int) -> Iterator[tuple[slice, FloatArray]]:
        """Yield ranges of samples with the amounts in them, (entries, n); (entries, 1) if nothing is sampled.

        width: numbers per sample the caller works on; a chunk has 1,000 samples or fewer, so that it needs
        some 16 MB and memory does not grow with the number of samples.
        """
        step = max(1, min(1_000, 2_000_000 // max(width, len(self.amount), 1)))
        for start in range(0, n_samples, step):
            part = slice(start, min(start + step, n_samples))
            yield part, self._values(part) if len(self.sampled) else self.nominal()

    def _values(self, part: slice) -> FloatArray:
        values = np.repeat(self.nominal(), part.stop - part.start, axis=1)
        values[self.sampled] = self.samples[:, part]
        return values


def merge(
    row: IntArray, col: IntArray, amount: FloatArray, sampled: IntArray, samples: FloatArray
) -> Entries:
    """Add up entries that share a product and a column; drop those that are zero throughout."""
    order = np.lexsort((col, row))
    new = np.ones(len(order), dtype=bool)
    new[1:] = (np.diff(row[order]) != 0) | (np.diff(col[order]) != 0)
    slot = np.empty(len(order), dtype=np.int64)
    slot[order] = np.cumsum(new) - 1
    total = np.zeros(int(new.sum()))
    np.add.at(total, slot, amount)
    places, merged = _merge_samples(slot, amount, sampled, samples, len(total))
    keep = total != 0.0
    keep[places] |= merged.any(axis=1)
    first = order[new]
    kept = keep[places]
    renumber = np.cumsum(keep) - 1
    return Entries(
        row[first][keep],
        col[first][keep],
        total[keep],
        renumber[places[kept]],
        merged if kept.all() else merged[kept],
    )


def _merge_samples(
    slot: IntArray, amount: FloatArray, sampled: IntArray, samples: FloatArray, size: int
) -> tuple[IntArray, FloatArray]:
    """Return the sampled slots, ascending, and the samples of each slot's whole sum."""
    places, where = np.unique(slot[sampled], return_inverse=True)
    counts = np.bincount(slot, minlength=size)
    if np.all(counts[places] == 1):
        return places, samples if np.array_equal(where, np.arange(len(where))) else samples[np.argsort(where)]
    fixed = np.zeros(size)
    certain = np.ones(len(slot), dtype=bool)
    certain[sampled] = False
    np.add.at(fixed, slot[certain], amount[certain])
    merged = np.repeat(fixed[places][:, None], samples.shape[1], axis=1)
    np.add.at(merged, where, samples)
    return places, merged


def require_finite(
    products: Labels, columns: Labels, row: IntArray, col: IntArray, amount: FloatArray, what: Text
) -> None:
    """Raise NonFiniteError naming each entry whose amount is no number.

    amount: (entries,) or (entries, n_samples). what: what to call it.
    """
    bad = ~np.isfinite(amount.reshape(len(row), max(1, amount.size // max(1, len(row))))).all(axis=1)
    if bad.any():
        raise NonFiniteError(
            _not_a_number(products[row[e]], columns[col[e]], what) for e in np.flatnonzero(bad)
        )


def _not_a_number(product: Label, column: Label, what: Text) -> Finding:
    return fault(
        "non_finite",
        Text(
            f"{what.zh}不是有限的数：单元 {column}，产品 {product}。",
            f"The {what.en} of product {product} in column {column} is not a finite number.",
        ),
        Text(
            "检查得出此值的公式和输入（除以零、缺值）。",
            "Check its formula and inputs (division by zero, missing value).",
        ),
        column,
        product,
    )


def positions(index: Sequence[int] | IntArray) -> IntArray:
    """Return positions as an integer array."""
    return np.asarray(index, dtype=np.int64)
