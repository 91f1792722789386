"""What a name can stand for when a formula is evaluated. All numbers are in coherent base units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from tanchi.formula.labelled import Dims, FloatArray, Labelled
from tanchi.units import UNITLESS, Unit

IntArray = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class OptionValue:
    """Choices or picks: ``codes`` index ``options``, -1 where none was made; axes as in Labelled.

    Free text (certificate codes) is held the same way, with the distinct texts as options.
    """

    options: tuple[str, ...]
    codes: IntArray
    dims: Dims = ()

    def __str__(self) -> str:
        return self.options[int(self.codes)] if self.codes.ndim == 0 and self.codes >= 0 else ""


@dataclass(frozen=True, slots=True, eq=False)
class Keyed:
    """A keyed parameter: a value for each option."""

    entries: Mapping[str, Labelled | float]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A curve through the points (``x`` increasing, ``y``); ``x_unit`` is for messages.

    ``extrapolate`` continues the first and the last stretch beyond the points.
    """

    x: FloatArray
    y: FloatArray
    extrapolate: bool = False
    x_unit: Unit = UNITLESS


@dataclass(frozen=True, slots=True)
class TableValue:
    """A table or another dimension to reduce over: its dimension and how long it is."""

    dim: str
    length: int


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """Which coarser period each finer one lies in: ``index[hour] = month``, of ``length`` months."""

    index: IntArray
    length: int


EnvValue = Labelled | float | OptionValue | Keyed | Curve | TableValue


class Env(Protocol):
    """The values a formula reads; names resolve exactly as in the scope it was checked with."""

    def value(self, name: tuple[str, ...]) -> EnvValue:
        """Return the value of ``name``. A missing number is NaN, a missing pick has code -1."""

    def prop(self, target: tuple[str, ...], id: str) -> Labelled | float:
        """Return property ``id`` of a flow, or of the flow each row of a pick names."""

    def inflow(self, id: str) -> Labelled | float:
        """Return Σ amount × property ``id`` over the inputs of the process."""

    def outflow(self, id: str) -> Labelled | float:
        """Return Σ amount × property ``id`` over what the process makes and hands to treatment."""

    def calendar(self, dim: str, to: str) -> Grouping:
        """Return the months the hours lie in."""


def option(options: tuple[str, ...], chosen: str) -> OptionValue:
    """Return the scalar pick of ``chosen``; of nothing if it is not among ``options``."""
    code = options.index(chosen) if chosen in options else -1
    return OptionValue(options, np.asarray(code, dtype=np.intp))
