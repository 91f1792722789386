"""Which rules there are: the folders they are looked for in, and the head of each pack.

Where rules are looked for: folders named in ``TANCHI_RULES`` (separated as in PATH), then the library shipped
with the package.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from tanchi.findings import TanchiError, Text
from tanchi.rules.tree import Branch, Scalar, Tree, parse_tree, plain, read_tree

_PARTS = re.compile(r"^(?:title|status|valid_from|validated):.*(?:\n(?:[ \t].*|))*", re.M)
"""The lines of a part of the head: from its key to the next thing at the left margin."""
_LONGEST_HEAD = 20_000
BROKEN = "broken"
"""The status of a pack whose pack.yaml cannot be read."""


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule found in a library folder, with what its pack.yaml says of it."""

    id: str
    edition: str
    title: Text
    status: str
    valid_from: str
    folder: Path
    validated: str = ""


def library() -> Path:
    """Return the folder of the shipped data."""
    return Path(str(files("tanchi") / "library"))


def default_roots() -> tuple[Path, ...]:
    """Return the folders rules are looked for, best first."""
    extra = [Path(p) for p in os.environ.get("TANCHI_RULES", "").split(os.pathsep) if p]
    return (*extra, library())


def entries(roots: Iterable[Path]) -> tuple[RuleEntry, ...]:
    """Return the rules of all folders, by id and edition; only pack.yaml is read."""
    found = [entry(path) for root in roots for path in sorted((root / "rules").glob("*/*/pack.yaml"))]
    return tuple(sorted(found, key=lambda e: (e.id, e.edition)))


def list_rules() -> tuple[RuleEntry, ...]:
    """Return the rules there are; only their pack.yaml is read."""
    return entries(default_roots())


def entry(path: Path) -> RuleEntry:
    """Return what a pack.yaml says of its rule; only the parts that say it are read as YAML."""
    folder = path.parent
    try:
        items = _head(path)
    except TanchiError:
        return RuleEntry(folder.parent.name, folder.name, Text(""), BROKEN, "", folder)
    status, valid_from = _text(items, "status"), _text(items, "valid_from")
    validated = items.get("validated")
    state = _text(validated.items, "state") if isinstance(validated, Branch) else ""
    return RuleEntry(folder.parent.name, folder.name, _title(items), status, valid_from, folder, state)


def _head(path: Path) -> Mapping[str, Tree]:
    """Return the head of a pack by key. Raises TanchiError where it cannot be read."""
    try:
        text = path.read_bytes()[:_LONGEST_HEAD].decode("utf-8-sig", errors="ignore").replace("\r\n", "\n")
    except OSError:
        text = ""
    parts = [found[0] for found in _PARTS.finditer(text)]
    tree = parse_tree("\n".join(parts).encode(), str(path)) if parts else read_tree(path)
    return tree.items if isinstance(tree, Branch) else {}


def _title(items: Mapping[str, Tree]) -> Text:
    title = items.get("title")
    words = plain(title) if title is not None else ""
    if isinstance(words, dict):
        return Text(str(words.get("zh", "")), str(words.get("en", "")))
    return Text(str(words))


def _text(items: Mapping[str, Tree], key: str) -> str:
    part = items.get(key)
    return part.text if isinstance(part, Scalar) else ""
