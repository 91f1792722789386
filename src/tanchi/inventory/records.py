"""Values computed from what plants keep: stock balances, meters, moisture bases, gas at its own state.

Numbers of a record and their units:

``stock``  opening, purchases, closing, sold: the unit of the quantity.
``meter``  previous, present: the dial; factor: unit of the quantity per step of the dial, 1 if absent;
           or reading: the unit of the quantity.
``basis``  value: the unit of the quantity; moisture_ar, moisture_ad: per cent of the mass as it is.
``gas``    volume: m3 as measured; temperature: °C; pressure: kPa, absolute, or above ``atmosphere`` (kPa)
           where that is given. The result is in Nm3.
"""

from __future__ import annotations

from collections.abc import Sequence

from tanchi.findings import Finding, Level, TanchiError, Text
from tanchi.inventory.model import Record
from tanchi.sources import Reading, Source
from tanchi.units import Unit, convert, normal_volume, parse_unit

NUMBERS = {
    "stock": ("opening", "purchases", "closing", "sold"),
    "meter": ("previous", "present", "factor", "reading"),
    "basis": ("value", "moisture_ar", "moisture_ad"),
    "gas": ("volume", "temperature", "pressure", "atmosphere"),
}
NAMES = {
    "opening": Text("期初库存", "opening stock"),
    "purchases": Text("购入", "purchases"),
    "closing": Text("期末库存", "closing stock"),
    "previous": Text("上次示数", "previous reading"),
    "present": Text("本次示数", "present reading"),
    "reading": Text("用量", "use"),
    "value": Text("已知值", "known value"),
    "moisture_ar": Text("收到基水分", "moisture as received"),
    "moisture_ad": Text("空干基水分", "moisture air dried"),
    "volume": Text("工况体积", "volume as measured"),
    "temperature": Text("温度", "temperature"),
    "pressure": Text("压力", "pressure"),
}
"""Number a record cannot do without → what it is called."""
OPTIONAL = {"sold", "factor", "atmosphere"}
"""Numbers that may be absent; a meter has a reading, or both positions of its dial."""
OF = ("mass", "content", "heat")
BASES = ("ar", "ad", "d")

HEAT_PER_MOISTURE = 23.0
"""kJ/kg that a net calorific value falls per per cent of moisture, at constant volume."""
HEAT_SOURCE = Source("GB/T 213-2008", "恒容低位发热量的基的换算", "2008", Reading.RECALLED)

NM3 = parse_unit("Nm3")
_KJ_PER_KG = parse_unit("kJ/kg")


def value_of(records: Sequence[Record], unit: Unit) -> float:
    """Return what ``records`` of one kind come to, in ``unit``.

    Stocks, meters, masses and gas volumes add up; a content or a calorific value is one record. Raises
    TanchiError (``record.*``) with every record that cannot be: negative use, a dial running backwards, a
    moisture that leaves no mass, an impossible gas.
    """
    findings: list[Finding] = []
    total = 0.0
    if len({record.kind for record in records}) > 1:
        findings.append(
            _wrong("kinds", "一个数量的记录须同属一类", "the records of a quantity are of one kind")
        )
    elif len(records) > 1 and records[0].basis and records[0].basis[0] != "mass":
        findings.append(
            _wrong("several", "含量和发热量只能由一条记录换算", "a content or calorific value is one record")
        )
    for record in records:
        try:
            total += _one(record, unit)
        except TanchiError as error:
            findings += [f.at(record.place) if record.place else f for f in error.findings]
    if findings:
        raise TanchiError(findings)
    return total


def _one(record: Record, unit: Unit) -> float:
    missing = _missing(record)
    if missing:
        zh = "、".join(f"{NAMES[key].zh}（{key}）" for key in missing)
        en = ", ".join(f"{NAMES[key].en} ({key})" for key in missing)
        raise TanchiError(_wrong("missing", f"记录缺少{zh}", f"the record lacks {en}"))
    match record.kind:
        case "stock":
            return _stock(record)
        case "meter":
            return _meter(record)
        case "basis":
            return _basis(record, unit)
        case _:
            return _gas(record, unit)


def _missing(record: Record) -> list[str]:
    """Return the numbers a record cannot do without and does not have."""
    given = {key for key, _ in record.numbers}
    needed = set(NUMBERS[record.kind]) - OPTIONAL - {"moisture_ar", "moisture_ad"}
    if record.kind == "meter":
        needed = {"reading"} if "reading" in given else {"previous", "present"}
    if record.kind == "stock" and not given & {"opening", "closing"}:
        needed = {"purchases"}
    if record.basis:
        needed |= {f"moisture_{basis}" for basis in record.basis[1:] if basis != "d"}
    return [key for key in NUMBERS[record.kind] if key in needed - given]


def _stock(record: Record) -> float:
    used = (
        record.number("opening")
        + record.number("purchases")
        - record.number("closing")
        - record.number("sold")
    )
    if used < 0:
        zh = f"期初加购入小于期末加转售，消耗量为 {used:g}"
        raise TanchiError(
            _wrong("negative_stock", zh, f"more is left and sold than there was: use is {used:g}")
        )
    return used


def _meter(record: Record) -> float:
    if any(key == "reading" for key, _ in record.numbers):
        return record.number("reading")
    steps = record.number("present") - record.number("previous")
    if steps < 0:
        remedy = Text("换表或翻转时请分两行填写", "For a changed or rolled-over meter write two rows")
        raise TanchiError(_wrong("backwards", "本次示数小于上次示数", "the meter ran backwards", remedy))
    return steps * record.number("factor", 1.0)


def _basis(record: Record, unit: Unit) -> float:
    of, source, target = record.basis or ("mass", "ar", "ar")
    wet = {"ar": record.number("moisture_ar"), "ad": record.number("moisture_ad"), "d": 0.0}
    if not all(0 <= moisture < 100 for moisture in wet.values()):
        raise TanchiError(_wrong("moisture", "水分应在 0 与 100 % 之间", "moisture lies between 0 and 100 %"))
    dry_source, dry_target = 1 - wet[source] / 100, 1 - wet[target] / 100
    value = record.number("value")
    if of == "mass":
        return value * dry_source / dry_target
    heat = convert(HEAT_PER_MOISTURE, _KJ_PER_KG, unit) if of == "heat" else 0.0
    return (value + heat * wet[source]) * dry_target / dry_source - heat * wet[target]


def _gas(record: Record, unit: Unit) -> float:
    pressure = record.number("pressure") + record.number("atmosphere")
    return convert(normal_volume(record.number("volume"), record.number("temperature"), pressure), NM3, unit)


def _wrong(code: str, zh: str, en: str, remedy: Text = Text("")) -> Finding:
    return Finding(f"record.{code}", Level.ERROR, Text(zh, en), remedy=remedy)
