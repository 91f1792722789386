"""Paths of a pack, such as ``processes.kiln.allocation`` or ``text.6.3``, on the merged rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from tanchi.findings import Place, Text
from tanchi.rules.model import Process, Rule

_MODEL = {
    "standard": "standards",
    "product.routes.covered": "product.routes_covered",
    "product.routes.not_covered": "product.routes_not_covered",
    "product.routes": "product.routes_covered",
    "quality.scheme.indicators": "quality.indicators",
    "quality.scheme.limit": "quality.limit",
    "quality.scheme": "quality.indicators",
    "quality.primary_share": "quality.primary_of",
}
"""How a pack writes a path → how the model calls it."""


def exists(rule: Rule, path: str) -> bool:
    """Return whether a path of the merged pack leads to something that is not empty."""
    return not _empty(_find(rule, _parts(path)))


def place_of(rule: Rule, path: str) -> Place | None:
    """Return the file and line of a path, or of the nearest thing around it that knows its line."""
    parts = _parts(path)
    for count in range(len(parts), 0, -1):
        place: Place | None = getattr(_find(rule, parts[:count]), "place", None)
        if place is not None:
            return place
    return None


def _parts(path: str) -> tuple[str, ...]:
    for written, model in _MODEL.items():
        if path == written or path.startswith(f"{written}."):
            path = model + path.removeprefix(written)
            break
    return tuple(path.split("."))


def _empty(item: object) -> bool:
    return item is None or item is False or (isinstance(item, Text | str | tuple | Mapping) and not item)


def _find(item: object, parts: tuple[str, ...]) -> object:
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
    return _find(getattr(item, parts[0]), parts[1:]) if parts[0] in known else None


def _named(items: Mapping[str, object], parts: tuple[str, ...]) -> object:
    for count in range(len(parts), 0, -1):
        key = ".".join(parts[:count])
        if key in items:
            return _find(items[key], parts[count:])
    return None


def _by_id(items: tuple[object, ...]) -> Mapping[str, object]:
    """Return the items by id or clause, those without by their number; the first of a clause stands for it."""
    found: dict[str, object] = {}
    for number, item in enumerate(items):
        key = getattr(item, "id", None) or getattr(item, "clause", None) or str(number)
        found.setdefault(key, item)
    return found
