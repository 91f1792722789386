"""The small workbook behind a chart, so that its data can be edited in Word."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from xlsxwriter import Workbook

from tanchi.documents.figures import BarChart
from tanchi.files import repack

SHEET = "Sheet1"


def chart_workbook(chart: BarChart) -> bytes:
    """Return an .xlsx with labels in column A and one column per series; text stays text."""
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
    sheet = book.add_worksheet(SHEET)
    for k, name in enumerate(chart.series, 1):
        sheet.write_string(0, k, name)
    for row, bar in enumerate(chart.bars, 1):
        sheet.write_string(row, 0, bar.label)
        for k, value in enumerate(bar.values, 1):
            sheet.write_number(row, k, value)
    book.close()
    return repack(stream.getvalue(), first=("[Content_Types].xml",))
