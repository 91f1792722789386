"""Where values come from: the origin of their row, or one the sheet of exceptions states."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tanchi.findings import Place, Text
from tanchi.inventory.form import Address, FieldType
from tanchi.inventory.log import Log
from tanchi.inventory.model import Entry
from tanchi.inventory.origin import NOTHING, Origin, Override
from tanchi.inventory.reading.cells import read_method, read_spread
from tanchi.inventory.reading.facts import Facts
from tanchi.inventory.reading.locate import Spot
from tanchi.inventory.reading.numbers import WHOLE, read_month
from tanchi.inventory.reading.sheets import Harvest
from tanchi.inventory.typed import typed_number
from tanchi.inventory.workbook.ids import address_of, field_id, parse_id, row_id

_ORIGIN = ("method", "pm", "source", "evidence", "note")
_HOUR = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2})(?::00(?::00)?)?")


@dataclass(frozen=True, slots=True)
class Stated:
    """A filled row of the sheet of exceptions."""

    override: Override
    place: Place


def give_origins(spots: Iterable[Spot], rows: Iterable[Spot], facts: Facts, harvest: Harvest) -> None:
    """Give every entry its origin: that of its row, then what the exceptions in ``spots`` say.

    ``rows`` are the rows of the tables, to be found by number or name.
    """
    _of_rows(harvest)
    named = _names(rows)
    stated = [s for spot in spots if spot.has_content() if (s := _stated(spot, named, facts, harvest.log))]
    _tell_twice(stated, harvest.log)
    for found in sorted(stated, key=lambda s: _exactness(s.override)):
        _apply(found, harvest)


def _of_rows(harvest: Harvest) -> None:
    """Give entries the origin of their row; words in a row of a table that has numbers have none."""
    spots = harvest.index
    with_numbers = {
        _row_of(address)
        for address in harvest.entries
        if address.row and (spot := spots.spot(address)) and spot.field.type is FieldType.NUMBER
    }
    for address, entry in harvest.entries.items():
        own = harvest.origins.get(field_id(address))
        shared = harvest.origins.get(_row_of(address)) if address.row else None
        spot = spots.spot(address)
        is_number = spot is not None and spot.field.type is FieldType.NUMBER
        if own is None and shared is not None and (is_number or _row_of(address) not in with_numbers):
            own = shared
        harvest.entries[address] = (own or NOTHING).under(entry).put(entry)


def _row_of(address: Address) -> str:
    return row_id(address)


def _names(rows: Iterable[Spot]) -> dict[tuple[str, str, str], dict[str, list[str]]]:
    """Return for each (site, process, table) the ids of rows by what they are called: number or name."""
    found: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    for spot in rows:
        at = address_of(*parse_id(spot.id))
        called = found.setdefault((at.site, at.process, at.table), {})
        is_block = parse_id(spot.id)[0] == "l"
        number = spot.sheet.text(spot.row, spot.columns.get("label" if is_block else "number"))
        name = spot.sheet.text(spot.row, spot.columns.get("value" if is_block else "name"))
        for text in dict.fromkeys((number.rpartition(" ")[2], name)):
            if text:
                called.setdefault(unicodedata.normalize("NFKC", text), []).append(at.row)
    return found


def _stated(
    spot: Spot, named: Mapping[tuple[str, str, str], Mapping[str, list[str]]], facts: Facts, log: Log
) -> Stated | None:
    """Return what a row of the sheet says; None, with a finding, where it cannot be placed or says nothing."""
    address = _target(spot, facts, log)
    row = _row(spot, named.get((address.site, address.process, address.table), {}), log) if address else None
    period = _period(spot, log)
    if address is None or row is None or period is None:
        return None
    if not spot.has_content(_ORIGIN):
        message = Text("没有写怎样得来或来源", "neither method nor source is given")
        log.error(
            "workbook.origin_empty",
            spot.place,
            message,
            Text("请填写，或清空这一行", "give it, or clear the row"),
        )
        return None
    sheet, columns = spot.sheet, spot.columns
    origin = Origin(
        method=read_method(sheet, spot.row, columns.get("method"), log),
        source=sheet.text(spot.row, columns.get("source")),
        evidence=sheet.text(spot.row, columns.get("evidence")),
        note=sheet.text(spot.row, columns.get("note")),
        spread=read_spread(sheet, spot.row, columns.get("pm"), log),
    )
    is_whole = period == WHOLE
    at = replace(address, row=row, period="" if is_whole else period)
    return Stated(Override(at, origin, is_whole), spot.place)


def _target(spot: Spot, facts: Facts, log: Log) -> Address | None:
    name = spot.sheet.text(spot.row, spot.columns.get("target"))
    id = facts.targets.get(("e", name))
    if id is not None:
        return address_of(*parse_id(id))
    zh = f"没有“{name}”这一项" if name else "没有选是哪一项"
    en = f"there is no item '{name}'" if name else "the row does not say which item it is about"
    log.error(
        "workbook.origin_target", spot.place, Text(zh, en), Text("请从下拉列表选", "choose from the list")
    )
    return None


def _row(spot: Spot, called: Mapping[str, list[str]], log: Log) -> str | None:
    """Return the id of the row meant, "" for all of them; None (and a finding) where there is not one."""
    column = spot.columns.get("row", spot.first)
    text = unicodedata.normalize("NFKC", spot.sheet.text(spot.row, column))
    rows = called.get(text, [])
    if not rows and typed_number(text).kind == "nothing":
        return ""
    if len(rows) == 1:
        return rows[0]
    zh = f"有 {len(rows)} 行叫“{text}”" if rows else f"表中没有“{text}”这一行"
    en = f"{len(rows)} rows are called '{text}'" if rows else f"the table has no row '{text}'"
    remedy = Text("请写序号", "give the number of the row")
    log.error("workbook.origin_row", spot.sheet.place(spot.row, column), Text(zh, en), remedy)
    return None


def _period(spot: Spot, log: Log) -> str | None:
    """Return a month or an hour, "" for all of them; None (and a finding) for anything else."""
    hour = _HOUR.fullmatch(spot.sheet.text(spot.row, spot.columns.get("period")))
    return f"{hour[1]}T{hour[2]}" if hour else read_month(spot, "workbook.origin_period", log)


def _exactness(override: Override) -> int:
    """Return how exactly an override says what it is about; the more exact one is applied later."""
    return 2 * bool(override.address.row) + bool(override.address.period or override.whole_only)


def _tell_twice(stated: Iterable[Stated], log: Log) -> None:
    seen: dict[tuple[Address, bool], Stated] = {}
    for found in stated:
        key = (found.override.address, found.override.whole_only)
        first = seen.setdefault(key, found)
        if first is not found:
            zh, en = f"同一处写了两次，另一次在 {first.place}", f"stated twice, also at {first.place}"
            log.error(
                "workbook.origin_twice", found.place, Text(zh, en), Text("请只保留一处", "keep one of them")
            )


def _apply(stated: Stated, harvest: Harvest) -> None:
    found = list(_meant(stated.override, harvest.entries.values()))
    for entry in found:
        harvest.entries[entry.address] = stated.override.origin.put(entry)
    if not found:
        message = Text(
            "这一项没有填数，这里的来源没有用上", "nothing is filled in there; this origin is not used"
        )
        harvest.log.warn("workbook.origin_unused", stated.place, message)


def _meant(override: Override, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries an override is about; one for the whole period means all where there is no such value."""
    at = override.address
    found = [
        entry
        for entry in entries
        if replace(entry.address, row=at.row, period="") == replace(at, period="")
        and at.row in ("", entry.address.row)
    ]
    if override.whole_only:
        whole = [entry for entry in found if not entry.address.period]
        return iter(whole or found)
    return (entry for entry in found if at.period in ("", entry.address.period))
