"""Where the rows of the form stand in a workbook: found by id and by name, believed only where both agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tanchi.findings import Place, Text
from tanchi.inventory.log import Log
from tanchi.inventory.reading.facts import Facts
from tanchi.inventory.reading.raw import Area, RawBook, RawSheet
from tanchi.inventory.workbook.ids import COLUMNS, MARK, parse_id

ID_COLUMNS = 12
"""The column of ids is looked for this far to the right."""
STILL = Text(
    "请从原来的工作簿复制数值，不要排序、剪切或复制整行",
    "copy values only; do not sort, cut or copy whole rows",
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of the form: its id, where it stands, and which column plays which role there."""

    id: str
    sheet: RawSheet
    row: int
    columns: Mapping[str, int]

    @property
    def first(self) -> int:
        """Return the column findings about the row point at."""
        for role in ("value", "target", "flow", "name", "h:00"):
            if role in self.columns:
                return self.columns[role]
        return 1

    @property
    def place(self) -> Place:
        """Return where findings about the row point at."""
        return self.sheet.place(self.row, self.first)

    def has_content(self, roles: tuple[str, ...] = ()) -> bool:
        """Return whether anything is filled in: in ``roles``, or in any column that is filled in by people."""
        wanted = roles or tuple(role for role in self.columns if role not in WRITTEN)
        return any(
            (self.row, self.columns[role]) in self.sheet.cells for role in wanted if role in self.columns
        )

    def content(self) -> tuple[object, ...]:
        """Return what is filled in, to compare two copies of a row."""
        roles = sorted(role for role in self.columns if role not in WRITTEN)
        return tuple(str(self.sheet.cells.get((self.row, self.columns[role]), "")) for role in roles)


FIRST = {
    "x": "value",
    "f": "value",
    "l": "value",
    "h": "value",
    "c": "value",
    "o": "value",
    "t": "name",
    "u": "name",
    "k": "flow",
    "d": "h:00",
}
"""Letter of an id → the role its name begins at; ``target`` for ledgers."""
WRITTEN = frozenset(
    ("status", "mark", "label", "symbol", "range", "help", "sum", "result", "number", "unit", "day")
)
"""Roles of columns that come filled in."""


@dataclass
class Found:
    """All rows that carry ids, and those whose id and name agree."""

    rows: list[Spot] = field(default_factory=list)
    good: dict[str, Spot] = field(default_factory=dict)
    heads: dict[str, list[tuple[int, Mapping[str, int]]]] = field(default_factory=dict)
    """Sheet → (row, columns) of every row that names columns."""
    fixed: dict[tuple[str, int], str] = field(default_factory=dict)
    """(sheet, row) → mark of a row that is not filled in."""

    @cached_property
    def taken(self) -> frozenset[tuple[str, int]]:
        """Return (sheet, row) of every row with an id."""
        return frozenset((spot.sheet.name, spot.row) for spot in self.rows)


def locate(book: RawBook, facts: Facts, log: Log) -> Found:
    """Return the rows of the form, with a finding for each whose id and name disagree."""
    found = Found()
    for sheet in book.sheets.values():
        found.rows += _rows(sheet, found, log)
    by_id: dict[str, list[Spot]] = {}
    for spot in found.rows:
        by_id.setdefault(spot.id, []).append(spot)
    areas = {id: (book.names or {}).get(name) for name, id in facts.names.items()}
    for id, spots in by_id.items():
        good = _choose(id, spots, areas, book.names is not None, log)
        if good is not None:
            found.good[id] = good
    if book.names is not None:
        _check_lost(book, facts, by_id, log)
    return found


def _rows(sheet: RawSheet, found: Found, log: Log) -> Iterator[Spot]:
    """Yield the rows of a sheet that carry ids, each with the columns named above it."""
    column, columns = -1, dict[str, int]()
    for row in sheet.rows():
        mark = next((c for c in range(ID_COLUMNS) if sheet.cells.get((row, c)) == COLUMNS), None)
        if mark is not None:
            column, columns = mark, _columns(sheet, row, mark, log)
            found.heads.setdefault(sheet.name, []).append((row, columns))
            continue
        id = sheet.text(row, column) if column >= 0 else ""
        if id.startswith(MARK):
            found.fixed[sheet.name, row] = id
        if parse_id(id)[0]:
            yield Spot(id, sheet, row, columns)


