"""The cells that say where a value comes from: method, uncertainty, source, evidence, remarks."""

from __future__ import annotations

from tanchi.findings import Text
from tanchi.inventory.model import Spread
from tanchi.inventory.origin import Origin
from tanchi.inventory.spreads import half_width, spread_text
from tanchi.inventory.workbook import styles as look
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.pen import Pen

_METHODS = ("measured", "calculated", "estimated", "default")
_TEXTS = ("source", "evidence", "note")


def write_origin(pen: Pen, row: int, origin: Origin | None, is_number: bool = True) -> None:
    """Write method, uncertainty, source, evidence and remarks, as far as the page has them.

    Only a number has a method and an uncertainty.
    """
    for role in ("method", "pm"):
        if not is_number and pen.page.has(role):
            pen.text(row, role, "", pen.style("off"))
    if is_number and pen.page.has("method"):
        shown = pen.desk.say(words.METHODS[origin.method]) if origin else ""
        pen.choose(row, "method", [pen.desk.say(words.METHODS[key]) for key in _METHODS], shown)
    if is_number and pen.page.has("pm"):
        write_spread(pen, row, origin.spread if origin else None)
    for role in _TEXTS:
        if pen.page.has(role):
            pen.note(row, role, str(getattr(origin, role)) if origin else "")


def origin_texts(origin: Origin | None) -> dict[str, Text]:
    """Return the words of an origin by the role of their column, for the height of a row."""
    texts = {role: str(getattr(origin, role)) for role in _TEXTS} if origin else {}
    return {role: Text(text, text) for role, text in texts.items() if text}


def write_spread(pen: Pen, row: int, spread: Spread | None) -> None:
    """Write an uncertainty: a per cent where it is the half-width of a normal one, else in words."""
    text = spread_text(spread, pen.desk.language)
    if text:
        pen.text(row, "pm", text, pen.style("words", align="right"))
    else:
        pen.number(row, "pm", half_width(spread), look.PERCENT)
