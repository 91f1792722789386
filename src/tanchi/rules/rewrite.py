"""Renaming inside typed pieces of a pack, for blocks used under another name."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Container, Mapping
from typing import TYPE_CHECKING, TypeVar, cast

from tanchi.formula import Node, unparse
from tanchi.formula.check_options import option_word
from tanchi.formula.nodes import Compare, Index, Name
from tanchi.rules.expression import Formula, Ref

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")


@dataclasses.dataclass(frozen=True, slots=True)
class Renaming:
    """What becomes of references and of names in formulas; ``options`` are the words that are options beside a name."""

    refs: Callable[[str], str]
    names: Callable[[Name], Node]
    options: Callable[[Name], Container[str]]


def rename(item: T, how: Renaming) -> T:
    """Return ``item`` with every :class:`Ref` and every name of a formula renamed, words that are options left alone."""
    return cast(T, _walk(item, how))


def _walk(item: object, how: Renaming) -> object:
    if isinstance(item, Ref):
        return Ref(how.refs(item)) if item else item
    if isinstance(item, Name):
        return how.names(item)
    if isinstance(item, Formula):
        node = cast(Node, _walk(item.node, how))
        return Formula(unparse(node), node, item.place)
    if isinstance(item, tuple):
        return tuple(_walk(part, how) for part in item)
    if isinstance(item, Mapping):
        return {key: _walk(part, how) for key, part in item.items()}
    if dataclasses.is_dataclass(item) and not isinstance(item, type):
        return _walk_fields(item, how)
    return item


def _walk_fields(item: DataclassInstance, how: Renaming) -> object:
    changed = {}
    kept = _option_field(item, how)
    for field in dataclasses.fields(item):
        old = getattr(item, field.name)
        new = old if field.name == kept else _walk(old, how)
        if new is not old:
            changed[field.name] = new
    return dataclasses.replace(item, **changed) if changed else item


def _option_field(item: object, how: Renaming) -> str:
    """Return the field of a comparison or an index that holds an option, not a name."""
    match item:
        case Compare(left=Name() as left, right=right) if option_word(right) in how.options(left):
            return "right"
        case Index(base=base, key=key) if option_word(key) in how.options(base):
            return "key"
        case _:
            return ""
