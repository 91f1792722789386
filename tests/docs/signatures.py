"""Signatures as the documentation writes them."""

from __future__ import annotations

import inspect
from importlib import import_module


def named(path: str) -> object:
    """Return what a dotted path such as ``tanchi.formula.parse`` names."""
    home, _, name = path.rpartition(".")
    try:
        return getattr(import_module(home), name)
    except ModuleNotFoundError:
        return getattr(named(home), name)


def signature(path: str) -> str:
    """Return the path with its parameters and result, on one line."""
    found = inspect.signature(named(path))
    listed, starred = [], False
    for parameter in found.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            listed.append("*")
            starred = True
        if parameter.name not in ("self", "cls"):
            listed.append(_shown(parameter))
    return f"{path}({', '.join(listed)}) -> {_text(found.return_annotation)}"


def _shown(parameter: inspect.Parameter) -> str:
    text = f"{parameter.name}: {_text(parameter.annotation)}"
    return text if parameter.default is parameter.empty else f"{text} = {parameter.default!r}"


def _text(annotation: object) -> str:
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))
