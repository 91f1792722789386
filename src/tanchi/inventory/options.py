"""What a pick field offers: a list, a choice, the keys of a parameter, a table's rows, flows with a tag."""

from __future__ import annotations

from dataclasses import dataclass

from tanchi.findings import Text
from tanchi.inventory.form import Option
from tanchi.rules.model import Process, Quantity, Rule, Table
from tanchi.rules.picks import pick_options


@dataclass(frozen=True, slots=True)
class Offer:
    """Fixed options, or the table whose rows are the options."""

    options: tuple[Option, ...] = ()
    table: str = ""


def offer(quantity: Quantity, rule: Rule, process: Process | None) -> Offer:
    """Return the options of a pick quantity; empty for every other type."""
    found = pick_options(rule, quantity, process) if quantity.type == "pick" else None
    if found is None:
        return Offer()
    options = tuple(Option(id, label) for id, label in found.options)
    return Offer(options) if options else Offer(table=found.table)


def fixed_rows(table: Table) -> tuple[Option, ...]:
    """Return the rows a rule lists itself; empty where the company has as many as it has."""
    if not isinstance(table.rows, tuple):
        return ()
    return tuple(Option(id, label or Text(id)) for id, label in table.rows)
