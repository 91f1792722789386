"""Comments on marked cells, beside those that were there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from tanchi.inventory.marking.parts import KIND, MAIN, RELATION, Parts, empty, main

AUTHOR = "碳尺 Tanchi"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER = ("legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
"""What stands after the drawing of comments in a worksheet."""
_EMPTY_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" '
    'o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;'
    'width:240pt;height:{height}pt;z-index:{id};visibility:hidden" fillcolor="#FBF1DB" o:insetmode="auto">'
    '<v:fill color2="#FBF1DB"/><v:textbox style="mso-direction-alt:auto"/>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_OURS = re.compile(r'<v:shape id="_x0000_s9\d{6}".*?</v:shape>', re.DOTALL)
FIRST_SHAPE = 9_000_000


def comment(parts: Parts, sheet: str, texts: Mapping[str, tuple[int, int, str]]) -> None:
    """Put comments on cells of a worksheet part; ours of an earlier time are taken off.

    ``texts`` gives for each cell its row and column (from 0) and what to say. A comment somebody else made on
    the same cell stays, with ours after it.
    """
    notes = _notes(parts, sheet)
    drawing = _drawing(parts, sheet)
    author = _author(notes)
    listed = notes.find(main("commentList"))
    if listed is None:
        listed = etree.SubElement(notes, main("commentList"))
    for old in [node for node in listed if node.get("authorId") == author]:
        listed.remove(old)
    taken = {node.get("ref"): node for node in listed}
    shapes = []
    for number, (cell, (row, column, text)) in enumerate(texts.items()):
        if cell in taken:
            _append(taken[cell], text)
        else:
            _append(etree.SubElement(listed, main("comment"), ref=cell, authorId=author), text)
            height = 30 + 14 * (1 + len(text) // 32)
            shapes.append(_SHAPE.format(id=FIRST_SHAPE + number, row=row, column=column, height=height))
    vml = _OURS.sub("", parts.content[drawing].decode("utf-8"))
    head, end, tail = vml.rpartition("</xml>")
    parts.content[drawing] = f"{head}{''.join(shapes)}{end}{tail}".encode()


def _append(node: etree._Element, text: str) -> None:
    box = node.find(main("text"))
    if box is None:
        box = etree.SubElement(node, main("text"))
    if len(box):
        text = f"\n{text}"
    run = etree.SubElement(etree.SubElement(box, main("r")), main("t"))
    run.text = text
    run.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _author(notes: etree._Element) -> str:
    authors = notes.find(main("authors"))
    if authors is None:
        authors = etree.Element(main("authors"))
        notes.insert(0, authors)
    names = [node.text for node in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, main("author")).text = AUTHOR
        names.append(AUTHOR)
    return str(names.index(AUTHOR))


def _notes(parts: Parts, sheet: str) -> etree._Element:
    """Return the comments of a worksheet, new where it has none."""
    name = parts.related(sheet, "comments")
    if not name:
        name = parts.free("xl/comments{}.xml")
        parts.new(name, empty("comments", MAIN))
        parts.declare(name, f"{KIND}.comments+xml")
        parts.relate(sheet, "comments", name)
    return parts.tree(name)


def _drawing(parts: Parts, sheet: str) -> str:
    """Return the drawing of the comments of a worksheet, new where it has none."""
    name = parts.related(sheet, "vmlDrawing")
    if name:
        return name
    name = parts.free("xl/drawings/vmlDrawing{}.vml")
    parts.content[name] = _EMPTY_VML.encode()
    parts.declare_suffix("vml", _VML)
    relation = parts.relate(sheet, "vmlDrawing", name)
    root = parts.tree(sheet)
    node = etree.Element(main("legacyDrawing"))
    node.set(f"{{{RELATION}}}id", relation)
    at = next((i for i, other in enumerate(root) if etree.QName(other).localname in _AFTER), len(root))
    root.insert(at, node)
    return name
