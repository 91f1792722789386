"""The work behind ``tanchi report``."""

from __future__ import annotations

from pathlib import Path

from tanchi.cli.answer import Answer
from tanchi.cli.opened import Ask, compute_opened, is_bundle, open_inventory, require_file
from tanchi.cli.screen import Screen
from tanchi.cli.written import Study, Targets, refuse_overwriting, require_kinds, show_written, write_report
from tanchi.findings import Finding
from tanchi.study.bundle import open_sealed
from tanchi.study.restore import footprint_from_data
from tanchi.study.unpack import contents


def reported(file: Path, target: Path, ask: Ask, screen: Screen) -> Answer:
    """Write the report of an inventory or of a bundle. Raises TanchiError."""
    require_file(file)
    refuse_overwriting(file, (target,))
    require_kinds(Targets(report=target))
    study, findings = _of_bundle(file) if is_bundle(file) else _computed(file, ask, screen)
    write_report(study, target, screen.language)
    data = {"file": str(target), "fingerprint": study.footprint.fingerprint.digest}
    return Answer(lambda: data, lambda s: show_written(s, (target,)), findings)


def _of_bundle(file: Path) -> tuple[Study, tuple[Finding, ...]]:
    bundle = open_sealed(file)
    found = contents(bundle)
    return Study(found.rule, found.inventory, footprint_from_data(bundle.data("result.json"), str(file))), ()


def _computed(file: Path, ask: Ask, screen: Screen) -> tuple[Study, tuple[Finding, ...]]:
    opened = open_inventory(file, ask)
    footprint = compute_opened(opened, ask, screen)
    findings = tuple(dict.fromkeys((*opened.findings, *footprint.findings)))
    return Study(opened.rule, opened.inventory, footprint), findings
