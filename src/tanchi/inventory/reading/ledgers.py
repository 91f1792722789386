"""Records and own factors of a workbook."""

from __future__ import annotations

import re
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
from tanchi.inventory.reading.numbers import WHOLE, read_month, read_number
from tanchi.inventory.reading.sheets import Harvest
from tanchi.inventory.reading.units import symbol_of
from tanchi.inventory.records import NM3, NUMBERS, value_of
from tanchi.inventory.typed import typed_bool, typed_number
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
_A_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")


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
    month = read_month(spot, "workbook.ledger_period", log)
    return None if month is None else replace(address_of(*parse_id(id)), period=month.strip(WHOLE))


def _numbers(spot: Spot, kind: str, log: Log) -> Iterator[tuple[str, float]]:
    for role in NUMBERS[kind]:
        is_percent = role.startswith("moisture")
        number = read_number(spot, role, "workbook.ledger_number", log, is_percent=is_percent)
        if number is not None:
            yield role, number


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
    amount = read_number(spot, "amount", "workbook.factor", log)
    told = bool(text("amount")) and amount is None and typed_number(text("amount")).kind != "nothing"
    if not told and (not flow or (amount is None and not text("bundle"))):
        zh, en = "请选外购的流，并填因子数值或打包文件名", "choose the flow, and give an amount or a bundle"
        log.error("workbook.factor", spot.place, Text(zh, en))
    elif amount is not None and not text("unit"):
        zh, en = "因子没有写每什么单位", "the factor does not say per what unit"
        log.error(
            "workbook.factor", spot.sheet.place(spot.row, spot.columns.get("unit", spot.first)), Text(zh, en)
        )
    elif not told:
        return OwnFactor(
            flow=flow,
            amount=amount,
            unit=symbol_of(text("unit")),
            gas="CO2e" if typed_number(text("gas")).kind == "nothing" else text("gas"),
            kind=_kind(spot, log),
            bundle=text("bundle"),
            source=text("source"),
            year=_year(spot, log),
            place=text("place"),
            primary=_primary(spot, log),
            spread=read_spread(spot.sheet, spot.row, spot.columns.get("pm"), log),
            where=spot.place,
        )
    return None


def _kind(spot: Spot, log: Log) -> str:
    """Return the kind of a factor; a footprint where nothing is said."""
    text = spot.sheet.text(spot.row, spot.columns.get("kind"))
    found = _key(text, KINDS)
    if not found and typed_number(text).kind != "nothing":
        offers = Text("、".join(k.zh for k in KINDS.values()), ", ".join(k.en for k in KINDS.values()))
        message = Text(f"不认识的因子种类“{text}”", f"unknown kind of factor '{text}'")
        log.error("workbook.factor", spot.sheet.place(spot.row, spot.columns["kind"]), message, offers)
    return found or "footprint"


def _year(spot: Spot, log: Log) -> str:
    """Return the year of a factor as it was written, the year of a date; a warning where there is none in it."""
    text = spot.sheet.text(spot.row, spot.columns.get("year"))
    if isinstance(spot.sheet.cells.get((spot.row, spot.columns.get("year", -1))), dict):
        return text[:4]
    if typed_number(text).kind == "nothing":
        return ""
    if not _A_YEAR.search(text):
        message = Text(f"“{text}”里没有年份", f"there is no year in '{text}'")
        place = spot.sheet.place(spot.row, spot.columns["year"])
        log.warn("workbook.factor_year", place, message, Text("写作 2024", "write 2024"))
    return text


def _primary(spot: Spot, log: Log) -> bool:
    """Return whether a supplier computed a factor from data of his own; not where nothing is said."""
    text = spot.sheet.text(spot.row, spot.columns.get("primary"))
    answer = typed_bool(text)
    if answer is None and typed_number(text).kind != "nothing":
        message = Text(f"“{text}”既不是“是”也不是“否”", f"'{text}' is neither yes nor no")
        log.error("workbook.factor", spot.sheet.place(spot.row, spot.columns["primary"]), message)
    return answer is True


def _option(text: str, options: tuple[Option, ...]) -> str:
    """Return the id of a flow by its label; an unknown one as typed, so that it is told."""
    return next((o.id for o in options if text in (o.id, o.label.zh, o.label.en)), text)
