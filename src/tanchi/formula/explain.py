"""A formula with its numbers put in, as an engineer would write it beside a result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tanchi.findings import Language
from tanchi.formula.linear import Wording, linear
from tanchi.formula.names import Leaf, leaves
from tanchi.formula.nodes import Call, Node

FEW = 3
"""A sum over at most this many rows is written out."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A leaf as people read it: symbol, number and unit.

    A leaf that varies has ``rows``, one number each, along the table or dimension ``dim``.
    """

    symbol: str
    number: str = ""
    unit: str = ""
    rows: tuple[str, ...] = ()
    dim: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """The formula in symbols, the same with numbers and units, and its leaves in order of appearance."""

    symbols: str
    numbers: str
    leaves: tuple[tuple[Leaf, Shown], ...]


Display = Callable[[Leaf], Shown]


def explain(node: Node, display: Display, language: Language = "zh") -> Explained:
    """Return the formula in symbols and in numbers.

    ``display`` is asked for every leaf; for an entry of a keyed parameter with ``("[]", parameter, key)``.
    A sum over at most three rows is written out; over more it says how many there are. A value that varies
    outside a sum shows its first rows and their number.
    """
    found = {leaf: display(leaf) for leaf in leaves(node, entries=True)}
    figures = _Figures(found, language)
    in_symbols = Wording(lambda leaf: found[leaf].symbol, lambda call: None, language)
    return Explained(linear(node, in_symbols), linear(node, figures.wording(())), tuple(found.items()))


class _Figures:
    """Writes numbers for the leaves; ``rows`` says which row of a dimension is being written."""

    def __init__(self, shown: dict[Leaf, Shown], language: Language) -> None:
        self._shown = shown
        self._language = language

    def wording(self, rows: tuple[tuple[str, int], ...]) -> Wording:
        def leaf(leaf: Leaf) -> str:
            return self._figure(self._shown[leaf], dict(rows))

        def call(call: Call) -> str | None:
            return self._sum(call, rows) if call.function == "sum" else None

        return Wording(leaf, call, self._language)

    def _figure(self, shown: Shown, rows: dict[str, int]) -> str:
        if not shown.rows:
            return _with_unit(shown.number or shown.symbol, shown.unit)
        if shown.dim in rows:
            return _with_unit(shown.rows[rows[shown.dim]], shown.unit)
        if len(shown.rows) <= FEW:
            return _with_unit(f"[{', '.join(shown.rows)}]", shown.unit)
        return f"{shown.symbol}[{self._count(len(shown.rows))}]"

    def _sum(self, call: Call, rows: tuple[tuple[str, int], ...]) -> str | None:
        dim, inner = str(call.args[1]), call.args[0]
        count = max(
            (len(self._shown[leaf].rows) for leaf in leaves(inner, entries=True) if self._runs(leaf, dim)),
            default=0,
        )
        if not count:
            return None
        if count > FEW:
            symbols = Wording(lambda leaf: self._shown[leaf].symbol, lambda call: None, self._language)
            return f"Σ[{dim}: {self._count(count)}]({linear(inner, symbols)})"
        terms = (linear(inner, self.wording((*rows, (dim, row)))) for row in range(count))
        return f"({' + '.join(terms)})"

    def _runs(self, leaf: Leaf, dim: str) -> bool:
        return self._shown[leaf].dim == dim

    def _count(self, rows: int) -> str:
        return f"{rows} 项" if self._language == "zh" else f"{rows} rows"


def _with_unit(number: str, unit: str) -> str:
    return f"{number} {unit}" if unit and unit != "1" else number
