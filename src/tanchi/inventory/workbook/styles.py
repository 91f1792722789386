"""Cell formats of the workbook, each made once."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from tanchi.findings import Language
from tanchi.inventory.workbook import colours as c

FONTS = {"zh": "微软雅黑", "en": "Arial"}
PERCENT, DATE, TEXT, GENERAL = "0.00##%", "yyyy-mm-dd", "@", "General"


class Styles:
    """Gives the format of a kind of cell, with changes."""

    def __init__(self, book: Workbook, language: Language) -> None:
        self._book = book
        self._base = {"font_name": FONTS[language], "font_size": 10, "font_color": c.INK, "valign": "vcenter"}
        self._made: dict[str, Format] = {}

    def get(self, kind: str, **changes: Any) -> Format:  # noqa: ANN401
        """Return the format ``kind`` of :data:`KINDS` with ``changes``; equal wishes give the same format."""
        wanted = {**self._base, **KINDS[kind], **changes}
        key = repr(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]


_EDGE = {"border": 1, "border_color": c.CONTROL}
_HAIR = {"bottom": 1, "bottom_color": c.LINE}

KINDS: dict[str, dict[str, Any]] = {
    "plain": {},
    "input": {**_EDGE, "bg_color": c.PAPER, "locked": False},
    "number": {
        **_EDGE,
        "bg_color": c.PAPER,
        "locked": False,
        "align": "right",
        "indent": 1,
        "num_format": GENERAL,
    },
    "words": {
        **_EDGE,
        "bg_color": c.PAPER,
        "locked": False,
        "num_format": TEXT,
        "text_wrap": True,
        "indent": 1,
    },
    "label": {**_HAIR, "bg_color": c.WASH, "text_wrap": True, "indent": 1},
    "must": {**_HAIR, "bg_color": c.WASH, "align": "center", "font_color": c.BAD},
    "head_center": {
        "bold": True,
        "bg_color": c.WASH_2,
        "bottom": 2,
        "bottom_color": c.INK,
        "text_wrap": True,
        "align": "center",
    },
    "symbol": {**_HAIR, "bg_color": c.WASH, "italic": True, "font_color": c.INK_2},
    "help": {
        **_HAIR,
        "bg_color": c.WASH,
        "font_color": c.INK_3,
        "font_size": 9,
        "text_wrap": True,
        "indent": 1,
    },
    "status": {**_HAIR, "bg_color": c.WASH, "align": "center", "font_size": 9, "font_color": c.INK_3},
    "formula": {**_HAIR, "bg_color": c.WASH_2, "align": "right", "indent": 1, "font_color": c.INK_2},
    "off": {**_HAIR, "bg_color": c.WASH_2},
    "head": {
        "bold": True,
        "bg_color": c.WASH_2,
        "bottom": 2,
        "bottom_color": c.INK,
        "text_wrap": True,
        "indent": 1,
    },
    "unit": {**_EDGE, "bg_color": c.PAPER, "locked": False, "align": "center", "font_color": c.INK_2},
    "fixed_unit": {**_HAIR, "bg_color": c.WASH, "align": "center", "font_color": c.INK_2},
    "section": {
        "indent": 1,
        "bold": True,
        "font_color": c.INK_2,
        "top": 1,
        "top_color": c.CONTROL,
        "valign": "bottom",
    },
    "site": {"indent": 1, "bold": True, "bg_color": c.ACCENT_WASH, "font_color": c.ACCENT, "font_size": 12},
    "title": {"bold": True, "font_size": 16, "indent": 1},
    "note": {"indent": 1, "font_color": c.INK_2, "text_wrap": True, "valign": "top"},
    "link": {"font_color": c.ACCENT, "underline": 1},
    "see": {**_HAIR, "bg_color": c.WASH, "font_color": c.ACCENT, "underline": 1, "align": "right"},
}
