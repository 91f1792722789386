"""What a name in a formula stands for: scopes from the current row out to the pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tanchi.formula import UnknownName
from tanchi.rules.model import Choice, Flow, Line, Parameter, Process, Quantity, Rule, Table, Value

DIMENSIONS = ("month", "hour", "site", "year")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``bound`` when the current row is meant, else the whole column."""

    process: str
    table: Table
    column: Quantity | None
    name: str
    bound: bool


@dataclass(frozen=True, slots=True)
class ProcessItem:
    """A line, quantity or value of the process at hand."""

    process: str
    item: Line | Quantity | Value


@dataclass(frozen=True, slots=True)
class PackItem:
    """A quantity, value or parameter at pack level."""

    item: Quantity | Value | Parameter


@dataclass(frozen=True, slots=True)
class TableName:
    """A table, as a dimension to reduce over or to count."""

    process: str
    table: Table


@dataclass(frozen=True, slots=True)
class Word:
    """An option of a choice, pick or keyed parameter."""

    id: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """month, hour, site or year."""

    name: str


Meaning = Column | ProcessItem | PackItem | Choice | TableName | Flow | Word | Dimension


@dataclass(frozen=True, slots=True)
class Where:
    """The process a formula stands in, and the table whose rows its line runs over."""

    process: Process | None = None
    each: str = ""


class Names:
    """Resolves names of one rule; answers are cached per place."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._known: dict[tuple[str, str, tuple[str, ...]], Meaning] = {}

    def meaning(self, parts: tuple[str, ...], where: Where) -> Meaning:
        """Return what ``parts`` means at ``where``. Raises UnknownName with near names."""
        key = (where.process.id if where.process else "", where.each, parts)
        if key not in self._known:
            found = self._find(parts, where)
            if found is None:
                raise UnknownName(parts, sorted(self.in_scope(where)))
            self._known[key] = found
        return self._known[key]

    def table(self, id: str, process: Process | None) -> tuple[str, Table] | None:
        """Return (owning process or "", table) of a table id."""
        if process is not None and id in process.tables:
            return process.id, process.tables[id]
        if id in self.rule.tables:
            return "", self.rule.tables[id]
        return None

    def in_scope(self, where: Where) -> Iterator[str]:
        """Yield the names a formula at ``where`` may use."""
        for id in self._row_tables(where):
            owner = self.table(id, where.process)
            if owner is not None:
                yield from owner[1].columns
        if where.process is not None:
            yield from (
                *where.process.lines(),
                *where.process.quantities,
                *where.process.values,
                *where.process.tables,
            )
        rule = self.rule
        yield from (*rule.quantities, *rule.values, *rule.tables, *rule.parameters, *rule.choices)

    @cached_property
    def words(self) -> frozenset[str]:
        """Return every option id of the rule."""
        found: set[str] = set()
        for choice in self.rule.choices.values():
            found |= set(choice.ids)
        for parameter in self.rule.parameters.values():
            found |= set(parameter.values)
        for quantity in self._picks():
            found |= set(quantity.pick)
        return frozenset(found)

    def _picks(self) -> Iterator[Quantity]:
        yield from self.rule.quantities.values()
        tables = [*self.rule.tables.values()]
        for process in self.rule.processes.values():
            yield from process.quantities.values()
            tables += process.tables.values()
        for table in tables:
            yield from table.columns.values()

    def _row_tables(self, where: Where) -> tuple[str, ...]:
        each = where.process.each if where.process else None
        return tuple(id for id in (where.each, each or "") if id)

    def _find(self, parts: tuple[str, ...], where: Where) -> Meaning | None:
        name = ".".join(parts)
        return (
            self._column(name, where)
            or self._in_process(name, where.process)
            or self._table_column(parts, where.process)
            or self._in_pack(name, where.process)
            or (Word(name) if name in self.words else None)
            or (Dimension(name) if name in DIMENSIONS else None)
        )

    def _column(self, name: str, where: Where) -> Meaning | None:
        for id in self._row_tables(where):
            found = self.table(id, where.process)
            if found is not None and (name in found[1].columns or name in ("n", "id")):
                bound = id != where.each
                return Column(found[0], found[1], found[1].columns.get(name), name, bound)
        return None

    def _in_process(self, name: str, process: Process | None) -> Meaning | None:
        if process is None:
            return None
        groups: tuple[Mapping[str, Line | Quantity | Value], ...] = (
            process.lines(),
            process.quantities,
            process.values,
        )
        for group in groups:
            if name in group:
                return ProcessItem(process.id, group[name])
        return None

    def _table_column(self, parts: tuple[str, ...], process: Process | None) -> Meaning | None:
        if len(parts) < 2:
            return None
        found = self.table(".".join(parts[:-1]), process)
        if found is None:
            return None
        name = parts[-1]
        if name in found[1].columns or name in ("n", "id"):
            return Column(found[0], found[1], found[1].columns.get(name), name, False)
        return None

    def _in_pack(self, name: str, process: Process | None) -> Meaning | None:
        rule = self.rule
        for group in (rule.quantities, rule.values, rule.parameters):
            if name in group:
                return PackItem(group[name])
        if name in rule.choices:
            return rule.choices[name]
        table = self.table(name, process)
        if table is not None:
            return TableName(*table)
        return rule.flows.get(name)
