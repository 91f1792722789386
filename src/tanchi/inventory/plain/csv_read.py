"""Inventories as CSV: one value per row, in UTF-8 or GB18030."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import replace

from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text
from tanchi.inventory.form import Address
from tanchi.inventory.log import Log
from tanchi.inventory.model import Entry, Inventory, Row
from tanchi.inventory.periods import months
from tanchi.inventory.plain.nodes import MISSING, Node
from tanchi.inventory.plain.tree import Gathered
from tanchi.inventory.plain.values import Calendar, method_of, read_quantity, spread_of
from tanchi.inventory.statements import STATEMENTS
from tanchi.inventory.typed import typed_date, typed_month
from tanchi.rules.tree import Branch, Scalar

MAX_BYTES = 20_000_000
MAX_ROWS = 200_000
MAX_FIELD = 2_000

COLUMNS = {
    "过程": "process", "表": "table", "行": "row", "数量": "quantity", "期间": "period", "场所": "site",
    "值": "value", "单位": "unit", "方法": "method", "来源": "source", "证据": "evidence",
    "不确定度": "uncertainty", "备注": "note",
}  # fmt: skip
"""Chinese name of a column → its English name."""

METHODS = {"实测": "measured", "计算": "calculated", "估算": "estimated", "缺省": "default"}
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_GUARDED = tuple(f"'{sign}" for sign in _FORMULA_SIGNS)
_HEADS = {"rule", "edition", "company", "product", "contact", "note", "period", "choice", "site", "statement"}


def parse_csv(data: bytes, file: str) -> tuple[Inventory, tuple[Finding, ...]]:
    """Read a CSV inventory. Raises TanchiError (``csv.*``) for a file that cannot be a table of values."""
    lines = list(_lines(data, file))
    log = Log()
    heads = [(number, row) for number, row in lines if row[0].startswith("#")]
    table = [(number, row) for number, row in lines if not row[0].startswith("#")]
    known = _heads(heads, file, log)
    start, end = known["from"], known["to"]
    gathered = Gathered(Calendar(months(start, end), start), log)
    rows: dict[tuple[str, str, str], dict[str, Row]] = {}
    for node in _records(table, file, log):
        _add(node, gathered, rows)
    gathered.rows = {key: tuple(found.values()) for key, found in rows.items()}
    sites = tuple(dict.fromkeys([*known["sites"].split("\n"), *(a.site for a in gathered.entries)]))
    found = Inventory(
        rule=known["rule"],
        edition=known["edition"],
        entries=gathered.entries,
        rows=gathered.rows,
        choices=dict(line.split("=", 1) for line in known["choices"].split("\n") if line),
        sites=tuple(site for site in sites if site) or ("",),
        company=known["company"],
        product=known["product"],
        period_from=start,
        period_to=end,
        notes=known["note"],
        contact=known["contact"],
        statements=_statements(heads, file, log),
        file=file,
    )
    return found, tuple(log.findings)


def _lines(data: bytes, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells) of every row that is not empty."""
    if len(data) > MAX_BYTES:
        raise _refuse(
            file, 0, "too_large", f"文件超过 {MAX_BYTES} 字节", f"the file is larger than {MAX_BYTES} bytes"
        )
    reader = csv.reader(io.StringIO(_decoded(data, file), newline=""))
    try:
        for row in reader:
            cells = [_unguarded(cell.strip()) for cell in row]
            if reader.line_num > MAX_ROWS or any(len(cell) > MAX_FIELD for cell in cells):
                raise _refuse(
                    file,
                    reader.line_num,
                    "too_large",
                    "行数过多或单元格过长",
                    "too many rows or too long a cell",
                )
            if any(cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise _refuse(
            file, reader.line_num, "syntax", f"CSV 写法有误：{error}", f"not valid CSV: {error}"
        ) from error


def guarded(text: str) -> str:
    """Return ``text`` with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text[:1] in _FORMULA_SIGNS or text[:2] in _GUARDED else text


def _unguarded(text: str) -> str:
    return text[1:] if text[:2] in _GUARDED else text


def _decoded(data: bytes, file: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _refuse(file, 0, "encoding", "既不是 UTF-8 也不是 GB18030 文本", "neither UTF-8 nor GB18030 text")


def _heads(rows: list[tuple[int, list[str]]], file: str, log: Log) -> dict[str, str]:
    known = dict.fromkeys(
        ("rule", "edition", "company", "product", "contact", "note", "from", "to", "choices", "sites"), ""
    )
    for line, row in rows:
        word, values = row[0].lstrip("#").strip(), [*row[1:], "", ""]
        if word == "period":
            known["from"], known["to"] = typed_date(values[0]), typed_date(values[1])
        elif word == "choice":
            known["choices"] += f"{values[0]}={values[1]}\n"
        elif word == "site":
            known["sites"] += f"{values[0]}\n"
        elif word == "statement":
            continue
        elif word in _HEADS:
            known[word] = values[0]
        else:
            message = Text(f"不认识的行“#{word}”", f"unknown row '#{word}'")
            log.error(
                "csv.head",
                FilePlace(file, line),
                message,
                Text("、".join(sorted(_HEADS)), ", ".join(sorted(_HEADS))),
            )
    return known


def _statements(rows: list[tuple[int, list[str]]], file: str, log: Log) -> dict[str, str]:
    found = {}
    for line, row in rows:
        if row[0].lstrip("#").strip() != "statement":
            continue
        key, text = [*row[1:], "", ""][:2]
        if key in STATEMENTS:
            found[key] = text
        else:
            message = Text(f"不认识的说明“{key}”", f"unknown statement '{key}'")
            remedy = Text("、".join(STATEMENTS), ", ".join(STATEMENTS))
            log.error("csv.statement", FilePlace(file, line), message, remedy)
    return found


def _records(rows: list[tuple[int, list[str]]], file: str, log: Log) -> Iterator[Node]:
    """Yield each row as a mapping from the English names of its columns."""
    if not rows:
        raise _refuse(file, 0, "empty", "文件里没有数据", "the file holds no data")
    line, head = rows[0]
    names = [COLUMNS.get(cell, cell.lower()) for cell in head]
    unknown = [cell for cell, name in zip(head, names, strict=True) if name not in COLUMNS.values()]
    if "quantity" not in names or "value" not in names or unknown or len(set(names)) < len(names):
        zh = f"列名有误：{'、'.join(unknown) or '、'.join(head)}"
        raise _refuse(file, line, "columns", zh, f"wrong column names: {', '.join(unknown or head)}")
    for number, row in rows[1:]:
        if len(row) > len(names) and any(row[len(names) :]):
            log.error(
                "csv.width",
                FilePlace(file, number),
                Text("这一行的单元格比列名多", "this row has more cells than columns"),
            )
            continue
        place = FilePlace(file, number)
        items = {name: Scalar(cell, place) for name, cell in zip(names, row, strict=False) if cell}
        yield Node(Branch(items, place), "", log)


def _add(node: Node, gathered: Gathered, rows: dict[tuple[str, str, str], dict[str, Row]]) -> None:
    id, _, label = node.word("row").partition("=")
    table, text = node.word("table"), node.word("value")
    period = node.word("period")
    if table:
        known = rows.setdefault((node.word("site"), node.word("process"), table), {})
        id = id or f"r{len(known) + 1}"
        if not known.get(id, Row("")).label:
            known[id] = Row(id, label)
    if text in MISSING:
        return
    month = _period(period)
    if period and not month:
        node.error(
            "month", f"“{period}”不是月份", f"'{period}' is no month", Text("写作 2025-01", "write 2025-01")
        )
        return
    address = Address(node.word("quantity"), node.word("process"), table, id, month, node.word("site"))
    found = read_quantity(text) or (text, "")
    base = Entry(address, math.nan, node.word("unit"), method_of(_english(node)), place=node.place)
    gathered.add(
        replace(
            base,
            value=found[0],
            unit=found[1] or base.unit,
            source=node.word("source"),
            evidence=node.word("evidence"),
            spread=spread_of(node),
            note=node.word("note"),
            typed=text,
        )
    )


def _period(text: str) -> str:
    """Return a month or an hour as written in addresses, "" for anything else."""
    return text if len(text) == 13 and typed_date(text[:10]) and text[10] == "T" else typed_month(text)


def _english(node: Node) -> Node:
    """Return the row with a Chinese method in English."""
    word = node.word("method")
    if word not in METHODS or node.branch is None:
        return node
    items = {**node.branch.items, "method": Scalar(METHODS[word], node.place)}
    return replace(node, tree=Branch(items, node.tree.place))


def _refuse(file: str, line: int, code: str, zh: str, en: str) -> TanchiError:
    return TanchiError(Finding(f"csv.{code}", Level.ERROR, Text(zh, en), FilePlace(file, line)))
