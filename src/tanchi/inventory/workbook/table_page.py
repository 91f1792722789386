"""Pages of tables: one row each, with the units of the columns above."""

from __future__ import annotations

from dataclasses import replace

from xlsxwriter.utility import xl_rowcol_to_cell

from tanchi.findings import Text
from tanchi.inventory.check.values import range_text
from tanchi.inventory.conditions import holds
from tanchi.inventory.form import Field
from tanchi.inventory.model import Entry
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.field_page import help_words
from tanchi.inventory.workbook.formulas import condition_of, quoted, sheet_ref
from tanchi.inventory.workbook.ids import COLUMNS, HEAD, row_id, units_id
from tanchi.inventory.workbook.inputs import common_unit, words_in, write_value
from tanchi.inventory.workbook.layout import TableHead, TableLine
from tanchi.inventory.workbook.origin import origin_texts, write_origin
from tanchi.inventory.workbook.pen import ID_COLUMN, Pen
from tanchi.inventory.workbook.units import offered, spelling
from tanchi.units import parse_unit


def write_table_head(pen: Pen, row: int, line: TableHead) -> None:
    """Write the ids of the columns (hidden), their names and their units."""
    pen.sheet.write_string(row, ID_COLUMN, COLUMNS)
    pen.sheet.set_row(row, None, None, {"hidden": True})
    pen.sheet.set_row(row + 1, 44)
    pen.sheet.write_string(row + 1, ID_COLUMN, HEAD)
    fields = {f"c:{field.id}": field for field in line.table.columns}
    for column in line.columns:
        pen.text(row, column.role, column.role, pen.style("plain"))
        field = fields.get(column.role)
        head = pen.desk.say(column.head)
        pen.text(row + 1, column.role, f"{head} ●" if field and _is_must(field) else head, pen.style("head"))
        if field is not None:
            _explain(pen, row + 1, column.role, field)
    pen.id(row + 2, units_id(line.address), ("name", line.columns[-1].role))
    for column in line.columns:
        _unit(pen, row + 2, column.role, fields.get(column.role), line)


def _is_must(field: Field) -> bool:
    return field.required and not field.has_default


def _explain(pen: Pen, row: int, role: str, field: Field) -> None:
    span = range_text(field)
    usual = Text(words.TIP_RANGE.zh.format(span.zh), words.TIP_RANGE.en.format(span.en)) if span else Text("")
    parts = [pen.desk.say(part) for part in (help_words(field, pen.page), usual) if part]
    if parts:
        options = {"x_scale": 1.6, "y_scale": 0.9, "font_size": 9}
        pen.sheet.write_comment(row, pen.col(role), "\n".join(parts), options)


def _unit(pen: Pen, row: int, role: str, field: Field | None, line: TableHead) -> None:
    if role == "name":
        pen.say(row, role, words.UNIT, pen.style("fixed_unit", align="right"))
    elif field is None or field.unit is None or field.unit.symbol == "1":
        pen.text(row, role, "", pen.style("fixed_unit"))
    else:
        shown = spelling(parse_unit(_unit_of(pen, line, field)), pen.desk.language)
        pen.unit(row, role, shown, offered(field.unit, pen.desk.language))


def _unit_of(pen: Pen, line: TableHead | TableLine, field: Field) -> str:
    """Return the unit of a column: that of all its values, or the field's."""
    at, values = line.address, pen.desk.values
    rows = values.rows.get((at.site, at.process, at.table), ()) if values else ()
    entries = (pen.desk.entry(replace(at, row=row.id, quantity=field.id)) for row in rows)
    return common_unit(entries, field)


