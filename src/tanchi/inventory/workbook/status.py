"""The status of a line: a formula that answers as people type, and its answer for the values written."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from tanchi.findings import Text
from tanchi.inventory.conditions import holds
from tanchi.inventory.form import Address, Field, FieldType
from tanchi.inventory.model import Entry
from tanchi.inventory.workbook import colours as c
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.formulas import condition_of, quoted, sheet_ref
from tanchi.inventory.workbook.ids import field_id
from tanchi.inventory.workbook.inputs import is_percent
from tanchi.inventory.workbook.layout import FieldLine, Page
from tanchi.inventory.workbook.pen import Pen
from tanchi.units import Unit, convert, parse_unit


def write_status(
    pen: Pen, row: int, line: FieldLine, whole: Entry | None, months: Mapping[str, Entry | None]
) -> None:
    """Write the status of a quantity."""
    filled = [entry for entry in (whole, *months.values()) if entry]
    answer = _answer(pen, line, filled)
    formula = _formula(pen, row, line)
    pen.status(row, formula, answer)


def _answer(pen: Pen, line: FieldLine, filled: list[Entry]) -> Text:
    field = line.field
    if pen.desk.is_unused(field.when, line.address.process, line.address.site):
        return words.UNUSED
    if filled:
        outside = _is_outside_per(pen, line) if field.per else any(_is_outside(e, line) for e in filled)
        return words.LOOK if outside else words.DONE
    if field_id(line.address) in pen.desk.fed:
        return words.LEDGER
    if line.address.row and not _is_begun(pen, line):
        return Text("")
    if field.has_default:
        return words.DEFAULT
    must = field.required and (field.required_when is None or holds(field.required_when, pen.desk.choices))
    return words.TO_FILL if must else Text("")


def _is_begun(pen: Pen, line: FieldLine) -> bool:
    """Return whether anything stands in the row of the table a quantity belongs to."""
    values, at = pen.desk.values, line.address
    rows = values.rows.get((at.site, at.process, at.table), ()) if values else ()
    return any(row.id == at.row for row in rows)


def _is_outside(entry: Entry, line: FieldLine) -> bool:
    field = line.field
    if field.unit is None or not isinstance(entry.value, float):
        return False
    return _exceeds(convert(entry.value, parse_unit(entry.unit or "1"), field.unit), field)


def _exceeds(value: float, field: Field) -> bool:
    return (field.low is not None and value < field.low) or (field.high is not None and value > field.high)


def _is_outside_per(pen: Pen, line: FieldLine) -> bool:
    """Return whether a value over that of its ``per`` exceeds the range, both in the units of the form."""
    per = replace(line.address, quantity=line.field.per, table="", row="")
    own, other = _year(pen, line.address, line.field.unit), _year(pen, per, line.field.per_unit)
    return bool(own is not None and other and _exceeds(own / other, line.field))


def _year(pen: Pen, address: Address, unit: Unit | None) -> float | None:
    """Return what was given for the whole period, or the sum of the months; None in another unit."""
    months = (replace(address, period=month) for month in pen.desk.plan.months)
    found = [e for a in (address, *months) if (e := pen.desk.entry(a)) and isinstance(e.value, float)]
    if unit is None or any(entry.unit != unit.symbol for entry in found):
        return None
    return math.fsum(float(entry.value) for entry in found) if found else None


def _formula(pen: Pen, row: int, line: FieldLine) -> str:
    field, say = line.field, pen.desk.say
    area = _area(pen, row)
    blank = _with_ledgers(pen, line, _blank(pen, line))
    full = quoted(say(words.DONE))
    if field.type is FieldType.NUMBER:
        outside = _outside(pen, row, line)
        if outside:
            full = f"IF({outside},{quoted(say(words.LOOK))},{full})"
        full = f"IF(COUNT({area})<COUNTA({area}),{quoted(say(words.AS_TEXT))},{full})"
    text = f"IF(COUNTA({area})=0,{blank},{full})"
    unused = pen.desk.unused(field.when, line.address.process, line.address.site)
    return f"=IF({unused},{quoted(say(words.UNUSED))},{text})" if unused else f"={text}"


def _blank(pen: Pen, line: FieldLine) -> str:
    """Return the state of an empty line: nothing in a row of a table that is not begun."""
    field, say = line.field, pen.desk.say
    text = quoted(say(words.DEFAULT) if field.has_default else say(words.TO_FILL) if field.required else "")
    needed = condition_of(field.required_when, pen.desk.choice_cells)
    if needed and not field.has_default:
        text = f'IF({needed},{text},"")'
    if not line.address.row:
        return text
    top, bottom = pen.page.blocks[replace(line.address, quantity="")]
    first, last = _area(pen, top).split(":")[0], _area(pen, bottom).split(":")[-1]
    return f'IF(COUNTA({first}:{last})=0,"",{text})'


def _area(pen: Pen, row: int) -> str:
    months = pen.page.months
    first = pen.cell(row, "value")
    return f"{first}:{pen.cell(row, f'm:{months[-1]}')}" if months else first


def _with_ledgers(pen: Pen, line: FieldLine, otherwise: str) -> str:
    """Return ``otherwise`` unless a ledger feeds the quantity."""
    id = field_id(line.address)
    counts = []
    for page in pen.desk.plan.pages:
        label = next((t.label for t in pen.desk.plan.targets.get(page.ledger, ()) if t.id == id), "")
        if label:
            counts.append(f"COUNTIF({_target_area(page)},{quoted(label)})")
    return (
        f"IF({'+'.join(counts)}>0,{quoted(pen.desk.say(words.LEDGER))},{otherwise})" if counts else otherwise
    )


def _target_area(page: Page) -> str:
    column = chr(ord("A") + page.column("target"))
    return sheet_ref(page.name, f"${column}${page.rows[0] + 1}:${column}${page.rows[-1] + 1}")


def _outside(pen: Pen, row: int, line: FieldLine) -> str:
    """Return the test that a value lies outside its range, as far as its unit is the form's."""
    field = line.field
    if field.low is None and field.high is None:
        return ""
    area = _area(pen, row)
    if field.per:
        return _outside_per(pen, row, line)
    scale = 0.01 if is_percent(field) else 1.0
    tests = [f"MIN({area})<{field.low * scale:.12g}"] if field.low is not None else []
    tests += [f"MAX({area})>{field.high * scale:.12g}"] if field.high is not None else []
    outside = f"OR({','.join(tests)})"
    return (
        outside
        if is_percent(field)
        else f"AND({_own_unit(pen, row, pen.desk.unit_name(field.unit) if field.unit else None)},{outside})"
    )


