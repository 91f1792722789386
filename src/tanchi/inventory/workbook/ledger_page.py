"""Pages of records and of own factors: free rows, with what they feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tanchi.findings import Language
from tanchi.inventory.model import Entry, Inventory, OwnFactor, Record
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.columns import BASES, GASES, KINDS, OF
from tanchi.inventory.workbook.ids import RECORD_KINDS, field_id
from tanchi.inventory.workbook.layout import LedgerLine
from tanchi.inventory.workbook.origin import write_spread
from tanchi.inventory.workbook.pen import Pen
from tanchi.inventory.workbook.units import spelling
from tanchi.units import parse_unit

_NUMBERS = {
    "s": ("opening", "purchases", "closing", "sold"),
    "m": ("previous", "present", "factor", "reading"),
    "b": ("value", "moisture_ar", "moisture_ad"),
    "g": ("volume", "temperature", "pressure", "atmosphere"),
}


def write_ledger(pen: Pen, row: int, line: LedgerLine) -> None:
    """Write a row of records."""
    entry, record = _filled(pen, line)
    kind, desk = line.kind, pen.desk
    pen.id(row, line.id, ("target", pen.page.columns[-1].role))
    targets = desk.plan.targets[kind]
    chosen = next((t.label for t in targets if entry and t.id == field_id(entry.address)), "")
    pen.choose(row, "target", [t.label for t in targets], chosen)
    periods = [desk.say(words.YEAR), *desk.plan.months]
    pen.choose(row, "period", periods, (entry.address.period or periods[0]) if entry else "")
    pen.note(row, "label", record.label if record else "")
    if pen.page.has("unit"):
        pen.choose(row, "unit", desk.ledger_units[kind], _unit_shown(entry, desk.language), strict=False)
    for role in _NUMBERS[kind]:
        pen.number(row, role, dict(record.numbers).get(role) if record else None)
    if kind == "b":
        _write_basis(pen, row, record)
    style = pen.style("formula", num_format="#,##0.####")
    pen.formula(row, "result", _result(pen, row, kind), _value(record, kind, entry), style)
    pen.note(row, "evidence", entry.evidence if entry else "")
    pen.note(row, "note", entry.note if entry else "")


def _filled(pen: Pen, line: LedgerLine) -> tuple[Entry | None, Record | None]:
    values = pen.desk.values
    rows = list(_records(values, RECORD_KINDS[line.kind])) if values else []
    return rows[line.number - 1] if line.number <= len(rows) else (None, None)


def _records(values: Inventory, kind: str) -> Iterator[tuple[Entry, Record]]:
    for entry in values.entries.values():
        yield from ((entry, record) for record in entry.records if record.kind == kind)


def _unit_shown(entry: Entry | None, language: Language) -> str:
    return spelling(parse_unit(entry.unit), language) if entry and entry.unit else ""


def _write_basis(pen: Pen, row: int, record: Record | None) -> None:
    basis = record.basis if record else None
    for role, offers, place in (("of", OF, 0), ("from", BASES, 1), ("to", BASES, 2)):
        shown = pen.desk.say(offers[basis[place]]) if basis else ""
        pen.choose(row, role, [pen.desk.say(text) for text in offers.values()], shown)


def _result(pen: Pen, row: int, kind: str) -> str:
    def at(role: str) -> str:
        return pen.cell(row, role)

    if kind == "s":
        span = f"{at('opening')}:{at('sold')}"
        return f'=IF(COUNT({span})=0,"",N({at("opening")})+N({at("purchases")})-N({at("closing")})-N({at("sold")}))'
    if kind == "m":
        factor = f"IF(ISNUMBER({at('factor')}),{at('factor')},1)"
        dial = f'IF(COUNT({at("previous")}:{at("present")})<2,"",({at("present")}-{at("previous")})*{factor})'
        return f"=IF(ISNUMBER({at('reading')}),{at('reading')},{dial})"
    if kind == "g":
        pressure = f"({at('pressure')}+N({at('atmosphere')}))"
        state = f"{at('volume')}*273.15/({at('temperature')}+273.15)*{pressure}/101.325"
        return f'=IF(COUNT({at("volume")}:{at("pressure")})<3,"",{state})'
    return _basis_result(pen, row)


def _basis_result(pen: Pen, row: int) -> str:
    """Return the change of basis; heat falls by 23 kJ/kg per per cent of moisture, shown for MJ/kg and GJ/t."""
    say = pen.desk.say
    value, of, unit = pen.cell(row, "value"), pen.cell(row, "of"), pen.cell(row, "unit")

    def moisture(role: str) -> str:
        basis = pen.cell(row, role)
        ar, ad = say(BASES["ar"]), say(BASES["ad"])
        return f'IF({basis}="{ar}",N({pen.cell(row, "moisture_ar")}),IF({basis}="{ad}",N({pen.cell(row, "moisture_ad")}),0))'

    source, target = moisture("from"), moisture("to")
    up, down = f"(100-{target})/(100-{source})", f"(100-{source})/(100-{target})"
    heat = f'IF(OR({unit}="GJ/t",{unit}="MJ/kg"),0.023,IF({unit}="kJ/kg",23,NA()))'
    net = f'IFERROR(({value}+{heat}*{source})*{up}-{heat}*{target},"")'
    by_kind = f'IF({of}="{say(OF["mass"])}",{value}*{down},IF({of}="{say(OF["heat"])}",{net},{value}*{up}))'
    return f'=IF(COUNT({value})=0,"",{by_kind})'


def _value(record: Record | None, kind: str, entry: Entry | None) -> float | str:
    """Return what the formula of a filled row comes to."""
    if record is None or entry is None or not isinstance(entry.value, float):
        return ""
    if kind == "s":
        opening, purchases, closing, sold = (record.number(role) for role in _NUMBERS["s"])
        return opening + purchases - closing - sold
    if kind == "m" and not any(key == "reading" for key, _ in record.numbers):
        return (record.number("present") - record.number("previous")) * record.number("factor", 1.0)
    return record.number("reading") if kind == "m" else entry.value


def write_factor(pen: Pen, row: int, line: LedgerLine) -> None:
    """Write a row of own factors."""
    factors: Sequence[OwnFactor] = pen.desk.values.factors if pen.desk.values else ()
    factor = factors[line.number - 1] if line.number <= len(factors) else None
    say = pen.desk.say
    flows = {option.id: say(option.label) for option in pen.desk.plan.links}
    pen.id(row, line.id, ("flow", pen.page.columns[-1].role))
    pen.choose(
        row,
        "flow",
        list(dict.fromkeys(flows.values())),
        flows.get(factor.flow, factor.flow) if factor else "",
    )
    pen.number(row, "amount", factor.amount if factor else None)
    pen.choose(row, "unit", FACTOR_UNITS, factor.unit if factor else "", strict=False)
    pen.choose(row, "gas", list(GASES), factor.gas if factor else "", strict=False)
    pen.choose(row, "kind", [say(text) for text in KINDS.values()], say(KINDS[factor.kind]) if factor else "")
    yes_no = [say(words.YES), say(words.NO)]
    pen.choose(row, "primary", yes_no, (yes_no[0] if factor.primary else yes_no[1]) if factor else "")
    for role in ("source", "year", "place", "bundle"):
        pen.note(row, role, str(getattr(factor, role)) if factor else "")
    write_spread(pen, row, factor.spread if factor else None)


FACTOR_UNITS = ["t", "kg", "MWh", "kWh", "GJ", "MJ", "Nm3", "m3", "tkm", "piece"]
"""Units a factor is usually given per."""
