"""Random inventories that fill a form: every field by its type, some left empty; one seed gives one inventory."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tanchi.inventory.check.index import Index
from tanchi.inventory.form import Address, FieldType, Resolution
from tanchi.inventory.model import Entry, Inventory, Method, OwnFactor, Record, Row, Spread
from tanchi.inventory.periods import months
from tanchi.inventory.records import value_of
from tanchi.inventory.statements import STATEMENTS
from tanchi.units import parse_unit, units_of

PERIOD = ("2025-01-01", "2025-12-31")
TEXTS = ("", "皮带秤 1#", "007", "=1+1", "E-12；抽查", "a" * 60)
SAID = ("无", "供客户采购比较", "一、甲；\n二、乙", "2024", "=A1", "字" * 500)
METHODS = tuple(Method)
SPREADS = (
    None,
    *(Spread("normal", half / 100 / 1.96) for half in (1, 2.5, 30)),
    *(Spread("uniform", 0.12), Spread("triangular", 0.07), Spread("lognormal", 1.21)),
)


def filled(form, seed, sites=("",)):
    """Return an inventory with about three quarters of the form's fields filled in, in any of their units."""
    dice, index, entries = Random(seed), Index(form), {}
    given = {
        name: [Row(f"x{n}", f"品种 {n}") for n in range(1, dice.randint(2, 4))] for name in tables(index)
    }
    for spot in index.spots.values():
        for site in sites if spot.sheet.per_site else ("",):
            for address in addresses(spot, site, given):
                if dice.random() < 0.75:
                    entries |= {entry.address: entry for entry in values(dice, spot, address, given)}
    repeated = {spot.table.rows_of for spot in index.spots.values() if spot.table and spot.table.rows_of}
    rows = {("", "", name): {row.id: row for row in given[name]} for name in repeated}
    for address in entries:
        if address.row:
            known = rows.setdefault((address.site, address.process, address.table), {})
            known[address.row] = Row(address.row, f"品种 {address.row[1:]}")
    listed = {key: tuple(found[id] for id in sorted(found)) for key, found in rows.items()}
    said = {key: dice.choice(SAID) for key in STATEMENTS if dice.random() < 0.3}
    return Inventory(
        form.rule, form.edition, entries, listed, sites=sites, period_from=PERIOD[0], period_to=PERIOD[1],
        factors=tuple(factors(dice, form)), statements=said, notes=dice.choice(TEXTS),
    )  # fmt: skip


def factors(dice, form):
    """Yield some own factors."""
    for link in form.links:
        if dice.random() < 0.2:
            amount = dice.randint(1, 10**6) / 1000
            yield OwnFactor(
                link.id, amount, dice.choice(["t", "kg", "MWh"]), source="供应商", year="2024",
                primary=dice.random() < 0.5, spread=dice.choice(SPREADS),
            )  # fmt: skip


def tables(index):
    return dict.fromkeys(spot.table.rows_of or spot.table.id for spot in index.spots.values() if spot.table)


def addresses(spot, site, given):
    process, table, quantity = spot.key
    if spot.table is None:
        return [Address(quantity, process, site=site)]
    rows = given[spot.table.rows_of or spot.table.id]
    return [Address(quantity, process, table, row.id, site=site) for row in rows]


def values(dice, spot, address, given):
    field = spot.field
    base = Entry(
        address, 0.0, source=dice.choice(TEXTS), evidence=dice.choice(TEXTS), note=dice.choice(TEXTS)
    )
    match field.type:
        case FieldType.NUMBER:
            return numbers(dice, field, base)
        case FieldType.PICK:
            names = [option.id for option in field.options] or [row.id for row in given[field.options_from]]
            return [replace(base, value=dice.choice(names))]
        case FieldType.BOOL:
            return [replace(base, value=dice.random() < 0.5)]
        case FieldType.DATE:
            return [replace(base, value=f"20{dice.randint(10, 25)}-03-04")]
        case _:
            return [replace(base, value=dice.choice(["42.5", "PO", "是"]))]


def numbers(dice, field, base):
    unit = field.unit.symbol
    if unit not in ("%", "1"):
        unit = dice.choice(units_of(field.unit.dimension) or (field.unit,)).symbol
    base = replace(base, unit=unit, method=dice.choice(METHODS), spread=dice.choice(SPREADS))
    by_month = field.resolution is Resolution.MONTH
    if field.kind == "total" and not by_month and dice.random() < 0.15:
        return [by_records(dice, base)]
    periods = months(*PERIOD) if by_month else ("",)
    at = base.address
    found = [
        replace(base, value=dice.randint(1, 10**9) / 1000, address=replace(at, period=p)) for p in periods
    ]
    if by_month and dice.random() < 0.3:
        odd = dice.randrange(len(found))
        found[odd] = replace(
            found[odd], method=dice.choice(METHODS), source="二号表", note=dice.choice(TEXTS)
        )
    return found


def by_records(dice, base):
    """Return a value that a ledger of stocks gives."""
    records = tuple(
        Record(
            "stock",
            (
                ("opening", dice.randint(0, 99) + 0.5),
                ("purchases", dice.randint(0, 9999) + 0.25),
                ("closing", 0.125),
            ),
            label,
        )
        for label in ("一号库", "")[: dice.randint(1, 2)]
    )
    return replace(base, value=value_of(records, parse_unit(base.unit)), records=records)
