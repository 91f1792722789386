"""Whether every name and symbol of a rule means one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tanchi.findings import FilePlace, Finding, Text
from tanchi.rules.complaints import broken
from tanchi.rules.model import Item, Process, Rule


def shadows(rule: Rule) -> Iterator[Finding]:
    """Yield where an id of a process hides one of the pack, or stands twice in the process."""
    pack = {*rule.quantities, *rule.values, *rule.parameters, *rule.tables, *rule.choices}
    for process in rule.processes.values():
        yield from _hidden(process, pack)
        yield from _twice(process)
        yield from _repeated_lines(process)


def _groups(process: Process) -> tuple[dict[str, Item], ...]:
    groups = (process.lines(), process.quantities, process.values, process.tables)
    return tuple({**group} for group in groups)


def _hidden(process: Process, pack: set[str]) -> Iterator[Finding]:
    for group in _groups(process):
        for id, item in group.items():
            if id in pack:
                yield broken(
                    "rule.shadow",
                    item.place,
                    f"“{id}”与规则层的同名项冲突",
                    f"'{id}' hides the pack's item of the same name",
                    Text("换一个标识", "use another id"),
                )


def _twice(process: Process) -> Iterator[Finding]:
    seen: set[str] = set()
    for group in _groups(process):
        for id, item in group.items():
            if id in seen:
                yield broken(
                    "rule.shadow", item.place, f"过程内“{id}”用了两次", f"'{id}' is used twice in the process"
                )
            seen.add(id)


def _repeated_lines(process: Process) -> Iterator[Finding]:
    lists = (process.makes, process.inputs, process.emissions, process.uptakes, process.wastes)
    for id, count in Counter(id for lines in lists for id in lines).items():
        if count > 1:
            yield broken(
                "rule.shadow",
                process.place,
                f"行“{id}”在过程里出现 {count} 次",
                f"line '{id}' occurs {count} times in the process",
            )


def symbols(rule: Rule) -> Iterator[Finding]:
    """Yield a finding where two declarations share a symbol; a block used twice declares it once."""
    seen: dict[tuple[str, str], tuple[str, FilePlace]] = {}
    for path, item in _symbolled(rule):
        if item.symbol is None:
            continue
        key = (item.symbol.base, item.symbol.sub)
        first, place = seen.setdefault(key, (path, item.place))
        if place != item.place:
            yield broken(
                "rule.symbol",
                item.place,
                f"符号 {key[0]}_{key[1]} 已用于 {first}",
                f"the symbol {key[0]}_{key[1]} is taken by {first}",
            )


def _symbolled(rule: Rule) -> Iterator[tuple[str, Item]]:
    for item in (*rule.quantities.values(), *rule.values.values(), *rule.parameters.values()):
        yield item.id, item
    for process in rule.processes.values():
        for part in (*process.lines().values(), *process.quantities.values(), *process.values.values()):
            yield f"{process.id}.{part.id}", part
