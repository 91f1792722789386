"""The loops of a technosphere and the order in which they can be solved one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tanchi.engine.arrays import FloatArray, IntArray
from tanchi.engine.components import components
from tanchi.engine.elimination import WHOLE
from tanchi.engine.gain import normalised, weights


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Columns that need each other, with their products in the same order; a single column is a block too.

    members: (size,) columns. inside: (inside,) entries with product and column in the block; row, col: their
    places in it. sold, used: entries that tie its products to other columns, its columns to other products.
    weight: (size,) amounts of the products in whose units the block is diagonally dominant, if it can be.
    whole: unknowns to eliminate in one piece: all of them if credits are so large that it cannot.
    per_product, per_column: (size,) powers of two near 1 ÷ weight and weight ÷ made, to scale a dense solve.
    """

    members: IntArray
    inside: IntArray
    row: IntArray
    col: IntArray
    sold: IntArray
    used: IntArray
    weight: FloatArray
    whole: int
    per_product: FloatArray
    per_column: FloatArray

    @property
    def size(self) -> int:
        """Return the number of columns."""
        return len(self.members)

    def dense(self, values: FloatArray) -> FloatArray:
        """Return the block as matrices (products, columns), entry values (entries, n) → (n, size, size)."""
        return self._matrix(values[self.inside], self.row, self.col)

    def scaled(self, values: FloatArray, *, transposed: bool) -> FloatArray:
        """Return the block as :meth:`dense` does, scaled by product and column, or the transposes of that."""
        scale = self.per_product[self.row] * self.per_column[self.col]
        across = (self.col, self.row) if transposed else (self.row, self.col)
        return self._matrix(values[self.inside] * scale[:, None], *across)

    def _matrix(self, inside: FloatArray, row: IntArray, col: IntArray) -> FloatArray:
        matrix = np.zeros((inside.shape[1], self.size * self.size))
        matrix[:, row * self.size + col] = inside.T
        return matrix.reshape(-1, self.size, self.size)

    def made(self, values: FloatArray) -> FloatArray:
        """Return what each column makes of its product, entry values (entries, n) → (size, n)."""
        own = self.row == self.col
        made = np.empty((self.size, values.shape[1]))
        made[self.row[own]] = values[self.inside[own]]
        return made


def widest(blocks: Sequence[Block]) -> int:
    """Return the numbers per sample of the largest dense block."""
    return max((block.size**2 for block in blocks), default=0)


def blocks(maker: IntArray, col: IntArray, amount: FloatArray) -> tuple[Block, ...]:
    """Return the blocks, makers before users.

    maker, col: (entries,) the column making the entry's product and the column holding the entry.
    amount: (entries,) nominal amounts, positive where the two are the same column.
    """
    size = int(col.max()) + 1 if len(col) else 0
    suppliers: list[list[int]] = [[] for _ in range(size)]
    for up, user in zip(maker.tolist(), col.tolist(), strict=True):
        if up != user:
            suppliers[user].append(up)
    found = components(suppliers)
    block_of = np.empty(size, dtype=np.int64)
    for number, members in enumerate(found):
        block_of[list(members)] = number
    return tuple(_block(n, m, block_of, maker, col, amount) for n, m in enumerate(found))


def _block(
    number: int,
    members: Sequence[int],
    block_of: IntArray,
    maker: IntArray,
    col: IntArray,
    amount: FloatArray,
) -> Block:
    supplies, uses = block_of[maker] == number, block_of[col] == number
    inside = np.flatnonzero(supplies & uses)
    columns = np.array(members, dtype=np.int64)
    row, place = np.searchsorted(columns, maker[inside]), np.searchsorted(columns, col[inside])
    weight, made, whole = _weigh(len(columns), row, place, amount[inside])
    return Block(
        columns,
        inside,
        row,
        place,
        np.flatnonzero(supplies & ~uses),
        np.flatnonzero(uses & ~supplies),
        weight,
        whole,
        _power_of_two(1.0 / weight),
        _power_of_two(weight / made),
    )


def _weigh(size: int, row: IntArray, col: IntArray, amount: FloatArray) -> tuple[FloatArray, FloatArray, int]:
    """Return weight, amounts made and the unknowns to eliminate in one piece."""
    if size == 1:
        return np.ones(1), amount, 1
    matrix = np.zeros((size, size))
    matrix[row, col] = amount
    use = normalised(matrix)
    weight = weights(use)
    dominant = np.all(np.abs(use) @ weight < weight)
    return weight, np.diagonal(matrix), WHOLE if dominant else size


def _power_of_two(values: FloatArray) -> FloatArray:
    return np.ldexp(1.0, np.frexp(values)[1])
