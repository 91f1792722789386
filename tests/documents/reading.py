"""A second reader of .docx: zip and lxml, nothing of the writer."""

from __future__ import annotations

import io
import zipfile
from posixpath import dirname, join, normpath

from lxml import etree

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}
W = f"{{{NS['w']}}}"


class Docx:
    """The parts of a .docx as trees."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = self.archive.namelist()
        self.document = self.tree("word/document.xml")

    def tree(self, name: str) -> etree._Element:
        """Return a part, parsed without entities or network."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(self.archive.read(name), parser)

    def find(self, path: str) -> list[etree._Element]:
        """Return what an XPath finds in the body."""
        return self.document.xpath(path, namespaces=NS)

    def paragraphs(self, style: str) -> list[str]:
        """Return the texts of the paragraphs of a style."""
        return [text_of(p) for p in self.find(f"//w:p[w:pPr/w:pStyle/@w:val='{style}']")]

    def relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """Return id → (type, target part or address, external) of a part."""
        name = join(dirname(part), "_rels", part.rpartition("/")[2] + ".rels")
        if name not in self.names:
            return {}
        found = {}
        for relation in self.tree(name):
            external = relation.get("TargetMode") == "External"
            target = relation.get("Target") or ""
            place = target if external else normpath(join(dirname(part), target))
            found[relation.get("Id") or ""] = (
                (relation.get("Type") or "").rpartition("/")[2],
                place,
                external,
            )
        return found


def text_of(element: etree._Element) -> str:
    """Return text as Word shows it: field results and equations, not field codes, breaks as newlines."""
    pieces = []
    for node in element.iter(f"{W}t", f"{W}br", f"{W}tab", f"{{{NS['m']}}}t"):
        name = etree.QName(node).localname
        pieces.append({"br": "\n", "tab": "\t"}.get(name) or node.text or "")
    return "".join(pieces)
