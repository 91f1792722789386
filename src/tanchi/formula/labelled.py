"""Arrays whose axes have names.

Axes stand in one fixed order, by name with ``sample`` last, so that two arrays are brought together by
inserting axes, never by moving them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from tanchi.findings import Finding, Level, TanchiError, Text

FloatArray = npt.NDArray[np.float64]
Dims = tuple[str, ...]
SAMPLE = "sample"

_Indexer = tuple[slice | None, ...]
_WHOLE = slice(None)


class DimensionError(TanchiError):
    """Arrays that cannot meet: one name with two lengths, or axes that are not what they are said to be."""


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """Values with an axis for each of ``dims``, in canonical order; a scalar has none.

    Missing values are NaN; of truths, 1 is yes and 0 is no. Raises DimensionError if axes are not as said.
    """

    values: FloatArray
    dims: Dims = ()

    def __post_init__(self) -> None:
        if self.values.ndim != len(self.dims) or self.dims != canonical(self.dims):
            raise _bad_axes(self.dims, self.values.ndim)

    @property
    def sizes(self) -> dict[str, int]:
        """Return the length of each dimension."""
        return dict(zip(self.dims, self.values.shape, strict=True))

    def __float__(self) -> float:
        return float(self.values)


def labelled(values: npt.ArrayLike, *dims: str) -> Labelled:
    """Return ``values`` with its axes named in the order given, moved into canonical order."""
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != len(dims):
        raise _bad_axes(dims, array.ndim)
    order = canonical(dims)
    return Labelled(array.transpose([dims.index(dim) for dim in order]), order)


@lru_cache(maxsize=1024)
def canonical(dims: Dims) -> Dims:
    """Return the names in the fixed order: alphabetical, ``sample`` last. Refuses a name given twice."""
    if len(set(dims)) != len(dims):
        raise _bad_axes(dims, len(dims))
    return tuple(sorted(dims, key=lambda dim: (dim == SAMPLE, dim)))


def align(*arrays: Labelled) -> tuple[list[FloatArray], Dims]:
    """Return the values of ``arrays`` shaped so that NumPy broadcasts them by name, and the joint dims.

    Raises DimensionError where one dimension has two lengths.
    """
    _require_sizes(arrays)
    dims, indexers = _plan(tuple(array.dims for array in arrays))
    return [array.values[indexer] for array, indexer in zip(arrays, indexers, strict=True)], dims


def spread(array: Labelled, dims: Dims, sizes: dict[str, int]) -> FloatArray:
    """Return a view of ``array`` over ``dims`` (its own and others), repeated along those it lacks."""
    _, (own, _) = _plan((array.dims, dims))
    return np.broadcast_to(array.values[own], [sizes[dim] for dim in dims])


def summed_to(array: Labelled, dims: Dims) -> Labelled:
    """Return ``array`` summed over every dimension that is not in ``dims``."""
    if array.dims == dims:
        return array
    axes = tuple(axis for axis, dim in enumerate(array.dims) if dim not in dims)
    return Labelled(np.asarray(array.values.sum(axis=axes)), tuple(d for d in array.dims if d in dims))


@lru_cache(maxsize=4096)
def _plan(all_dims: tuple[Dims, ...]) -> tuple[Dims, tuple[_Indexer, ...]]:
    union = canonical(tuple(dict.fromkeys(dim for dims in all_dims for dim in dims)))
    return union, tuple(tuple(_WHOLE if dim in dims else None for dim in union) for dims in all_dims)


def _require_sizes(arrays: Sequence[Labelled]) -> None:
    sizes: dict[str, int] = {}
    for array in arrays:
        for dim, size in zip(array.dims, array.values.shape, strict=True):
            if sizes.setdefault(dim, size) != size:
                raise _two_lengths(dim, sizes[dim], size)


def _two_lengths(dim: str, first: int, second: int) -> DimensionError:
    message = Text(f"{dim} 的长度不一：{first} 与 {second}", f"{dim} has two lengths: {first} and {second}")
    return DimensionError(Finding("formula.two_lengths", Level.ERROR, message))


def _bad_axes(dims: Sequence[str], count: int) -> DimensionError:
    names = ", ".join(dims)
    message = Text(f"维度（{names}）与 {count} 个轴不符", f"dimensions ({names}) do not fit {count} axes")
    return DimensionError(Finding("formula.bad_axes", Level.ERROR, message))
