"""What the ledgers of a workbook may feed, and what may have an origin of its own."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tanchi.findings import Language
from tanchi.inventory.form import Field, FieldType, Form
from tanchi.inventory.model import Inventory
from tanchi.inventory.workbook import ids
from tanchi.inventory.workbook.layout import DayLine, FieldLine, Page, TableHead, TableLine, Target
from tanchi.inventory.workbook.naming import target_label
from tanchi.units import parse_unit

_MASS = parse_unit("t").dimension
_GAS = parse_unit("Nm3").dimension
_HEAT = parse_unit("GJ/t").dimension
_CARBON = parse_unit("tC/t").dimension
MOST_ROWS = 8
"""Rows of a free table offered to the ledgers."""


def targets_of(
    pages: Sequence[Page], form: Form, language: Language, values: Inventory | None = None
) -> dict[str, tuple[Target, ...]]:
    """Return for each ledger the quantities it may feed, each with a name no other has.

    What the records of ``values`` feed is among them, whatever it is. ``e`` are all quantities and columns of
    tables, whatever their row.
    """
    fed = _fed(values)
    named = _unique(_all(pages, form, language, {id for _, id in fed}))
    kinds = {"s": _is_stock, "m": _is_total, "b": _has_basis, "g": _is_gas}
    found = {
        kind: tuple(t for t in named if fits(t.field) or (ids.RECORD_KINDS[kind], t.id) in fed)
        for kind, fits in kinds.items()
    }
    return {**found, "e": _unique(_wholes(pages, form, language))}


def _unique(found: Iterable[Target]) -> tuple[Target, ...]:
    """Return targets each once, with a name no other has."""
    named: dict[str, Target] = {}
    for target in {target.id: target for target in found}.values():
        label, number = target.label, 2
        while label in named:
            label, number = f"{target.label} ({number})", number + 1
        named[label] = replace(target, label=label)
    return tuple(named.values())


def _fed(values: Inventory | None) -> set[tuple[str, str]]:
    """Return (kind of record, id of the quantity) of every record."""
    entries = values.entries.items() if values else ()
    return {(record.kind, ids.field_id(address)) for address, entry in entries for record in entry.records}


def _all(pages: Sequence[Page], form: Form, language: Language, fed: Container[str]) -> Iterator[Target]:
    """Yield every number of the pages; of a free table its first rows, and those that are ``fed``."""
    labels = _labels(form, language)
    for page in pages:
        for line in page.lines:
            if isinstance(line, FieldLine) and line.field.type is FieldType.NUMBER:
                at = line.address
                row = f"{page_table(line, form, language)} {_number(at.row, page)}" if at.row else ""
                yield Target(ids.field_id(at), _label(line, labels, row, language), line.field)
            elif isinstance(line, TableLine):
                found = _cells(line, labels, language)
                yield from (t for t in found if line.number <= MOST_ROWS or t.id in fed)


def _wholes(pages: Sequence[Page], form: Form, language: Language) -> Iterator[Target]:
    """Yield every quantity and every column of the pages, without a row."""
    labels = _labels(form, language)
    for page in pages:
        for line in page.lines:
            match line:
                case FieldLine():
                    table = page_table(line, form, language) if line.address.row else ""
                    at = replace(line.address, row="")
                    yield Target(ids.field_id(at), _label(line, labels, table, language), line.field)
                case TableHead():
                    for column in line.table.columns:
                        at = replace(line.address, quantity=column.id)
                        names = (labels.get(at.process, ""), line.table.label.of(language))
                        label = target_label((at.site, *dict.fromkeys(names), column.label.of(language)))
                        yield Target(ids.field_id(at), label, column)
                case DayLine():
                    own = (labels.get(line.address.process, ""), line.field.label.of(language))
                    label = target_label((line.address.site, *own))
                    yield Target(ids.field_id(line.address), label, line.field)


def _labels(form: Form, language: Language) -> dict[str, str]:
    return {sheet.process: sheet.label.of(language) for sheet in form.sheets if sheet.process}


def _label(line: FieldLine, labels: Mapping[str, str], table: str, language: Language) -> str:
    """Return the name of a quantity: site, process, table and its row, quantity."""
    own, where = line.label.of(language).strip("　 "), labels.get(line.address.process, "")
    own = own if not own.startswith(where) else own.removeprefix(where).strip("·- ")
    return target_label((line.address.site, where, table, own))


def page_table(line: FieldLine, form: Form, language: Language) -> str:
    """Return the label of the table a quantity belongs to."""
    at = line.address
    tables = (t for s in form.sheets if s.process == at.process for t in s.tables if t.id == at.table)
    table = next(tables, None)
    return table.label.of(language) if table else at.table


def _number(row: str, page: Page) -> int:
    rows = dict.fromkeys(
        line.address.row for line in page.lines if isinstance(line, FieldLine) and line.address.row
    )
    return list(rows).index(row) + 1


def _cells(line: TableLine, labels: Mapping[str, str], language: Language) -> Iterator[Target]:
    for column in line.table.columns:
        if column.type is FieldType.NUMBER:
            at = replace(line.address, quantity=column.id)
            row = f"{line.table.label.of(language)} {line.number}"
            label = target_label((at.site, labels.get(at.process, ""), row, column.label.of(language)))
            yield Target(ids.field_id(at), label, column)


def _is_total(field: Field) -> bool:
    return field.kind == "total" and field.list_kind != "stock"


def _is_stock(field: Field) -> bool:
    return _is_total(field) and field.unit is not None and field.list_kind != "makes" and not field.meter


def _has_basis(field: Field) -> bool:
    if field.unit is None:
        return False
    dimension = field.unit.dimension
    return dimension in (_HEAT, _CARBON) or (
        dimension == _MASS and _is_total(field) and field.list_kind != "makes"
    )


def _is_gas(field: Field) -> bool:
    return field.unit is not None and field.unit.dimension == _GAS
