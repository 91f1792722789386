"""Numbers and anchors: a document walked once, so that Word and HTML number everything alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import Literal

from tanchi.documents import words
from tanchi.documents.blocks import (
    Annex,
    BarChart,
    Block,
    BoundaryFigure,
    Columns,
    Document,
    Equation,
    Fold,
    Heading,
    Paragraph,
    Sankey,
    Table,
    Walk,
)
from tanchi.documents.inline import plain
from tanchi.findings import Language, Text

MAX_LEVEL = 5
_COUNTED: dict[str, Literal["clause", "annex"]] = {"s": "clause", "annex": "annex"}
_NOT_IN_ANCHOR = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Item:
    """A block with its number (``5.3``, ``A.1``, empty for none), unique anchor and inner items.

    ``level`` is the level of a heading (an annex has 1) after gaps are closed, else 0; ``title`` its text or
    the caption.
    """

    block: Block
    number: str = ""
    anchor: str = ""
    level: int = 0
    title: str = ""
    inner: tuple[tuple[Item, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What a cross-reference to an anchor says, and the anchor it leads to.

    ``counted`` tells how the number arises: as that of a clause, of an annex, or in a sequence of its kind.
    """

    label: str
    number: str
    anchor: str
    counted: Literal["clause", "annex", "sequence"]


@dataclass(frozen=True, slots=True)
class Outline:
    """The numbered items of a document, its headings in order, and the targets of references."""

    items: tuple[Item, ...]
    headings: tuple[Item, ...]
    targets: dict[str, Target]


def outline(document: Document, language: Language) -> Outline:
    """Number the blocks of ``document`` and word its references in ``language``; a sheet numbers nothing."""
    counter = _Counter(language, numbering=document.layout == "report")
    items = counter.items(document.blocks)
    return Outline(items, tuple(counter.headings), counter.targets)


def heading_label(item: Item, language: Language) -> str:
    """Return the number of a heading as written: ``5.3``, ``附录A``."""
    if isinstance(item.block, Annex) and item.number:
        return words.ANNEX.of(language).format(number=item.number)
    return item.number


@dataclass(frozen=True, slots=True)
class _Named:
    """How a numbered block is referred to: its wanted anchor, label pattern, kind and own title."""

    anchor: str
    label: Text
    kind: str
    title: str


@dataclass(slots=True)
class _Counter:
    """What has been counted so far."""

    language: Language
    numbering: bool
    headings: list[Item] = field(default_factory=list)
    targets: dict[str, Target] = field(default_factory=dict)
    _annexes: int = 0
    _levels: list[int] = field(default_factory=list)
    _last_level: int = 0
    _series: Counter[str] = field(default_factory=Counter)
    _anchors: set[str] = field(default_factory=set)

    def items(self, blocks: Iterable[Block]) -> tuple[Item, ...]:
        return tuple(self._item(block) for block in blocks)

    def _item(self, block: Block) -> Item:
        match block:
            case Annex():
                return self._annex(block)
            case Heading():
                return self._heading(block)
            case Table(caption=caption):
                return self._captioned(block, block.anchor, words.TABLE, "t", caption)
            case BarChart(caption=caption) | Sankey(caption=caption) | BoundaryFigure(caption=caption):
                return self._captioned(block, block.anchor, words.FIGURE, "f", caption)
            case Equation():
                number = block.number or (self._next("e") if self.numbering else "")
                return self._target(block, _Named(block.anchor, words.FORMULA, "e", block.left.base), number)
            case Columns(parts=parts):
                return Item(block, inner=tuple(self.items(part) for part in parts))
            case Walk(steps=steps):
                return Item(block, inner=tuple(self.items(step.blocks) for step in steps))
            case Fold(blocks=blocks):
                anchor = self._anchor(block.anchor)
                return Item(block, anchor=anchor, inner=(self.items(blocks),))
            case Paragraph():
                return Item(block, anchor=self._anchor(block.anchor))
            case _:
                return Item(block)

    def _annex(self, block: Annex) -> Item:
        self._annexes += 1
        self._levels, self._last_level = [], 1
        self._series.clear()
        number = ascii_uppercase[(self._annexes - 1) % 26] if self.numbering else ""
        named = _Named(block.anchor, words.ANNEX, "annex", plain(block.text))
        item = self._target(block, named, number, level=1)
        self.headings.append(item)
        return item

    def _heading(self, block: Heading) -> Item:
        lowest = 2 if self._annexes and block.numbered else 1
        level = max(lowest, min(block.level, self._last_level + 1, MAX_LEVEL))
        self._last_level = level
        number = self._clause(level) if block.numbered and self.numbering else ""
        named = _Named(block.anchor, words.CLAUSE, "s", plain(block.text))
        item = self._target(block, named, number, level=level)
        self.headings.append(item)
        return item

    def _clause(self, level: int) -> str:
        prefix = self._prefix()
        depth = level - 1 if prefix else level
        kept = self._levels[:depth] + [0] * (depth - len(self._levels))
        if kept:
            kept[-1] += 1
        self._levels = kept
        return prefix + ".".join(str(n) for n in kept)

    def _captioned(self, block: Block, anchor: str, label: Text, kind: str, caption: Text) -> Item:
        number = self._next(kind) if caption and self.numbering else ""
        return self._target(block, _Named(anchor, label, kind, caption.of(self.language)), number)

    def _target(self, block: Block, named: _Named, number: str, level: int = 0) -> Item:
        anchor = self._anchor(named.anchor or (f"{named.kind}-{number}" if number or level else ""))
        if named.anchor:
            said = named.label.of(self.language).format(number=number) if number else named.title
            self.targets.setdefault(
                named.anchor, Target(said, number, anchor, _COUNTED.get(named.kind, "sequence"))
            )
        return Item(block, number, anchor, level, named.title)

    def _next(self, kind: str) -> str:
        self._series[kind] += 1
        return f"{self._prefix()}{self._series[kind]}"

    def _prefix(self) -> str:
        return f"{ascii_uppercase[(self._annexes - 1) % 26]}." if self._annexes else ""

    def _anchor(self, wanted: str) -> str:
        """Return an anchor made from ``wanted`` that nothing in the document has yet."""
        base = _NOT_IN_ANCHOR.sub("-", wanted).strip("-")
        if not base:
            return ""
        anchor, n = base, 1
        while anchor in self._anchors:
            n += 1
            anchor = f"{base}-{n}"
        self._anchors.add(anchor)
        return anchor
