"""The work behind ``tanchi compute``: read, check, compute, write, answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tanchi.cli.answer import Answer
from tanchi.cli.exit_codes import ExitCode
from tanchi.cli.opened import Ask, compute_opened, open_inventory
from tanchi.cli.screen import Screen
from tanchi.cli.show.footprint import show_footprint
from tanchi.cli.written import (
    Study,
    Targets,
    mark_copy,
    refuse_overwriting,
    require_kinds,
    show_written,
    write_study,
)
from tanchi.findings import Finding, TanchiError, errors
from tanchi.study.result import CheckState, Footprint
from tanchi.study.serial import footprint_data


@dataclass(frozen=True, slots=True)
class Job:
    """One call of ``tanchi compute``."""

    inventory: Path
    ask: Ask
    targets: Targets
    marked: Path | None = None
    strict: bool = False


def computed(job: Job, screen: Screen) -> Answer:
    """Compute and write; where the data stop the work, still mark the copy. Raises TanchiError."""
    extra = (job.marked,) if job.marked else ()
    refuse_overwriting(job.inventory, (*job.targets.paths(), *extra))
    require_kinds(job.targets)
    try:
        opened = open_inventory(job.inventory, job.ask)
        footprint = compute_opened(opened, job.ask, screen)
    except TanchiError as error:
        if job.marked:
            mark_copy(job.inventory, job.marked, error.findings, screen.language)
        raise
    findings = tuple(dict.fromkeys((*opened.findings, *footprint.findings)))
    if job.marked:
        mark_copy(job.inventory, job.marked, findings, screen.language)
    study = Study(opened.rule, opened.inventory, footprint)
    files = (*write_study(study, opened.reference, job.targets, screen.language), *extra)

    unmet = _unmet(study) if job.strict else ()

    def show(screen: Screen) -> None:
        show_footprint(footprint, screen)
        show_written(screen, files)

    return Answer(
        data=lambda: {"footprint": footprint_data(footprint), "files": [str(f) for f in files]},
        show=show,
        findings=(*findings, *unmet),
        code=ExitCode.INCOMPLETE if job.strict and (unmet or not sound(footprint)) else ExitCode.OK,
    )


def _unmet(study: Study) -> tuple[Finding, ...]:
    """Return what the checklist asks of a study with "shall" and this one does not meet."""
    from tanchi.conformity.answers import findings
    from tanchi.conformity.study_check import check_study_conformity

    return errors(findings(check_study_conformity(study.footprint, study.rule, study.inventory)))


def sound(footprint: Footprint) -> bool:
    """Return whether a footprint has no gap and no failed check or balance."""
    checks = all(check.state is not CheckState.FAILED for check in footprint.checks)
    return footprint.complete and checks and all(balance.ok for balance in footprint.balances)