def _columns(sheet: RawSheet, row: int, mark: int, log: Log) -> dict[str, int]:
    """Return role → column of a row that names columns; a role named twice is told and left out."""
    named: dict[str, list[int]] = {}
    for (line, column), value in sheet.cells.items():
        if line == row and column != mark and isinstance(value, str):
            named.setdefault(value, []).append(column)
    for role, columns in named.items():
        if len(columns) > 1:
            message = Text(
                f"“{role}”列被复制过，分不清哪一列是原来的",
                f"column '{role}' was copied; which is the original?",
            )
            log.error(
                "workbook.column_twice",
                sheet.place(row + 1, columns[1]),
                message,
                Text("请删去多出的列", "delete the copy"),
            )
    return {role: columns[0] for role, columns in named.items() if len(columns) == 1}


def _choose(
    id: str, spots: list[Spot], areas: Mapping[str, Area | None], has_names: bool, log: Log
) -> Spot | None:
    """Return the row an id belongs to, None (and findings) where that is not certain."""
    if not has_names:
        return _only(spots, log)
    area = areas.get(id)
    named = [spot for spot in spots if area is not None and _agrees(spot, area)]
    if not named:
        for spot in spots:
            if spot.has_content():
                _tell_moved(spot, log)
        return None
    for copy in spots:
        if copy is not named[0] and copy.has_content() and copy.content() != named[0].content():
            zh, en = (
                f"这一行是 {named[0].place} 的复制，内容不同，没有采用",
                f"a copy of {named[0].place} with other content; not used",
            )
            log.error("workbook.copied", copy.place, Text(zh, en), Text("请只保留一处", "keep one of them"))
    return named[0]


def _only(spots: list[Spot], log: Log) -> Spot | None:
    """Return the one row with an id where the file tells no names."""
    if len(spots) == 1:
        return spots[0]
    for spot in spots:
        if spot.has_content():
            _tell_moved(spot, log)
    return None


def _agrees(spot: Spot, area: Area) -> bool:
    """Return whether a name stands for the input cells of a row."""
    if area.sheet != spot.sheet.name or area.row != spot.row:
        return False
    letter = parse_id(spot.id)[0]
    months = [role for role in spot.columns if role.startswith("m:")]
    last = spot.columns[max(months)] if letter == "f" and months else spot.columns.get("value")
    at_end = area.last == last if letter in "flhcxo" else area.last in spot.columns.values()
    return area.first == spot.columns.get(FIRST.get(letter, "target")) and at_end


def _tell_moved(spot: Spot, log: Log) -> None:
    zh = "这一行的编号与名称对不上（排序、剪切、复制或删除过），数值没有采用"
    en = "the row was sorted, cut, copied or deleted: its id and its name disagree; the value is not used"
    log.error("workbook.moved", spot.place, Text(zh, en), STILL)


def _check_lost(book: RawBook, facts: Facts, by_id: Mapping[str, list[Spot]], log: Log) -> None:
    """Tell of cells that still have their name but lost the id of their row, and of rows that are gone."""
    gone: list[str] = []
    for name, id in facts.names.items():
        area = (book.names or {}).get(name)
        sheet = book.sheets.get(area.sheet) if area else None
        if id in by_id:
            continue
        if area is None or sheet is None:
            gone.append(id)
            continue
        filled = [c for c in range(area.first, area.last + 1) if (area.row, c) in sheet.cells]
        if filled:
            zh = "这一行的隐藏编号不见了，数值没有采用"
            en = "the hidden id of this row is gone; the value is not used"
            log.error("workbook.id_lost", sheet.place(area.row, filled[0]), Text(zh, en), STILL)
    if gone:
        _tell_gone(gone, log)


def _tell_gone(ids: list[str], log: Log) -> None:
    """Tell once of all rows that were deleted; what they were required for is told as missing."""
    shown = "、".join(id.partition("|")[2].strip("|").replace("|", "/") for id in ids[:5])
    zh, en = f"有 {len(ids)} 行被删除：{shown}", f"{len(ids)} rows were deleted: {shown}"
    log.note("workbook.rows_deleted", None, Text(zh, en))
