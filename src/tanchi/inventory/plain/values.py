"""A written value: a quantity, a text, months, hours, or the records it is computed from."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tanchi.findings import TanchiError, Text
from tanchi.inventory.form import Address
from tanchi.inventory.model import Entry, Method, Spread
from tanchi.inventory.periods import hour
from tanchi.inventory.plain.hours_file import hours_in
from tanchi.inventory.plain.nodes import Node
from tanchi.inventory.plain.records import RECORDS, records_of
from tanchi.units import parse_unit

ORIGIN = ("unit", "method", "source", "evidence", "uncertainty", "note")
KEYS = ("value", "text", "months", "hours", *ORIGIN, *RECORDS)
SPREADS = ("normal", "lognormal", "uniform", "triangular")

_QUANTITY = re.compile(r"([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?)(?:\s+(\S.*))?")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The months of the inventory and the day its hours count from."""

    months: tuple[str, ...]
    start: str


def entries_of(node: Node, address: Address, calendar: Calendar) -> Iterator[Entry]:
    """Yield the entries a written value stands for; none where it is missing."""
    if node.is_missing:
        return
    if node.listing is not None:
        node.error(
            "value",
            "这里应是一个值",
            "one value is expected here",
            Text("逐月数据写作 {months: […]}", "write {months: […]}"),
        )
        return
    base = Entry(address, math.nan, place=node.place)
    if node.branch is None:
        yield _typed(base, node.text or "")
        return
    node.known(KEYS)
    base = _with_origin(base, node)
    yield from _periods(node, base, calendar)
    yield from _single(node, base)


def read_quantity(text: str) -> tuple[float, str] | None:
    """Return ``14790 kWh`` as a number and its unit, None where the text is anything else."""
    match = _QUANTITY.fullmatch(text.strip())
    if match is None or not math.isfinite(float(match[1])):
        return None
    unit = (match[2] or "").strip()
    if unit:
        try:
            parse_unit(unit)
        except TanchiError:
            return None
    return float(match[1]), unit


def _typed(base: Entry, text: str) -> Entry:
    found = read_quantity(text)
    if found is None:
        return replace(base, value=text, typed=text)
    return replace(base, value=found[0], unit=found[1] or base.unit, typed=text)


def _with_origin(base: Entry, node: Node) -> Entry:
    return replace(
        base,
        unit=node.word("unit"),
        method=method_of(node),
        source=node.word("source"),
        evidence=node.word("evidence"),
        spread=spread_of(node),
        note=node.word("note"),
    )


def method_of(node: Node) -> Method:
    """Return the method of a value; a finding where it is none of the four."""
    word = node.word("method")
    if not word:
        return Method.MEASURED
    if word in tuple(Method):
        return Method(word)
    node.error(
        "method",
        f"不认识的方法“{word}”",
        f"unknown method '{word}'",
        Text("、".join(Method), ", ".join(Method)),
    )
    return Method.MEASURED


def spread_of(node: Node) -> Spread | None:
    """Return the uncertainty: {pm: 2 %} (95 % half-width), {gsd2: 1.2}, {kind, value}, or plain ``2 %``."""
    found = node.get("uncertainty")
    if found is None:
        return None
    if found.text is not None:
        half = _share(found.text)
        spread = Spread("normal", half / 1.96) if half is not None else None
    else:
        found.known(("pm", "gsd2", "kind", "value"))
        spread = _spread(found)
    if spread is None:
        remedy = Text("写作 {pm: 2 %}、{gsd2: 1.2}", "write {pm: 2 %}, {gsd2: 1.2}")
        found.error("uncertainty", "看不懂不确定度", "the uncertainty is not understood", remedy)
    return spread


def _spread(node: Node) -> Spread | None:
    half, squared = _share(node.word("pm")), _share(node.word("gsd2"))
    if half is not None:
        return Spread("normal", half / 1.96)
    if squared is not None:
        return Spread("lognormal", squared) if squared >= 1 else None
    value, kind = _share(node.word("value")), node.word("kind") or "normal"
    return Spread(kind, value) if value is not None and kind in SPREADS else None