def _own_unit(pen: Pen, row: int, name: str | None) -> str:
    return f"{pen.cell(row, 'unit')}={quoted(name)}" if name else "TRUE"


def _outside_per(pen: Pen, row: int, line: FieldLine) -> str:
    """Return the test of a range per another quantity of the same page, both in the units of the form."""
    field, at = line.field, line.address
    id = "|".join(("f", at.site, at.process, "", "", field.per))
    spot = pen.desk.plan.spots.get(id)
    others = [
        n
        for p in pen.desk.plan.pages
        for n in p.lines
        if isinstance(n, FieldLine) and field_id(n.address) == id
    ]
    if spot is None or not others or others[0].field.unit is None or field.unit is None:
        return ""
    page, other_row = spot
    role = "sum" if page.months else "value"
    other = Pen(pen.desk, page, pen.sheet)
    there = "" if page is pen.page else sheet_ref(page.name, "")
    divisor = there + other.cell(other_row, role)
    own = pen.cell(row, "sum" if pen.page.months else "value")
    unit = f"{there}{other.cell(other_row, 'unit')}={quoted(pen.desk.unit_name(others[0].field.unit))}"
    tests = [f"{own}/{divisor}<{field.low:.12g}"] if field.low is not None else []
    tests += [f"{own}/{divisor}>{field.high:.12g}"] if field.high is not None else []
    usable = f"{_own_unit(pen, row, pen.desk.unit_name(field.unit))},{unit},N({divisor})>0,ISNUMBER({own})"
    return f"IFERROR(AND({usable},OR({','.join(tests)})),FALSE)"


def colour_status(pen: Pen, first: int, last: int) -> None:
    """Colour the column of states by their words."""
    column = pen.col("status")
    looks = (
        (words.TO_FILL, c.BAD, c.BAD_WASH),
        (words.LOOK, c.WARN, c.WARN_WASH),
        (words.AS_TEXT, c.WARN, c.WARN_WASH),
        (words.DONE, c.OK, c.WASH),
        (words.LEDGER, c.OK, c.WASH),
    )
    for text, ink, ground in looks:
        style = pen.desk.file.add_format({"font_color": ink, "bg_color": ground})
        criteria = {"type": "cell", "criteria": "==", "value": quoted(pen.desk.say(text)), "format": style}
        pen.sheet.conditional_format(first, column, last, column, criteria)
