"""The work behind ``tanchi bundle``."""

from __future__ import annotations

from pathlib import Path

from tanchi.cli.answer import Answer
from tanchi.cli.opened import Ask, compute_opened, open_inventory
from tanchi.cli.screen import Screen
from tanchi.cli.show.digits import digits_of
from tanchi.cli.show.footprint import show_head
from tanchi.cli.written import Study, Targets, refuse_overwriting, show_written, write_study


def bundled(inventory: Path, target: Path, ask: Ask, screen: Screen) -> Answer:
    """Compute an inventory and write its bundle. Raises TanchiError."""
    refuse_overwriting(inventory, (target,))
    opened = open_inventory(inventory, ask)
    footprint = compute_opened(opened, ask, screen)
    study = Study(opened.rule, opened.inventory, footprint)
    files = write_study(study, opened.reference, Targets(bundle=target), screen.language)

    def show(screen: Screen) -> None:
        show_head(footprint, screen, digits_of(footprint))
        show_written(screen, files)

    def data() -> dict[str, object]:
        return {"file": str(target), "fingerprint": footprint.fingerprint.digest, "total": footprint.total}

    return Answer(data, show, tuple(dict.fromkeys((*opened.findings, *footprint.findings))))
