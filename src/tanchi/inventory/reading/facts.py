"""What the hidden sheet of a workbook says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tanchi.findings import FilePlace, Finding, Language, Level, TanchiError, Text
from tanchi.inventory.reading.raw import RawBook, RawSheet
from tanchi.inventory.workbook.hidden import BLOCK_WIDTH, LAYOUT
from tanchi.inventory.workbook.ids import parse_id


@dataclass(frozen=True, slots=True)
class Facts:
    """Rule and form a workbook was made from, what its names and the names in its ledgers stand for."""

    rule: str
    edition: str
    rule_hash: str
    form_hash: str
    language: Language
    period: tuple[str, str]
    resolution: str
    sites: tuple[str, ...]
    choices: Mapping[str, str]
    names: Mapping[str, str]
    """Defined name → id of a row."""
    targets: Mapping[tuple[str, str], str]
    """(ledger, name of a quantity) → id of its row."""


def facts_of(book: RawBook, file: str) -> Facts:
    """Return what a workbook says of itself. Raises TanchiError for one that was not made by Tanchi."""
    sheet = next((s for s in book.sheets.values() if s.cells.get((0, 0)) == "tanchi"), None)
    if sheet is None:
        message = Text(
            "这不是碳尺的收集工作簿，或隐藏的“_tanchi”页已被删除", "this is no collection workbook of Tanchi"
        )
        remedy = Text(
            "请用 tanchi form 重新生成，把数据贴进去", "make a new one with 'tanchi form' and paste the data"
        )
        raise TanchiError(Finding("workbook.not_ours", Level.ERROR, message, FilePlace(file), remedy))
    rows = list(_records(sheet))
    known = {row[0]: row[1] for row in rows if row[0] not in ("name", "target")}
    if known["tanchi"] != LAYOUT:
        message = Text(f"工作簿的版式是第 {known['tanchi']} 版", f"the workbook has layout {known['tanchi']}")
        raise TanchiError(Finding("workbook.layout", Level.ERROR, message, FilePlace(file)))
    return _facts(known, rows, sheet)


def _records(sheet: RawSheet) -> Iterator[list[str]]:
    """Yield the records of the hidden sheet, block by block."""
    width = 1 + max(column for _, column in sheet.cells)
    for start in range(0, width, BLOCK_WIDTH):
        for row in sheet.rows():
            if (row, start) in sheet.cells:
                yield [sheet.text(row, column) for column in range(start, start + BLOCK_WIDTH)]


def _facts(known: Mapping[str, str], rows: list[list[str]], sheet: RawSheet) -> Facts:
    parts = (part.partition("=") for part in known.get("choices", "").split("|"))
    language: Language = "en" if known.get("language") == "en" else "zh"
    return Facts(
        rule=known.get("rule", ""),
        edition=known.get("edition", ""),
        rule_hash=known.get("rule_hash", ""),
        form_hash=known.get("form_hash", ""),
        language=language,
        period=(known.get("from", ""), known.get("to", "")),
        resolution=known.get("resolution", "year"),
        sites=tuple(known.get("sites", "").split("|")),
        choices={choice: option for choice, sign, option in parts if sign},
        names={row[1]: row[2] for row in rows if row[0] == "name" and parse_id(row[2])[0]},
        targets={(row[1], row[2]): row[3] for row in rows if row[0] == "target"},
    )
