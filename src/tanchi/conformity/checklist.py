"""Checklists: the requirements of a standard as data, with the limits of their reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from tanchi.conformity.read_basics import fault, only_text, read_date, read_names, read_text, required_text
from tanchi.conformity.read_requirement import read_requirement
from tanchi.conformity.requirement import Requirement, Where
from tanchi.findings import Finding, Level, TanchiError, Text
from tanchi.rules.fields import Fields, Log
from tanchi.rules.tree import read_tree

FOLDER = Path(str(files("tanchi"))) / "library" / "checklists"


@dataclass(frozen=True, slots=True)
class Standard:
    """The standard a checklist restates; ``follows`` is the international one behind it."""

    number: str
    title: Text
    follows: str
    published: date


@dataclass(frozen=True, slots=True)
class InForceDate:
    """A date of implementation as some sources give it; ``taken`` marks the one we go by."""

    date: date
    sources: tuple[str, ...]
    taken: bool


@dataclass(frozen=True, slots=True)
class ChecklistSource:
    """A text a reading rests on."""

    ref: str
    text: Text


@dataclass(frozen=True, slots=True)
class Checklist:
    """The requirements of one standard, in the order of its clauses."""

    id: str
    edition: str
    title: Text
    standard: Standard
    in_force: tuple[InForceDate, ...]
    limits: tuple[Text, ...]
    sources: Mapping[str, ChecklistSource]
    topics: Mapping[str, Text]
    requirements: tuple[Requirement, ...]

    def requirement(self, id: str) -> Requirement:
        """Return the row ``id``. Raises TanchiError if there is none."""
        for row in self.requirements:
            if row.id == id:
                return row
        message = Text(f"检查表 {self.id} 没有“{id}”这一行", f"the checklist {self.id} has no row '{id}'")
        raise TanchiError(Finding("checklist.no_row", Level.ERROR, message))

    def wanted_in(self, where: Where) -> tuple[Requirement, ...]:
        """Return the rows whose evidence is wanted at ``where``."""
        return tuple(row for row in self.requirements if where in row.where)


@cache
def load_checklist(id: str = "gbt24067-2024") -> Checklist:
    """Return a checklist of the library. Raises TanchiError for an unknown id or faulty data."""
    known = sorted(path.stem for path in FOLDER.glob("*.yaml"))
    if id not in known:
        message = Text(f"没有检查表“{id}”", f"there is no checklist '{id}'")
        remedy = Text(f"可用的有：{'、'.join(known)}", f"there are: {', '.join(known)}")
        raise TanchiError(Finding("checklist.unknown", Level.ERROR, message, remedy=remedy))
    return read_checklist(FOLDER / f"{id}.yaml")


def read_checklist(path: Path) -> Checklist:
    """Read a checklist file. Raises TanchiError with every problem at its file and line."""
    log = Log()
    fields = Fields(read_tree(path, path.name), "", log)
    checklist = _checklist(fields)
    fields.done()
    if log.findings:
        raise TanchiError(log.findings)
    return checklist


def _checklist(fields: Fields) -> Checklist:
    sources = _sources(fields)
    topics = {code: only_text(topic) for code, topic in fields.each("topics", ids=False)}
    return Checklist(
        id=required_text(fields, "id"),
        edition=required_text(fields, "edition"),
        title=only_text(fields.inner("title")),
        standard=_standard(fields.inner("standard")),
        in_force=tuple(_in_force(row, sources) for row in fields.rows("in_force")),
        limits=tuple(only_text(row) for row in fields.rows("limits")),
        sources=sources,
        topics=topics,
        requirements=_requirements(fields, sources, topics),
    )


def _standard(fields: Fields) -> Standard:
    standard = Standard(
        number=required_text(fields, "number"),
        title=read_text(fields),
        follows=required_text(fields, "follows"),
        published=read_date(fields, "published"),
    )
    fields.done()
    return standard


def _in_force(fields: Fields, sources: Mapping[str, ChecklistSource]) -> InForceDate:
    day, by = read_date(fields, "date"), read_names(fields, "by", sources)
    found = InForceDate(day, by, fields.flag("taken", False))
    fields.done()
    return found


def _sources(fields: Fields) -> dict[str, ChecklistSource]:
    found = {}
    for short, source in fields.each("sources", ids=False):
        found[short] = ChecklistSource(required_text(source, "ref"), read_text(source))
        source.done()
    return found


def _requirements(
    fields: Fields, sources: Mapping[str, ChecklistSource], topics: Mapping[str, Text]
) -> tuple[Requirement, ...]:
    rows = [read_requirement(item, sources, topics) for item in fields.rows("requirements")]
    declared = required_text(fields, "rows")
    if declared != str(len(rows)):
        message = Text(
            f"应有 {declared} 行，读到 {len(rows)} 行", f"{declared} rows declared, {len(rows)} read"
        )
        fault(fields, "rows", "checklist.rows", message)
    _refuse_repeated(rows, fields.log)
    return tuple(rows)


def _refuse_repeated(rows: list[Requirement], log: Log) -> None:
    lines: dict[str, int] = {}
    for row in rows:
        if row.id in lines:
            first = lines[row.id]
            message = Text(
                f"“{row.id}”重复，第一次在第 {first} 行", f"'{row.id}' stands twice; first in line {first}"
            )
            log.error("checklist.duplicate", row.place, message)
        lines.setdefault(row.id, row.place.line)
