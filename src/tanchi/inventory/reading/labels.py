"""Labels beside the values: a row whose label is another's was moved, whatever its id says."""

from __future__ import annotations

from tanchi.findings import Text
from tanchi.inventory.log import Log
from tanchi.inventory.reading.locate import STILL, Found, Spot
from tanchi.inventory.workbook.ids import address_of, parse_id
from tanchi.inventory.workbook.layout import Book, FieldLine, NameLine


def drop_mislabelled(found: Found, plan: Book, log: Log) -> None:
    """Take out of ``found`` the rows that show the label of another quantity; tell of changed labels."""
    expected = _labels(plan)
    by_sheet: dict[str, set[str]] = {}
    for spot in found.good.values():
        by_sheet.setdefault(spot.sheet.name, set()).add(expected.get(_key(spot), ""))
    for id, spot in list(found.good.items()):
        wanted = expected.get(_key(spot), "")
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


def _labels(plan: Book) -> dict[str, str]:
    """Return what the label of a row shows; rows of a table share the label of their column."""
    return {
        _line_key(line): line.label.of(plan.language).strip()
        for page in plan.pages
        for line in page.lines
        if isinstance(line, FieldLine) and not isinstance(line, NameLine)
    }


def _line_key(line: FieldLine) -> str:
    at = line.address
    return "|".join((at.site, at.process, at.table, at.quantity))


def _key(spot: Spot) -> str:
    letter, parts = parse_id(spot.id)
    if letter != "f":
        return ""
    at = address_of(letter, parts)
    return "|".join((at.site, at.process, at.table, at.quantity))
