"""Paths into rules and results: names joined by dots, where the names may hold dots themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from tanchi.findings import Text
from tanchi.rules.model import Process


def is_empty(item: object) -> bool:
    """Return whether nothing stands there: None, False, or an empty text, tuple or mapping."""
    return item is None or item is False or (isinstance(item, Text | str | tuple | Mapping) and not item)


def find(item: object, parts: tuple[str, ...]) -> object:
    """Return what stands at the path, None where nothing does; ids may hold dots themselves."""
    if not parts:
        return item
    if isinstance(item, Mapping):
        return _named(item, parts)
    if isinstance(item, tuple):
        return _named(_by_id(item), parts)
    found = _field(item, parts)
    if found is None and isinstance(item, Process):
        return _named({**item.checks, **item.tables, **item.values, **item.quantities, **item.lines()}, parts)
    return found


def _field(item: object, parts: tuple[str, ...]) -> object:
    known = {field.name for field in fields(item)} if is_dataclass(item) else set()
    return find(getattr(item, parts[0]), parts[1:]) if parts[0] in known else None


def _named(items: Mapping[str, object], parts: tuple[str, ...]) -> object:
    for count in range(len(parts), 0, -1):
        key = ".".join(parts[:count])
        if key in items:
            return find(items[key], parts[count:])
    return None


def _by_id(items: tuple[object, ...]) -> Mapping[str, object]:
    """Return the items by id or clause, those without by their number; the first of a clause stands for it."""
    found: dict[str, object] = {}
    for number, item in enumerate(items):
        key = getattr(item, "id", None) or getattr(item, "clause", None) or str(number)
        found.setdefault(key, item)
    return found
