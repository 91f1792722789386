"""The forms a value of a pack takes: a number, a formula, or one of these per option of a choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tanchi.findings import FilePlace
from tanchi.formula import Node
from tanchi.units import Unit


class Ref(str):
    """The id of another item of the pack; blocks rename references when they are used."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Fixed:
    """A number. ``unit`` is None where it is in the unit the item declares."""

    value: float
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with its text as written (full-width signs replaced) and its place in the pack."""

    text: str
    node: Node
    place: FilePlace


@dataclass(frozen=True, slots=True)
class ByChoice:
    """One expression per option of a choice; ``otherwise`` serves options not named."""

    choice: Ref
    options: Mapping[str, Expression]
    place: FilePlace
    otherwise: Expression | None = None

    def of(self, option: str) -> Expression:
        """Return the expression for ``option``; KeyError if there is none (refused at load)."""
        if option in self.options:
            return self.options[option]
        if self.otherwise is None:
            raise KeyError(option)
        return self.otherwise


Expression = Fixed | Formula | ByChoice
