"""Paths of a pack, such as ``processes.kiln.allocation`` or ``text.6.3``, on the merged rule."""

from __future__ import annotations

from tanchi.conformity.paths import find, is_empty
from tanchi.findings import Place
from tanchi.rules.model import Rule

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
    return not is_empty(find(rule, _parts(path)))


def place_of(rule: Rule, path: str) -> Place | None:
    """Return the file and line of a path, or of the nearest thing around it that knows its line."""
    parts = _parts(path)
    for count in range(len(parts), 0, -1):
        place: Place | None = getattr(find(rule, parts[:count]), "place", None)
        if place is not None:
            return place
    return None


def _parts(path: str) -> tuple[str, ...]:
    for written, model in _MODEL.items():
        if path == written or path.startswith(f"{written}."):
            path = model + path.removeprefix(written)
            break
    return tuple(path.split("."))
