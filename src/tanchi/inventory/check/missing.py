"""What was not filled in: required values, months, rows."""

from __future__ import annotations

import math
from dataclasses import replace

from tanchi.findings import Text
from tanchi.inventory.check.index import Case, Spot
from tanchi.inventory.check.values import in_unit
from tanchi.inventory.form import Address, FieldType, Resolution
from tanchi.inventory.log import NO_TEXT, Log
from tanchi.inventory.model import Entry
from tanchi.inventory.periods import months

_FILL_IN = {
    FieldType.NUMBER: Text("请填写；确实没有发生填 0", "fill it in; if there was none, write 0"),
    FieldType.PICK: Text("请从列表中选", "choose from the list"),
}
SAME = 1e-6
"""Relative difference up to which a yearly total and the sum of its months are the same."""


def check_missing(case: Case, log: Log) -> None:
    """Check that everything required is there, in the resolution the rule asks for."""
    refused = {replace(address, period="") for address in case.refused}
    for spot in case.index.spots.values():
        for address in case.addresses(spot):
            entries = case.entries(address)
            if address in refused or case.absent(spot.sheet, address.site):
                continue
            if not entries:
                _check_required(address, spot, case, log)
            elif spot.field.resolution is not Resolution.YEAR:
                _check_resolution(address, entries, spot, case, log)
            if len(entries) > 1:
                _check_months(address, entries, spot, case, log)
                _check_sum(address, entries, spot, case, log)


def _check_required(address: Address, spot: Spot, case: Case, log: Log) -> None:
    field = spot.field
    is_open = field.when or field.required_when or (spot.table and spot.table.when)
    if not field.required or field.has_default or is_open:
        return
    if spot.table is not None and _is_empty_row(address, spot, case):
        return
    zh, en = f"没有填“{field.label.of('zh')}”", f"'{field.label.of('en')}' is not filled in"
    wanted = months(case.inventory.period_from, case.inventory.period_to)
    if field.resolution is Resolution.MONTH and wanted:
        first = Address(*_with_period(address, wanted[0]))
        address = first if first in case.places else address
    log.error("inventory.missing", case.place(address), Text(zh, en), _FILL_IN.get(field.type, NO_TEXT))


def _is_empty_row(address: Address, spot: Spot, case: Case) -> bool:
    """Return whether nothing stands in a row the rule lists but the company does not have."""
    table = spot.table
    if table is None or not table.rows:
        return False
    return not any(
        case.entries(Address(c.id, address.process, address.table, address.row, site=address.site))
        for c in table.columns
    )


def _check_resolution(address: Address, entries: tuple[Entry, ...], spot: Spot, case: Case, log: Log) -> None:
    if any(entry.address.period for entry in entries):
        return
    word = ("逐月", "by month") if spot.field.resolution is Resolution.MONTH else ("逐时", "by hour")
    zh = f"“{spot.field.label.of('zh')}”须{word[0]}填报，只有全年值"
    en = f"'{spot.field.label.of('en')}' is asked {word[1]}; only the whole period is given"
    log.error("inventory.resolution", case.place(address), Text(zh, en))


def _check_months(address: Address, entries: tuple[Entry, ...], spot: Spot, case: Case, log: Log) -> None:
    wanted = months(case.inventory.period_from, case.inventory.period_to)
    given = {entry.address.period for entry in entries if len(entry.address.period) == 7}
    absent = [month for month in wanted if month not in given]
    if not given or not absent:
        return
    zh, en = f"缺 {'、'.join(absent)}", f"{', '.join(absent)} missing"
    name = Text(f"“{spot.field.label.of('zh')}”{zh}", f"'{spot.field.label.of('en')}': {en}")
    place = case.place(Address(*_with_period(address, absent[0])))
    if _may_be_filled(spot.field.kind, len(absent), len(wanted), case):
        remedy = Text(
            "规则允许补缺，补上的月份会在结果中列出",
            "the rule lets gaps be filled; they are listed with the result",
        )
        log.warn("inventory.month_missing", place, name, remedy)
    else:
        log.error(
            "inventory.month_missing",
            place,
            name,
            Text("请补齐；没有发生的月填 0", "fill them in; write 0 where there was none"),
        )


def _with_period(address: Address, period: str) -> tuple[str, str, str, str, str, str]:
    return address.quantity, address.process, address.table, address.row, period, address.site


def _may_be_filled(kind: str, absent: int, wanted: int, case: Case) -> bool:
    gaps = case.index.form.gaps
    return any(of == kind and absent <= most and wanted <= out_of for of, most, out_of in gaps)


def _check_sum(address: Address, entries: tuple[Entry, ...], spot: Spot, case: Case, log: Log) -> None:
    """A yearly total beside months must be their sum."""
    whole = [entry for entry in entries if not entry.address.period]
    parts = [in_unit(entry, spot.field.unit) for entry in entries if entry.address.period]
    if not whole or spot.field.kind != "total" or any(part is None for part in parts):
        return
    stated = in_unit(whole[0], spot.field.unit)
    summed = math.fsum(part for part in parts if part is not None)
    if stated is not None and not math.isclose(stated, summed, rel_tol=SAME):
        zh = f"全年值 {stated:g} 与各月之和 {summed:g} {spot.field.unit} 不符"
        en = f"the total {stated:g} is not the sum of the months, {summed:g} {spot.field.unit}"
        remedy = Text("请改正，或删去其中一种", "correct one of them, or keep one only")
        log.error("inventory.sum", case.place(address), Text(zh, en), remedy)
