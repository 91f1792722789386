"""The work behind ``tanchi form``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tanchi.cli.answer import Answer
from tanchi.cli.opened import require_file
from tanchi.cli.screen import Screen
from tanchi.cli.written import refuse_overwriting
from tanchi.findings import Finding, Language, Level, TanchiError, Text, errors
from tanchi.inventory.build import build_form
from tanchi.inventory.form import Form
from tanchi.inventory.model import Inventory
from tanchi.inventory.read import read_inventory
from tanchi.inventory.workbook.write import write_workbook
from tanchi.rules import load_rule
from tanchi.rules.model import Rule

_LEFT_TO_FILL = ("inventory.missing", "inventory.month_missing", "inventory.period_missing", "inventory.rows")
"""Findings about what is not there yet: the workbook is made so that it can be filled in."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the workbook is to be: sites, period, resolution, choices already made, values to fill in."""

    sites: tuple[str, ...] = ("",)
    period: tuple[str, str] = ("2025-01-01", "2025-12-31")
    resolution: str = "year"
    choices: Mapping[str, str] = field(default_factory=dict)
    fill: Path | None = None


def formed(reference: str, output: Path | None, wanted: Wanted, language: Language) -> Answer:
    """Write the workbook of a rule. Raises TanchiError."""
    _require_period(wanted.period)
    rule = load_rule(reference)
    target = output or Path(f"{rule.id}-{rule.edition}.xlsx")
    values, findings = _values(wanted, target, rule)
    form = build_form(rule, {**(values.choices if values else {}), **wanted.choices})
    write_workbook(
        form,
        target,
        language,
        sites=wanted.sites,
        period=wanted.period,
        resolution=wanted.resolution,
        values=values,
    )

    def show(screen: Screen) -> None:
        screen.say(
            f"已写入 {target}：{len(form.sheets)} 部分，{_asked(form)} 项",
            f"written: {target}: {len(form.sheets)} parts, {_asked(form)} fields",
        )
        screen.say(f"填好后：tanchi compute {target}", f"when it is filled: tanchi compute {target}")

    data = {
        "file": str(target),
        "rule": f"{rule.id}@{rule.edition}",
        "parts": len(form.sheets),
        "fields": _asked(form),
    }
    return Answer(lambda: data, show, findings)


def _values(wanted: Wanted, target: Path, rule: Rule) -> tuple[Inventory | None, tuple[Finding, ...]]:
    if wanted.fill is None:
        return None, ()
    require_file(wanted.fill)
    refuse_overwriting(wanted.fill, (target,))
    values, findings = read_inventory(wanted.fill, rule)
    stopping = [f for f in errors(findings) if f.code not in _LEFT_TO_FILL]
    if stopping:
        raise TanchiError(stopping)
    return values, tuple(f for f in findings if f.code not in _LEFT_TO_FILL)


def _asked(form: Form) -> int:
    return sum(len(sheet.fields) + sum(len(t.columns) for t in sheet.tables) for sheet in form.sheets)


def _require_period(period: tuple[str, str]) -> None:
    """Raise TanchiError unless both days exist and are in order."""
    wrong = [day for day in period if not _is_day(day)]
    if wrong or period[0] > period[1]:
        named = ", ".join(wrong) or " > ".join(period)
        raise TanchiError(
            Finding(
                "cli.period", Level.ERROR, Text(f"期间不对：{named}", f"not a period: {named}"), None,
                Text("写成 --from 2025-01-01 --to 2025-12-31", "write --from 2025-01-01 --to 2025-12-31"),
            )
        )  # fmt: skip


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
