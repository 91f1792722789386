"""All checks of an inventory against its form or its rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tanchi.findings import FilePlace, Finding, Place, TanchiError
from tanchi.inventory.build import build_form
from tanchi.inventory.check.fit import fit
from tanchi.inventory.check.head import check_head, wrong_rule
from tanchi.inventory.check.index import Case, Index
from tanchi.inventory.check.invisible import without_invisible
from tanchi.inventory.check.missing import check_missing
from tanchi.inventory.check.tables import check_tables
from tanchi.inventory.check.values import check_values
from tanchi.inventory.conditions import settle_choices, with_defaults
from tanchi.inventory.form import Address, Form
from tanchi.inventory.log import Log
from tanchi.inventory.model import Inventory
from tanchi.rules.model import Rule

NO_PLACES: Mapping[Address, Place] = {}


def validate(
    inventory: Inventory,
    form: Form,
    places: Mapping[Address, Place] = NO_PLACES,
    refused: frozenset[Address] = frozenset(),
) -> tuple[Finding, ...]:
    """Return what is wrong with a fitted inventory.

    ``places`` tells where values would stand that were not filled in, such as the cells of a workbook;
    ``refused`` are addresses whose values have a finding already and are not missing.
    """
    case, log = Case(inventory, Index(form), places, refused), Log()
    for check in (check_head, check_missing, check_values, check_tables):
        check(case, log)
    return tuple(log.findings)


def check_inventory(
    inventory: Inventory, rule: Rule, places: Mapping[Address, Place] = NO_PLACES
) -> tuple[Inventory, tuple[Finding, ...]]:
    """Return ``inventory`` with every value of its declared type, and every finding.

    Choices the inventory leaves open take the rule's defaults; those decided by data stay open. An inventory
    that names no rule is taken for one of ``rule``; one of another rule, or with choices the rule does not
    have, is returned as it is.
    """
    place = FilePlace(inventory.file) if inventory.file else None
    if not inventory.rule:
        inventory = replace(inventory, rule=rule.id, edition=rule.edition)
    if inventory.rule != rule.id:
        return inventory, (wrong_rule(inventory, rule.id, place),)
    try:
        settled = settle_choices(rule, inventory.choices)
    except TanchiError as error:
        return inventory, tuple(f.at(place) if place else f for f in error.findings)
    form, whole = build_form(rule, with_defaults(rule, settled)), build_form(rule, {})
    log = Log()
    found = fit(without_invisible(inventory, log), form, whole)
    checked = validate(found.inventory, form, {**places, **found.blank}, found.refused)
    return found.inventory, (*log.findings, *found.findings, *checked)
