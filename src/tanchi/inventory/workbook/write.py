"""Writing of the collection workbook."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook

from tanchi.files import repack, write_atomic
from tanchi.findings import Finding, Language, Level, TanchiError, Text
from tanchi.inventory.form import Form
from tanchi.inventory.model import Inventory
from tanchi.inventory.workbook import colours as c
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.cover import Cover, absent_cells, choice_cells
from tanchi.inventory.workbook.hidden import NAME, write_hidden
from tanchi.inventory.workbook.limits import require_readable
from tanchi.inventory.workbook.lists import Lists
from tanchi.inventory.workbook.page import finish_sheet, write_page
from tanchi.inventory.workbook.paper import A4
from tanchi.inventory.workbook.pen import Desk, Pen
from tanchi.inventory.workbook.plan import Wish, plan
from tanchi.inventory.workbook.presence import answers, presences
from tanchi.inventory.workbook.styles import Styles

_MADE = datetime(2020, 1, 1)
"""The date written into every workbook, so that equal forms give equal bytes."""


def write_workbook(
    form: Form,
    path: Path | str,
    language: Language = "zh",
    *,
    sites: tuple[str, ...] = ("",),
    period: tuple[str, str] = ("2025-01-01", "2025-12-31"),
    resolution: str = "year",
    values: Inventory | None = None,
) -> None:
    """Write the workbook that asks ``form``, filled in with ``values`` where given.

    Sites, period and choices of ``values`` win over the arguments. ``resolution`` is ``year`` or ``month``;
    what the rule asks by month, or ``values`` give by month, has months in either. Raises TanchiError for
    impossible names of sites, for too many of them, and when the file cannot be written.
    """
    write_atomic(path, workbook_bytes(form, language, sites, period, resolution, values))


def workbook_bytes(
    form: Form,
    language: Language = "zh",
    sites: tuple[str, ...] = ("",),
    period: tuple[str, str] = ("2025-01-01", "2025-12-31"),
    resolution: str = "year",
    values: Inventory | None = None,
) -> bytes:
    """Return the workbook as bytes; equal arguments give equal bytes."""
    if values is not None:
        sites = values.sites
        period = (values.period_from or period[0], values.period_to or period[1])
    _check_sites(sites)
    book = plan(form, Wish(language, sites, period, resolution, values))
    require_readable(book)
    stream = io.BytesIO()
    file = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    file.set_properties({"title": str(form.title), "created": _MADE, "author": "Tanchi"})
    file.set_calc_mode("auto")
    cover = file.add_worksheet(words.COVER.of(language))
    sheets = [file.add_worksheet(page.name) for page in book.pages]
    cells = choice_cells(form, cover.get_name(), language)
    chosen = {c.id: c.default for c in form.choices} | dict(values.choices if values else {})
    asked = presences(form, sites)
    desk = Desk(
        *(file, book, Styles(file, language), Lists(file), values, cells, chosen),
        absent_cells=absent_cells(form, asked, cover.get_name(), language),
        plant=answers(asked, values, chosen),
    )
    colours = c.stage_colours([stage.id for stage in form.stages])
    for page, sheet in zip(book.pages, sheets, strict=True):
        write_page(Pen(desk, page, sheet), form, colours.get(page.stage_id, ""))
    Cover(desk, form, asked, cover, colours).write()
    finish_sheet(cover, form, c.ACCENT)
    cover.set_portrait()
    cover.set_paper(A4)
    cover.fit_to_pages(1, 0)
    write_hidden(desk, form, file.add_worksheet(NAME))
    cover.activate()
    file.close()
    return repack(stream.getvalue(), first=("[Content_Types].xml",))


def _check_sites(sites: tuple[str, ...]) -> None:
    wrong = [site for site in sites if len(site) > 40 or any(sign in site for sign in "|/@[]\n")]
    if wrong or len(set(sites)) < len(sites) or (len(sites) > 1 and "" in sites):
        zh = f"场所名不能用：{'、'.join(wrong) or '重复或为空'}"
        message = Text(zh, f"names of sites cannot be used: {', '.join(wrong) or 'empty or twice'}")
        remedy = Text(
            "每个场所一个不同的短名，不含 | / @ [ ]",
            "give each site a short name of its own without | / @ [ ]",
        )
        raise TanchiError(Finding("form.sites", Level.ERROR, message, remedy=remedy))
