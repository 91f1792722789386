"""Labels beside the values: a row whose label is another's was moved, whatever its id says."""

from __future__ import annotations

from tanchi.findings import Text
from tanchi.inventory.form import Form
from tanchi.inventory.log import Log
from tanchi.inventory.reading.locate import STILL, Found
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.ids import address_of, choice_id, head_id, parse_id, presence_id
from tanchi.inventory.workbook.layout import Book, FieldLine, StatementLine, line_id
from tanchi.inventory.workbook.presence import presences

_LABELLED = frozenset("xhco")
"""Letters of ids, besides ``f``, whose rows show a label: statements and what stands on the cover."""


def drop_mislabelled(found: Found, plan: Book, form: Form, log: Log) -> None:
    """Take out of ``found`` the rows that show the label of another quantity; tell of changed labels."""
    expected = _labels(plan, form)
    by_sheet: dict[str, set[str]] = {}
    for spot in found.good.values():
        by_sheet.setdefault(spot.sheet.name, set()).add(expected.get(_key(spot.id), ""))
    for id, spot in list(found.good.items()):
        wanted = expected.get(_key(spot.id), "")
        shown = spot.sheet.text(spot.row, spot.columns.get("label"))
        if not wanted or not shown or shown == wanted:
            continue
        if shown in by_sheet[spot.sheet.name]:
            del found.good[id]
            if spot.has_content():
                zh = f"这一行显示的是“{shown}”，编号却是“{wanted}”的，数值没有采用"
                en = f"the row shows '{shown}', its id is that of '{wanted}'; the value is not used"
                log.error("workbook.moved", spot.place, Text(zh, en), STILL)
        else:
            place = spot.sheet.place(spot.row, spot.columns["label"])
            message = Text(
                f"项目名称由“{wanted}”改成了“{shown}”", f"the label '{wanted}' was changed to '{shown}'"
            )
            log.warn(
                "workbook.label_changed",
                place,
                message,
                Text("数值仍按原项目读取", "read as the original item"),
            )


def _labels(plan: Book, form: Form) -> dict[str, str]:
    """Return what the label of a row shows; rows of a table share the label of their column."""
    on_pages = {
        line_id(line): line.label
        for page in plan.pages
        for line in page.lines
        if isinstance(line, (FieldLine, StatementLine))
    }
    on_cover = {head_id(key): label for key, label in words.HEADS.items()}
    on_cover |= {choice_id(choice.id): choice.label for choice in form.choices}
    on_cover |= {presence_id(one.process, one.site): one.label for one in presences(form, plan.sites)}
    return {_key(id): text.of(plan.language).strip() for id, text in {**on_pages, **on_cover}.items()}


def _key(id: str) -> str:
    """Return what rows with one label have in common, "" for rows without one."""
    letter, parts = parse_id(id)
    if letter != "f":
        return id if letter in _LABELLED else ""
    at = address_of(letter, parts)
    return "|".join((at.site, at.process, at.table, at.quantity))
