"""What a name or a part of a formula is, as far as can be said before any figure is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from tanchi.units import UNITLESS, Unit

Dims = frozenset[str]
NO_DIMS: Dims = frozenset()


@dataclass(frozen=True, slots=True)
class NumberKind:
    """A quantity in ``unit`` that varies over ``dims``. ``literal``: a bare ``0``, which fits any unit."""

    unit: Unit = UNITLESS
    dims: Dims = NO_DIMS
    literal: bool = False


@dataclass(frozen=True, slots=True)
class TruthKind:
    """Yes or no."""

    dims: Dims = NO_DIMS


@dataclass(frozen=True, slots=True)
class OptionKind:
    """A choice, a pick, or a word that names an option: one of ``options``."""

    options: frozenset[str]
    dims: Dims = NO_DIMS


@dataclass(frozen=True, slots=True)
class TextKind:
    """Free text, such as the code of a certificate; only ``unique`` reads it."""

    dims: Dims = NO_DIMS


@dataclass(frozen=True, slots=True)
class TableKind:
    """A table; ``dim`` is the dimension its rows span."""

    dim: str


@dataclass(frozen=True, slots=True)
class DimKind:
    """A dimension that is no table: month, hour, site."""

    name: str


@dataclass(frozen=True, slots=True)
class KeyedKind:
    """A keyed parameter: a quantity for each of ``options``."""

    unit: Unit
    options: frozenset[str]
    dims: Dims = NO_DIMS


@dataclass(frozen=True, slots=True)
class CurveKind:
    """A curve parameter: quantities in ``x`` give quantities in ``y``."""

    x: Unit
    y: Unit


@dataclass(frozen=True, slots=True)
class FlowKind:
    """A flow, or a pick among the flows ``options``."""

    dims: Dims = NO_DIMS
    options: frozenset[str] = frozenset()


Kind = NumberKind | TruthKind | OptionKind | TextKind | TableKind | DimKind | KeyedKind | CurveKind | FlowKind


class Scope(Protocol):
    """The names a formula may read and what they are."""

    def kind(self, name: tuple[str, ...]) -> Kind:
        """Return what ``name`` is. Raises UnknownName."""

    def prop_unit(self, target: tuple[str, ...], id: str) -> Unit:
        """Return the unit of property ``id`` of a flow or pick. Raises UnknownName."""

    def balance_unit(self, id: str) -> Unit:
        """Return the unit of amount × property ``id``, for inflow and outflow. Raises UnknownName."""


def describe(kind: Kind) -> tuple[str, str]:
    """Return what ``kind`` is called in Chinese and in English."""
    match kind:
        case NumberKind():
            return ("数值", "a quantity")
        case TruthKind():
            return ("条件", "a condition")
        case OptionKind():
            return ("选项", "an option")
        case TextKind():
            return ("文本", "a text")
        case TableKind() | DimKind():
            return ("表或维度", "a table or dimension")
        case KeyedKind():
            return ("按选项取值的参数", "a keyed parameter")
        case CurveKind():
            return ("曲线", "a curve")
        case FlowKind():
            return ("流", "a flow")
