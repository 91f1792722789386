"""From a form to the pages of its workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from tanchi.findings import Language, Text
from tanchi.inventory.form import Address, Field, FieldType, Form, Resolution, Sheet, TableForm
from tanchi.inventory.model import Inventory
from tanchi.inventory.periods import days, months
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.columns import field_columns, hour_columns, table_columns
from tanchi.inventory.workbook.free_pages import (
    factor_page,
    ledger_pages,
    override_page,
    statement_page,
)
from tanchi.inventory.workbook.ids import field_id
from tanchi.inventory.workbook.layout import (
    Book,
    DayLine,
    FieldLine,
    Line,
    NameLine,
    Page,
    PointerLine,
    SectionLine,
    SiteLine,
    TableHead,
    TableLine,
)
from tanchi.inventory.workbook.naming import SheetNames, field_labels, filled, joined
from tanchi.inventory.workbook.origins import origins_of
from tanchi.inventory.workbook.targets import targets_of

SPARE_ROWS, SPARE_BLOCKS = 20, 6
HIDDEN = ("_tanchi", "_lists")


@dataclass(frozen=True, slots=True)
class Wish:
    """How the workbook is wanted; ``values`` fills it in."""

    language: Language = "zh"
    sites: tuple[str, ...] = ("",)
    period: tuple[str, str] = ("2025-01-01", "2025-12-31")
    resolution: str = "year"
    values: Inventory | None = None


def plan(form: Form, wish: Wish) -> Book:
    """Return the pages of the workbook for ``form``."""
    planner = _Planner(form, wish)
    pages = [page for sheet in form.sheets for page in planner.sheet(sheet)]
    pages += planner.meters()
    pages += planner.hours()
    targets = targets_of(pages, form, wish.language, wish.values)
    origins = origins_of(pages, wish.values)
    language, names = wish.language, planner.names
    pages += ledger_pages(targets, wish.values, names, language)
    pages.append(override_page(len(origins.overrides), names, language))
    if form.links:
        pages.append(factor_page(wish.values, names, language))
    pages.append(statement_page(names, language))
    return Book(
        tuple(pages), language, wish.sites, wish.period, wish.resolution, targets, form.links, origins
    )


class _Planner:
    def __init__(self, form: Form, wish: Wish) -> None:
        self.form = form
        self.wish = wish
        self.names = SheetNames((words.COVER.of(wish.language), *HIDDEN))
        self.months = months(*wish.period)
        self.meter_names = {m.id: self._meter_name(m.label) for m in form.meters}
        values = wish.values.entries if wish.values else {}
        self.given = {(a.process, a.quantity) for a in values if len(a.period) == len("2025-01")}
        """(process, quantity) of what the values give by month."""
        self.waiting: list[tuple[Sheet, Field, str, str]] = []
        """Hourly quantities met so far: sheet, field, site, name of their page."""

    def _meter_name(self, label: Text) -> str:
        language = self.wish.language
        blank = "" if language == "zh" else " "
        return self.names.next(label.of(language) + blank + words.METER_SHEET.of(language))

    def sites(self, sheet: Sheet) -> tuple[str, ...]:
        return self.wish.sites if sheet.per_site else ("",)

    def by_month(self, asked: list[tuple[Sheet, Field]]) -> bool:
        """Return whether a page has months: asked for, needed by the rule, or given by the values."""
        if not self.months or self.wish.resolution == "month":
            return bool(self.months)
        return any(f.resolution is Resolution.MONTH or (s.process, f.id) in self.given for s, f in asked)

    def sheet(self, sheet: Sheet) -> Iterator[Page]:
        """Yield the page of a sheet's quantities and, where they are not by month, those of its tables."""
        columns = [column for table in sheet.tables for column in table.columns]
        by_month = self.by_month([(sheet, f) for f in (*sheet.fields, *columns) if not f.meter])
        blocks = sheet.tables if by_month else ()
        if sheet.fields or blocks:
            name = self.names.next(sheet.label.of(self.wish.language))
            yield self._field_page(sheet, name, blocks, by_month)
        for table in () if by_month else sheet.tables:
            yield self._table_page(sheet, table)

    def _field_page(self, sheet: Sheet, name: str, blocks: tuple[TableForm, ...], by_month: bool) -> Page:
        lines: list[Line] = []
        for site in self.sites(sheet):
            lines += [SiteLine(site)] if site else []
            lines += self._field_lines(sheet, site)
            for table in blocks:
                lines += self._block_lines(sheet, table, site)
        shown = [*sheet.fields, *(column for table in blocks for column in table.columns)]
        columns = field_columns(self.months if by_month else (), any(field.symbol for field in shown))
        note = _note(sheet, sheet.note)
        page = Page(name, sheet.label, "fields", columns, tuple(lines), note)
        return _of(sheet, page)

    def _field_lines(self, sheet: Sheet, site: str) -> Iterator[Line]:
        labels = field_labels(sheet)
        for kind, fields in groupby(sheet.fields, key=lambda field: field.list_kind):
            yield SectionLine(words.SECTIONS.get(kind, Text(kind)))
            for field in fields:
                yield self._field_line(sheet, field, labels[field.id], site)

    def _field_line(self, sheet: Sheet, field: Field, label: Text, site: str) -> Line:
        if field.meter in self.meter_names:
            return PointerLine(label, self.meter_names[field.meter])
        address = Address(field.id, sheet.process, site=site)
        if field.resolution is Resolution.HOUR:
            language = self.wish.language
            name = self.names.next(" ".join((label.of(language), words.HOURLY.of(language), site)).strip())
            self.waiting.append((sheet, replace(field, label=label), site, name))
            return PointerLine(label, name)
        return FieldLine(address, field, label, self._weight(sheet, field, address))

    def _weight(self, sheet: Sheet, field: Field, address: Address, table: TableForm | None = None) -> str:
        """Return the id of the row a level is weighted by: named, or what the process makes."""
        if field.kind != "level" or field.type is not FieldType.NUMBER:
            return ""
        if table is not None and any(column.id == field.weight for column in table.columns):
            return field_id(replace(address, quantity=field.weight))
        names = [f.id for f in sheet.fields if f.list_kind == "makes"]
        name = field.weight or (names[0] if names and table is None else "")
        return field_id(Address(name, sheet.process, site=address.site)) if name else ""

    def _block_lines(self, sheet: Sheet, table: TableForm, site: str) -> Iterator[Line]:
        """Yield a table whose rows take several lines, one per quantity, as months need."""
        yield SectionLine(table.label)
        for number, (row, name, fixed, _) in enumerate(self._rows(sheet, table, site, SPARE_BLOCKS), 1):
            address = Address("", sheet.process, table.id, row, site=site)
            label = Text(f"{table.label.of('zh')} {number}", f"{table.label.of('en')} {number}")
            yield NameLine(address, label, name, fixed)
            for column in table.columns:
                at = replace(address, quantity=column.id)
                own = Text(f"　{column.label.of('zh')}", f"  {column.label.of('en')}")
                yield FieldLine(at, column, own, self._weight(sheet, column, at, table))

    def _rows(
        self, sheet: Sheet, table: TableForm, site: str, spare: int
    ) -> list[tuple[str, str, bool, str]]:
        """Return (id, name, fixed, id of the repeated row) for every row offered."""
        language = self.wish.language
        if table.rows:
            return [(row.id, row.label.of(language), True, "") for row in table.rows]
        process = "" if table.rows_of else sheet.process
        values = self.wish.values
        given = values.rows.get((site, process, table.id), ()) if values else ()
        if not given and values and table.rows_of:
            given = values.rows.get(("", "", table.rows_of), ())
        rows = [(row.id, row.label, False, "") for row in given]
        free = (f"r{n}" for n in range(1, table.max_rows + spare + 1))
        taken = {row for row, *_ in rows}
        wanted = min(table.max_rows, max(len(rows) + 3, spare, table.min_rows))
        rows += [(id, "", False, "") for id in free if id not in taken][: max(0, wanted - len(rows))]
        if not table.rows_of:
            return rows
        parent = self._parent_site(table.rows_of, site)
        return [(id, name, True, f"t|{parent}||{table.rows_of}|{id}") for id, name, _, _ in rows]

    def _parent_site(self, table: str, site: str) -> str:
        per_site = any(
            sheet.per_site
            for sheet in self.form.sheets
            if not sheet.process
            for t in sheet.tables
            if t.id == table
        )
        return site if per_site else ""

    def _table_page(self, sheet: Sheet, table: TableForm) -> Page:
        columns, lines = table_columns(table), list[Line]()
        for site in self.sites(sheet):
            lines += [SiteLine(site)] if site else []
            address = Address("", sheet.process, table.id, site=site)
            lines.append(TableHead(address, table, columns))
            for number, (row, name, fixed, source) in enumerate(
                self._rows(sheet, table, site, SPARE_ROWS), 1
            ):
                at = replace(address, row=row)
                lines.append(TableLine(at, table, columns, number, name, fixed, source))
        own = sheet.process and len(sheet.tables) == 1 and not sheet.fields
        zh = sheet.label.of("zh") if own else f"{sheet.label.of('zh')}·{table.label.of('zh')}"
        en = sheet.label.of("en") if own else f"{sheet.label.of('en')} - {table.label.of('en')}"
        title = Text(zh, en) if sheet.process else table.label
        name = self.names.next(title.of(self.wish.language))
        note = _note(sheet, table.note or sheet.note)
        return _of(sheet, Page(name, title, "table", columns, tuple(lines), note))

    def meters(self) -> Iterator[Page]:
        """Yield one page per metered flow, with its lines of all processes."""
        for meter in self.form.meters:
            fields = [(s, f) for s in self.form.sheets for f in s.fields if f.meter == meter.id]
            if not fields:
                continue
            by_month = self.by_month(fields)
            lines: list[Line] = []
            sites = dict.fromkeys(site for sheet, _ in fields for site in self.sites(sheet))
            for site in sites:
                lines += [SiteLine(site)] if site else []
                lines += self._meter_lines([(s, f) for s, f in fields if site in self.sites(s)], site)
            columns = field_columns(self.months if by_month else (), any(f.symbol for _, f in fields))
            title = Text(
                f"{meter.label.of('zh')}{words.METER_SHEET.zh}",
                f"{meter.label.of('en')} {words.METER_SHEET.en}",
            )
            yield Page(self.meter_names[meter.id], title, "fields", columns, tuple(lines))

    def _meter_lines(self, fields: list[tuple[Sheet, Field]], site: str) -> Iterator[Line]:
        for kind, group in groupby(
            sorted(fields, key=_made_first), key=lambda pair: pair[1].list_kind == "makes"
        ):
            yield SectionLine(words.SECTIONS["makes" if kind else "inputs"])
            for sheet, field in group:
                own = field_labels(sheet)[field.id]
                label = Text(
                    f"{sheet.label.of('zh')}·{own.of('zh')}", f"{sheet.label.of('en')} - {own.of('en')}"
                )
                yield FieldLine(Address(field.id, sheet.process, site=site), field, label)

    def hours(self) -> Iterator[Page]:
        """Yield a page of days and hours for every hourly quantity met on the other pages."""
        for sheet, field, site, name in self.waiting:
            address = Address(field.id, sheet.process, site=site)
            lines = tuple(DayLine(address, field, day) for day in days(*self.wish.period))
            unit = field.unit
            zh = f"{field.label.of('zh')}（{unit.label('zh') if unit else ''}）{site}"
            en = f"{field.label.of('en')} ({unit.label('en') if unit else ''}) {site}".rstrip()
            yield _of(sheet, Page(name, Text(zh, en), "hours", hour_columns(), lines, field.measure))


def _made_first(pair: tuple[Sheet, Field]) -> bool:
    return pair[1].list_kind != "makes"


def _of(sheet: Sheet, page: Page) -> Page:
    """Return a page as one of a sheet: its stage, its process and when that is asked."""
    return replace(page, stage=sheet.stage, stage_id=sheet.stage_id, process=sheet.process, when=sheet.when)


def _note(sheet: Sheet, own: Text) -> Text:
    """Return what stands under the title of a page: when it is asked, who may leave it, what is asked."""
    only = filled(words.ONLY_IF, sheet.when.text) if sheet.when else Text("")
    return joined((only, words.IF_ABSENT if sheet.optional else Text(""), own))
