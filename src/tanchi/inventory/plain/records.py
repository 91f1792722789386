"""Records written in an inventory: stock, meters, basis, gas."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace

from tanchi.findings import TanchiError, Text
from tanchi.inventory.model import Entry, Record
from tanchi.inventory.plain.nodes import Node
from tanchi.inventory.records import BASES, NM3, NUMBERS, OF, value_of
from tanchi.units import Unit, convert, parse_unit

RECORDS = {"stock": "stock", "meters": "meter", "basis": "basis", "gas": "gas"}
"""Key in a value → kind of record."""
AGREE = 1e-3
"""Relative difference up to which a stated value and its records are the same."""

_FIXED = {
    "moisture_ar": parse_unit("%"),
    "moisture_ad": parse_unit("%"),
    "temperature": parse_unit("℃"),
    "pressure": parse_unit("kPa"),
    "atmosphere": parse_unit("kPa"),
    "volume": parse_unit("m3"),
}
_DIAL = ("previous", "present")
_NUMBER = re.compile(r"([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?)\s*(.*)")


def records_of(node: Node, base: Entry, stated: Entry | None) -> Entry | None:
    """Return the entry its records come to; a finding where they do not add up or differ from ``stated``."""
    parts = [
        (kind, part) for key, kind in RECORDS.items() if (found := node.get(key)) for part in _each(found)
    ]
    unit = _unit(base, stated, parts)
    if unit is None:
        node.error(
            "record_unit", "记录没有单位", "the records have no unit", Text("写 unit: t", "write unit: t")
        )
        return None
    records = [r for kind, part in parts if (r := _record(kind, part, unit)) is not None]
    if len(records) < len(parts):
        return None
    try:
        value = value_of(records, unit)
    except TanchiError as error:
        node.log.take(error, node.place)
        return None
    if stated is not None and not agrees(stated, value):
        node.error(
            "record_differs",
            f"写了 {stated.value:g}，记录算得 {value:g}"
            if isinstance(stated.value, float)
            else "值与记录不符",
            f"{stated.value} is stated, the records give {value:g}",
            Text("请核对后只保留一处，或改正其中一处", "correct one of the two, or state it once"),
        )
        return None
    return replace(
        stated or base,
        value=value if stated is None else stated.value,
        unit=unit.symbol,
        records=tuple(records),
    )


def agrees(stated: Entry, value: float) -> bool:
    """Return whether a stated number is what the records give."""
    return isinstance(stated.value, float) and math.isclose(stated.value, value, rel_tol=AGREE, abs_tol=1e-12)


def _each(node: Node) -> Iterator[Node]:
    if node.listing is not None:
        yield from node.items()
    else:
        yield node


def _unit(base: Entry, stated: Entry | None, parts: list[tuple[str, Node]]) -> Unit | None:
    """Return the unit of the quantity: stated, or that of the first number with one; Nm3 for gas."""
    names = [base.unit, stated.unit if stated else ""]
    for kind, part in parts:
        names += [_split(part.word(key))[1] for key in NUMBERS[kind] if key not in (*_FIXED, *_DIAL)]
    for name in names:
        if name:
            try:
                return parse_unit(name)
            except TanchiError:
                return None
    return NM3 if parts and parts[0][0] == "gas" else None


def _record(kind: str, node: Node, unit: Unit) -> Record | None:
    words = ("of", "from", "to") if kind == "basis" else ("label",)
    node.known((*NUMBERS[kind], *words))
    basis = _basis(node) if kind == "basis" else None
    numbers = [(key, _number(node, key, unit)) for key in NUMBERS[kind] if node.get(key)]
    good = [(key, value) for key, value in numbers if value is not None]
    if node.branch is None or len(good) < len(numbers) or (kind == "basis" and basis is None):
        return None
    return Record(kind, tuple(good), node.word("label"), node.place, basis)


def _basis(node: Node) -> tuple[str, str, str] | None:
    of, source, target = node.word("of") or "mass", node.word("from"), node.word("to")
    if of in OF and source in BASES and target in BASES:
        return of, source, target
    remedy = Text(
        f"of: {'、'.join(OF)}；from、to: {'、'.join(BASES)}",
        f"of: {', '.join(OF)}; from, to: {', '.join(BASES)}",
    )
    node.error("basis", "看不懂基的换算", "the change of basis is not understood", remedy)
    return None


def _split(text: str) -> tuple[float | None, str]:
    match = _NUMBER.fullmatch(text.strip())
    return (float(match[1]), match[2].strip()) if match else (None, "")


def _number(node: Node, key: str, unit: Unit) -> float | None:
    """Return a number of a record in its own unit; a finding where it is none."""
    value, name = _split(node.word(key))
    part = node.get(key) or node
    if value is None:
        part.error("number", f"“{key}”应是一个数", f"'{key}' must be a number")
        return None
    if not name:
        return value
    if key in _DIAL:
        part.error(
            "dial",
            "示数不带单位",
            "a dial has no unit",
            Text("单位写在 factor 或 unit", "put the unit into factor or unit"),
        )
        return None
    try:
        return convert(value, parse_unit(name), _FIXED.get(key, unit))
    except TanchiError as error:
        node.log.take(error, part.place)
        return None
