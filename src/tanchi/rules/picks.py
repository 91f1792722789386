"""Where the options of a pick come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tanchi.findings import Text
from tanchi.rules.model import Process, Quantity, Rule, Table

PickSource = Literal["list", "choice", "table", "parameter", "flows"]


@dataclass(frozen=True, slots=True)
class PickOptions:
    """The options of a pick. For a table the rows are known only with an inventory: ``options`` is then empty."""

    source: PickSource
    options: tuple[tuple[str, Text], ...]
    table: str = ""


def pick_options(rule: Rule, quantity: Quantity, process: Process | None) -> PickOptions | None:
    """Return the options of a pick quantity; None where its reference leads nowhere."""
    if quantity.pick_of is None:
        return PickOptions(
            "list", tuple((word, quantity.pick_labels.get(word, Text(word))) for word in quantity.pick)
        )
    name = str(quantity.pick_of)
    if name in rule.choices:
        return PickOptions("choice", tuple((o.id, o.label) for o in rule.choices[name].options))
    if (process is not None and name in process.tables) or name in rule.tables:
        table = process.tables[name] if process is not None and name in process.tables else rule.tables[name]
        return PickOptions("table", _fixed_rows(table), name)
    if name in rule.parameters and rule.parameters[name].values:
        parameter = rule.parameters[name]
        return PickOptions(
            "parameter", tuple((k, parameter.key_labels.get(k, Text(k))) for k in parameter.values)
        )
    flows = tuple((f.id, f.label or Text(f.id)) for f in rule.flows.values() if name in f.tags)
    return PickOptions("flows", flows) if flows else None


def _fixed_rows(table: Table) -> tuple[tuple[str, Text], ...]:
    return table.rows if isinstance(table.rows, tuple) else ()
