"""Own factors and suppliers' data written in an inventory."""

from __future__ import annotations

from tanchi.findings import TanchiError, Text
from tanchi.inventory.model import OwnFactor
from tanchi.inventory.plain.nodes import Node
from tanchi.inventory.plain.values import read_quantity, spread_of
from tanchi.inventory.typed import typed_bool
from tanchi.units import convert, parse_unit

KEYS = (
    *("flow", "amount", "unit", "gas", "kind", "bundle", "source", "year", "place", "primary", "uncertainty"),
)
KINDS = ("footprint", "emission")
_GAS_UNITS = {"CO2e": "kgCO2e", "CO2": "kgCO2"}


def factor_of(node: Node) -> OwnFactor | None:
    """Return one factor; findings and None where it is not understood."""
    node.known(KEYS)
    flow, kind, gas = node.word("flow"), node.word("kind") or "footprint", node.word("gas") or "CO2e"
    amount, unit = _amount(node, gas)
    if amount is None and node.get("amount"):
        return None
    if not flow or (amount is None and not node.word("bundle")):
        zh, en = "因子要有 flow，以及 amount 或 bundle", "a factor has a flow, and an amount or a bundle"
        node.error("factor", zh, en)
        return None
    if kind not in KINDS:
        node.error(
            "factor_kind",
            f"kind 不能是“{kind}”",
            f"kind can't be '{kind}'",
            Text("、".join(KINDS), ", ".join(KINDS)),
        )
        return None
    return OwnFactor(
        flow=flow,
        amount=amount,
        unit=unit,
        gas=gas,
        kind=kind,
        bundle=node.word("bundle"),
        source=node.word("source"),
        year=node.word("year"),
        place=node.word("place"),
        primary=typed_bool(node.word("primary")) is True,
        spread=spread_of(node),
        where=node.place,
    )


def _amount(node: Node, gas: str) -> tuple[float | None, str]:
    """Return kg per unit, from ``1200`` with ``unit: t`` or from ``1.2 tCO2e/t``."""
    unit, text = node.word("unit"), node.word("amount")
    if not text:
        return None, unit
    found = read_quantity(text)
    if found is None:
        node.error("number", f"“{text}”不是一个数", f"'{text}' is no number")
        return None, unit
    value, written = found
    if not written:
        return value, unit
    top, stroke, bottom = written.partition("/")
    try:
        kg = convert(value, parse_unit(top), parse_unit(_GAS_UNITS.get(gas, "kg")))
        return kg, parse_unit(bottom.strip("()")).symbol if stroke else unit
    except TanchiError as error:
        node.log.take(error, node.place)
        return None, unit
