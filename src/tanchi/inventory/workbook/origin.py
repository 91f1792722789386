"""The cells that say where a value comes from: method, uncertainty, source, evidence, remarks."""

from __future__ import annotations

from tanchi.inventory.model import Entry, Spread
from tanchi.inventory.workbook import styles as look
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.pen import Pen

Z95 = 1.96
"""Half-width of a 95 % interval over the standard deviation of a normal distribution."""


def write_origin(pen: Pen, row: int, entry: Entry | None, is_number: bool = True) -> None:
    """Write method, uncertainty, source, evidence and remarks, as far as the page has them.

    Only a number has a method and an uncertainty.
    """
    methods = [pen.desk.say(words.METHODS[key]) for key in ("measured", "calculated", "estimated")]
    for role in ("method", "pm"):
        if not is_number and pen.page.has(role):
            pen.text(row, role, "", pen.style("off"))
    if is_number and pen.page.has("method"):
        pen.choose(row, "method", methods, pen.desk.say(words.METHODS[entry.method]) if entry else "")
    if is_number and pen.page.has("pm"):
        pen.number(row, "pm", half_width(entry.spread if entry else None), look.PERCENT)
    for role, text in (("source", "source"), ("evidence", "evidence"), ("note", "note")):
        if pen.page.has(role):
            pen.note(row, role, str(getattr(entry, text)) if entry else "")


def half_width(spread: Spread | None) -> float | None:
    """Return the 95 % half-width of a normal spread as a fraction; None for any other."""
    return float(f"{spread.value * Z95:.12g}") if spread and spread.kind == "normal" else None
