"""A study against a checklist, row by row."""

from __future__ import annotations

from dataclasses import replace

from tanchi.conformity.answers import Conformity, Found, answer
from tanchi.conformity.checklist import Checklist, load_checklist
from tanchi.conformity.requirement import Requirement, Where
from tanchi.conformity.rule_paths import place_of
from tanchi.conformity.study_rows import ROWS
from tanchi.conformity.study_subject import Study
from tanchi.inventory.model import Inventory
from tanchi.rules.model import Rule
from tanchi.study.result import Footprint


def check_study_conformity(
    footprint: Footprint, rule: Rule, inventory: Inventory | None = None, checklist: Checklist | None = None
) -> Conformity:
    """Return the answer of a study to every row whose evidence must stand in a study.

    ``rule`` is the one the footprint was computed by, ``inventory`` what it was computed from; without it
    nothing that people wrote can be seen, and the rows that ask for it are not met.
    """
    found = checklist or load_checklist()
    study = Study(footprint, rule, inventory)
    rows = found.wanted_in(Where.STUDY)
    mark = footprint.fingerprint
    return Conformity(
        found.id,
        found.edition,
        f"{footprint.company} {footprint.product} {mark.rule}@{mark.edition} {mark.short()}".strip(),
        tuple(answer(row, Where.STUDY, _found(study, row)) for row in rows),
    )


def _found(study: Study, row: Requirement) -> Found:
    """Return what the check of a row saw, with the line of the rule it points to, if any."""
    found = ROWS[row.id](study)
    paths = (path.removeprefix("rule.") for path in found.paths if path.startswith("rule."))
    places = (place_of(study.rule, path) for path in paths)
    return replace(found, place=next((place for place in places if place is not None), None))
