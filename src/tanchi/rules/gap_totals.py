"""The total that filled months follow: ``scaled by kiln.clinker`` of a gap method."""

from __future__ import annotations

from tanchi.rules.model import Quantity, Rule


def asked_total(rule: Rule, name: str) -> Quantity | None:
    """Return the total a company is asked for under ``process.line``, or ``quantity`` of the rule itself.

    None where the name leads nowhere, to no total, or to a process with a sheet for every row.
    """
    owner, _, id = name.rpartition(".")
    if not owner:
        found = rule.quantities.get(id)
    elif owner in rule.processes and rule.processes[owner].each is None:
        process = rule.processes[owner]
        line = process.lines().get(id)
        found = line.ask if line is not None else process.quantities.get(id)
    else:
        found = None
    return found if found is not None and found.kind == "total" and found.type == "number" else None
