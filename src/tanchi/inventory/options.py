"""What a pick field offers: a list, a choice, the keys of a parameter, a table's rows, flows with a tag."""

from __future__ import annotations

from dataclasses import dataclass

from tanchi.findings import Text
from tanchi.inventory.form import Option
from tanchi.rules.model import Process, Quantity, Rule, Table


@dataclass(frozen=True, slots=True)
class Offer:
    """Fixed options, or the table whose rows are the options."""

    options: tuple[Option, ...] = ()
    table: str = ""


def offer(quantity: Quantity, rule: Rule, process: Process | None) -> Offer:
    """Return the options of a pick quantity; empty for every other type."""
    if quantity.type != "pick":
        return Offer()
    if quantity.pick_of is None:
        return Offer(tuple(Option(id, Text(id)) for id in quantity.pick))
    name = str(quantity.pick_of)
    return (
        _of_choice(name, rule)
        or _of_parameter(name, rule)
        or _of_table(name, rule, process)
        or _of_tag(name, rule)
    )


def _of_choice(name: str, rule: Rule) -> Offer | None:
    choice = rule.choices.get(name)
    return Offer(tuple(Option(o.id, o.label) for o in choice.options)) if choice else None


def _of_parameter(name: str, rule: Rule) -> Offer | None:
    parameter = rule.parameters.get(name)
    if parameter is None or not parameter.values:
        return None
    labels = parameter.key_labels
    return Offer(tuple(Option(key, labels.get(key) or Text(key)) for key in parameter.values))


def _of_table(name: str, rule: Rule, process: Process | None) -> Offer | None:
    table: Table | None = (process.tables.get(name) if process else None) or rule.tables.get(name)
    if table is None:
        return None
    rows = fixed_rows(table)
    return Offer(rows) if rows else Offer(table=name)


def _of_tag(name: str, rule: Rule) -> Offer:
    flows = [flow for flow in rule.flows.values() if name in flow.tags]
    return Offer(tuple(Option(flow.id, flow.label or Text(flow.id)) for flow in flows))


def fixed_rows(table: Table) -> tuple[Option, ...]:
    """Return the rows a rule lists itself; empty where the company has as many as it has."""
    if not isinstance(table.rows, tuple):
        return ()
    return tuple(Option(id, label or Text(id)) for id, label in table.rows)
