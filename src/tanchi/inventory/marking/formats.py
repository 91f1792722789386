"""Cell formats added to the styles of a workbook, for a sheet of our own."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from tanchi.inventory.marking.parts import Parts, main
from tanchi.inventory.workbook import colours as c

SIZE = 10


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; colours as ``#RRGGBB``, "" for none."""

    ink: str = c.INK
    ground: str = ""
    size: int = SIZE
    bold: bool = False
    underline: bool = False
    line: str = c.LINE
    centred: bool = False
    wrap: bool = True


def add_formats(parts: Parts, looks: dict[str, Look], font: str) -> dict[str, str]:
    """Add a cell format for each look and return its number as text; those that were there keep theirs."""
    styles = parts.tree("xl/styles.xml")
    formats = _part(styles, "cellXfs")
    return {name: _format(styles, formats, look, font) for name, look in looks.items()}


def _format(styles: etree._Element, formats: etree._Element, look: Look, font: str) -> str:
    numbers = {
        "fontId": _font(_part(styles, "fonts"), look, font),
        "fillId": _fill(_part(styles, "fills"), look) if look.ground else "0",
        "borderId": _border(_part(styles, "borders"), look) if look.line else "0",
    }
    applied = {f"apply{what}": "1" for what in ("Font", "Fill", "Border", "Alignment")}
    node = etree.SubElement(formats, main("xf"), attrib={"numFmtId": "49", "xfId": "0", **numbers, **applied})
    align = {"vertical": "center", "wrapText": "1" if look.wrap else "0"}
    across = {"horizontal": "center"} if look.centred else {"horizontal": "left", "indent": "1"}
    etree.SubElement(node, main("alignment"), attrib={**align, **across})
    return _counted(formats)


def _font(fonts: etree._Element, look: Look, name: str) -> str:
    node = etree.SubElement(fonts, main("font"))
    if look.bold:
        etree.SubElement(node, main("b"))
    if look.underline:
        etree.SubElement(node, main("u"))
    etree.SubElement(node, main("sz"), val=str(look.size))
    etree.SubElement(node, main("color"), rgb=_rgb(look.ink))
    etree.SubElement(node, main("name"), val=name)
    return _counted(fonts)


def _fill(fills: etree._Element, look: Look) -> str:
    pattern = etree.SubElement(
        etree.SubElement(fills, main("fill")), main("patternFill"), patternType="solid"
    )
    etree.SubElement(pattern, main("fgColor"), rgb=_rgb(look.ground))
    etree.SubElement(pattern, main("bgColor"), indexed="64")
    return _counted(fills)


def _border(borders: etree._Element, look: Look) -> str:
    node = etree.SubElement(borders, main("border"))
    for side in ("left", "right", "top"):
        etree.SubElement(node, main(side))
    bottom = etree.SubElement(node, main("bottom"), style="thin")
    etree.SubElement(bottom, main("color"), rgb=_rgb(look.line))
    etree.SubElement(node, main("diagonal"))
    return _counted(borders)


def _rgb(colour: str) -> str:
    return f"FF{colour.lstrip('#')}"


def _part(styles: etree._Element, tag: str) -> etree._Element:
    """Return a list of the styles; every workbook that Excel, WPS or LibreOffice saves has them."""
    found = styles.find(main(tag))
    return etree.SubElement(styles, main(tag)) if found is None else found


def _counted(parent: etree._Element) -> str:
    """Update the count of a list and return the number of its last item."""
    parent.set("count", str(len(parent)))
    return str(len(parent) - 1)
