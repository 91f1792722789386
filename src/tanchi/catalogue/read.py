"""Reading ``library/catalogue``: every problem at its file and line, links between entries checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from tanchi.catalogue.model import (
    Catalogue,
    Goal,
    Group,
    Kind,
    ListEntry,
    RecommendedList,
    Standard,
    Status,
    TextRead,
    Use,
    plain_number,
)
from tanchi.findings import TanchiError, Text
from tanchi.rules.fields import Fields, Log
from tanchi.rules.read_values import source
from tanchi.rules.tree import read_tree
from tanchi.sources import Source

LIBRARY = Path(__file__).parent.parent / "library" / "catalogue"
T = TypeVar("T")

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")


@cache
def load_catalogue() -> Catalogue:
    """Return the catalogue of the library."""
    return read_catalogue(LIBRARY)


def read_catalogue(folder: Path) -> Catalogue:
    """Read a catalogue folder. Raises TanchiError with every problem at its file and line."""
    log = Log()
    groups_source, groups = _file(folder, "groups.yaml", log, _groups)
    catalogue = Catalogue(
        groups=groups,
        groups_source=groups_source,
        standards=_file(folder, "standards.yaml", log, lambda f: _standards(f, groups)),
        lists=_file(folder, "lists.yaml", log, lambda f: tuple(_list(row) for row in f.rows("lists"))),
        goals=_file(folder, "programme.yaml", log, lambda f: tuple(_goal(row) for row in f.rows("goals"))),
    )
    if log.findings:
        raise TanchiError(log.findings)
    return catalogue


def _file(folder: Path, name: str, log: Log, read: Callable[[Fields], T]) -> T:
    fields = Fields(read_tree(folder / name, f"catalogue/{name}"), "", log)
    found = read(fields)
    fields.done()
    return found


def _groups(fields: Fields) -> tuple[Source, dict[str, Group]]:
    groups = {}
    for name, row in fields.each("groups"):
        groups[name] = Group(name, row.label(), row.words("packs"))
        row.done()
    return _source(fields), groups


def _standards(fields: Fields, groups: Mapping[str, Group]) -> tuple[Standard, ...]:
    rows = [(row, _standard(row, groups)) for row in fields.rows("standards")]
    known: set[str] = set()
    for row, standard in rows:
        for number in map(plain_number, standard.numbers):
            if number in known:
                _error(row, "numbers", "catalogue.twice", f"编号“{number}”重复", f"'{number}' stands twice")
            known.add(number)
    for row, standard in rows:
        _check_relations(row, standard, known)
    return tuple(standard for _, standard in rows)


def _standard(row: Fields, groups: Mapping[str, Group]) -> Standard:
    standard = Standard(
        numbers=row.words("numbers"),
        title=row.label(),
        kind=Kind(row.oneof("kind", tuple(Kind), Kind.GROUP)),
        use=Use(row.oneof("use", tuple(Use), Use.FOOTPRINT)),
        status=Status(row.oneof("status", tuple(Status), Status.UNKNOWN)),
        source=_source(row),
        text_read=TextRead(row.oneof("text_read", tuple(TextRead), TextRead.NONE)),
        published=_date(row, "published"),
        in_force=_date(row, "in_force"),
        groups=row.words("groups"),
        packs=row.words("packs"),
        listed=_listed(row),
        replaces=row.words("replaces"),
        superseded_by=row.words("superseded_by"),
        related_to=row.words("related_to"),
        note=row.bilingual("note"),
    )
    row.done()
    for group in standard.groups:
        if group not in groups:
            _error(row, "groups", "catalogue.group", f"没有产品类别“{group}”", f"there is no group '{group}'")
    return standard


def _check_relations(row: Fields, standard: Standard, known: Collection[str]) -> None:
    relations = (("superseded_by", standard.superseded_by), ("related_to", standard.related_to))
    for key, numbers in relations:
        for number in numbers:
            if plain_number(number) not in known:
                _error(
                    row,
                    key,
                    "catalogue.relation",
                    f"目录中没有“{number}”",
                    f"the catalogue has no '{number}'",
                )
    if standard.status is Status.SUPERSEDED and not standard.superseded_by:
        _error(row, "status", "catalogue.successor", "写明被哪项标准替代", "say which standard supersedes it")


def _listed(row: Fields) -> ListEntry | None:
    if "list" not in row:
        return None
    inner = row.inner("list")
    batch, item = inner.number("batch"), inner.number("item")
    inner.done()
    return ListEntry(int(batch or 0), None if item is None else int(item))


def _list(row: Fields) -> RecommendedList:
    found = RecommendedList(
        batch=int(row.number("batch") or 0),
        date=_date(row, "date"),
        notice=row.text("notice"),
        items=int(row.number("items") or 0),
        title=row.label(),
        named=row.bilingual("named"),
        source=_source(row),
    )
    row.done()
    return found


def _goal(row: Fields) -> Goal:
    found = Goal(
        label=row.label(),
        number=int(row.number("number") or 0),
        by=int(row.number("by") or 0),
        body=row.bilingual("body"),
        source=_source(row),
    )
    row.done()
    return found


def _source(fields: Fields) -> Source:
    found = source(fields)
    if found is None:
        _error(fields, "source", "catalogue.source", "写明来源", "name the source")
    return found or Source("")


def _date(row: Fields, key: str) -> str:
    text = row.text(key)
    if text and not _DATE.match(text):
        _error(
            row,
            key,
            "catalogue.date",
            f"日期写成 2025-01-31，不是“{text}”",
            f"write a date as 2025-01-31, not '{text}'",
        )
    return text


def _error(row: Fields, key: str, code: str, zh: str, en: str) -> None:
    row.log.error(code, row.spot(key), Text(zh, en))
