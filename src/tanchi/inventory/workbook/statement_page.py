"""The page of what the study says in words."""

from __future__ import annotations

from tanchi.findings import Text
from tanchi.inventory.statement_help import HELP, OFFERS
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.formulas import quoted
from tanchi.inventory.workbook.ids import statement_id
from tanchi.inventory.workbook.layout import StatementLine
from tanchi.inventory.workbook.pen import Pen


def write_statement(pen: Pen, row: int, line: StatementLine) -> None:
    """Write what the study says on one subject, with the usual answers to choose from."""
    pen.id(row, statement_id(line.key), ("value",))
    said = pen.desk.values.statements.get(line.key, "") if pen.desk.values else ""
    pen.say(row, "label", line.label, pen.style("label"))
    pen.suggest(row, "value", [pen.desk.say(text) for text in OFFERS.get(line.key, ())], said)
    help = HELP.get(line.key, Text(""))
    pen.say(row, "help", help, pen.style("help"))
    done = words.DONE if said else Text("")
    pen.status(row, f'=IF({pen.cell(row, "value")}="","",{quoted(pen.desk.say(words.DONE))})', done)
    pen.fit(row, {"label": line.label, "value": Text(said, said), "help": help})
