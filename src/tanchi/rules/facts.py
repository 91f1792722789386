"""A rule as facts: one per field that says something, under the path of the merged pack.

Facts are what a comparison compares and a program reads. Two facts are equal when they say the same: formulas
by their trees, numbers with their units by size, so that neither a bracket nor ``1000 kg`` for ``1 t`` counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from fractions import Fraction

from tanchi.findings import FilePlace, Text
from tanchi.rules.change import ChangeKind
from tanchi.rules.expression import ByChoice, Fixed, Formula
from tanchi.rules.items import Choice, ChoiceOption, Parameter, Property, Symbol
from tanchi.rules.model import (
    Case,
    ClauseLink,
    Deviation,
    Exclusion,
    FurtherUnit,
    GapMethod,
    Rule,
    StandardRef,
    TextClause,
    Version,
)
from tanchi.rules.processes import AllocationRule, Check
from tanchi.sources import Source
from tanchi.units import Unit

K = ChangeKind

_SECTIONS = {
    "title": K.LABEL, "standards": K.TEXT, "status": K.TEXT, "valid_from": K.TEXT, "valid_to": K.TEXT,
    "replaces": K.TEXT, "parent": K.TEXT, "uses": K.TEXT, "blocks": K.TEXT, "authors": K.TEXT,
    "licence": K.TEXT, "ip": K.TEXT, "goal": K.TEXT, "validated": K.TEXT, "product": K.TEXT, "headings": K.TEXT, "text": K.TEXT, "clauses": K.TEXT,
    "deviations": K.TEXT, "checks": K.CHECK, "cases": K.CHECK, "quality": K.CHECK,
}  # fmt: skip
"""Sections whose facts are all of one kind, whatever their type; the rest go by type."""
_FIELDS = {
    "clause": K.TEXT, "evidence": K.TEXT, "measure": K.TEXT, "note": K.TEXT, "reason": K.TEXT,
    "low": K.CHECK, "high": K.CHECK, "per": K.CHECK, "required": K.CHECK, "resolution": K.CHECK,
    "outside": K.CHECK, "cutoff": K.CHECK, "exclusions": K.TEXT, "decisions": K.TEXT,
    "min_rows": K.CHECK, "max_rows": K.CHECK, "checks": K.CHECK, "site_specific": K.CHECK,
}  # fmt: skip
"""Fields of one kind in any part."""
_SKIPPED = {"id", "place", "hash", "edition", "cases"}
_KEPT = {"required", "included"}
"""Fields whose ``no`` says something."""
_NAMED_BY: Mapping[type, str] = {
    Version: "valid_from", StandardRef: "number", Deviation: "at", TextClause: "clause", Exclusion: "what",
    AllocationRule: "group", GapMethod: "of", FurtherUnit: "of", ClauseLink: "path",
}  # fmt: skip
"""What tells members of a list apart, so that one more does not change the others; the rest by number."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a rule says. ``key`` is compared, ``text`` is shown; ``item`` is the path of what it is of."""

    path: str
    kind: ChangeKind
    text: Text
    key: object
    item: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """An item of the rule: something with an id, a label, or a place of its own in the pack."""

    path: str
    kind: ChangeKind
    label: Text
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a rule says: items and facts, each by path."""

    items: Mapping[str, Named]
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class _At:
    """Where the walk is: path, item, and the kind that holds for everything below (if one does)."""

    path: str
    item: str
    kind: ChangeKind | None
    clause: str = ""

    def down(self, name: str, kind: ChangeKind | None = None) -> _At:
        path = f"{self.path}.{name}" if self.path else name
        return _At(path, self.item, self.kind or kind, self.clause)


def facts(rule: Rule) -> Facts:
    """Return what ``rule`` says, merged as it is."""
    items: dict[str, Named] = {}
    found: dict[str, Fact] = {}
    for item in fields(rule):
        if item.name in _SKIPPED or getattr(rule, item.name) == "":
            continue
        at = _At(item.name, item.name, _SECTIONS.get(item.name))
        for thing in _walk(getattr(rule, item.name), at):
            if isinstance(thing, Named):
                items[thing.path] = thing
            else:
                found[thing.path] = thing
    for case in rule.cases:
        path = f"cases.{case.id}"
        items[path] = Named(path, K.CHECK, case.title)
        found[path] = Fact(path, K.CHECK, case.title, _whole(case), path)
    return Facts(items, found)


def _whole(case: Case) -> object:
    """Return everything a case says but where it stands."""
    parts = (
        (i.name, getattr(case, i.name))
        for i in fields(case)
        if i.name not in ("place", "inventory", "expect")
    )
    expected = tuple(repr(replace(e, place=FilePlace(""))) for e in case.expect)
    return (
        tuple((name, repr(part)) for name, part in parts),
        json.dumps(case.inventory, sort_keys=True),
        expected,
    )


def _walk(value: object, at: _At) -> Iterator[Fact | Named]:
    leaf = _leaf(value)
    if leaf is not None:
        kind, text, key = leaf
        yield Fact(at.path, at.kind or kind, text, key, at.item, at.clause)
    elif isinstance(value, ByChoice):
        yield from _walk({**value.options, "else": value.otherwise}, at.down(f"by:{value.choice}"))
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _member(str(name), part, at)
    elif isinstance(value, tuple):
        for name, part in zip(_names(value), value, strict=True):
            yield from _member(name, part, at)
    elif is_dataclass(value) and not isinstance(value, FilePlace):
        yield from _fields(value, at)


def _member(name: str, part: object, at: _At) -> Iterator[Fact | Named]:
    below = at.down(name)
    if is_dataclass(part) and not isinstance(part, Fixed | Formula | ByChoice):
        label = getattr(part, "label", None) or getattr(part, "title", None)
        clause = str(getattr(part, "clause", "") or "")
        named = Named(
            below.path, below.kind or _kind_of(part), label if isinstance(label, Text) else Text(name), clause
        )
        yield named
        below = _At(below.path, below.path, below.kind, clause)
    yield from _walk(part, below)


def _kind_of(part: object) -> ChangeKind:
    if isinstance(part, Choice | ChoiceOption):
        return K.CHOICE
    return K.CHECK if isinstance(part, Check) else K.STRUCTURE


def _names(parts: tuple[object, ...]) -> list[str]:
    """Return a name for each member of a list: its id or what tells it apart, else its number."""
    found: list[str] = []
    for index, part in enumerate(parts):
        id = getattr(part, _NAMED_BY.get(type(part), "id"), "") or index + 1
        again = sum(name.partition("~")[0] == str(id) for name in found)
        found.append(f"{id}~{again + 1}" if again else str(id))
    return found


def _fields(value: object, at: _At) -> Iterator[Fact | Named]:
    joined = {"value", "unit"} if isinstance(value, Parameter | Property) else set()
    if joined:
        yield from _measured(value, at)
    for item in fields(value):  # type: ignore[arg-type]
        part = getattr(value, item.name)
        if item.name in _SKIPPED | joined or (part in (None, "", (), False) and item.name not in _KEPT):
            continue
        yield from _walk(part, at.down(item.name, _field_kind(value, item.name, part)))


def _field_kind(owner: object, name: str, part: object) -> ChangeKind | None:
    if isinstance(owner, Choice | ChoiceOption) and not isinstance(part, Text):
        return _FIELDS.get(name, K.CHOICE) if name != "label" else K.LABEL
    if name in ("label", "title", "key_labels", "pick_labels"):
        return K.LABEL
    return _FIELDS.get(name)


def _measured(value: object, at: _At) -> Iterator[Fact | Named]:
    """Yield value and unit of a parameter or property as one fact."""
    assert isinstance(value, Parameter | Property)
    if isinstance(value.value, Formula | ByChoice):
        yield from _walk(value.value, at.down("value"))
        return
    number = value.value.value if isinstance(value.value, Fixed) else value.value
    unit = value.value.unit if isinstance(value.value, Fixed) and value.value.unit else value.unit
    if number is not None:
        text = _quantity(number, unit)
        where = at.down("value")
        yield Fact(
            where.path, where.kind or K.NUMBER, Text(text), _size(number, unit), where.item, where.clause
        )
    elif unit is not None:
        yield from _walk(unit, at.down("unit"))


def _leaf(value: object) -> tuple[ChangeKind, Text, object] | None:
    """Return kind, text and key of a value that is not taken apart; None for others."""
    if isinstance(value, Text):
        return (K.TEXT, value, (value.zh, value.en)) if value else None
    if isinstance(value, Source):
        return K.SOURCE, Text(f"{value} [{value.reading}]"), value
    if isinstance(value, Symbol):
        return K.LABEL, Text(f"{value.base}_{value.sub}" if value.sub else value.base), value
    if isinstance(value, Formula):
        return K.FORMULA, Text(value.text), value.node
    if isinstance(value, Fixed):
        text = _quantity(value.value, value.unit)
        return K.NUMBER, Text(text), _size(value.value, value.unit)
    if isinstance(value, Unit):
        return K.STRUCTURE, Text(str(value)), value
    if isinstance(value, bool) or value is None:
        return (
            None
            if value is None
            else (K.STRUCTURE, Text("是" if value else "否", "yes" if value else "no"), value)
        )
    if isinstance(value, int | float):
        return K.NUMBER, Text(f"{value:.12g}"), float(value)
    return _words(value)


def _words(value: object) -> tuple[ChangeKind, Text, object] | None:
    if isinstance(value, Enum):
        return K.STRUCTURE, Text(str(value.value)), value
    if isinstance(value, str):
        return K.STRUCTURE, Text(value), value
    if isinstance(value, tuple) and value and all(isinstance(part, str | int | float) for part in value):
        return K.STRUCTURE, Text(", ".join(str(part) for part in value)), value
    return None


def _quantity(number: float, unit: Unit | None) -> str:
    symbol = "" if unit is None or str(unit) == "1" else str(unit)
    return f"{number:.12g} {symbol}".strip()


def _size(number: float, unit: Unit | None) -> object:
    """Return a number so that equal amounts in different units are equal."""
    if unit is None:
        return float(number)
    return float(Fraction(repr(float(number))) * unit.scale), unit.dimension
