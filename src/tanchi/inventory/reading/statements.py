"""What the study says in words, as it stands in a workbook."""

from __future__ import annotations

from collections.abc import Iterable

from tanchi.findings import Language, Text
from tanchi.inventory.log import Log
from tanchi.inventory.reading.cells import tell_fault
from tanchi.inventory.reading.locate import Spot
from tanchi.inventory.statements import STATEMENTS, denies
from tanchi.inventory.typed import typed_number
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.ids import parse_id


def read_statements(spots: Iterable[Spot], language: Language, log: Log) -> dict[str, str]:
    """Return the statements by key, with a finding at the cell of what is not one."""
    said: dict[str, str] = {}
    for spot in spots:
        _, (key,) = parse_id(spot.id)
        text = _said(spot, language, log)
        if text and key not in STATEMENTS:
            message = Text("碳尺不认识这一项说明，没有采用", "this statement is not known; it is not used")
            log.warn("workbook.statement", spot.place, message)
        elif text:
            said[key] = text
    return said


def _said(spot: Spot, language: Language, log: Log) -> str:
    """Return the words of a cell, "" where there are none or only a stroke."""
    at = spot.row, spot.columns.get("value", spot.first)
    if at in spot.sheet.faults:
        tell_fault(spot.sheet, at, log)
        return ""
    value = spot.sheet.cells.get(at)
    if isinstance(value, bool):
        return (words.YES if value else words.NO).of(language)
    text = spot.sheet.text(*at)
    text = text[:10] if isinstance(value, dict) else text
    if text and not denies(text) and typed_number(text).kind == "nothing":
        message = Text(f"“{text}”读作没有写", f"'{text}' read as not written")
        remedy = Text("确实没有的写“无”", "write 'none' where there is nothing of the kind")
        log.note("workbook.statement_nothing", spot.place, message, remedy)
        return ""
    return text
