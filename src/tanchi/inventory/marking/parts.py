"""The parts of a workbook file: read, changed, related to each other, packed again."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from tanchi.files import deterministic_zip

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def empty(tag: str, namespace: str) -> etree._Element:
    """Return an element without content in a namespace of its own."""
    return etree.fromstring(f'<{tag} xmlns="{namespace}" xmlns:r="{RELATION}"/>', _PARSER)


def main(tag: str) -> str:
    """Return a tag of the spreadsheet namespace."""
    return f"{{{MAIN}}}{tag}"


@dataclass
class Parts:
    """The parts by name; XML parts that were opened are kept as trees until they are packed."""

    content: dict[str, bytes]
    trees: dict[str, etree._Element] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes) -> Parts:
        """Return the parts of a workbook."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist() if not name.endswith("/")})

    def tree(self, name: str) -> etree._Element:
        """Return an XML part, to be read or changed."""
        if name not in self.trees:
            self.trees[name] = etree.fromstring(self.content[name], _PARSER)
        return self.trees[name]

    def new(self, name: str, root: etree._Element) -> None:
        """Add an XML part."""
        self.content[name] = b""
        self.trees[name] = root

    def free(self, pattern: str) -> str:
        """Return a name no part has: ``pattern`` holds ``{}`` for a number."""
        number = 1
        while pattern.format(number) in self.content:
            number += 1
        return pattern.format(number)

    def pack(self) -> bytes:
        """Return the workbook file."""
        for name, tree in self.trees.items():
            self.content[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        return deterministic_zip(self.content, first=("[Content_Types].xml",))

    def sheets(self) -> dict[str, str]:
        """Return the name of each worksheet → its part."""
        targets = self.targets("xl/workbook.xml")
        nodes = self.tree("xl/workbook.xml").iter(main("sheet"))
        return {
            node.get("name") or "": targets.get(node.get(f"{{{RELATION}}}id") or "", "") for node in nodes
        }

    def targets(self, part: str) -> dict[str, str]:
        """Return the parts a part is related to, by the id of the relation."""
        name = relations_of(part)
        if name not in self.content:
            return {}
        base = posixpath.dirname(part)
        return {
            node.get("Id") or "": posixpath.normpath(posixpath.join(base, node.get("Target") or "")).lstrip(
                "/"
            )
            for node in self.tree(name)
            if node.get("TargetMode") != "External"
        }

    def related(self, part: str, kind: str) -> str:
        """Return the part of a kind (the end of its relation's type) a part is related to, "" without one."""
        name = relations_of(part)
        targets = self.targets(part)
        nodes = self.tree(name) if name in self.content else ()
        ids = [node.get("Id") or "" for node in nodes if (node.get("Type") or "").endswith(f"/{kind}")]
        return targets.get(ids[0], "") if ids else ""

    def relate(self, part: str, kind: str, target: str) -> str:
        """Relate a part to another and return the id of the relation."""
        name = relations_of(part)
        if name not in self.content:
            self.new(name, empty("Relationships", PACKAGE))
        root = self.tree(name)
        known = {node.get("Id") for node in root}
        number = next(n for n in range(1, len(known) + 2) if f"rId{n}" not in known)
        path = posixpath.relpath(target, posixpath.dirname(part))
        etree.SubElement(
            root, f"{{{PACKAGE}}}Relationship", Id=f"rId{number}", Type=f"{RELATION}/{kind}", Target=path
        )
        return f"rId{number}"

    def declare(self, part: str, content_type: str) -> None:
        """State the content type of a new part."""
        root = self.tree("[Content_Types].xml")
        etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{part}", ContentType=content_type)

    def declare_suffix(self, suffix: str, content_type: str) -> None:
        """State the content type of parts by their suffix."""
        root = self.tree("[Content_Types].xml")
        if not any(node.get("Extension") == suffix for node in root):
            root.insert(0, etree.Element(f"{{{TYPES}}}Default", Extension=suffix, ContentType=content_type))


def relations_of(part: str) -> str:
    """Return the part that holds the relations of a part.

    >>> relations_of("xl/worksheets/sheet1.xml")
    'xl/worksheets/_rels/sheet1.xml.rels'
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
