"""Files a verb writes: each whole or not at all, never over what was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tanchi.cli.opened import Opened
from tanchi.cli.screen import Screen
from tanchi.files import write_atomic
from tanchi.findings import FilePlace, Finding, Language, Level, TanchiError, Text
from tanchi.study.bundle import write_bundle
from tanchi.study.result import Footprint
from tanchi.study.serial import to_json


@dataclass(frozen=True, slots=True)
class Targets:
    """Where a footprint is to be written; None is nowhere."""

    result: Path | None = None
    bundle: Path | None = None
    word: Path | None = None
    html: Path | None = None

    def paths(self) -> tuple[Path, ...]:
        """Return the files that will be written."""
        return tuple(p for p in (self.result, self.bundle, self.word, self.html) if p is not None)


def refuse_overwriting(source: Path, targets: Iterable[Path]) -> None:
    """Raise TanchiError where a file to write is the file that was read, or two of them are one."""
    seen = {source.resolve()}
    found = []
    for target in targets:
        if target.resolve() in seen:
            found.append(_twice(target))
        seen.add(target.resolve())
    if found:
        raise TanchiError(found)


def write_footprint(
    opened: Opened, footprint: Footprint, targets: Targets, language: Language
) -> tuple[Path, ...]:
    """Write a footprint wherever it is wanted; return the files. Raises TanchiError (``files.cannot_write``)."""
    if targets.result:
        write_atomic(targets.result, to_json(footprint))
    if targets.bundle:
        write_bundle(targets.bundle, opened.rule, opened.reference, opened.inventory, footprint)
    return targets.paths()


def mark_copy(source: Path, target: Path, findings: Iterable[Finding], language: Language) -> None:
    """Write a copy of a workbook with the findings at their cells. Raises TanchiError."""
    from tanchi.inventory.marking.mark import mark_workbook

    mark_workbook(source, findings, target, language)


def show_written(screen: Screen, paths: Iterable[Path]) -> None:
    """Tell which files were written."""
    for path in paths:
        screen.say(f"已写入 {path}", f"written: {path}")


def _twice(path: Path) -> Finding:
    return Finding(
        "cli.same_file",
        Level.ERROR,
        Text("不能写到这里：它是输入文件，或另一项输出", "this is the file that was read, or another output"),
        FilePlace(str(path)),
        Text("换一个文件名", "choose another name"),
    )
