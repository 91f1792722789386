"""Names of worksheets and labels of lines: short enough, allowed, and never twice; notes put together."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tanchi.findings import Language, Text
from tanchi.inventory.form import Field, Sheet
from tanchi.inventory.workbook import words

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


class SheetNames:
    """Gives each worksheet a name of its own."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {name.casefold() for name in taken}

    def next(self, wanted: str) -> str:
        """Return ``wanted`` cut, cleaned and numbered until no other sheet has it."""
        clean = _FORBIDDEN.sub(" ", wanted).strip(" '") or "sheet"
        name, number = clean[:LONGEST].strip(" '"), 2
        while name.casefold() in self._taken:
            tail = f" {number}"
            name, number = clean[: LONGEST - len(tail)].strip(" '") + tail, number + 1
        self._taken.add(name.casefold())
        return name


def field_labels(sheet: Sheet) -> dict[str, Text]:
    """Return the label of each field of a sheet; equal labels get the list they stand in, then a number."""
    found: dict[str, Text] = {}
    for field in sheet.fields:
        label, number = field.label, 2
        if sum(_same(field.label, other) for other in sheet.fields) > 1:
            section = words.SECTIONS.get(field.list_kind, Text(field.list_kind))
            label = Text(f"{field.label.of('zh')}（{section.zh}）", f"{field.label.of('en')} ({section.en})")
        base = label
        while any(label.zh == other.zh or label.of("en") == other.of("en") for other in found.values()):
            label, number = Text(f"{base.of('zh')} {number}", f"{base.of('en')} {number}"), number + 1
        found[field.id] = label
    return found


def _same(label: Text, other: Field) -> bool:
    return label.of("zh") == other.label.of("zh") or label.of("en") == other.label.of("en")


def target_label(parts: Iterable[str]) -> str:
    """Return the name of a quantity in a drop-down: site, process, table and row, quantity."""
    return "·".join(part for part in parts if part)


def sheet_title(sheet: Sheet, language: Language) -> str:
    """Return what a sheet is called in drop-downs."""
    return sheet.label.of(language)


def filled(frame: Text, part: Text) -> Text:
    """Return ``frame`` with ``part`` in the place of its braces."""
    return Text(frame.zh.format(part.of("zh")), frame.en.format(part.of("en")))


def joined(parts: Iterable[Text]) -> Text:
    """Return the parts that say something, one after the other."""
    given = [part for part in parts if part]
    return Text("；".join(p.of("zh") for p in given), "; ".join(p.of("en") for p in given))
