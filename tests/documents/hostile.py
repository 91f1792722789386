"""Labels that try to be something else, in every place a label can stand."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from tanchi.documents.blocks import Document, Equation
from tests.documents.samples import report, sheet

TRICKS = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "</style></svg></math><b>x",
    "=cmd|' /C calc'!A0",
    "\u202egnp.exe\u202c\u2066\u200f",
    "]]><!-- & &amp; \x00\x08\ufffe",
    "{{7*7}} ${x} <w:p/>",
)
TEXTS = frozenset(
    (
        "label",
        "text",
        "title",
        "zh",
        "en",
        "value",
        "detail",
        "unit",
        "note",
        "subtitle",
        "footer",
        "banner",
        "range_text",
        "percent",
        "aside",
        "caption",
    )
)
SHOWN = tuple(trick for trick in TRICKS)


def hostile(language: str) -> tuple[Document, Document]:
    """Return sheet and report with a trick appended to every text in them."""
    return poisoned(sheet(language)), poisoned(report(language))  # type: ignore[arg-type]


def poisoned(value: Any, name: str = "", count: list[int] | None = None) -> Any:
    """Return ``value`` with tricks in every string that is shown, in turn."""
    count = count if count is not None else [0]
    if isinstance(value, str):
        if name not in TEXTS or not value:
            return value
        count[0] += 1
        return value + TRICKS[count[0] % len(TRICKS)]
    if isinstance(value, tuple):
        return tuple(poisoned(part, name, count) for part in value)
    if isinstance(value, Equation):
        symbols, left = value.symbols, value.left
        return replace(
            value,
            left=replace(left, text=poisoned(left.text, "text", count)),
            symbols=lambda leaf: replace(symbols(leaf), base="<b>", sub="</m:t>", unit="<i>"),
        )
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: poisoned(getattr(value, f.name), f.name, count) for f in fields(value)}
        return replace(value, **changed)
    return value
