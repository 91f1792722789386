"""A copy of a workbook with every problem marked at its cell and listed on a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tanchi.files import write_atomic
from tanchi.findings import CellPlace, FilePlace, Finding, Language, Level, TanchiError, Text
from tanchi.inventory.marking.colours import add_looks, colour
from tanchi.inventory.marking.comments import comment
from tanchi.inventory.marking.listing import LEVELS, add_listing
from tanchi.inventory.marking.parts import Parts
from tanchi.inventory.reading.archive import check_archive
from tanchi.inventory.reading.raw import spot_of
from tanchi.inventory.reading.read import read_bytes

ORDER = (Level.ERROR, Level.WARNING, Level.NOTE)


def mark_workbook(
    path: Path | str, findings: Iterable[Finding], out: Path | str, language: Language = "zh"
) -> None:
    """Write a copy of the workbook at ``path`` to ``out``, with ``findings`` marked.

    A cell with findings is coloured by the worst of them and commented; the sheet 问题清单 lists all. Styles,
    checks, names and values stay as they are; marks of an earlier time are replaced. Raises TanchiError for a
    file that cannot be read, that is no .xlsx, or that cannot be written.
    """
    data = read_bytes(Path(path))
    if not data.startswith(b"PK"):
        message = Text("只能在 .xlsx 中标注", "only .xlsx files can be marked")
        raise TanchiError(Finding("workbook.not_xlsx", Level.ERROR, message, FilePlace(str(path))))
    check_archive(data, str(path))
    write_atomic(out, marked(data, sorted(findings, key=lambda f: ORDER.index(f.level)), language))


def marked(data: bytes, findings: Sequence[Finding], language: Language = "zh") -> bytes:
    """Return the bytes of a workbook with findings marked, the worst first."""
    parts = Parts.of(data)
    looks = add_looks(parts)
    by_sheet: dict[str, dict[str, list[Finding]]] = {}
    for finding in findings:
        if isinstance(finding.place, CellPlace):
            by_sheet.setdefault(finding.place.sheet, {}).setdefault(finding.place.cell, []).append(finding)
    for name, part in parts.sheets().items():
        cells = by_sheet.get(name, {})
        if part in parts.content and part.startswith("xl/worksheets/"):
            colour(parts.tree(part), {cell: found[0].level for cell, found in cells.items()}, looks)
            if cells or parts.related(part, "comments"):
                comment(
                    parts,
                    part,
                    {cell: (*spot_of(cell), _say(found, language)) for cell, found in cells.items()},
                )
    add_listing(parts, findings, language)
    return parts.pack()


def _say(findings: Sequence[Finding], language: Language) -> str:
    """Return what a comment says: level, problem, remedy, one paragraph per finding."""
    colon = "：" if language == "zh" else ": "
    lines = []
    for finding in findings:
        remedy = finding.remedy.of(language)
        lines.append(f"{LEVELS[finding.level].of(language)}{colon}{finding.message.of(language)}")
        lines += [f"→ {remedy}"] if remedy else []
    return "\n".join(lines)
