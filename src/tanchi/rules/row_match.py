"""Which rows of a table belong to which instance of a process that runs once per row of another table."""

from __future__ import annotations

from collections.abc import Iterator

from tanchi.findings import Finding, Level, Text
from tanchi.rules.model import Line, Process, Quantity, Rule, Table


def row_column(process: Process, table: Table) -> Quantity | None:
    """Return the column of a table that says whose each row is; None where every instance sees all rows.

    It is the column that picks from the table the process runs over; of several, the one a line says under
    ``match``.
    """
    columns = _pickers(process, table)
    said = {str(line.match) for line in _over(process, table) if line.match is not None}
    return next((column for column in columns if not said or column.id in said), None)


def matches(process: Process, rule: Rule) -> Iterator[Finding]:
    """Yield where the lines of a process do not say, or not in one voice, whose the rows of a table are."""
    tables = {**rule.tables, **process.tables}
    for line in process.lines().values():
        if line.match is not None and (process.each is None or str(line.each) not in tables):
            yield _error(line, "match 只用于过程和行都有 each 的行，这里不起作用", "match is for lines with each in a process with each; here it would do nothing", "删去 match", "delete match")  # fmt: skip
    for table in tables.values() if process.each is not None else ():
        yield from _table_matches(process, table)


def _table_matches(process: Process, table: Table) -> Iterator[Finding]:
    lines, columns = _over(process, table), [column.id for column in _pickers(process, table)]
    said = {str(line.match) for line in lines if line.match is not None}
    zh, en = "、".join(columns) or "无", ", ".join(columns) or "none"
    for line in lines:
        if line.match is not None and str(line.match) not in columns:
            yield _error(line, f"表“{table.id}”的列“{line.match}”不是选自“{process.each}”的列", f"column '{line.match}' of table '{table.id}' does not pick from '{process.each}'", f"可写：{zh}", f"there is: {en}")  # fmt: skip
        elif not said and len(columns) > 1:
            yield _error(line, f"表“{table.id}”有几列都选自“{process.each}”：{zh}，没有写按哪一列取行", f"several columns of table '{table.id}' pick from '{process.each}': {en}; it is not said whose the rows are", f"写 match: {columns[0]}", f"write match: {columns[0]}")  # fmt: skip
    if len(said) > 1:
        yield _error(lines[0], f"过程“{process.id}”的各行对表“{table.id}”写了不同的 match：{'、'.join(sorted(said))}", f"lines of process '{process.id}' match table '{table.id}' by different columns: {', '.join(sorted(said))}", "一个过程里同一张表只按一列取行；另一列写成另一个过程", "within a process a table is matched by one column; put the other into a process of its own")  # fmt: skip


def _pickers(process: Process, table: Table) -> list[Quantity]:
    if table.id == process.each:
        return []
    return [column for column in table.columns.values() if column.pick_of == process.each]


def _over(process: Process, table: Table) -> list[Line]:
    return [line for line in process.lines().values() if line.each == table.id]


def _error(line: Line, zh: str, en: str, todo_zh: str, todo_en: str) -> Finding:
    return Finding("rule.match", Level.ERROR, Text(zh, en), line.place, Text(todo_zh, todo_en))
