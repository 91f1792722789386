"""Reading of inventories that are text, by the suffix of the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text
from tanchi.inventory.model import Inventory
from tanchi.inventory.plain.csv_read import MAX_BYTES, parse_csv
from tanchi.inventory.plain.json_tree import parse_json, tree_of
from tanchi.inventory.plain.tree import inventory_of
from tanchi.rules.tree import parse_tree

SUFFIXES = (".yaml", ".yml", ".json", ".csv")

Read = tuple[Inventory, tuple[Finding, ...]]


def parse_inventory(data: Mapping[str, object], file: str = "") -> Read:
    """Return the inventory that nested mappings and lists stand for, as in a case of a rule pack."""
    return inventory_of(tree_of(data, file), file)


def read_plain(path: Path) -> Read:
    """Read a YAML, JSON or CSV inventory as it is written, unchecked by any rule.

    Raises TanchiError for a file that cannot be read at all.
    """
    return parse_plain(_bytes(path), str(path), path.suffix.lower())


def parse_plain(data: bytes, file: str, suffix: str) -> Read:
    """Read the content of a file with the suffix ``.yaml``, ``.yml``, ``.json`` or ``.csv``."""
    if suffix == ".csv":
        return parse_csv(data, file)
    return inventory_of(parse_json(data, file) if suffix == ".json" else parse_tree(data, file), file)


def _bytes(path: Path) -> bytes:
    """Return the content, never much more than any of the formats may have."""
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        message = Text(f"读不了文件：{error.strerror}", f"cannot read the file: {error.strerror}")
        raise TanchiError(
            Finding("inventory.unreadable", Level.ERROR, message, FilePlace(str(path)))
        ) from error
