"""Hours kept in a CSV file beside the inventory: a head row, then one row per hour."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from tanchi.findings import FilePlace, Text
from tanchi.inventory.periods import hour
from tanchi.inventory.plain.nodes import MISSING, Node

MAX_BYTES = 5_000_000
MAX_HOURS = 8784
TIMES = ("hour", "time", "period", "小时", "时间", "期间")
"""Heads of a column that says which hour a row is."""
_HOUR = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{1,2})(:00(:00)?)?")


@dataclass(frozen=True, slots=True)
class Spot:
    """A value of one hour and where it stands."""

    period: str
    text: str
    place: FilePlace


def hours_in(node: Node, start: str) -> Iterator[Spot]:
    """Yield the hours of ``{file: load.csv, column: load}``; findings and nothing where the file is not as it should be.

    The file lies beside the inventory or below its folder. Without a column of hours its rows count from midnight
    of ``start``.
    """
    node.known(("file", "column"))
    path = Path(node.place.file).parent / node.word("file")
    rows = _rows(node, path)
    if not rows:
        return
    head, value = rows[0], _column(node, rows[0])
    if value is None:
        return
    time = next((at for at, name in enumerate(head) if name.lower() in TIMES), None)
    for number, row in enumerate(rows[1:]):
        place = FilePlace(str(path), number + 2, 0, node.path)
        text = row[value] if value < len(row) else ""
        period = hour(start, number) if time is None else _period(row[time] if time < len(row) else "")
        if not period:
            node.log.error("inventory.hour", place, Text("看不懂是哪个小时", "it is not clear which hour this is"), _WRITE_HOUR)  # fmt: skip
        elif text not in MISSING:
            yield Spot(period, text, place)


_WRITE_HOUR = Text("写作 2025-01-31 23:00 或 2025-01-31T23", "write 2025-01-31 23:00 or 2025-01-31T23")


def _rows(node: Node, path: Path) -> list[list[str]]:
    name = PurePath(node.word("file"))
    if not name.name or name.is_absolute() or ".." in name.parts:
        node.error("hours_file", "file 应是清单旁边的文件", "file must be a file beside the inventory")
        return []
    try:
        content = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError as error:
        node.error("hours_file", f"读不了 {name}：{error.strerror}", f"cannot read {name}: {error.strerror}")
        return []
    if content is None:
        node.error("hours_file", f"{name} 超过 {MAX_BYTES} 字节", f"{name} is larger than {MAX_BYTES} bytes")
        return []
    return _parsed(node, content)


def _parsed(node: Node, content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
        found = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline="")) if row]
    except (UnicodeDecodeError, csv.Error):
        node.error("hours_file", "不是 UTF-8 的 CSV 文件", "it is no CSV file in UTF-8")
        return []
    if not 2 <= len(found) <= MAX_HOURS + 1:
        node.error(
            "hours_file",
            f"应有一行列名和 1 至 {MAX_HOURS} 个小时，有 {len(found)} 行",
            f"a head row and 1 to {MAX_HOURS} hours are expected, there are {len(found)} rows",
        )
        return []
    return found


def _column(node: Node, head: list[str]) -> int | None:
    wanted = node.word("column")
    values = [name for name in head if name.lower() not in TIMES]
    name = wanted or (values[0] if len(values) == 1 else "")
    if name in values:
        return head.index(name)
    listed = Text(f"有：{'、'.join(values)}", f"there is: {', '.join(values)}")
    node.error("hours_column", f"没有列“{wanted}”" if wanted else "没有写明哪一列 (column)", f"there is no column '{wanted}'" if wanted else "it is not said which column", listed)  # fmt: skip
    return None


def _period(text: str) -> str:
    found = _HOUR.fullmatch(text)
    return f"{found[1]}T{int(found[2]):02d}" if found and int(found[2]) < 24 else ""
