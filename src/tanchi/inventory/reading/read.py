"""Reading of the collection workbook, with every problem at its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text
from tanchi.inventory.build import build_form
from tanchi.inventory.check.index import Index
from tanchi.inventory.check.validate import check_inventory
from tanchi.inventory.conditions import settle_choices
from tanchi.inventory.form import Form
from tanchi.inventory.log import Log
from tanchi.inventory.model import Inventory
from tanchi.inventory.reading.archive import MAX_BYTES, check_archive
from tanchi.inventory.reading.cover import read_cover
from tanchi.inventory.reading.facts import Facts, facts_of
from tanchi.inventory.reading.labels import drop_mislabelled
from tanchi.inventory.reading.ledgers import read_factors, read_records
from tanchi.inventory.reading.locate import Found, Spot, locate
from tanchi.inventory.reading.origins import give_origins
from tanchi.inventory.reading.presence import hold_against
from tanchi.inventory.reading.process import parse_workbook
from tanchi.inventory.reading.raw import RawBook, raw_book
from tanchi.inventory.reading.sheets import Harvest, read_day, read_field, read_label, read_row
from tanchi.inventory.reading.statements import read_statements
from tanchi.inventory.reading.strays import new_rows, tell_strays
from tanchi.inventory.workbook.hidden import form_hash
from tanchi.inventory.workbook.ids import RECORD_KINDS, parse_id
from tanchi.inventory.workbook.plan import Wish, plan
from tanchi.rules.load import load_rule
from tanchi.rules.model import Rule

SUFFIXES = (".xlsx", ".xls", ".ods", ".xlsm")
_OLE = b"\xd0\xcf\x11\xe0"

Read = tuple[Inventory, tuple[Finding, ...]]


def read_workbook(path: Path | str, rule: Rule | None = None) -> Read:
    """Return the inventory a filled workbook holds, and every finding, each at its cell.

    ``rule`` is the rule to check against; without it the rule the workbook names is loaded. Raises TanchiError
    only for a file that cannot be read as a workbook of ours at all.
    """
    return read_workbook_bytes(read_bytes(Path(path)), str(path), rule)


def read_workbook_bytes(data: bytes, file: str, rule: Rule | None = None) -> Read:
    """Read the content of a workbook; ``file`` is its name in findings."""
    is_zip = not data.startswith(_OLE)
    notes = check_archive(data, file) if is_zip else ()
    if len(data) > MAX_BYTES:
        message = Text("文件太大", "the file is too large")
        raise TanchiError(Finding("workbook.too_large", Level.ERROR, message, FilePlace(file)))
    book = raw_book(parse_workbook(data, file), file)
    facts = facts_of(book, file)
    try:
        own = rule or load_rule(f"{facts.rule}@{facts.edition}")
    except TanchiError as error:
        empty = Inventory(facts.rule, facts.edition, {}, file=file)
        return empty, (*notes, *(finding.at(FilePlace(file)) for finding in error.findings))
    inventory, findings = read_raw(book, facts, own, file)
    return inventory, (*notes, *findings)


def read_bytes(path: Path) -> bytes:
    """Return the content of a file, up to a little more than is accepted. Raises TanchiError if unreadable."""
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        message = Text(f"读不了文件：{error.strerror}", f"cannot read the file: {error.strerror}")
        raise TanchiError(
            Finding("inventory.unreadable", Level.ERROR, message, FilePlace(str(path)))
        ) from error


def read_raw(book: RawBook, facts: Facts, rule: Rule, file: str) -> Read:
    """Return the inventory in a parsed workbook, and every finding."""
    if facts.rule != rule.id:
        return check_inventory(Inventory(facts.rule, facts.edition, {}, file=file), rule)
    log = Log()
    form = _form(rule, facts, log, file)
    found = locate(book, facts, log)
    if form_hash(form) == facts.form_hash:
        drop_mislabelled(found, plan(form, _wish(facts)), form, log)
    if book.names is None:
        message = Text(
            "这种文件没有名称，只按编号读取",
            "this kind of file has no names; rows are read by their ids alone",
        )
        log.note("workbook.no_names", FilePlace(file), message, Text("最好用 .xlsx", "better use .xlsx"))
    harvest = Harvest(log, Index(build_form(rule, {})))
    added = list(new_rows(found, log))
    _read_rows(found, added, harvest)
    tell_strays(book, found, added, log)
    inventory = _inventory(found, added, facts, form, harvest, file)
    checked, findings = check_inventory(inventory, rule, harvest.places)
    return checked, (*log.findings, *findings)


def _form(rule: Rule, facts: Facts, log: Log, file: str) -> Form:
    """Return the form the workbook was made for; a finding where the rule asks something else by now."""
    try:
        form = build_form(rule, settle_choices(rule, dict(facts.choices)))
    except TanchiError as error:
        log.take(error, FilePlace(file))
        form = build_form(rule, {})
    if form_hash(form) != facts.form_hash:
        zh = "规则的数据表在生成这个工作簿之后改过；仍按编号读取"
        en = "the form of the rule was changed after this workbook was made; rows are still read by their ids"
        remedy = Text("请用 tanchi form 重新生成工作簿", "make a new workbook with 'tanchi form'")
        log.warn("workbook.changed_form", FilePlace(file), Text(zh, en), remedy)
    return form


def _wish(facts: Facts) -> Wish:
    return Wish(facts.language, facts.sites, facts.period, facts.resolution)


def _read_rows(found: Found, added: list[Spot], harvest: Harvest) -> None:
    units = {id: spot for id, spot in found.good.items() if parse_id(id)[0] == "u"}
    for spot in [*found.good.values(), *added]:
        match parse_id(spot.id)[0]:
            case "f":
                read_field(spot, harvest)
            case "l":
                read_label(spot, harvest)
            case "t":
                read_row(spot, units, harvest)
            case "d":
                read_day(spot, harvest)


def _of(found: Found, letters: Mapping[str, object] | str) -> list[Spot]:
    return [spot for id, spot in found.good.items() if parse_id(id)[0] in letters]


def _inventory(
    found: Found, added: list[Spot], facts: Facts, form: Form, harvest: Harvest, file: str
) -> Inventory:
    read_records(_of(found, RECORD_KINDS), facts, harvest)
    cover = read_cover(_of(found, "hc"), facts, form, harvest.log)
    hold_against(_of(found, "o"), cover.choices, form, harvest)
    give_origins(_of(found, "e"), [*_of(found, "tl"), *added], facts, harvest)
    heads = cover.heads
    blank = Inventory(facts.rule, facts.edition, harvest.entries, file=file)
    return replace(
        blank,
        rows={key: tuple(rows.values()) for key, rows in harvest.rows.items()},
        choices=cover.choices,
        sites=facts.sites,
        company=heads.get("company", ""),
        product=heads.get("product", ""),
        contact=heads.get("contact", ""),
        period_from=heads["from"],
        period_to=heads["to"],
        factors=tuple(read_factors(_of(found, "k"), form, harvest.log)),
        notes=heads.get("notes", ""),
        statements=read_statements(_of(found, "x"), facts.language, harvest.log),
    )
