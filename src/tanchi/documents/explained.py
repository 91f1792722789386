"""The 式中 list of a formula: each symbol with its explanation."""

from __future__ import annotations

from tanchi.documents import words
from tanchi.documents.blocks import Equation
from tanchi.findings import Language
from tanchi.formula import Symbol, where_list


def explained(block: Equation, language: Language) -> tuple[tuple[Symbol, str], ...]:
    """Return the symbols of an equation, its left side first, with the sentence that explains each."""
    if not block.where:
        return ()
    symbols = where_list(block.formula, block.symbols)
    shown = (block.left, *symbols) if block.left.text and block.left not in symbols else symbols
    last = len(shown) - 1
    return tuple(
        (symbol, _sentence(symbol, language) + (words.LAST_END if k == last else words.LIST_END).of(language))
        for k, symbol in enumerate(shown)
    )


def _sentence(symbol: Symbol, language: Language) -> str:
    text = symbol.text.of(language)
    if not symbol.unit or symbol.unit == "1":
        return text
    return words.IN_UNIT.of(language).format(text=text, unit=symbol.unit)
