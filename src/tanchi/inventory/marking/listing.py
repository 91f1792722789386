"""The sheet that lists all problems, each with a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tanchi.findings import CellPlace, Finding, Language, Level, Text
from tanchi.inventory.marking.parts import KIND, MAIN, RELATION, Parts, empty, main
from tanchi.inventory.workbook.formulas import sheet_ref
from tanchi.inventory.workbook.naming import SheetNames

TITLE = Text("问题清单", "Problems")
HEADS = (
    (Text("程度", "Level"), 9),
    (Text("工作表", "Sheet"), 22),
    (Text("单元格", "Cell"), 10),
    (Text("问题", "Problem"), 62),
    (Text("怎么改", "What to do"), 52),
    (Text("代码", "Code"), 28),
)
LEVELS = {
    Level.ERROR: Text("错误", "error"),
    Level.WARNING: Text("警告", "warning"),
    Level.NOTE: Text("提示", "note"),
}


def add_listing(parts: Parts, findings: Sequence[Finding], language: Language) -> None:
    """Add the sheet as the last one and open the workbook on it; one of an earlier time is replaced."""
    _remove_old(parts)
    taken = parts.sheets()
    name = SheetNames(taken).next(TITLE.of(language))
    part = parts.free("xl/worksheets/sheet{}.xml")
    parts.new(part, _sheet(findings, language, _wrap_style(parts)))
    parts.declare(part, f"{KIND}.worksheet+xml")
    relation = parts.relate("xl/workbook.xml", "worksheet", part)
    book = parts.tree("xl/workbook.xml")
    sheets = book.find(main("sheets"))
    if sheets is None:
        return
    number = max((int(node.get("sheetId") or 0) for node in sheets), default=0) + 1
    node = etree.SubElement(sheets, main("sheet"), name=name, sheetId=str(number))
    node.set(f"{{{RELATION}}}id", relation)
    _open_on(parts, book, len(sheets) - 1, part)


def _remove_old(parts: Parts) -> None:
    """Take an earlier list out of the workbook; its part stays, named by nobody."""
    book = parts.tree("xl/workbook.xml")
    sheets = book.find(main("sheets"))
    names = {TITLE.zh, TITLE.en}
    if sheets is not None and len(sheets) and sheets[-1].get("name") in names:
        target = parts.targets("xl/workbook.xml").get(sheets[-1].get(f"{{{RELATION}}}id") or "", "")
        sheets.remove(sheets[-1])
        _forget(parts, target)


def _forget(parts: Parts, part: str) -> None:
    parts.content.pop(part, None)
    parts.trees.pop(part, None)
    types = parts.tree("[Content_Types].xml")
    for node in [n for n in types if n.get("PartName") == f"/{part}"]:
        types.remove(node)
    relations = parts.tree("xl/_rels/workbook.xml.rels")
    for node in [n for n in relations if part.endswith((n.get("Target") or "").lstrip("/"))]:
        relations.remove(node)


def _open_on(parts: Parts, book: etree._Element, index: int, part: str) -> None:
    for view in book.iter(main("workbookView")):
        view.set("activeTab", str(index))
    for other in parts.sheets().values():
        if other != part:
            for view in parts.tree(other).iter(main("sheetView")):
                view.set("tabSelected", "0")


def _wrap_style(parts: Parts) -> tuple[int, int]:
    """Add two cell formats, plain wrapped text and heads, and return their numbers."""
    styles = parts.tree("xl/styles.xml")
    fonts, formats = styles.find(main("fonts")), styles.find(main("cellXfs"))
    if fonts is None or formats is None:
        return 0, 0
    bold = etree.SubElement(fonts, main("font"))
    etree.SubElement(bold, main("b"))
    etree.SubElement(bold, main("sz"), val="10")
    fonts.set("count", str(len(fonts)))
    numbers = []
    for font in (0, len(fonts) - 1):
        numbers.append(len(formats))
        look = etree.SubElement(
            formats, main("xf"), numFmtId="0", fontId=str(font), fillId="0", borderId="0", xfId="0",
            applyFont="1", applyAlignment="1",
        )  # fmt: skip
        etree.SubElement(look, main("alignment"), vertical="top", wrapText="1")
    formats.set("count", str(len(formats)))
    return numbers[0], numbers[1]


def _sheet(findings: Sequence[Finding], language: Language, styles: tuple[int, int]) -> etree._Element:
    root = empty("worksheet", MAIN)
    look = etree.SubElement(root, main("sheetPr"))
    etree.SubElement(look, main("pageSetUpPr"), fitToPage="1")
    views = etree.SubElement(root, main("sheetViews"))
    view = etree.SubElement(views, main("sheetView"), workbookViewId="0", tabSelected="1", showGridLines="0")
    etree.SubElement(
        view, main("pane"), ySplit="1", topLeftCell="A2", activePane="bottomLeft", state="frozen"
    )
    columns = etree.SubElement(root, main("cols"))
    for number, (_, width) in enumerate(HEADS, 1):
        size = {"min": str(number), "max": str(number), "width": str(width), "customWidth": "1"}
        etree.SubElement(columns, main("col"), attrib=size)
    data = etree.SubElement(root, main("sheetData"))
    _row(data, 1, [head.of(language) for head, _ in HEADS], styles[1])
    links = []
    for number, finding in enumerate(findings, 2):
        _row(data, number, _cells(finding, language), styles[0])
        if isinstance(finding.place, CellPlace):
            links.append((f"C{number}", sheet_ref(finding.place.sheet, finding.place.cell)))
    if links:
        found = etree.SubElement(root, main("hyperlinks"))
        for cell, location in links:
            etree.SubElement(found, main("hyperlink"), ref=cell, location=location)
    etree.SubElement(root, main("pageSetup"), paperSize="9", orientation="landscape", fitToHeight="0")
    return root


def _cells(finding: Finding, language: Language) -> list[str]:
    place = finding.place
    sheet, cell = (place.sheet, place.cell) if isinstance(place, CellPlace) else (str(place or ""), "")
    texts = (finding.message.of(language), finding.remedy.of(language), finding.code)
    return [LEVELS[finding.level].of(language), sheet, cell, *texts]


def _row(data: etree._Element, number: int, texts: Sequence[str], style: int) -> None:
    row = etree.SubElement(data, main("row"), r=str(number))
    for column, text in enumerate(texts):
        reference = f"{chr(65 + column)}{number}"
        cell = etree.SubElement(row, main("c"), r=reference, s=str(style), t="inlineStr")
        line = etree.SubElement(etree.SubElement(cell, main("is")), main("t"))
        line.text = _printable(text)
        line.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _printable(text: str) -> str:
    """Return a text without the characters XML cannot hold."""
    return "".join(sign for sign in text if sign in "\n\t" or (sign.isprintable() and ord(sign) < 0xFFFE))
