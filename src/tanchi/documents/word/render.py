"""A document as a .docx: parts written one by one, then stored as one deterministic archive."""

from __future__ import annotations

from pathlib import Path

from tanchi.documents.blocks import Document
from tanchi.documents.markup import Markup, join, xml
from tanchi.documents.outline import outline
from tanchi.documents.word.body import body
from tanchi.documents.word.context import DOCUMENT, Context
from tanchi.documents.word.front import front
from tanchi.documents.word.furniture import section
from tanchi.documents.word.ns import declared
from tanchi.documents.word.numbering import numbering_xml
from tanchi.documents.word.package import Package
from tanchi.documents.word.properties import app_xml, core_xml, fonts_xml, settings_xml
from tanchi.documents.word.styles import styles_xml
from tanchi.files import write_atomic

_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_WORD = "officedocument.wordprocessingml."


def render_docx(document: Document, path: Path | str) -> None:
    """Write ``document`` to ``path`` in its own language; the old file stays until the new one is whole.

    Raises TanchiError (``files.cannot_write``).
    """
    write_atomic(path, docx_bytes(document))


def docx_bytes(document: Document) -> bytes:
    """Return the .docx; the same document gives the same bytes."""
    package = Package()
    context = Context(
        document.language, outline(document, document.language), package, body, document.layout == "sheet"
    )
    package.add(DOCUMENT, _document_xml(document, context), f"{_WORD}document.main")
    _add(package, "styles", styles_xml(document.language))
    _add(package, "numbering", numbering_xml(context.lists, document.language))
    _add(package, "settings", settings_xml())
    _add(package, "fontTable", fonts_xml())
    package.relate("", "officeDocument", DOCUMENT)
    package.add("docProps/core.xml", core_xml(document), "package.core-properties")
    package.relate("", _CORE, "docProps/core.xml")
    package.add("docProps/app.xml", app_xml(), "officedocument.extended-properties")
    package.relate("", "extended-properties", "docProps/app.xml")
    return package.to_bytes()


def _document_xml(document: Document, context: Context) -> Markup:
    content = join(front(document, context), body(context.outline.items, context))
    names = declared("w", "r", "m", "wp", "a", "c", "mc", "wps", "wpg")
    return xml("w:document", names, xml("w:body", {}, content, section(document, context)))


def _add(package: Package, name: str, content: Markup) -> None:
    package.add(f"word/{name}.xml", content, _WORD + name)
    package.relate(DOCUMENT, name, f"word/{name}.xml")
