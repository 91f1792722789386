"""What the pieces of an HTML page share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tanchi.documents.markup import Markup
from tanchi.documents.outline import Item, Outline, Target
from tanchi.findings import Language, Text


@dataclass(frozen=True, slots=True)
class Context:
    """Language, numbering and the renderer of inner items."""

    language: Language
    outline: Outline
    items: Callable[[tuple[Item, ...], Context], Markup]
    sheet: bool

    def say(self, text: Text, **values: object) -> str:
        """Return a fixed phrase in the language of the page."""
        return text.of(self.language).format(**values)

    def target(self, anchor: str) -> Target | None:
        """Return what a reference to ``anchor`` says, None if nothing bears it."""
        return self.outline.targets.get(anchor)

    def inner(self, items: tuple[Item, ...]) -> Markup:
        """Return inner items rendered."""
        return self.items(items, self)
