"""The page of what the study says in words."""

from __future__ import annotations

from tanchi.findings import Text
from tanchi.inventory.workbook.ids import statement_id
from tanchi.inventory.workbook.layout import StatementLine
from tanchi.inventory.workbook.pen import Pen


def write_statement(pen: Pen, row: int, line: StatementLine) -> None:
    """Write what the study says in words on one subject."""
    pen.id(row, statement_id(line.key), ("value",))
    pen.say(row, "label", line.label, pen.style("label"))
    text = pen.desk.values.statements.get(line.key, "") if pen.desk.values else ""
    pen.note(row, "value", text)
    pen.fit(row, {"label": line.label, "value": Text(text, text)})
