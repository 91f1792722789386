"""Which processes a plant has: where the rule lets one be absent, the cover asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tanchi.findings import Text
from tanchi.inventory.conditions import holds
from tanchi.inventory.form import Condition, Form
from tanchi.inventory.model import Inventory
from tanchi.inventory.workbook import words

Plant = tuple[str, str]
"""(process, site)."""


@dataclass(frozen=True, slots=True)
class Presence:
    """A process the works at a site may be without; it is asked at all ``when``."""

    process: str
    site: str
    label: Text
    when: Condition | None = None


def presences(form: Form, sites: Sequence[str]) -> tuple[Presence, ...]:
    """Return the processes that may be absent, per site."""
    return tuple(
        Presence(sheet.process, site, _label(sheet.label, site), sheet.when)
        for sheet in form.sheets
        if sheet.optional
        for site in (sites if sheet.per_site else ("",))
    )


def _label(label: Text, site: str) -> Text:
    return Text(f"{label.of('zh')}（{site}）", f"{label.of('en')} ({site})") if site else label


def answers(
    asked: Sequence[Presence], values: Inventory | None, choices: Mapping[str, str]
) -> dict[Plant, Text]:
    """Return what a workbook filled with ``values`` says of each process; nothing where nobody knows yet."""
    if values is None:
        return {}
    reported = {(address.process, address.site) for address in values.entries}
    return {
        (one.process, one.site): words.HAS if (one.process, one.site) in reported else words.HAS_NOT
        for one in asked
        if holds(one.when, choices)
    }
