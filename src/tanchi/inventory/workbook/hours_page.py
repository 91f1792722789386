"""Pages of hourly quantities: a row per day, a column per hour."""

from __future__ import annotations

from dataclasses import replace

from tanchi.inventory.workbook.ids import day_id
from tanchi.inventory.workbook.inputs import is_percent, number_in
from tanchi.inventory.workbook.layout import DayLine
from tanchi.inventory.workbook.pen import Pen
from tanchi.inventory.workbook.styles import GENERAL, PERCENT


def write_day(pen: Pen, row: int, line: DayLine) -> None:
    """Write the hours of a day."""
    pen.id(row, day_id(line.address, line.day), ("h:00", "h:23"))
    pen.text(row, "day", line.day, pen.style("label"))
    for hour in range(24):
        entry = pen.desk.entry(replace(line.address, period=f"{line.day}T{hour:02d}"))
        number = number_in(entry, line.field, line.field.unit.symbol if line.field.unit else "")
        pen.number(row, f"h:{hour:02d}", number, PERCENT if is_percent(line.field) else GENERAL)
