"""A product system as labelled coordinates, checked once so that it can only be solved if it makes sense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from tanchi.engine.arrays import IntArray, Labels
from tanchi.engine.blocks import Block, blocks
from tanchi.engine.entries import Entries, merge, positions, require_finite
from tanchi.engine.guard import require_gain, require_made, require_sampled_gain
from tanchi.engine.pairing import made_by, pair
from tanchi.findings import Text


@dataclass(frozen=True, slots=True, eq=False)
class System:
    """The technosphere A (products × columns), square and free of self-consuming loops. Made by :meth:`of`.

    makes: (columns,) row of the product each column is there to make. maker: (products,) its inverse.
    blocks: loops and single columns, makers before users.
    """

    products: Labels
    columns: Labels
    makes: IntArray
    maker: IntArray
    entries: Entries
    blocks: tuple[Block, ...]

    @property
    def n_samples(self) -> int:
        """Return the number of samples; 1 where nothing is sampled."""
        return self.entries.n_samples

    @classmethod
    def of(
        cls,
        products: Labels,
        columns: Labels,
        row: Sequence[int] | IntArray,
        col: Sequence[int] | IntArray,
        amount: ArrayLike,
        *,
        makes: Sequence[int] | IntArray | None = None,
        sampled: Sequence[int] | IntArray = (),
        samples: ArrayLike | None = None,
    ) -> System:
        """Build a system from coordinates and check it, nominal and in every sample.

        row, col: (entries,) positions in products and columns; entries at the same place add up.
        amount: (entries,) nominal, in product units: positive is made, negative is used. A treated waste is
        the service of treating it: made by the treatment, used by who hands it over.
        makes: (columns,) the row each column is there to make; may be left out if each column has one
        positive product. Other positive entries are credits.
        sampled: (sampled,) entries that vary; samples: (sampled, n_samples) their values, in product units.
        Raises NonFiniteError, NonSquareError, SingularSystemError, LoopGainError, FailedSamplesError.
        """
        rows, cols, nominal = positions(row), positions(col), np.asarray(amount, dtype=np.float64)
        which = positions(sampled)
        values = np.zeros((0, 1)) if samples is None else np.asarray(samples, dtype=np.float64)
        require_finite(products, columns, rows, cols, nominal, Text("数值", "amount"))
        require_finite(products, columns, rows[which], cols[which], values, Text("抽样值", "sampled amount"))
        made = made_by(len(columns), rows, cols, nominal) if makes is None else [[int(r)] for r in makes]
        pairs = pair(products, columns, made)
        entries = merge(rows, cols, nominal, which, values)
        require_made(columns, products, pairs, entries)
        maker = np.argsort(pairs)
        parts = blocks(maker[entries.row], entries.col, entries.amount)
        require_gain(columns, entries, parts)
        require_sampled_gain(products, columns, entries, parts)
        return cls(products, columns, pairs, maker, entries, parts)
