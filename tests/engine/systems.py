"""Random and written-out product systems for the tests of this folder."""

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from tanchi.engine import System


@dataclass(frozen=True)
class Dense:
    """A technosphere as a plain matrix (products × columns); column k makes product makes[k]."""

    matrix: np.ndarray
    makes: tuple[int, ...]

    def system(self, **options) -> System:
        row, col = np.nonzero(self.matrix)
        products = tuple(f"p{i}" for i in range(len(self.matrix)))
        columns = tuple(f"c{k}" for k in range(len(self.makes)))
        return System.of(products, columns, row, col, self.matrix[row, col], makes=self.makes, **options)

    def rescaled(self, per_product: np.ndarray, per_column: np.ndarray) -> "Dense":
        return Dense(self.matrix * per_product[:, None] * per_column, self.makes)


@st.composite
def uses(draw, size, credits=False):
    """Return a sparse matrix G of what one unit made needs, with gain below 0.95."""
    entry = st.floats(-1.0 if credits else 0.0, 1.0).filter(lambda x: x == 0.0 or abs(x) > 1e-3)
    sparse = st.one_of(st.just(0.0), st.just(0.0), entry)
    use = np.array(draw(st.lists(sparse, min_size=size * size, max_size=size * size))).reshape(size, size)
    np.fill_diagonal(use, 0.0)
    return use * 0.95 / max(np.abs(use).sum(axis=0).max(), 1.0)


@st.composite
def dense_systems(draw, credits=False):
    """Return systems of 1 to 8 columns in any order, with loops, each making 0.1 to 10."""
    size = draw(st.integers(1, 8))
    use = draw(uses(size, credits))
    made = np.array(draw(st.lists(st.floats(0.1, 10.0), min_size=size, max_size=size)))
    makes = np.array(draw(st.permutations(range(size))))
    matrix = np.empty((size, size))
    matrix[makes] = (np.eye(size) - use) * made
    return Dense(matrix, tuple(makes.tolist()))


def powers(size):
    """Return unit factors between a millionth and a million."""
    return st.lists(st.integers(-6, 6), min_size=size, max_size=size).map(lambda k: 10.0 ** np.array(k))
