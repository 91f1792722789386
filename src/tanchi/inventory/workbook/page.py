"""One page of the workbook: heads, lines, what stays in sight, protection and print."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from tanchi.inventory.form import FieldType, Form
from tanchi.inventory.workbook import colours as c
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.field_page import write_field, write_name
from tanchi.inventory.workbook.hours_page import write_day
from tanchi.inventory.workbook.ids import COLUMNS, HEAD, POINTER, SECTION
from tanchi.inventory.workbook.layout import (
    FIRST_LINE,
    DayLine,
    FieldLine,
    LedgerLine,
    Line,
    NameLine,
    Page,
    PointerLine,
    SectionLine,
    SiteLine,
    StatementLine,
    TableHead,
    TableLine,
)
from tanchi.inventory.workbook.ledger_page import write_factor, write_ledger
from tanchi.inventory.workbook.override_page import write_override
from tanchi.inventory.workbook.paper import set_paper
from tanchi.inventory.workbook.pen import ID_COLUMN, Pen
from tanchi.inventory.workbook.statement_page import write_statement
from tanchi.inventory.workbook.status import colour_status
from tanchi.inventory.workbook.table_page import grey_when_unused, write_table_head, write_table_line

_FIXED = {
    "fields": "label",
    "table": "name",
    "hours": "day",
    "ledger": "target",
    "factors": "flow",
    "origins": "target",
    "words": "label",
}
"""Kind of page → the last column that stays in sight."""
_LOCKED = {
    "objects": True,
    "scenarios": True,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
}
_FREE = {"k": write_factor, "e": write_override}
"""Letter of a free row → what writes it; all others are records."""


def write_page(pen: Pen, form: Form, colour: str) -> None:
    """Write a page whose stage has ``colour``, "" for none."""
    page = pen.page
    _frame(pen, colour)
    for row, line in page.placed():
        _write_line(pen, row, line)
    pen.finish()
    _grey_tables(pen)
    last = page.rows[-1] if page.rows else FIRST_LINE
    if page.has("status"):
        colour_status(pen, FIRST_LINE, last)
    _group_thousands(pen, FIRST_LINE, last)
    finish_sheet(pen.sheet, form, colour)
    _freeze(pen)


def _grey_tables(pen: Pen) -> None:
    heads = [(row, line) for row, line in pen.page.placed() if isinstance(line, TableHead)]
    for row, head in heads:
        lines = [
            n for n, line in pen.page.placed() if isinstance(line, TableLine) and line.table is head.table
        ]
        own = [n for n in lines if n > row and not any(row < other < n for other, _ in heads)]
        if own:
            grey_when_unused(pen, head, own[0], own[-1])


def _frame(pen: Pen, colour: str) -> None:
    """Write the ids of the columns (hidden), title, note and heads."""
    page, sheet = pen.page, pen.sheet
    sheet.set_column(ID_COLUMN, ID_COLUMN, None, None, {"hidden": True})
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.write_string(0, ID_COLUMN, COLUMNS)
    sheet.set_row(1, 30)
    sheet.set_row(2, 22)
    sheet.set_default_row(21)
    band = {"bg_color": colour, "font_color": c.on(colour)} if colour else {"bg_color": c.WASH_2}
    for number, column in enumerate(page.columns, 1):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.role)
        sheet.write_blank(1, number, None, pen.style("title", **band))
        if page.kind != "table":
            sheet.write_string(3, ID_COLUMN, HEAD)
            sheet.write_string(
                3, number, pen.desk.say(column.head), pen.style(_head_style(column.role, page))
            )
    sheet.set_row(3, 6 if page.kind == "table" else 34)
    title = pen.desk.say(page.title)
    stage = pen.desk.say(page.stage)
    for row in (1, 2):
        sheet.write_string(row, ID_COLUMN, SECTION)
    sheet.write_string(1, 1, f"{title}　{stage}" if stage else title, pen.style("title", **band))
    sheet.write_string(2, 1, pen.desk.say(page.note), pen.style("note", text_wrap=False))


def _head_style(role: str, page: Page) -> str:
    """Return the style of a column's head: centred over what is centred or a number."""
    if page.kind == "words" and role == "value":
        return "head"
    is_narrow = role in ("status", "mark", "symbol", "unit", "value", "sum", "method", "pm", "result")
    return "head_center" if is_narrow or role[:2] in ("m:", "h:") else "head"


