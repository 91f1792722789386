"""How the things a formula reads are printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tanchi.findings import Text
from tanchi.formula.names import Leaf, leaves
from tanchi.formula.nodes import Node

NO_TEXT = Text("")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol: *E* with subscript ``anode``, what it means and its unit as printed.

    ``dims`` are the dimensions it varies over; under a Σ over one of them it carries the index. A table's
    symbol is that of its number of rows. The word of an option has a ``base`` and no ``text``.
    """

    base: str
    sub: str = ""
    text: Text = NO_TEXT
    unit: str = ""
    dims: tuple[str, ...] = ()


Symbols = Callable[[Leaf], Symbol]


def where_list(node: Node, symbols: Symbols) -> tuple[Symbol, ...]:
    """Return the symbols to explain under a formula (式中), in order of first appearance, each once."""
    found = (symbols(leaf) for leaf in leaves(node))
    return tuple(dict.fromkeys(symbol for symbol in found if symbol.text))
