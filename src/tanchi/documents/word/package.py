"""The parts of a .docx and how they refer to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from posixpath import basename, dirname, relpath

from tanchi.documents.markup import Markup, xml
from tanchi.documents.word.ns import HEADER
from tanchi.files import deterministic_zip

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """Parts by name, with their content types and relationships."""

    _parts: dict[str, bytes] = field(default_factory=dict)
    _types: dict[str, str] = field(default_factory=dict)
    _relations: dict[str, list[_Relation]] = field(default_factory=dict)

    def add(self, name: str, data: str | bytes, content_type: str = "") -> None:
        """Add a part; ``content_type`` is empty for those known by their suffix. XML gets its declaration."""
        self._parts[name] = data if isinstance(data, bytes) else (HEADER + data).encode()
        if content_type:
            self._types[name] = f"application/vnd.openxmlformats-{content_type}+xml"

    def relate(self, source: str, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of the relationship from ``source`` ("" for the package) to ``target``.

        ``kind`` is the last part of an office relationship type, or a whole type. The same relationship
        asked for twice is one.
        """
        address = target if external else relpath(target, dirname(source) or ".")
        relation = _Relation(kind if "://" in kind else _OFFICE + kind, address, external)
        relations = self._relations.setdefault(source, [])
        if relation not in relations:
            relations.append(relation)
        return f"rId{relations.index(relation) + 1}"

    def to_bytes(self) -> bytes:
        """Return the archive: same parts, same bytes."""
        entries = dict(self._parts)
        for source, relations in self._relations.items():
            entries[_relations_name(source)] = (HEADER + _relations_xml(relations)).encode()
        entries["[Content_Types].xml"] = (HEADER + self._content_types()).encode()
        return deterministic_zip(entries, first=("[Content_Types].xml", "_rels/.rels"))

    def _content_types(self) -> Markup:
        defaults = [xml("Default", {"Extension": e, "ContentType": t}) for e, t in _DEFAULTS.items()]
        overrides = [
            xml("Override", {"PartName": f"/{name}", "ContentType": kind})
            for name, kind in sorted(self._types.items())
        ]
        return xml("Types", {"xmlns": _CONTENT_TYPES}, *defaults, *overrides)


def _relations_name(source: str) -> str:
    return f"{dirname(source)}/_rels/{basename(source)}.rels".lstrip("/")


def _relations_xml(relations: list[_Relation]) -> Markup:
    return xml(
        "Relationships",
        {"xmlns": _RELATIONSHIPS},
        *(
            xml(
                "Relationship",
                {
                    "Id": f"rId{k + 1}",
                    "Type": relation.kind,
                    "Target": relation.target,
                    "TargetMode": "External" if relation.external else None,
                },
            )
            for k, relation in enumerate(relations)
        ),
    )
