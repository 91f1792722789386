"""Whether what is there depends on choices only, never on figures."""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.findings import Finding, Text
from tanchi.formula import UnknownName
from tanchi.formula.names import leaf_text
from tanchi.rules.complaints import broken
from tanchi.rules.model import Line, Process, Quantity, Rule, Value
from tanchi.rules.names import Column, Names, PackItem, ProcessItem, Where
from tanchi.rules.reads import reads
from tanchi.rules.scope import RuleScope


def conditions(rule: Rule, known: Names) -> Iterator[Finding]:
    """Yield the ``when`` of processes and lines that read figures."""
    for process in rule.processes.values():
        yield from _condition(process, process, known)
        for line in process.lines().values():
            yield from _condition(line, process, known)


def _condition(item: Process | Line, process: Process, known: Names) -> Iterator[Finding]:
    """Refuse a condition on numbers a company gives: the structure would differ between draws."""
    if item.when is None:
        return
    where = Where(process, str(item.each or "") if isinstance(item, Line) else "")
    leaves = sorted(set(reads(item.when.node, RuleScope(known, where))))
    measured = [leaf_text(leaf) for leaf in leaves if _measured(leaf, where, known)]
    if measured:
        zh, en = "、".join(measured), ", ".join(measured)
        yield broken(
            "rule.when",
            item.when.place,
            f"when 里用了填报或算出的数：{zh}；有没有这一项不能随数值而变",
            f"when reads figures that are given or computed: {en}; whether something is there must not depend on figures",
            Text(
                "加一个选择，用 decide 按数值决定选项，when 读这个选择",
                "add a choice, let decide choose its option by the figure, and read that choice in when",
            ),
        )


def _measured(leaf: tuple[str, ...], where: Where, known: Names) -> bool:
    if leaf[0].endswith("()"):
        return leaf[0] != "prop()"
    try:
        meaning = known.meaning(leaf, where)
    except UnknownName:
        return False
    if isinstance(meaning, Column):
        return meaning.column is not None and meaning.column.type == "number"
    if isinstance(meaning, ProcessItem | PackItem):
        item = meaning.item
        return isinstance(item, Line | Value) or (isinstance(item, Quantity) and item.type == "number")
    return False
