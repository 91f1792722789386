"""Many inventories of one rule at once: the quantities that differ as arrays, the totals as an array.

The rule, the choices, the rows of tables and the links are those of a base inventory; what differs are values
of plain quantities. Structure is the same for all, so one evaluation serves every inventory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from tanchi.engine import FloatArray
from tanchi.findings import FieldPlace, Finding, Level, TanchiError, Text
from tanchi.inventory.form import Address
from tanchi.study.calculate import Setup, calculate
from tanchi.units import UNITLESS, parse_unit

BLOCK = 20_000
"""Inventories evaluated together, so that memory does not grow with their number."""


def totals(setup: Setup, columns: Mapping[Address, FloatArray]) -> FloatArray:
    """Return the footprint of every inventory, (inventories,), kg CO2e per unit.

    columns: for each address the values, (inventories,), in the unit of the base inventory's entry. Raises
    TanchiError where an address is not in the base inventory, is no plain number, or lengths differ.
    """
    scaled = {_id(address): values * _scale(setup, address) for address, values in columns.items()}
    length = _length(columns)
    parts = [_block(setup, {id: values[at] for id, values in scaled.items()}) for at in _blocks(length)]
    return np.concatenate(parts) if parts else np.zeros(0)


def _blocks(length: int) -> Iterator[slice]:
    yield from (slice(start, min(start + BLOCK, length)) for start in range(0, length, BLOCK))


def _block(setup: Setup, columns: Mapping[str, FloatArray]) -> FloatArray:
    solved = calculate(replace(setup, samples=0, columns=columns), dict(setup.choices or {}))
    total = solved.total
    size = next((len(v) for v in columns.values()), 0)
    return np.asarray(np.broadcast_to(total, (size + 1,))[1:] if total.ndim == 0 else total[1:])


def _id(address: Address) -> str:
    table = f"{address.table}.{address.quantity}[{address.row}]" if address.table else address.quantity
    return f"input:{'@' + address.site + '/' if address.site else ''}{address.process}/{table}"


def _scale(setup: Setup, address: Address) -> float:
    entry = setup.inventory.entries.get(address)
    if entry is None or isinstance(entry.value, str) or address.period:
        raise TanchiError(
            Finding(
                "table.address", Level.ERROR,
                Text(f"基准清单里没有数值“{address}”", f"the base inventory has no number at '{address}'"), FieldPlace(str(address)),
            )
        )  # fmt: skip
    return float((parse_unit(entry.unit) if entry.unit else UNITLESS).scale)


def _length(columns: Mapping[Address, FloatArray]) -> int:
    lengths = {len(values) for values in columns.values()}
    if len(lengths) > 1:
        raise TanchiError(
            Finding(
                "table.length",
                Level.ERROR,
                Text(f"各列长度不一：{sorted(lengths)}", f"columns differ in length: {sorted(lengths)}"),
            )
        )
    return lengths.pop() if lengths else 0
