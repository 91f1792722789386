"""Findings as plain text for a terminal and as data for machines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tanchi.findings.finding import Finding, Level
from tanchi.findings.place import CellPlace, FieldPlace, FilePlace, FormulaPlace, ParagraphPlace, ProcessPlace
from tanchi.findings.text import Language

_MARK = {Level.ERROR: "✕", Level.WARNING: "△", Level.NOTE: "·"}
_WORD = {
    Level.ERROR: {"zh": "错误", "en": "error"},
    Level.WARNING: {"zh": "警告", "en": "warning"},
    Level.NOTE: {"zh": "提示", "en": "note"},
}
_FIELDS = {
    FilePlace: ("file", "line", "column", "path"),
    CellPlace: ("file", "sheet", "cell"),
    FieldPlace: ("field",),
    FormulaPlace: ("text", "start", "end", "path"),
    ParagraphPlace: ("file", "paragraph", "clause"),
    ProcessPlace: ("process", "line"),
}


def as_text(finding: Finding, language: Language = "zh") -> str:
    """Return the finding as one to four lines: mark, place, message; caret; remedy."""
    word = _WORD[finding.level][language]
    where = f"{finding.place}: " if finding.place else ""
    lines = [f"{_MARK[finding.level]} {word} {where}{finding.message.of(language)} [{finding.code}]"]
    lines += _caret(finding)
    if finding.remedy:
        lines.append(f"    → {finding.remedy.of(language)}")
    return "\n".join(lines)


def as_data(finding: Finding) -> dict[str, Any]:
    """Return the finding as JSON-ready data with both languages and a typed place."""
    place: dict[str, Any] | None = None
    if finding.place is not None:
        names = _FIELDS[type(finding.place)]
        place = {"kind": type(finding.place).__name__.removesuffix("Place").lower()}
        place |= {name: getattr(finding.place, name) for name in names}
    return {
        "code": finding.code,
        "level": finding.level.value,
        "place": place,
        "message": {"zh": finding.message.zh, "en": finding.message.en},
        "remedy": {"zh": finding.remedy.zh, "en": finding.remedy.en},
        "clause": finding.clause,
    }


def summary(findings: Iterable[Finding], language: Language = "zh") -> str:
    """Return a count by level, such as ``2 个错误，1 个警告``."""
    counts = dict.fromkeys(Level, 0)
    for finding in findings:
        counts[finding.level] += 1
    if language == "en":
        return ", ".join(f"{n} {_WORD[level]['en']}{'s' * (n != 1)}" for level, n in counts.items())
    return "，".join(f"{n} 个{_WORD[level]['zh']}" for level, n in counts.items())


def _caret(finding: Finding) -> list[str]:
    place = finding.place
    if isinstance(place, FormulaPlace):
        return [
            f"    {place.text}",
            "    " + _pad(place.text[: place.start]) + "^" * max(1, place.end - place.start),
        ]
    if isinstance(place, FilePlace) and place.excerpt and place.column:
        spot = place.mark or place.column
        return [f"    {place.excerpt}", "    " + _pad(place.excerpt[: spot - 1]) + "^"]
    return []


def _pad(before: str) -> str:
    """Return blanks as wide as ``before`` is on a terminal (CJK characters take two columns)."""
    return "".join("　" if ord(c) > 0x2E7F else " " for c in before)
