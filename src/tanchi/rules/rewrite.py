"""Renaming inside typed pieces of a pack, for blocks used under another name."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar, cast

from tanchi.formula import Node, unparse
from tanchi.formula.nodes import Name
from tanchi.rules.expression import Formula, Ref

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")


def rename(item: T, refs: Callable[[str], str], names: Callable[[Name], Node]) -> T:
    """Return ``item`` with every :class:`Ref` passed through ``refs`` and every name of a formula through ``names``."""
    return cast(T, _walk(item, refs, names))


def _walk(item: object, refs: Callable[[str], str], names: Callable[[Name], Node]) -> object:
    if isinstance(item, Ref):
        return Ref(refs(item)) if item else item
    if isinstance(item, Name):
        return names(item)
    if isinstance(item, Formula):
        node = cast(Node, _walk(item.node, refs, names))
        return Formula(unparse(node), node, item.place)
    if isinstance(item, tuple):
        return tuple(_walk(part, refs, names) for part in item)
    if isinstance(item, Mapping):
        return {key: _walk(part, refs, names) for key, part in item.items()}
    if dataclasses.is_dataclass(item) and not isinstance(item, type):
        return _walk_fields(item, refs, names)
    return item


def _walk_fields(
    item: DataclassInstance, refs: Callable[[str], str], names: Callable[[Name], Node]
) -> object:
    changed = {}
    for field in dataclasses.fields(item):
        old = getattr(item, field.name)
        new = _walk(old, refs, names)
        if new is not old:
            changed[field.name] = new
    return dataclasses.replace(item, **changed) if changed else item
