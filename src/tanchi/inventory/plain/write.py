"""Inventories written as YAML or JSON; reading them back gives the same inventory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import groupby

import yaml

from tanchi.inventory.model import Entry, Inventory, Method, OwnFactor, Record, Spread
from tanchi.inventory.plain.nodes import MISSING
from tanchi.inventory.plain.records import RECORDS
from tanchi.inventory.plain.values import read_quantity

Data = dict[str, object]


def to_yaml(inventory: Inventory) -> bytes:
    """Return the inventory as YAML."""
    text = yaml.dump(
        to_data(inventory), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000
    )
    return str(text).encode()


def to_json(inventory: Inventory) -> bytes:
    """Return the inventory as JSON."""
    return (json.dumps(to_data(inventory), ensure_ascii=False, indent=1) + "\n").encode()


def canonical_json(inventory: Inventory) -> bytes:
    """Return the inventory as JSON that does not depend on the order of its quantities and rows, for hashes."""
    rows = {key: tuple(sorted(found, key=lambda row: row.id)) for key, found in inventory.rows.items()}
    data = to_data(replace(inventory, rows=rows))
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def to_data(inventory: Inventory) -> Data:
    """Return the inventory as nested mappings, lists and text, in the inventory format."""
    data: Data = {"rule": inventory.rule, "edition": inventory.edition}
    heads = (("company", inventory.company), ("product", inventory.product), ("contact", inventory.contact))
    data |= {key: text for key, text in heads if text}
    if inventory.period_from:
        data["period"] = {"from": inventory.period_from, "to": inventory.period_to}
    if inventory.choices:
        data["choices"] = dict(inventory.choices)
    if inventory.sites != ("",):
        data["sites"] = {site: _part(inventory, site) for site in inventory.sites if site}
    data |= _part(inventory, "")
    if inventory.factors:
        data["factors"] = [_factor(factor) for factor in inventory.factors]
    if inventory.statements:
        data["statements"] = dict(inventory.statements)
    if inventory.notes:
        data["note"] = inventory.notes
    return data


def _part(inventory: Inventory, site: str) -> Data:
    """Return the quantities, tables and processes of a site, or those that belong to none."""
    processes = dict.fromkeys([a.process for a in inventory.entries if a.site == site])
    processes |= dict.fromkeys([process for own, process, _ in inventory.rows if own == site])
    sheets = {process: _sheet(inventory, site, process) for process in processes}
    common = sheets.pop("", {})
    tables = common.pop("tables", None)
    found: Data = {"quantities": common} if common else {}
    if tables:
        found["tables"] = tables
    if sheets:
        found["processes"] = sheets
    return found


def _sheet(inventory: Inventory, site: str, process: str) -> Data:
    own = [e for e in inventory.entries.values() if (e.address.site, e.address.process) == (site, process)]
    data = _values((e for e in own if not e.address.table), inventory)
    tables: Data = {}
    for (at, where, table), rows in inventory.rows.items():
        if (at, where) == (site, process):
            cells = [e for e in own if e.address.table == table]
            tables[table] = [
                {"id": row.id, **({"label": row.label} if row.label else {})}
                | _values((e for e in cells if e.address.row == row.id), inventory)
                for row in rows
            ]
    return data | ({"tables": tables} if tables else {})


def _values(entries: Iterable[Entry], inventory: Inventory) -> Data:
    ordered = sorted(entries, key=lambda e: (e.address.quantity, e.address.period))
    groups = groupby(ordered, key=lambda e: e.address.quantity)
    return {quantity: _value(list(group), inventory) for quantity, group in groups}


def _value(entries: list[Entry], inventory: Inventory) -> object:
    whole = [e for e in entries if not e.address.period]
    months = {e.address.period: e for e in entries if len(e.address.period) == 7}
    hours = {e.address.period: e for e in entries if len(e.address.period) == 13}
    if whole and not (months or hours):
        return _one(whole[0])
    data = _mapping(whole[0]) if whole else {}
    for key, found in (("months", months), ("hours", hours)):
        common = {_common(e) for e in found.values()}
        if len(common) == 1:
            first = next(iter(found.values()))
            data = _origin(first) | {"unit": first.unit} | data
            found_data: Data = {period: _bare(e) for period, e in found.items()}
            data[key] = found_data if key == "months" else _in_hours(found, inventory)
        elif found:
            data[key] = {period: _mapping(e) for period, e in found.items()}
    return data


def _in_hours(found: Mapping[str, Entry], inventory: Inventory) -> list[object]:
    from_start = sorted(found)
    last = _hour_number(from_start[-1], inventory.period_from)
    values: list[object] = [None] * (last + 1)
    for period, entry in found.items():
        values[_hour_number(period, inventory.period_from)] = _bare(entry)
    return values


def _hour_number(period: str, start: str) -> int:
    delta = datetime.fromisoformat(f"{period}:00") - datetime.fromisoformat(start)
    return int(delta.total_seconds() // 3600)


def _common(entry: Entry) -> tuple[object, ...]:
    origin = (entry.unit, entry.method, entry.source, entry.evidence, entry.note, entry.spread)
    return (*origin, entry.address.period if entry.records else "")


def _one(entry: Entry) -> object:
    return _written(entry) if not (_origin(entry) or entry.records) else _mapping(entry)


def _written(entry: Entry) -> object:
    if isinstance(entry.value, float):
        return f"{_digits(entry.value)} {entry.unit}".strip()
    return plain_value(entry.value) if not _looks_like_number(entry.value) else {"text": entry.value}


def _bare(entry: Entry) -> object:
    """Return a value whose unit stands elsewhere."""
    return {"text": entry.value} if _looks_like_number(entry.value) else plain_value(entry.value)


def _looks_like_number(value: object) -> bool:
    return isinstance(value, str) and (value in MISSING or read_quantity(value) is not None)


def _mapping(entry: Entry) -> Data:
    key = "text" if _looks_like_number(entry.value) else "value"
    data: Data = {key: plain_value(entry.value)} | ({"unit": entry.unit} if entry.unit else {})
    for name, kind in RECORDS.items():
        found = [_record(record) for record in entry.records if record.kind == kind]
        if found:
            data[name] = found
    return data | _origin(entry)


def _origin(entry: Entry) -> Data:
    data: Data = {} if entry.method is Method.MEASURED else {"method": entry.method.value}
    texts = (("source", entry.source), ("evidence", entry.evidence), ("note", entry.note))
    data |= {key: text for key, text in texts if text}
    return data | ({"uncertainty": _spread(entry.spread)} if entry.spread else {})


def _spread(spread: Spread) -> Data:
    if spread.kind == "lognormal":
        return {"gsd2": _digits(spread.value)}
    return {"kind": spread.kind, "value": _digits(spread.value)}


def _record(record: Record) -> Data:
    data: Data = {"label": record.label} if record.label else {}
    if record.basis:
        data |= dict(zip(("of", "from", "to"), record.basis, strict=True))
    return data | {key: plain_value(value) for key, value in record.numbers}


def _factor(factor: OwnFactor) -> Data:
    data: Data = {"flow": factor.flow, "gas": factor.gas, "kind": factor.kind}
    if factor.amount is not None:
        data |= {"amount": plain_value(factor.amount), "unit": factor.unit}
    texts = ("bundle", "source", "year", "place")
    data |= {key: text for key in texts if (text := getattr(factor, key))}
    data |= {"primary": True} if factor.primary else {}
    return data | ({"uncertainty": _spread(factor.spread)} if factor.spread else {})


def plain_value(value: float | str | bool) -> object:
    """Return a whole number without its decimal point, anything else as it is."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value


def _digits(value: float) -> str:
    return str(plain_value(value))