def _share(text: str) -> float | None:
    """Return ``2 %`` as 0.02 and ``0.02`` as itself; None for what is neither or negative."""
    found = read_quantity(text.replace("%", " %")) if text else None
    if found is None or found[1] not in ("", "%") or found[0] < 0:
        return None
    return found[0] / 100 if found[1] else found[0]


def _single(node: Node, base: Entry) -> Iterator[Entry]:
    """Yield the value that holds for the whole period, given directly or by records."""
    text, value = node.get("text"), node.get("value")
    if text is not None and text.text is not None:
        yield replace(base, value=text.text, typed=text.text)
        return
    stated = _typed(base, value.text or "") if value is not None else None
    if value is not None and value.text is None:
        value.error("value", "“value”应是一个值", "'value' must be one value")
    if any(node.get(kind) for kind in RECORDS):
        found = records_of(node, base, stated)
        if found is not None:
            yield found
    elif stated is not None:
        yield stated
    elif node.get("months") is None and node.get("hours") is None:
        node.error(
            "no_value",
            "没有给出值",
            "no value is given",
            Text("写 value:，或者删去这一项", "write value:, or leave it out"),
        )


def _periods(node: Node, base: Entry, calendar: Calendar) -> Iterator[Entry]:
    months, hours = node.get("months"), node.get("hours")
    if months is not None:
        for period, part in _months(months, calendar):
            yield from _in_period(part, base, period)
    if hours is not None and not calendar.start:
        hours.error("hours", "逐时数据需要写明 period", "hours need the period of the inventory")
    elif hours is not None:
        yield from _hours(hours, base, calendar.start)


def _hours(node: Node, base: Entry, start: str) -> Iterator[Entry]:
    """Yield hours given as a list from the first, by name, or in a file."""
    if node.get("file") is not None:
        for spot in hours_in(node, start):
            address = replace(base.address, period=spot.period)
            yield _typed(replace(base, address=address, place=spot.place), spot.text)
    elif node.branch is not None:
        for key, part in node.members():
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}T([01]\d|2[0-3])", key):
                yield from _in_period(part, base, key)
            else:
                part.error("hour", f"“{key}”不是小时", f"'{key}' is no hour", Text("写作 2025-01-31T23", "write 2025-01-31T23"))  # fmt: skip
    else:
        for number, part in enumerate(node.items()):
            yield from _in_period(part, base, hour(start, number))


def _months(node: Node, calendar: Calendar) -> Iterator[tuple[str, Node]]:
    if node.branch is not None:
        for key, part in node.members():
            if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", key):
                part.error(
                    "month", f"“{key}”不是月份", f"'{key}' is no month", Text("写作 2025-01", "write 2025-01")
                )
            else:
                yield key, part
        return
    parts = list(node.items())
    if len(parts) != len(calendar.months):
        zh = f"给了 {len(parts)} 个月，期间有 {len(calendar.months)} 个月"
        en = f"{len(parts)} months are given, the period has {len(calendar.months)}"
        node.error(
            "months",
            zh,
            en,
            Text("缺的月写 null；并写明 period", "write null for a missing month; state the period"),
        )
        return
    yield from zip(calendar.months, parts, strict=True)


def _in_period(node: Node, base: Entry, period: str) -> Iterator[Entry]:
    if node.is_missing:
        return
    own = replace(base, address=replace(base.address, period=period), place=node.place)
    if node.branch is None:
        yield _typed(own, node.text or "")
        return
    node.known(("value", "text", *ORIGIN, *RECORDS))
    given = _with_origin(own, node)
    kept: Mapping[str, object] = {
        key: getattr(base, key) for key in ("unit", "source", "evidence", "note", "spread")
    }
    merged = {key: getattr(given, key) or value for key, value in kept.items()}
    method = given.method if node.get("method") else base.method
    yield from _single(node, replace(given, method=method, **merged))  # type: ignore[arg-type]
