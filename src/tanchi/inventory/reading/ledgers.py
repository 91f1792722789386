"""Records and own factors of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tanchi.findings import Place, TanchiError, Text
from tanchi.inventory.form import Address, Form, Option
from tanchi.inventory.log import Log
from tanchi.inventory.model import Entry, OwnFactor, Record
from tanchi.inventory.plain.records import agrees
from tanchi.inventory.reading.cells import read_spread
from tanchi.inventory.reading.facts import Facts
from tanchi.inventory.reading.locate import Spot
from tanchi.inventory.reading.sheets import Harvest
from tanchi.inventory.reading.units import symbol_of
from tanchi.inventory.records import NM3, NUMBERS, value_of
from tanchi.inventory.typed import typed_bool, typed_month, typed_number
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.columns import BASES, KINDS, OF
from tanchi.inventory.workbook.ids import RECORD_KINDS, address_of, parse_id
from tanchi.units import Unit, convert, parse_unit

_FIXED = (
    "moisture_ar",
    "moisture_ad",
    "temperature",
    "pressure",
    "atmosphere",
    "volume",
    "factor",
    "previous",
    "present",
)
"""Numbers of records that are not in the unit of the quantity."""


@dataclass(frozen=True, slots=True)
class Line:
    """A filled row of a ledger: the quantity it feeds, its record, and the unit its numbers are in."""

    address: Address
    record: Record
    unit: Unit
    evidence: str
    note: str
    place: Place


def read_records(spots: Iterable[Spot], facts: Facts, harvest: Harvest) -> None:
    """Add what the ledgers come to; a finding where it cannot be, or differs from a value typed elsewhere."""
    feeds: dict[Address, list[Line]] = {}
    for spot in spots:
        line = _line(spot, facts, harvest) if spot.has_content() else None
        if line is not None:
            feeds.setdefault(line.address, []).append(line)
    for address, lines in feeds.items():
        entry = _entry(address, lines, harvest)
        if entry is not None:
            harvest.add(entry)


def _line(spot: Spot, facts: Facts, harvest: Harvest) -> Line | None:
    letter = parse_id(spot.id)[0]
    kind, log = RECORD_KINDS[letter], harvest.log
    address = _target(spot, letter, facts, log)
    numbers = list(_numbers(spot, kind, log))
    basis = _basis(spot, log) if letter == "b" else None
    unit = NM3 if letter == "g" else _unit(spot, log)
    if address is None or unit is None or not numbers or (letter == "b" and basis is None):
        if address is not None and unit is not None and not numbers:
            log.error("workbook.ledger", spot.place, Text("这一行没有数", "the row holds no numbers"))
        return None
    label = spot.sheet.text(spot.row, spot.columns.get("label"))
    evidence, note = (spot.sheet.text(spot.row, spot.columns.get(role)) for role in ("evidence", "note"))
    record = Record(kind, tuple(numbers), label, spot.place, basis)
    return Line(address, record, unit, evidence, note, spot.place)


def _target(spot: Spot, letter: str, facts: Facts, log: Log) -> Address | None:
    name = spot.sheet.text(spot.row, spot.columns.get("target"))
    id = facts.targets.get((letter, name))
    if id is None:
        zh = f"没有“{name}”这个数量" if name else "没有选这一行用于哪个数量"
        en = f"there is no quantity '{name}'" if name else "the row does not say which quantity it feeds"
        log.error(
            "workbook.ledger_target", spot.place, Text(zh, en), Text("请从下拉列表选", "choose from the list")
        )
        return None
    text = spot.sheet.text(spot.row, spot.columns.get("period"))
    month = typed_month(text)
    if text and not month and text not in (words.YEAR.zh, words.YEAR.en):
        place = spot.sheet.place(spot.row, spot.columns.get("period", spot.first))
        log.error("workbook.ledger_period", place, Text(f"“{text}”不是月份", f"'{text}' is no month"))
        return None
    return replace(address_of(*parse_id(id)), period=month)


def _numbers(spot: Spot, kind: str, log: Log) -> Iterator[tuple[str, float]]:
    for role in NUMBERS[kind]:
        column = spot.columns.get(role)
        value = spot.sheet.cells.get((spot.row, column)) if column is not None else None
        if column is None or value is None:
            continue
        number = _number(value)
        if number is not None:
            yield role, number
        elif spot.sheet.text(spot.row, column):
            text = spot.sheet.text(spot.row, column)
            message = Text(f"“{text}”不是一个数", f"'{text}' is no number")
            log.error("workbook.ledger_number", spot.sheet.place(spot.row, column), message)


def _number(value: object) -> float | None:
    if isinstance(value, float):
        return value
    typed = typed_number(value) if isinstance(value, str) else None
    return typed.value if typed is not None and typed.kind == "number" and typed.unit in ("", "%") else None


def _unit(spot: Spot, log: Log) -> Unit | None:
    column = spot.columns.get("unit", spot.first)
    text = symbol_of(spot.sheet.text(spot.row, spot.columns.get("unit")))
    place = spot.sheet.place(spot.row, column)
    if not text:
        log.error("workbook.ledger_unit", place, Text("没有选单位", "the unit is missing"))
        return None
    try:
        return parse_unit(text)
    except TanchiError as error:
        log.take(error, place)
        return None


def _basis(spot: Spot, log: Log) -> tuple[str, str, str] | None:
    wanted = (("of", OF), ("from", BASES), ("to", BASES))
    found = [_key(spot.sheet.text(spot.row, spot.columns.get(role)), labels) for role, labels in wanted]
    if all(found):
        return found[0], found[1], found[2]
    message = Text(
        "请选换算什么、已知值的基和换算到的基", "choose what is converted, its basis and the basis wanted"
    )
    log.error("workbook.ledger_basis", spot.place, message)
    return None


def _key(text: str, labels: Mapping[str, Text]) -> str:
    return next((key for key, label in labels.items() if text and text in (key, label.zh, label.en)), "")


def _entry(address: Address, lines: list[Line], harvest: Harvest) -> Entry | None:
    unit, place = lines[0].unit, lines[0].place
    try:
        records = tuple(_in_unit(line, unit) for line in lines)
        value = value_of(records, unit)
    except TanchiError as error:
        harvest.log.take(error, None if any(f.place for f in error.findings) else place)
        return None
    typed = harvest.entries.get(address)
    if typed is None:
        evidence = "；".join(dict.fromkeys(line.evidence for line in lines if line.evidence))
        note = "；".join(dict.fromkeys(line.note for line in lines if line.note))
        return Entry(address, value, unit.symbol, evidence=evidence, note=note, records=records, place=place)
    own = harvest.index.spot(address)
    if own is not None and own.field.unit is not None and not _same(typed, value, unit):
        zh = f"这里填了 {typed.value} {typed.unit}，台账算得 {value:g} {unit}"
        en = f"{typed.value} {typed.unit} stands here, the ledger gives {value:g} {unit}"
        remedy = Text("请核对后只保留一处", "correct one of them, or keep one only")
        harvest.log.error("inventory.record_differs", typed.place, Text(zh, en), remedy)
        return None
    return replace(typed, records=records)


def _same(typed: Entry, value: float, unit: Unit) -> bool:
    try:
        return agrees(typed, convert(value, unit, parse_unit(typed.unit or "1")))
    except TanchiError:
        return False


def _in_unit(line: Line, unit: Unit) -> Record:
    """Return a record with its numbers in ``unit``."""
    if line.unit == unit:
        return line.record
    numbers = tuple(
        (key, value if key in _FIXED else convert(value, line.unit, unit))
        for key, value in line.record.numbers
    )
    if line.record.kind == "meter" and "reading" not in dict(numbers):
        factor = line.record.number("factor", 1.0) * convert(1.0, line.unit, unit)
        numbers = (*(pair for pair in numbers if pair[0] != "factor"), ("factor", factor))
    return replace(line.record, numbers=numbers)


def read_factors(spots: Iterable[Spot], form: Form, log: Log) -> Iterator[OwnFactor]:
    """Yield the own factors of a workbook."""
    for spot in spots:
        if spot.has_content(("flow", "amount", "source", "bundle")) or spot.sheet.text(
            spot.row, spot.columns.get("unit")
        ):
            found = _factor(spot, form, log)
            if found is not None:
                yield found


def _factor(spot: Spot, form: Form, log: Log) -> OwnFactor | None:
    def text(role: str) -> str:
        return spot.sheet.text(spot.row, spot.columns.get(role))

    flow = _option(text("flow"), form.links)
    amount = _number(spot.sheet.cells.get((spot.row, spot.columns.get("amount", -1))))
    if not flow or (amount is None and not text("bundle")):
        zh, en = "请选外购的流，并填因子数值或打包文件名", "choose the flow, and give an amount or a bundle"
        log.error("workbook.factor", spot.place, Text(zh, en))
        return None
    if amount is not None and not text("unit"):
        log.error(
            "workbook.factor",
            spot.place,
            Text("因子没有写每什么单位", "the factor does not say per what unit"),
        )
        return None
    return OwnFactor(
        flow=flow,
        amount=amount,
        unit=symbol_of(text("unit")),
        gas=text("gas") or "CO2e",
        kind=_key(text("kind"), KINDS) or "footprint",
        bundle=text("bundle"),
        source=text("source"),
        year=text("year"),
        place=text("place"),
        primary=typed_bool(text("primary") or "no") is True,
        spread=read_spread(spot.sheet, spot.row, spot.columns.get("pm"), log),
        where=spot.place,
    )


def _option(text: str, options: tuple[Option, ...]) -> str:
    """Return the id of a flow by its label; an unknown one as typed, so that it is told."""
    return next((o.id for o in options if text in (o.id, o.label.zh, o.label.en)), text)
