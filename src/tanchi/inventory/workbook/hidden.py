"""The hidden sheet that says which rule and form a workbook was made from, and what its names stand for."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from tanchi.formula import unparse
from tanchi.inventory.form import Condition, Field, Form

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from tanchi.inventory.workbook.pen import Desk

NAME = "_tanchi"
LAYOUT = "1"
"""Version of the layout of workbooks."""
BLOCK, BLOCK_WIDTH = 4_000, 4
"""Rows and columns of a block of records; further ones stand to the right of it."""


def write_hidden(desk: Desk, form: Form, sheet: Worksheet) -> None:
    """Write facts by key, then what names and the names of quantities in ledgers stand for."""
    sheet.very_hidden()
    facts = {
        "tanchi": LAYOUT,
        "rule": form.rule,
        "edition": form.edition,
        "rule_hash": form.rule_hash,
        "form_hash": form_hash(form),
        "language": desk.language,
        "from": desk.plan.period[0],
        "to": desk.plan.period[1],
        "resolution": desk.plan.resolution,
        "sites": "|".join(desk.plan.sites),
        "choices": "|".join(f"{c.id}={c.default}" for c in form.choices if c.settled),
    }
    targets = [("target", kind, t.label, t.id) for kind, found in desk.plan.targets.items() for t in found]
    names = [("name", name, id) for name, id in desk.names]
    for number, cells in enumerate([*facts.items(), *names, *targets]):
        block, row = divmod(number, BLOCK)
        for column, text in enumerate(cells, BLOCK_WIDTH * block):
            sheet.write_string(row, column, text)


def form_hash(form: Form) -> str:
    """Return a hash of what a form asks: ids, units, types, options, conditions; words do not count."""
    sheets = [
        [s.process, s.per_site, _when(s.when), [_field(f) for f in s.fields],
         [[t.id, t.rows_of, [r.id for r in t.rows], [_field(c) for c in t.columns]] for t in s.tables]]
        for s in form.sheets
    ]  # fmt: skip
    choices = [[c.id, [o.id for o in c.options], c.default, c.settled] for c in form.choices]
    text = json.dumps([form.rule, form.edition, sheets, choices], separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _field(field: Field) -> list[object]:
    unit = field.unit.symbol if field.unit else ""
    what = [field.id, unit, field.type.value, field.kind, field.resolution.value, field.required]
    return [*what, field.has_default, [o.id for o in field.options], field.options_from, _when(field.when)]


def _when(condition: Condition | None) -> str:
    return unparse(condition.node) if condition else ""
