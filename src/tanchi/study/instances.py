"""Which processes run where: process × site × row, as far as the inventory reports them."""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.findings import Level, Text
from tanchi.rules.model import Process, Table
from tanchi.study.context import Context
from tanchi.study.lines import holds
from tanchi.study.sheet import Instance, Sheet


def instances(context: Context) -> Iterator[Instance]:
    """Yield the instances of a calculation, in the order of the rule."""
    absent: list[Process] = []
    for process in context.rule.processes.values():
        if not holds(Sheet(context, Instance(process, "")), process):
            continue
        sites = [site for site in context.data.sites if _runs(context, process, site)]
        if not sites and _asks(process):
            absent.append(process)
        for site in sites:
            yield from _rows(context, process, site)
    if absent:
        _tell(context, absent)


def _tell(context: Context, absent: list[Process]) -> None:
    zh = "、".join(p.label.zh or p.id for p in absent)
    en = ", ".join(p.label.of("en") or p.id for p in absent)
    context.note(
        Level.NOTE,
        "study.not_reported",
        Text(
            f"没有填报、不参与计算的过程：{zh}",
            f"processes not reported and left out of the calculation: {en}",
        ),
        None,
        Text("若确有这些过程，请补填", "fill them in if the plant has them"),
    )


def _runs(context: Context, process: Process, site: str) -> bool:
    return context.data.reports(site, process.id) or not _asks(process)


def _asks(process: Process) -> bool:
    lines = process.lines().values()
    asked = any(line.ask is not None and line.ask.required is not False for line in lines)
    needed = any(q.required is True and q.default is None for q in process.quantities.values())
    return asked or needed or bool(process.tables)


def _rows(context: Context, process: Process, site: str) -> Iterator[Instance]:
    if process.each is None:
        yield Instance(process, site)
        return
    owner, table = _table(context, process)
    for row in Sheet(context, Instance(process, site), site).tables.rows(owner, table):
        yield Instance(process, site, row.id)


def _table(context: Context, process: Process) -> tuple[str, Table]:
    found = context.names.table(str(process.each), process)
    assert found is not None
    return found
