"""Pages of quantities: one line each, with a value or months, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tanchi.findings import Text
from tanchi.inventory.check.values import range_text
from tanchi.inventory.form import Address, Field, FieldType, Resolution
from tanchi.inventory.model import Entry
from tanchi.inventory.workbook import colours as c
from tanchi.inventory.workbook import styles as look
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.formulas import averaged, mean_formula, sum_formula, summed
from tanchi.inventory.workbook.ids import field_id, label_id
from tanchi.inventory.workbook.inputs import common_unit, is_percent, number_in, words_in, write_value
from tanchi.inventory.workbook.layout import FieldLine, NameLine, Page
from tanchi.inventory.workbook.naming import filled, joined
from tanchi.inventory.workbook.origin import origin_texts, write_origin
from tanchi.inventory.workbook.pen import Pen
from tanchi.inventory.workbook.status import write_status
from tanchi.inventory.workbook.units import offered, spelling
from tanchi.units import parse_unit


def write_field(pen: Pen, row: int, line: FieldLine) -> None:
    """Write the line of a quantity."""
    field, address = line.field, line.address
    entries = {month: pen.desk.entry(replace(address, period=month)) for month in pen.page.months}
    whole = pen.desk.entry(address)
    unit = common_unit((whole, *entries.values()), field)
    last = f"m:{pen.page.months[-1]}" if pen.page.months else "value"
    pen.id(row, field_id(address), ("value", last))
    _write_label(pen, row, line)
    _write_unit(pen, row, field, unit)
    write_value(pen, row, "value", field, whole, address, unit)
    _write_months(pen, row, line, entries, unit)
    origin = pen.desk.plan.origins.rows.get(field_id(address))
    write_origin(pen, row, origin, field.type is FieldType.NUMBER)
    write_status(pen, row, line, whole, entries)
    pen.say(row, "range", range_text(field), pen.style("help"))
    help = help_words(field, pen.page)
    pen.say(row, "help", help, pen.style("help"))
    _grey_when_unused(pen, row, line)
    texts = {"label": line.label, "range": range_text(field), "help": help, "value": words_in(field, whole)}
    pen.fit(row, texts | origin_texts(origin))


def _write_label(pen: Pen, row: int, line: FieldLine) -> None:
    field = line.field
    must = "" if not field.required or field.has_default else "○" if field.required_when else "●"
    pen.text(row, "mark", must, pen.style("must"))
    pen.say(row, "label", line.label, pen.style("label", bold=bool(must)))
    if pen.page.has("symbol"):
        _write_symbol(pen, row, field.symbol)


def _write_symbol(pen: Pen, row: int, symbol: str) -> None:
    """Write ``Q_cl`` as Q with the index cl."""
    base, _, index = symbol.partition("_")
    cell = pen.style("symbol")
    if index:
        raised = pen.style("symbol", italic=False, font_script=2)
        pen.sheet.write_rich_string(row, pen.col("symbol"), cell, base, raised, index, cell)
    else:
        pen.text(row, "symbol", base, cell)


def _write_unit(pen: Pen, row: int, field: Field, unit: str) -> None:
    if field.unit is None:
        pen.text(row, "unit", "", pen.style("fixed_unit"))
        return
    shown = spelling(parse_unit(unit or "1"), pen.desk.language)
    pen.unit(row, "unit", shown, offered(field.unit, pen.desk.language))


def _write_months(
    pen: Pen, row: int, line: FieldLine, entries: Mapping[str, Entry | None], unit: str
) -> None:
    """Write the months and what they come to; what has none keeps them closed."""
    months = pen.page.months
    if not months:
        return
    field = line.field
    if field.type is not FieldType.NUMBER or field.kind == "constant":
        for month in months:
            pen.text(row, f"m:{month}", "", pen.style("off"))
        pen.text(row, "sum", "", pen.style("off"))
        return
    for month, entry in entries.items():
        write_value(pen, row, f"m:{month}", field, entry, line.address, unit)
    _write_sum(pen, row, line, entries, unit)


def _write_sum(pen: Pen, row: int, line: FieldLine, entries: Mapping[str, Entry | None], unit: str) -> None:
    months, field = pen.page.months, line.field
    style = pen.style("formula", num_format=look.PERCENT if is_percent(field) else "#,##0.####")
    area, whole = _months_area(pen, row), pen.cell(row, "value")
    given = {month: number_in(entry, field, unit) for month, entry in entries.items()}
    values = {month: value for month, value in given.items() if value is not None}
    stated = number_in(pen.desk.entry(line.address), field, unit)
    if field.kind == "total":
        pen.formula(row, "sum", sum_formula(area, whole), summed(list(values.values()), stated), style)
        return
    spot = pen.desk.plan.spots.get(line.weight)
    weights = _months_area(pen, spot[1]) if spot and spot[0] is pen.page else ""
    mean = averaged(values, _weights(pen, line, months), stated)
    pen.formula(row, "sum", mean_formula(area, weights, whole), mean, style)


def _weights(pen: Pen, line: FieldLine, months: tuple[str, ...]) -> dict[str, float]:
    parts = line.weight.split("|")
    if len(parts) != 6:
        return {}
    _, site, process, table, row, quantity = parts
    at = Address(quantity, process, table, row, site=site)
    found = {month: pen.desk.entry(replace(at, period=month)) for month in months}
    return {m: float(e.value) for m, e in found.items() if e and isinstance(e.value, float)}


def _months_area(pen: Pen, row: int) -> str:
    first, last = f"m:{pen.page.months[0]}", f"m:{pen.page.months[-1]}"
    return f"{pen.cell(row, first)}:{pen.cell(row, last)}"


def _grey_when_unused(pen: Pen, row: int, line: FieldLine) -> None:
    test = pen.desk.unused(line.field.when, line.address.process, line.address.site)
    if test:
        options = {"type": "formula", "criteria": f"={test}", "format": pen.desk.grey}
        pen.sheet.conditional_format(row, 1, row, len(pen.page.columns), options)


def help_words(field: Field, page: Page) -> Text:
    """Return what to report: how it is measured, what proves it, when it is asked, what stands in for it.

    A condition of the whole page stands under its title and is not said again.
    """
    parts = [field.measure, field.note]
    if field.resolution is Resolution.MONTH:
        parts.append(words.BY_MONTH)
    if field.evidence:
        parts.append(filled(words.EVIDENCE_WANTED, field.evidence))
    if field.when and field.when != page.when:
        parts.append(filled(words.ONLY_IF, field.when.text))
    elif field.required_when:
        parts.append(filled(words.MUST_IF, field.required_when.text))
    if field.has_default:
        is_number = field.default_text[:1].isdigit()
        default = Text(field.default_text, field.default_text)
        parts.append(filled(words.BY_DEFAULT, default) if is_number else words.DEFAULT_OF_RULE)
    elif not field.required:
        parts.append(words.OPTIONAL)
    return joined(parts)


def write_name(pen: Pen, row: int, line: NameLine) -> None:
    """Write the line that names a row of a table whose quantities follow."""
    pen.id(row, label_id(line.address), ("value",))
    for role in ("status", "mark", "symbol", "unit"):
        if pen.page.has(role):
            pen.text(row, role, "", pen.style("label"))
    pen.say(row, "label", line.label, pen.style("label", bold=True, font_color=c.ACCENT))
    if line.fixed:
        pen.text(row, "value", line.name, pen.style("label", bold=True))
    else:
        pen.note(row, "value", line.name)
    first, last = pen.col("value") + 1, len(pen.page.columns)
    for column in range(first, last + 1):
        pen.sheet.write_blank(row, column, None, pen.style("off", bg_color=c.WASH))
    pen.fit(row, {"label": line.label, "value": Text(line.name, line.name)})