def write_table_line(pen: Pen, row: int, line: TableLine) -> None:
    """Write a row of a table."""
    fields = {f"c:{field.id}": field for field in line.table.columns}
    entries = {role: pen.desk.entry(replace(line.address, quantity=f.id)) for role, f in fields.items()}
    pen.id(row, row_id(line.address), ("name", line.columns[-1].role))
    pen.sheet.write_number(row, pen.col("number"), line.number, pen.style("label", align="center"))
    _write_name(pen, row, line)
    for role, field in fields.items():
        unit = _unit_of(pen, line, field)
        write_value(pen, row, role, field, entries[role], replace(line.address, quantity=field.id), unit)
    origin = pen.desk.plan.origins.rows.get(row_id(line.address))
    write_origin(pen, row, origin)
    written = {role: words_in(field, entries[role]) for role, field in fields.items()}
    pen.fit(row, {"name": Text(line.name, line.name)} | written | origin_texts(origin))
    _write_status(pen, row, line, entries)


def _write_name(pen: Pen, row: int, line: TableLine) -> None:
    spot = pen.desk.plan.spots.get(line.source)
    if spot is not None:
        page, other = spot
        role = "name" if page.has("name") else "value"
        cell = sheet_ref(page.name, xl_rowcol_to_cell(other, page.column(role)))
        pen.formula(row, "name", f'=IF({cell}="","",{cell})', line.name, pen.style("label", bold=True))
    elif line.fixed:
        pen.text(row, "name", line.name, pen.style("label", bold=True))
    else:
        pen.note(row, "name", line.name)


def _write_status(pen: Pen, row: int, line: TableLine, entries: dict[str, Entry | None]) -> None:
    """Write whether a row is complete: nothing at all, all that must be, or something missing."""
    at, say = line.address, pen.desk.say
    must = {f"c:{field.id}": field for field in line.table.columns if _is_must(field)}
    is_named = bool(line.name) and bool(line.source or line.fixed)
    missing = any(entries[role] is None and _is_needed(field, pen) for role, field in must.items())
    answer = words.TO_FILL if missing else words.DONE
    if not any(entries.values()) and not is_named:
        answer = Text("")
    elif pen.desk.is_unused(line.table.when, at.process, at.site):
        answer = words.UNUSED
    cells = [pen.cell(row, f"c:{field.id}") for field in line.table.columns]
    name = pen.cell(row, "name")
    blank = f'AND({name}="",COUNTA({cells[0]}:{cells[-1]})=0)' if cells else f'{name}=""'
    gaps = "+".join(_gap(pen, row, role, field) for role, field in must.items()) or "0"
    text = f"IF({gaps}>0,{quoted(say(words.TO_FILL))},{quoted(say(words.DONE))})"
    unused = pen.desk.unused(line.table.when, at.process, at.site)
    text = f"IF({unused},{quoted(say(words.UNUSED))},{text})" if unused else text
    pen.status(row, f'=IF({blank},"",{text})', answer)


def _is_needed(field: Field, pen: Pen) -> bool:
    return holds(field.when, pen.desk.choices) and holds(field.required_when, pen.desk.choices)


def _gap(pen: Pen, row: int, role: str, field: Field) -> str:
    """Return the test that a cell that must be filled in is empty."""
    needed = [condition_of(when, pen.desk.choice_cells) for when in (field.when, field.required_when)]
    tests = ",".join([f'{pen.cell(row, role)}=""', *(test for test in needed if test)])
    return f"AND({tests})"


def grey_when_unused(pen: Pen, line: TableHead, first: int, last: int) -> None:
    """Grey the rows of a table that is not asked, or columns of it."""
    at, end = line.address, len(pen.page.columns)
    areas = [(pen.desk.unused(line.table.when, at.process, at.site), 1, end)]
    for field in line.table.columns:
        column = pen.col(f"c:{field.id}")
        if field.when != line.table.when:
            areas.append((pen.desk.unused(field.when, "", ""), column, column))
    for test, start, stop in areas:
        if test:
            options = {"type": "formula", "criteria": f"={test}", "format": pen.desk.grey}
            pen.sheet.conditional_format(first, start, last, stop, options)
