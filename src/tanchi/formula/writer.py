"""The walk over boxes that writes a formula down; what is written, a writer says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tanchi.formula.boxes import (
    Applied,
    Box,
    Cases,
    Fence,
    Figure,
    Fraction,
    Mark,
    Power,
    Root,
    Row,
    Sign,
    Sum,
    Word,
)

FIRST_CJK = 0x2E80


class Writer(Protocol):
    """Markup of one kind; the parts of a box come as they were written."""

    def symbol(self, text: str, italic: bool) -> str:
        """Return a symbol or a part of its subscript."""

    def index(self, text: str) -> str:
        """Return a running index, ``i`` or ``i−1``."""

    def subscripted(self, base: str, subs: Sequence[str]) -> str:
        """Return a symbol with subscripts, commas between them."""

    def figure(self, text: str) -> str:
        """Return a number."""

    def sign(self, text: str) -> str:
        """Return an operator or a comma."""

    def word(self, text: str) -> str:
        """Return upright text."""

    def row(self, parts: Sequence[str]) -> str:
        """Return parts side by side."""

    def fraction(self, above: str, below: str) -> str:
        """Return one part over another."""

    def power(self, base: str, exponent: str) -> str:
        """Return a raised exponent."""

    def root(self, inner: str) -> str:
        """Return a square root."""

    def fence(self, left: str, inner: str, right: str) -> str:
        """Return a part between brackets."""

    def sum(self, below: str, inner: str) -> str:
        """Return Σ with what it runs over below it."""

    def applied(self, name: str, below: str, inner: str) -> str:
        """Return a named function with what stands below its name, if anything."""

    def cases(self, lines: Sequence[tuple[str, str]]) -> str:
        """Return a brace with lines of (value, condition)."""


def written(box: Box, to: Writer) -> str:
    """Return a box in the markup of a writer."""
    match box:
        case Mark():
            return _mark(box, to)
        case Figure():
            return to.figure(box.text)
        case Sign():
            return to.sign(box.text)
        case Word():
            return to.word(box.text)
        case Row():
            return to.row([written(part, to) for part in box.parts])
        case Fraction():
            return to.fraction(written(box.above, to), written(box.below, to))
        case Power():
            return to.power(written(box.base, to), written(box.exponent, to))
        case Root():
            return to.root(written(box.inner, to))
        case Fence():
            return to.fence(box.left, written(box.inner, to), box.right)
        case Sum():
            return to.sum(written(box.below, to), written(box.inner, to))
        case Applied():
            below = written(box.below, to) if box.below is not None else ""
            return to.applied(box.name, below, written(box.inner, to))
        case Cases():
            return to.cases([(written(value, to), written(when, to)) for value, when in box.lines])


def _mark(box: Mark, to: Writer) -> str:
    """Return a symbol: one Latin or Greek letter is italic, words and Chinese stand upright."""
    base, *subs = [to.symbol(text, _italic(text)) for text in (box.base, *box.subs)]
    subs += map(to.index, box.indexes)
    return to.subscripted(base, subs) if subs else base


def _italic(text: str) -> bool:
    return len(text) == 1 and text.isalpha() and ord(text) < FIRST_CJK
