"""Files a verb writes: each whole or not at all, never over what was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tanchi.cli.screen import Screen
from tanchi.files import write_atomic
from tanchi.findings import FilePlace, Finding, Language, Level, TanchiError, Text
from tanchi.inventory.model import Inventory
from tanchi.rules import Rule
from tanchi.study.bundle import write_bundle
from tanchi.study.result import Footprint
from tanchi.study.serial import to_json

if TYPE_CHECKING:
    from tanchi.documents.report.answers import Answers


@dataclass(frozen=True, slots=True)
class Targets:
    """Where a footprint is to be written; None is nowhere. ``page`` is the result page, as one HTML file."""

    result: Path | None = None
    bundle: Path | None = None
    report: Path | None = None
    page: Path | None = None

    def paths(self) -> tuple[Path, ...]:
        """Return the files that will be written."""
        return tuple(p for p in (self.result, self.bundle, self.report, self.page) if p is not None)


@dataclass(frozen=True, slots=True)
class Study:
    """A footprint with what it was computed from."""

    rule: Rule
    inventory: Inventory
    footprint: Footprint


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


def write_study(study: Study, reference: str, targets: Targets, language: Language) -> tuple[Path, ...]:
    """Write a footprint wherever it is wanted; return the files.

    ``reference`` is how the rule was found. Raises TanchiError (``files.cannot_write``).
    """
    if targets.result:
        write_atomic(targets.result, to_json(study.footprint))
    if targets.bundle:
        write_bundle(targets.bundle, study.rule, reference, study.inventory, study.footprint)
    if targets.report:
        write_report(study, targets.report, language)
    if targets.page:
        write_page(study, targets.page, language)
    return targets.paths()


def write_report(study: Study, path: Path, language: Language) -> None:
    """Write the study report as .docx or .html, by the name of the file. Raises TanchiError."""
    from tanchi.documents.report.study import study_report

    answers = _answers(study, language)
    document = study_report(study.footprint, study.rule, study.inventory, language, answers)
    if path.suffix.lower() == ".docx":
        from tanchi.documents.word import render_docx

        render_docx(document, path)
    else:
        from tanchi.documents.html import render_html

        write_atomic(path, render_html(document, language).encode())


def write_page(study: Study, path: Path, language: Language) -> None:
    """Write the result page as one HTML file. Raises TanchiError."""
    from tanchi.documents.html import render_html
    from tanchi.documents.report.page import result_page

    page = result_page(study.footprint, study.rule, language, _answers(study, language))
    write_atomic(path, render_html(page, language).encode())


def _answers(study: Study, language: Language) -> Answers:
    """Return what the study answers to every row of the checklist whose evidence stands in a study."""
    from tanchi.cli.conformity import answers_of
    from tanchi.conformity.study_check import check_study_conformity

    return answers_of(check_study_conformity(study.footprint, study.rule, study.inventory), language)


def mark_copy(source: Path, target: Path, findings: Iterable[Finding], language: Language) -> None:
    """Write a copy of a workbook with the findings at their cells. Raises TanchiError."""
    from tanchi.inventory.marking.mark import mark_workbook

    mark_workbook(source, findings, target, language)


def require_kinds(targets: Targets) -> None:
    """Raise TanchiError, before anything is computed, where a name does not say what is to be written."""
    wanted = ((targets.report, (".docx", ".html")), (targets.page, (".html", ".htm")))
    found = [_kind(path, known) for path, known in wanted if path and path.suffix.lower() not in known]
    if found:
        raise TanchiError(found)


def _kind(path: Path, suffixes: tuple[str, ...]) -> Finding:
    known = " / ".join(suffixes)
    message = Text(f"文件名应以 {known} 结尾", f"the name must end with {known}")
    return Finding("cli.suffix", Level.ERROR, message, FilePlace(str(path)))


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
