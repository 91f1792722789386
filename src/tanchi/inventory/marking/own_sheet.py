"""A sheet of our own in somebody's workbook: the last one, opened first, replaced when it is made again."""

from __future__ import annotations

from lxml import etree

from tanchi.findings import Language, Text
from tanchi.inventory.marking.parts import KIND, RELATION, Parts, main
from tanchi.inventory.workbook.formulas import sheet_ref
from tanchi.inventory.workbook.naming import SheetNames

_AFTER_NAMES = (
    *(
        "calcPr",
        "oleSize",
        "customWorkbookViews",
        "pivotCaches",
        "smartTagPr",
        "smartTagTypes",
        "webPublishing",
    ),
    *("fileRecoveryPr", "webPublishObjects", "extLst"),
)
"""What stands after the defined names in a workbook."""


def add_sheet(
    parts: Parts, title: Text, language: Language, root: etree._Element, head_row: int, last: str
) -> None:
    """Add ``root`` as the last sheet and open the workbook on it; one of the same title is taken out.

    The filter of the sheet reaches from ``head_row`` to the cell ``last``; the head is printed on every page.
    """
    _remove_old(parts, title)
    name = SheetNames(parts.sheets()).next(title.of(language))
    part = parts.free("xl/worksheets/sheet{}.xml")
    parts.new(part, root)
    parts.declare(part, f"{KIND}.worksheet+xml")
    relation = parts.relate("xl/workbook.xml", "worksheet", part)
    book = parts.tree("xl/workbook.xml")
    sheets = _sheets(book)
    number = max((int(node.get("sheetId") or 0) for node in sheets), default=0) + 1
    node = etree.SubElement(sheets, main("sheet"), name=name, sheetId=str(number))
    node.set(f"{{{RELATION}}}id", relation)
    _name_areas(book, name, len(sheets) - 1, head_row, last)
    _open_on(parts, book, len(sheets) - 1, part)


def _sheets(book: etree._Element) -> etree._Element:
    found = book.find(main("sheets"))
    return etree.SubElement(book, main("sheets")) if found is None else found


def _remove_old(parts: Parts, title: Text) -> None:
    """Take a sheet of an earlier time out of the workbook, with its part and the names that belong to it."""
    book = parts.tree("xl/workbook.xml")
    sheets = _sheets(book)
    old = next((node for node in sheets if node.get("name") in (title.zh, title.en)), None)
    if old is None:
        return
    target = parts.targets("xl/workbook.xml").get(old.get(f"{{{RELATION}}}id") or "", "")
    index = list(sheets).index(old)
    sheets.remove(old)
    _forget(parts, target)
    for node in list(book.iter(main("definedName"))):
        local = node.get("localSheetId")
        if local == str(index):
            _names(book).remove(node)
        elif local is not None and int(local) > index:
            node.set("localSheetId", str(int(local) - 1))


def _forget(parts: Parts, part: str) -> None:
    parts.content.pop(part, None)
    parts.trees.pop(part, None)
    types = parts.tree("[Content_Types].xml")
    for node in [n for n in types if n.get("PartName") == f"/{part}"]:
        types.remove(node)
    relations = parts.tree("xl/_rels/workbook.xml.rels")
    for node in [n for n in relations if part.endswith((n.get("Target") or "").lstrip("/"))]:
        relations.remove(node)


def _names(book: etree._Element) -> etree._Element:
    """Return the defined names of a workbook, new in their place where it has none."""
    found = book.find(main("definedNames"))
    if found is None:
        found = etree.Element(main("definedNames"))
        at = next((i for i, n in enumerate(book) if etree.QName(n).localname in _AFTER_NAMES), len(book))
        book.insert(at, found)
    return found


def _name_areas(book: etree._Element, name: str, index: int, head_row: int, last: str) -> None:
    """Name the area of the filter and the rows printed on every page, as Excel wants them."""
    column, row = last.rstrip("0123456789"), last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    areas = {"_xlnm.Print_Titles": f"${head_row}:${head_row}"}
    if int(row) > head_row:
        areas = {"_xlnm._FilterDatabase": f"$A${head_row}:${column}${row}", **areas}
    for kind, area in areas.items():
        node = etree.SubElement(_names(book), main("definedName"), name=kind, localSheetId=str(index))
        if kind.endswith("FilterDatabase"):
            node.set("hidden", "1")
        node.text = sheet_ref(name, area)


def _open_on(parts: Parts, book: etree._Element, index: int, part: str) -> None:
    for view in book.iter(main("workbookView")):
        view.set("activeTab", str(index))
    for other in parts.sheets().values():
        if other != part and other in parts.content:
            for view in parts.tree(other).iter(main("sheetView")):
                view.set("tabSelected", "0")
