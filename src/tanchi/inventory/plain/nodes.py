"""Small questions to a tree: is it a mapping, what does a key say, which keys does nobody know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from tanchi.findings import FilePlace, Text
from tanchi.inventory.log import NO_TEXT, Log
from tanchi.rules.tree import Branch, Listing, Scalar, Tree

MISSING = frozenset(("", "null", "~"))
"""Texts that stand for a value that is not there."""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of an inventory with its path and the log of what is wrong with it."""

    tree: Tree
    path: str
    log: Log

    @property
    def place(self) -> FilePlace:
        """Return where the part stands."""
        spot = self.tree.place
        return FilePlace(spot.file, spot.line, spot.column, self.path)

    @property
    def branch(self) -> Branch | None:
        """Return the part as a mapping, None where it is none."""
        return self.tree if isinstance(self.tree, Branch) else None

    @property
    def listing(self) -> Listing | None:
        """Return the part as a list, None where it is none."""
        return self.tree if isinstance(self.tree, Listing) else None

    @property
    def text(self) -> str | None:
        """Return the part as text, None where it is a mapping, a list or nothing."""
        return self.tree.text if isinstance(self.tree, Scalar) and not self.is_missing else None

    @property
    def is_missing(self) -> bool:
        """Return whether nothing stands here: an empty text, or ``null`` without quotes."""
        tree = self.tree
        return isinstance(tree, Scalar) and (not tree.text or (tree.plain and tree.text in MISSING))

    def get(self, key: str) -> Node | None:
        """Return the member ``key`` of a mapping, None where there is none or it is missing."""
        found = self.branch.items.get(key) if self.branch else None
        node = Node(found, f"{self.path}.{key}".lstrip("."), self.log) if found is not None else None
        return None if node is None or node.is_missing else node

    def word(self, key: str) -> str:
        """Return a member that must be text; "" where it is missing, a finding where it is no text."""
        node = self.get(key)
        if node is None:
            return ""
        if node.text is None:
            node.error("text", f"“{key}”应是一段文字", f"'{key}' must be text")
        return node.text or ""

    def members(self) -> Iterator[tuple[str, Node]]:
        """Yield the members of a mapping; a finding where it is no mapping."""
        if self.branch is None:
            self.error("mapping", "这里应是若干“键: 值”", "a mapping (key: value) is expected here")
            return
        for key, tree in self.branch.items.items():
            yield key, Node(tree, f"{self.path}.{key}".lstrip("."), self.log)

    def items(self) -> Iterator[Node]:
        """Yield the items of a list; a finding where it is no list."""
        if self.listing is None:
            self.error("list", "这里应是一个列表", "a list is expected here")
            return
        for number, tree in enumerate(self.listing.items):
            yield Node(tree, f"{self.path}[{number}]", self.log)

    def known(self, keys: Iterable[str]) -> None:
        """Report every member that is none of ``keys``."""
        names = list(keys)
        for key, tree in self.branch.items.items() if self.branch else ():
            if key not in names:
                spot = self.branch.keys.get(key, tree.place) if self.branch else tree.place
                near = get_close_matches(key, names, 1)
                hint = Text(f"是否想写“{near[0]}”？", f"did you mean '{near[0]}'?") if near else NO_TEXT
                place = FilePlace(spot.file, spot.line, spot.column, f"{self.path}.{key}".lstrip("."))
                message = Text(f"不认识的键“{key}”", f"unknown key '{key}'")
                self.log.error("inventory.unknown_key", place, message, hint)

    def error(self, code: str, zh: str, en: str, remedy: Text = NO_TEXT) -> None:
        """Add an error at this part."""
        self.log.error(f"inventory.{code}", self.place, Text(zh, en), remedy)
