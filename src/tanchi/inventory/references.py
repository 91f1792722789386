"""What the parts of a rule refer to: quantities, values, tables and flows, and under which conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache

from tanchi.findings import FilePlace, Text
from tanchi.formula import Node, dimensions, names
from tanchi.rules.expression import Formula, Ref
from tanchi.rules.model import Flow, Process, Quantity, Rule, Table, Value
from tanchi.sources import Source
from tanchi.units import Unit

_LEAVES = (str, int, float, FilePlace, Text, Source, Unit)
"""What holds no reference."""


@dataclass(frozen=True, slots=True)
class Reference:
    """``source`` (an item of the pack, "" for what always counts) needs ``target`` where all conditions hold."""

    source: str
    target: str
    conditions: tuple[Node, ...] = ()


def references_of(rule: Rule) -> tuple[Reference, ...]:
    """Return every reference to a quantity, value, table or flow of the pack; each once per condition."""
    return _found(_Same(rule))


class _Same:
    """A rule as a key: equal to itself only, for a rule with a part replaced keeps its hash."""

    __slots__ = ("rule",)

    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.rule is self.rule

    def __hash__(self) -> int:
        return id(self.rule)


@lru_cache(maxsize=2)
def _found(same: _Same) -> tuple[Reference, ...]:
    """A study builds the form of one rule several times; the rule is walked once."""
    return tuple(dict.fromkeys(_Finder(same.rule).all()))


class _Finder:
    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.items: Mapping[str, Quantity | Value | Table | Flow] = {
            **rule.flows,
            **rule.tables,
            **rule.values,
            **rule.quantities,
        }
        self.tagged: dict[str, list[str]] = {}
        for flow in rule.flows.values():
            for tag in flow.tags:
                self.tagged.setdefault(tag, []).append(flow.id)

    def all(self) -> Iterator[Reference]:
        """Yield what items need, then what processes and the pack as a whole need."""
        for id, item in self.items.items():
            yield from self._from(id, item, ())
        for process in self.rule.processes.values():
            yield from self._process(process)
        for check in self.rule.checks.values():
            of = self.rule.processes.get(str(check.of))
            yield from self._from("", check, _conditions(of.when if of else None, check.when))
        decided = [choice.decide for choice in self.rule.choices.values() if choice.decide]
        yield from self._from("", (self.rule.unit, decided), ())

    def _process(self, process: Process) -> Iterator[Reference]:
        """Yield what a process needs: its lines and checks under their own conditions, all else under its own."""
        own = _conditions(process.when)
        for line in process.lines().values():
            yield from self._from("", line, _conditions(process.when, line.when))
        for check in process.checks.values():
            yield from self._from("", check, _conditions(process.when, check.when))
        rest = (process.each, process.quantities, process.tables, process.values, process.allocation)
        yield from self._from("", rest, own)

    def _from(self, source: str, part: object, conditions: tuple[Node, ...]) -> Iterator[Reference]:
        for name in _names(part):
            for target in self._targets(name):
                if target != source:
                    yield Reference(source, target, conditions)

    def _targets(self, parts: tuple[str, ...]) -> Iterable[str]:
        """Return the items a name may mean: itself, the table of a column, the flows of a tag."""
        whole = ".".join(parts)
        table = ".".join(parts[:-1])
        found = [id for id in (whole, table, *parts) if id in self.items]
        return [*found, *self.tagged.get(whole, ())]


def _conditions(*whens: Formula | None) -> tuple[Node, ...]:
    return tuple(when.node for when in whens if when is not None)


def _names(part: object) -> Iterator[tuple[str, ...]]:
    """Yield every name a part of a rule reads or refers to, however deep."""
    if isinstance(part, Formula):
        yield from names(part.node)
        yield from dimensions(part.node)
    elif isinstance(part, Ref):
        yield tuple(part.split("."))
    elif isinstance(part, Mapping):
        yield from (name for inner in part.values() for name in _names(inner))
    elif isinstance(part, (tuple, list)):
        yield from (name for inner in part for name in _names(inner))
    elif is_dataclass(part) and not isinstance(part, _LEAVES):
        yield from (name for field in fields(part) for name in _names(getattr(part, field.name)))
