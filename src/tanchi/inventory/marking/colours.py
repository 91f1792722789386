"""Colours on marked cells: conditional formats that always hold, so that the cells keep their own style."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from tanchi.findings import Level
from tanchi.inventory.marking.parts import Parts, main
from tanchi.inventory.workbook import colours as c

ALWAYS = 'N("tanchi")=0'
"""A formula that is always true and tells our formats from others."""
_LOOKS = {
    Level.ERROR: ("F5D0CA", c.BAD),
    Level.WARNING: ("F9E3B4", c.WARN),
    Level.NOTE: (c.ACCENT_WASH.lstrip("#"), c.ACCENT),
}
_AFTER = (
    *(
        "dataValidations",
        "hyperlinks",
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
        "rowBreaks",
    ),
    *(
        "colBreaks",
        "customProperties",
        "cellWatches",
        "ignoredErrors",
        "smartTags",
        "drawing",
        "legacyDrawing",
    ),
    *("legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"),
)
"""What stands after conditional formats in a worksheet."""


def add_looks(parts: Parts) -> dict[Level, int]:
    """Add the looks of marked cells to the styles and return their numbers."""
    styles = parts.tree("xl/styles.xml")
    looks = styles.find(main("dxfs"))
    if looks is None:
        looks = etree.Element(main("dxfs"))
        before = styles.find(main("tableStyles"))
        styles.insert(len(styles) if before is None else list(styles).index(before), looks)
    numbers = {}
    for level, (ground, edge) in _LOOKS.items():
        numbers[level] = len(looks)
        looks.append(_look(ground, edge.lstrip("#")))
    looks.set("count", str(len(looks)))
    return numbers


def _look(ground: str, edge: str) -> etree._Element:
    look = etree.Element(main("dxf"))
    fill = etree.SubElement(etree.SubElement(look, main("fill")), main("patternFill"))
    etree.SubElement(fill, main("bgColor"), rgb=f"FF{ground}")
    border = etree.SubElement(look, main("border"))
    for side in ("left", "right", "top", "bottom"):
        line = etree.SubElement(border, main(side), style="thin")
        etree.SubElement(line, main("color"), rgb=f"FF{edge}")
    return look


def colour(sheet: etree._Element, cells: Mapping[str, Level], looks: Mapping[Level, int]) -> None:
    """Colour cells of a worksheet by level; marks of an earlier time are taken off."""
    _take_off(sheet)
    for rule in sheet.iter(main("cfRule")):
        rule.set("priority", str(int(rule.get("priority") or 1) + len(Level)))
    at = next((i for i, node in enumerate(sheet) if etree.QName(node).localname in _AFTER), len(sheet))
    for number, (level, look) in enumerate(looks.items(), 1):
        marked = [cell for cell, found in cells.items() if found is level]
        if marked:
            block = etree.Element(main("conditionalFormatting"), sqref=" ".join(marked))
            rule = etree.SubElement(
                block,
                main("cfRule"),
                type="expression",
                dxfId=str(look),
                priority=str(number),
                stopIfTrue="1",
            )
            etree.SubElement(rule, main("formula")).text = ALWAYS
            sheet.insert(at, block)


def _take_off(sheet: etree._Element) -> None:
    for block in list(sheet.iter(main("conditionalFormatting"))):
        if any(node.text == ALWAYS for node in block.iter(main("formula"))):
            sheet.remove(block)