def _write_line(pen: Pen, row: int, line: Line) -> None:
    match line:
        case SiteLine():
            _band(pen, row, pen.desk.say(words.PLANT) + line.site, "site")
        case SectionLine():
            _band(pen, row, pen.desk.say(line.text), "section")
        case PointerLine():
            _point(pen, row, line)
        case FieldLine():
            write_field(pen, row, line)
        case NameLine():
            write_name(pen, row, line)
        case TableHead():
            write_table_head(pen, row, line)
        case TableLine():
            write_table_line(pen, row, line)
        case DayLine():
            write_day(pen, row, line)
        case StatementLine():
            write_statement(pen, row, line)
        case LedgerLine():
            _FREE.get(line.kind, write_ledger)(pen, row, line)


def _band(pen: Pen, row: int, text: str, kind: str) -> None:
    style = pen.style(kind)
    pen.sheet.set_row(row, 26 if kind == "site" else 22)
    for number in range(1, len(pen.page.columns) + 1):
        pen.sheet.write_blank(row, number, None, style)
    pen.sheet.write_string(row, ID_COLUMN, SECTION)
    pen.sheet.write_string(row, 1, text, style)


def _point(pen: Pen, row: int, line: PointerLine) -> None:
    """Write where a quantity is filled in instead."""
    for column in pen.page.columns:
        pen.text(row, column.role, "", pen.style("label"))
    pen.sheet.write_string(row, ID_COLUMN, POINTER)
    pen.say(row, "label", line.label, pen.style("label"))
    shown = pen.desk.say(words.SEE).format(line.page)
    link = f"internal:'{line.page}'!A1"
    pen.sheet.write_url(row, pen.col("value"), link, pen.style("see"), shown)


def _group_thousands(pen: Pen, first: int, last: int) -> None:
    """Show large numbers in groups of three digits; small ones keep every digit they have."""
    for start, end in _number_areas(pen.page):
        cell = pen.cell(first, start)
        large = f"ISNUMBER({cell}),ABS({cell})>=10000"
        looks = ((f"=AND({large},{cell}=INT({cell}))", "#,##0"), (f"=AND({large})", "#,##0.###"))
        for criteria, number_format in looks:
            style = pen.desk.file.add_format({"num_format": number_format})
            options = {"type": "formula", "criteria": criteria, "format": style}
            pen.sheet.conditional_format(first, pen.col(start), last, pen.col(end), options)


def _number_areas(page: Page) -> list[tuple[str, str]]:
    """Return the first and last column of each run of columns that hold numbers."""
    if page.months:
        return [("value", f"m:{page.months[-1]}")]
    if page.kind == "hours":
        return [("h:00", "h:23")]
    if page.kind == "fields":
        return [("value", "value")]
    if page.kind == "words":
        return []
    heads = [line.table for line in page.lines if isinstance(line, TableHead)][:1]
    numbers = [f"c:{f.id}" for table in heads for f in table.columns if f.type is FieldType.NUMBER]
    return [(role, role) for role in numbers]


def _freeze(pen: Pen) -> None:
    """Keep heads and labels in sight."""
    page = pen.page
    has_one_head = page.kind == "table" and isinstance(page.lines[0], TableHead)
    top = FIRST_LINE + 3 if has_one_head else FIRST_LINE
    fixed = _FIXED[page.kind]
    pen.sheet.freeze_panes(top, page.column(fixed) + 1)
    set_paper(pen, top, page.column(fixed))


def finish_sheet(sheet: Worksheet, form: Form, colour: str) -> None:
    """Set protection, margins and the colour of the tab."""
    sheet.hide_gridlines(2)
    sheet.protect("", {**_LOCKED, "insert_rows": True})
    sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    rule = f"{form.rule} {form.edition}"
    sheet.set_footer(f"&L&8{rule}&C&8&A&R&8&P / &N")
    if colour:
        sheet.set_tab_color(colour)
