"""A formula as it is laid out on paper, before it becomes MathML or Office Math."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A symbol with subscripts and running indexes (``i``, ``i−1``), printed with commas between them."""

    base: str
    subs: tuple[str, ...] = ()
    indexes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number."""

    text: str


@dataclass(frozen=True, slots=True)
class Sign:
    """An operator or a comma."""

    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """Upright text: a unit, ``otherwise``."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """Boxes side by side."""

    parts: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    """One box over another."""

    above: Box
    below: Box


@dataclass(frozen=True, slots=True)
class Power:
    """A raised exponent."""

    base: Box
    exponent: Box


@dataclass(frozen=True, slots=True)
class Root:
    """A square root."""

    inner: Box


@dataclass(frozen=True, slots=True)
class Fence:
    """A box between brackets, bars or corners."""

    inner: Box
    left: str = "("
    right: str = ")"


@dataclass(frozen=True, slots=True)
class Sum:
    """Σ with what it runs over below it."""

    below: Box
    inner: Box


@dataclass(frozen=True, slots=True)
class Applied:
    """A named function, with what stands below its name, before its argument."""

    name: str
    inner: Box
    below: Box | None = None


@dataclass(frozen=True, slots=True)
class Cases:
    """A brace with lines of (value, condition)."""

    lines: tuple[tuple[Box, Box], ...]


Box = Mark | Figure | Sign | Word | Row | Fraction | Power | Root | Fence | Sum | Applied | Cases


def row(*parts: Box) -> Row:
    """Return boxes side by side."""
    return Row(parts)
