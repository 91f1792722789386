"""The sheet that lists all problems, each with a link to its cell."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from lxml import etree

from tanchi.findings import CellPlace, Finding, Language, Level, Text
from tanchi.inventory.marking.formats import Look, add_formats
from tanchi.inventory.marking.own_sheet import add_sheet
from tanchi.inventory.marking.parts import MAIN, Parts, empty, main
from tanchi.inventory.reading.raw import spot_of
from tanchi.inventory.workbook import colours as c
from tanchi.inventory.workbook.formulas import sheet_ref
from tanchi.inventory.workbook.styles import FONTS

TITLE = Text("问题清单", "Problems")
HEADS = (
    (Text("程度", "Level"), 9),
    (Text("工作表", "Sheet"), 24),
    (Text("单元格", "Cell"), 10),
    (Text("问题", "Problem"), 58),
    (Text("怎么改", "What to do"), 50),
    (Text("代码", "Code"), 32),
)
LEVELS = {
    Level.ERROR: Text("错误", "error"),
    Level.WARNING: Text("警告", "warning"),
    Level.NOTE: Text("提示", "note"),
}
WHOLE = Text("整个工作簿", "whole workbook")
_HOW = Text(
    "点“单元格”一列到所在的格子。错误必须改；警告请核对，确实如此可以保留；提示只需知道。",
    "Click a cell of column C to go there. Errors must be corrected; check warnings; notes are for your knowledge.",
)
_NONE = Text("没有发现问题。", "No problems were found.")
_LOOKS = {
    "title": Look(size=16, bold=True, line="", wrap=False),
    "how": Look(ink=c.INK_2, line="", wrap=False),
    "head": Look(bold=True, ground=c.WASH_2, line=c.INK),
    "words": Look(),
    "link": Look(ink=c.ACCENT, underline=True),
    "code": Look(ink=c.INK_3, size=9),
    Level.ERROR.name: Look(ink=c.BAD, ground=c.BAD_WASH, bold=True, centred=True),
    Level.WARNING.name: Look(ink=c.WARN, ground=c.WARN_WASH, bold=True, centred=True),
    Level.NOTE.name: Look(ink=c.ACCENT, ground=c.ACCENT_WASH, centred=True),
}
HEAD_ROW = 3
_LINE, _MARGIN, _TALLEST = 14.5, 6, 400
"""Points a line of text takes, what a row has besides, and the most Excel allows."""


def add_listing(parts: Parts, findings: Sequence[Finding], language: Language) -> None:
    """Add the sheet as the last one and open the workbook on it; one of an earlier time is replaced."""
    formats = add_formats(parts, _LOOKS, FONTS[language])
    order = {name: number for number, name in enumerate(parts.sheets())}
    listed = sorted(findings, key=lambda finding: _rank(finding, order))
    last = f"{chr(64 + len(HEADS))}{HEAD_ROW + len(listed)}"
    add_sheet(parts, TITLE, language, _sheet(listed, language, formats, last), HEAD_ROW, last)


def _rank(finding: Finding, order: Mapping[str, int]) -> tuple[int, int, tuple[int, int]]:
    """Return what findings are listed by: level, then their place in the workbook."""
    level, place = list(LEVELS).index(finding.level), finding.place
    if not isinstance(place, CellPlace):
        return level, -1, (0, 0)
    return level, order.get(place.sheet, len(order)), spot_of(place.cell)


def _sheet(
    findings: Sequence[Finding], language: Language, formats: Mapping[str, str], last: str
) -> etree._Element:
    root = empty("worksheet", MAIN)
    look = etree.SubElement(root, main("sheetPr"))
    worst = findings[0].level if findings else Level.NOTE
    tab = {Level.ERROR: c.BAD, Level.WARNING: c.WARN}.get(worst, c.OK)
    etree.SubElement(look, main("tabColor"), rgb=f"FF{tab.lstrip('#')}")
    etree.SubElement(look, main("pageSetUpPr"), fitToPage="1")
    _view(root)
    data = etree.SubElement(root, main("sheetData"))
    _row(data, 1, [TITLE.of(language)], ["title"], formats, 30)
    _row(data, 2, [_summary(findings, language)], ["how"], formats, 22)
    _row(data, HEAD_ROW, [head.of(language) for head, _ in HEADS], ["head"] * len(HEADS), formats, 24)
    for number, finding in enumerate(findings, HEAD_ROW + 1):
        texts = _cells(finding, language)
        is_cell = isinstance(finding.place, CellPlace)
        kinds = [finding.level.name, "words", "link" if is_cell else "words", "words", "words", "code"]
        _row(data, number, texts, kinds, formats, _height(texts))
    if findings:
        etree.SubElement(root, main("autoFilter"), ref=f"A{HEAD_ROW}:{last}")
    _links(root, findings)
    etree.SubElement(
        root,
        main("pageMargins"),
        left="0.5",
        right="0.5",
        top="0.6",
        bottom="0.6",
        header="0.3",
        footer="0.3",
    )
    etree.SubElement(root, main("pageSetup"), paperSize="9", orientation="landscape", fitToHeight="0")
    footer = etree.SubElement(root, main("headerFooter"))
    etree.SubElement(footer, main("oddFooter")).text = "&C&8&A&R&8&P / &N"
    return root


def _view(root: etree._Element) -> None:
    """Keep the heads in sight and set the widths."""
    views = etree.SubElement(root, main("sheetViews"))
    view = etree.SubElement(views, main("sheetView"), workbookViewId="0", tabSelected="1", showGridLines="0")
    below = f"A{HEAD_ROW + 1}"
    pane = {"ySplit": str(HEAD_ROW), "topLeftCell": below, "activePane": "bottomLeft", "state": "frozen"}
    etree.SubElement(view, main("pane"), attrib=pane)
    etree.SubElement(view, main("selection"), pane="bottomLeft", activeCell=below, sqref=below)
    columns = etree.SubElement(root, main("cols"))
    for number, (_, width) in enumerate(HEADS, 1):
        size = {"min": str(number), "max": str(number), "width": str(width), "customWidth": "1"}
        etree.SubElement(columns, main("col"), attrib=size)


def _links(root: etree._Element, findings: Sequence[Finding]) -> None:
    links = [
        (f"C{number}", finding.place)
        for number, finding in enumerate(findings, HEAD_ROW + 1)
        if isinstance(finding.place, CellPlace)
    ]
    if links:
        found = etree.SubElement(root, main("hyperlinks"))
        for cell, place in links:
            location = sheet_ref(place.sheet, place.cell)
            etree.SubElement(found, main("hyperlink"), ref=cell, location=location)


def _summary(findings: Sequence[Finding], language: Language) -> str:
    """Return how many problems there are of each level, and how to use the list."""
    counted = Counter(finding.level for finding in findings)
    counts = [f"{text.of(language)} {counted[level]}" for level, text in LEVELS.items() if counted[level]]
    if not counts:
        return _NONE.of(language)
    mark, stop = ("、", "。") if language == "zh" else (", ", ". ")
    return f"{mark.join(counts)}{stop}{_HOW.of(language)}"


def _cells(finding: Finding, language: Language) -> list[str]:
    place = finding.place
    sheet, cell = (place.sheet, place.cell) if isinstance(place, CellPlace) else (WHOLE.of(language), "")
    texts = (finding.message.of(language), finding.remedy.of(language), finding.code)
    return [LEVELS[finding.level].of(language), sheet, cell, *texts]


def _height(texts: Sequence[str]) -> float:
    """Return the height a row needs for its texts in the widths of their columns."""
    lines = (_lines(text, width) for text, (_, width) in zip(texts, HEADS, strict=True))
    return min(_TALLEST, _MARGIN + _LINE * max(lines))


def _lines(text: str, width: float) -> int:
    wide = [sum(2 if ord(sign) > 0x2E7F else 1 for sign in part) for part in text.split("\n")]
    return sum(max(1, math.ceil(part / (width - 3))) for part in wide)


def _row(
    data: etree._Element,
    number: int,
    texts: Sequence[str],
    kinds: Sequence[str],
    formats: Mapping[str, str],
    height: float,
) -> None:
    size = {"r": str(number), "ht": f"{height:g}", "customHeight": "1"}
    row = etree.SubElement(data, main("row"), attrib=size)
    for column, (text, kind) in enumerate(zip(texts, kinds, strict=True)):
        reference = f"{chr(65 + column)}{number}"
        cell = etree.SubElement(row, main("c"), r=reference, s=formats[kind], t="inlineStr")
        line = etree.SubElement(etree.SubElement(cell, main("is")), main("t"))
        line.text = _printable(text)
        line.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _printable(text: str) -> str:
    """Return a text without the characters XML cannot hold."""
    return "".join(sign for sign in text if sign in "\n\t" or (sign.isprintable() and ord(sign) < 0xFFFE))
