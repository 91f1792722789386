"""The cover of a workbook: who reports, for which period, with which choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tanchi.findings import Text
from tanchi.inventory.check.fit import option_of
from tanchi.inventory.form import Form
from tanchi.inventory.log import Log
from tanchi.inventory.reading.facts import Facts
from tanchi.inventory.reading.locate import Spot
from tanchi.inventory.typed import typed_date
from tanchi.inventory.workbook.ids import parse_id


@dataclass(frozen=True, slots=True)
class CoverText:
    """What stands on the cover."""

    heads: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)


def read_cover(spots: Iterable[Spot], facts: Facts, form: Form, log: Log) -> CoverText:
    """Read the cover; choices the form was made for are taken from the form."""
    heads: dict[str, str] = {"from": facts.period[0], "to": facts.period[1]}
    choices = dict(facts.choices)
    for spot in spots:
        letter, (key, *_) = parse_id(spot.id)
        text = spot.sheet.text(spot.row, spot.columns.get("value"))
        if letter == "h" and text:
            heads[key] = _head(key, text, spot, facts, log)
        elif letter == "c" and text:
            option = _option(key, text, spot, form, log)
            if option:
                choices[key] = option
    return CoverText(heads, choices)


def _head(key: str, text: str, spot: Spot, facts: Facts, log: Log) -> str:
    if key not in ("from", "to"):
        return text
    planned = facts.period[0 if key == "from" else 1]
    date = typed_date(text[:10] if len(text) > 10 and text[10] == "T" else text)
    if not date:
        message = Text(f"“{text}”不是日期", f"'{text}' is no date")
        log.error("workbook.period", spot.place, message, Text("写作 2025-01-31", "write 2025-01-31"))
        return planned
    if date != planned:
        zh = f"期间由 {planned} 改成了 {date}，各月的列仍是原来的"
        en = f"the period was changed from {planned} to {date}; the columns of months are still the old ones"
        remedy = Text("期间不同请重新生成工作簿", "make a new workbook for another period")
        log.warn("workbook.period_changed", spot.place, Text(zh, en), remedy)
    return date


def _option(key: str, text: str, spot: Spot, form: Form, log: Log) -> str:
    choice = next((choice for choice in form.choices if choice.id == key), None)
    found = option_of(text, choice.options) if choice else None
    if choice is not None and found is None:
        labels = "、".join(str(option.label) for option in choice.options)
        message = Text(f"“{text}”不在可选项中", f"'{text}' is none of the options")
        log.error("workbook.choice", spot.place, message, Text(f"可选：{labels}", f"options: {labels}"))
    return found.id if found else ""
