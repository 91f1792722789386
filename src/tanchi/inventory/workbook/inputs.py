"""Input cells by the type of their field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tanchi.findings import Text
from tanchi.inventory.check.values import range_text
from tanchi.inventory.form import Address, Field, FieldType
from tanchi.inventory.model import Entry
from tanchi.inventory.workbook import styles as look
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.pen import Pen
from tanchi.units import convert, parse_unit


def write_value(
    pen: Pen, row: int, role: str, field: Field, entry: Entry | None, address: Address, unit: str = ""
) -> None:
    """Write the cell of a value, filled from ``entry`` where there is one; a number in ``unit``."""
    value = entry.value if entry else None
    match field.type:
        case FieldType.NUMBER:
            pen.number(
                row, role, number_in(entry, field, unit), look.PERCENT if is_percent(field) else look.GENERAL
            )
            _ask_for_number(pen, row, role, field)
        case FieldType.DATE:
            _date(pen, row, role, str(value) if value else "")
        case FieldType.BOOL:
            shown = "" if value is None else pen.desk.say(words.YES if value is True else words.NO)
            pen.choose(row, role, [pen.desk.say(words.YES), pen.desk.say(words.NO)], shown)
        case FieldType.PICK:
            _pick(pen, row, role, field, str(value) if value else "", address)
        case _:
            pen.note(row, role, str(value) if value is not None else "")


def words_in(field: Field, entry: Entry | None) -> Text:
    """Return the words that fill a cell, for the height of its row; nothing where it holds no words."""
    if entry is None or field.type not in (FieldType.PICK, FieldType.TEXT):
        return Text("")
    value = str(entry.value)
    return next((option.label for option in field.options if option.id == value), Text(value, value))


def common_unit(entries: Iterable[Entry | None], field: Field) -> str:
    """Return the unit all entries are in, that of the field where they differ or there are none."""
    units = {entry.unit for entry in entries if entry and isinstance(entry.value, float)}
    own = field.unit.symbol if field.unit else ""
    return units.pop() if len(units) == 1 and not is_percent(field) else own


def number_in(entry: Entry | None, field: Field, unit: str = "") -> float | None:
    """Return the number of an entry in ``unit``, by default its own; a per cent as a fraction."""
    if entry is None or not isinstance(entry.value, float):
        return None
    if is_percent(field):
        return percent(_in(entry, "%"))
    return _in(entry, unit) if unit else entry.value


def _in(entry: Entry, unit: str) -> float:
    if entry.unit == unit or not isinstance(entry.value, float):
        return float(entry.value)
    return convert(entry.value, parse_unit(entry.unit or "1"), parse_unit(unit))


def is_percent(field: Field) -> bool:
    """Return whether a field's cells hold fractions shown as per cents."""
    return field.unit is not None and field.unit.symbol == "%"


def percent(value: float | None) -> float | None:
    """Return a number of per cents as the fraction that a cell with a per-cent format holds."""
    return None if value is None else float(f"{value / 100:.15g}")


def _date(pen: Pen, row: int, role: str, text: str) -> None:
    if text:
        style = pen.style("words", num_format=look.DATE)
        pen.sheet.write_datetime(row, pen.col(role), datetime.fromisoformat(text), style)
    else:
        pen.blank(row, role, "words", num_format=look.DATE)


def _pick(pen: Pen, row: int, role: str, field: Field, value: str, address: Address) -> None:
    labels = {option.id: pen.desk.say(option.label) for option in field.options}
    if not field.options_from:
        pen.choose(row, role, list(dict.fromkeys(labels.values())), labels.get(value, value))
        return
    area = pen.desk.rows_area(field.options_from, address.process, address.site)
    shown = pen.desk.row_name(field.options_from, value, address) if value else ""
    if area:
        pen.choose_from(row, role, area, shown)
    else:
        pen.note(row, role, shown)


def _ask_for_number(pen: Pen, row: int, role: str, field: Field) -> None:
    """Say what is asked when the cell is chosen; ask back when it holds no number or one out of range."""
    formula = _check(field, pen.cell(row, role), _unit_test(pen, row, field))
    span = pen.desk.say(range_text(field))
    tip = pen.desk.say(words.TIP_RANGE).format(span) if span else ""
    measure = pen.desk.say(field.measure)
    error = pen.desk.say(words.ASK_PERCENT if is_percent(field) else words.ASK_NUMBER)
    message = error.format(span or pen.desk.say(words.ANY_RANGE))
    key = _check(field, "cell", _unit_test(pen, 0, field))
    pen.check(row, role, formula, key, pen.desk.say(field.label), f"{measure} {tip}".strip(), message)


def _check(field: Field, cell: str, other_unit: str) -> str:
    """Return the formula that a number of a field fulfils: a number, in range where its unit is the form's."""
    checks = [f"ISNUMBER({cell})"]
    if not field.per:
        scale = 0.01 if is_percent(field) else 1.0
        limits = [f"{cell}>={field.low * scale:.12g}"] if field.low is not None else []
        limits += [f"{cell}<={field.high * scale:.12g}"] if field.high is not None else []
        checks += [f"OR({other_unit},{limit})" if other_unit else limit for limit in limits]
    return f"=AND({','.join(checks)})" if len(checks) > 1 else f"={checks[0]}"


def _unit_test(pen: Pen, row: int, field: Field) -> str:
    """Return the test that the unit chosen in a row is not the one the range is in."""
    if not pen.page.has("unit") or field.unit is None or is_percent(field):
        return ""
    return f'${pen.cell(row, "unit")}<>"{pen.desk.unit_name(field.unit)}"'
