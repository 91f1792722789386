"""Activity data as tables: plain quantities in a list, tables of the form as tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tanchi.documents.blocks import Block, Cell, Column, Table
from tanchi.documents.report.shown import Shown, figure
from tanchi.findings import Text
from tanchi.inventory.model import Entry, Inventory, Method
from tanchi.inventory.options import offer
from tanchi.rules.model import Process, Quantity

METHODS = {
    Method.MEASURED: Text("实测", "measured"),
    Method.CALCULATED: Text("计算", "calculated"),
    Method.ESTIMATED: Text("估算", "estimated"),
    Method.DEFAULT: Text("缺省", "default"),
}
WIDE = 6
"""Columns of a form's table beside the row's name that fit the page."""


def activity(shown: Shown, inventory: Inventory) -> Iterator[Block]:
    """Yield one table per process (and site) for its quantities, and one per table of the form."""
    plain: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    tables: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in inventory.entries.values():
        at = entry.address
        if at.table:
            tables[(at.site, at.process, at.table)].append(entry)
        else:
            plain[(at.site, at.process)].append(entry)
    for site, process in dict.fromkeys((*plain, *((s, p) for s, p, _ in tables))):
        if (site, process) in plain:
            yield _quantities(shown, inventory, (site, process), plain[(site, process)])
        for (where, of, table), entries in tables.items():
            if (where, of) == (site, process):
                yield from _form_table(shown, inventory, (site, process, table), entries)


def _title(shown: Shown, site: str, process: str, more: Text) -> Text:
    found = shown.rule.processes.get(process)
    zh, en = (found.label.zh, found.label.of("en")) if found else ("产品与企业", "product and company")
    where = f"（{site}）" if site else ""
    return Text(f"{zh}{where}：{more.zh}", f"{en}{f' ({site})' if site else ''}: {more.of('en')}")


def _quantities(shown: Shown, inventory: Inventory, where: tuple[str, str], entries: list[Entry]) -> Table:
    site, process = where
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.address.quantity].append(entry)
    found = shown.rule.processes.get(process)
    return Table(
        (
            Column(Text("数据", "datum"), width=3),
            Column(Text("数值", "value"), align="decimal", width=1.3),
            Column(Text("单位", "unit")),
            Column(Text("取得方法", "method")),
            Column(Text("来源、凭证", "source, evidence"), width=2),
        ),
        tuple(_row(shown, inventory, id, same, found) for id, same in groups.items()),
        _title(shown, site, process, Text("活动数据", "activity data")),
    )


def _row(
    shown: Shown, inventory: Inventory, id: str, same: list[Entry], process: Process | None
) -> tuple[Cell, ...]:
    item = _item(shown, id, process)
    label = shown.say(item.label) if item is not None and item.label else id
    if len(same) > 1:
        how = ("合计", "sum") if item is None or item.kind == "total" else ("平均", "mean")
        label += shown.either(f"（{len(same)} 个月{how[0]}）", f" ({how[1]} of {len(same)} months)")
    source = "；".join(part for part in (same[0].source, same[0].evidence, same[0].note) if part)
    value = combined(same, item.kind if item is not None else "total")
    return (
        Cell(label),
        Cell(_word(shown, item, process, inventory, value)),
        Cell(same[0].unit),
        Cell(shown.say(METHODS[same[0].method])),
        Cell(source),
    )


def combined(same: list[Entry], kind: str) -> float | str | bool:
    """Return one value for the months of a quantity: totals summed, levels averaged, words as they are."""
    numbers = [
        float(e.value) for e in same if isinstance(e.value, int | float) and not isinstance(e.value, bool)
    ]
    if len(same) == 1 or not numbers:
        return same[0].value
    return sum(numbers) if kind == "total" else sum(numbers) / len(numbers)


def _shown_value(value: float | str | bool) -> str:
    if isinstance(value, bool | str):
        return str(value)
    return figure(value, 6)


def _item(shown: Shown, id: str, process: Process | None) -> Quantity | None:
    """Return what was asked under an id: of a process, of the product, of a flow bought or stored."""
    asked = dict(shown.rule.quantities)
    for flow in shown.rule.flows.values():
        asked |= {ask.id: ask for ask in (flow.bought, flow.stock) if ask is not None}
    if process is not None:
        asked |= process.quantities
        asked |= {line.ask.id: line.ask for line in process.lines().values() if line.ask is not None}
        asked |= {make.sold.id: make.sold for make in process.makes.values() if make.sold is not None}
    return asked.get(id)


def _form_table(
    shown: Shown, inventory: Inventory, key: tuple[str, str, str], entries: list[Entry]
) -> Iterator[Table]:
    site, process, id = key
    found = shown.rule.processes.get(process)
    table = (found.tables.get(id) if found else None) or shown.rule.tables.get(id)
    if table is None:
        return
    cells: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        cells[(entry.address.row, entry.address.quantity)].append(entry)
    used = [c for c in table.columns.values() if any(column == c.id for _, column in cells)]
    labels = {r.id: r.label or r.id for r in inventory.rows.get(key, ())}
    for start in range(0, len(used), WIDE):
        part = used[start : start + WIDE]
        yield _grid(
            shown,
            _title(shown, site, process, table.label or Text(id)),
            found,
            part,
            inventory,
            cells,
            labels,
        )


def _grid(
    shown: Shown,
    caption: Text,
    process: Process | None,
    columns: list[Quantity],
    inventory: Inventory,
    cells: dict[tuple[str, str], list[Entry]],
    labels: dict[str, str],
) -> Table:
    heads = [Column(Text("行", "row"), width=1.2)]
    heads += [
        Column(c.label or Text(c.id), _unit(c, cells), "decimal" if c.type == "number" else "left", 1.2)
        for c in columns
    ]
    rows = []
    for row in dict.fromkeys(row for row, _ in cells):
        line = [Cell(labels.get(row, row))]
        for c in columns:
            same = cells.get((row, c.id))
            line.append(Cell(_word(shown, c, process, inventory, combined(same, c.kind)) if same else "—"))
        rows.append(tuple(line))
    return Table(tuple(heads), tuple(rows), caption)


def _unit(column: Quantity, cells: dict[tuple[str, str], list[Entry]]) -> str:
    return next((same[0].unit for (_, id), same in cells.items() if id == column.id and same[0].unit), "")


def _word(
    shown: Shown,
    asked: Quantity | None,
    process: Process | None,
    inventory: Inventory,
    value: float | str | bool,
) -> str:
    """Return a value as people read it: the label of an option or of a row, figures of a number."""
    if asked is None or asked.type != "pick" or not isinstance(value, str):
        return _shown_value(value)
    offered = offer(asked, shown.rule, process)
    labels = {option.id: shown.say(option.label) for option in offered.options}
    for (_, _, table), rows in inventory.rows.items():
        labels |= {row.id: row.label or row.id for row in rows if table == offered.table}
    return labels.get(value, value)
