"""What the pieces of a Word document share while it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tanchi.documents.markup import Markup
from tanchi.documents.outline import Item, Outline, Target
from tanchi.documents.word.package import Package
from tanchi.findings import Language, Text

DOCUMENT = "word/document.xml"


@dataclass(slots=True)
class Context:
    """Language, numbering, package, and the counters for what must be unique in the file.

    ``lists`` collects the kind of every list met, in order: each becomes a numbering of its own.
    """

    language: Language
    outline: Outline
    package: Package
    items: Callable[[tuple[Item, ...], Context], Markup]
    sheet: bool = False
    lists: list[str] = field(default_factory=list)
    charts: int = 0
    _drawings: int = 0
    _bookmarks: dict[str, int] = field(default_factory=dict)

    def say(self, text: Text, **values: object) -> str:
        """Return a fixed phrase in the language of the document."""
        return text.of(self.language).format(**values)

    def inner(self, items: tuple[Item, ...]) -> Markup:
        """Return inner items rendered."""
        return self.items(items, self)

    def target(self, anchor: str) -> Target | None:
        """Return what a reference to ``anchor`` says, None if nothing bears it."""
        return self.outline.targets.get(anchor)

    def drawing_id(self) -> int:
        """Return a new id for a drawing or a shape."""
        self._drawings += 1
        return self._drawings

    def bookmark(self, anchor: str) -> tuple[int, str]:
        """Return id and name of the bookmark of an anchor; hidden, short and ASCII as Word wants it."""
        number = self._bookmarks.setdefault(anchor, len(self._bookmarks) + 1)
        return number, f"_Ref{number:08d}"

    def link(self, address: str) -> str:
        """Return the id of the relationship to an outside address."""
        return self.package.relate(DOCUMENT, "hyperlink", address, external=True)
