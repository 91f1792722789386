"""Settings, fonts and properties of a Word document. No names of persons, no dates."""

from __future__ import annotations

from tanchi.documents.blocks import Document
from tanchi.documents.markup import Markup, xml
from tanchi.documents.word.ns import declared
from tanchi.documents.word.styles import HEI, ROMAN, SANS, SONG

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_WORD_2013 = "15"
_FONTS = (
    (SONG, "SimSun", "86", "auto"),
    (HEI, "SimHei", "86", "auto"),
    (ROMAN, "", "00", "roman"),
    (SANS, "", "00", "swiss"),
)


def settings_xml() -> Markup:
    """Return the settings; fields are not updated at opening, because their results are computed."""
    mode = {
        "w:name": "compatibilityMode",
        "w:uri": "http://schemas.microsoft.com/office/word",
        "w:val": _WORD_2013,
    }
    return xml(
        "w:settings",
        declared("w", "m"),
        xml("w:zoom", {"w:percent": 100}),
        xml("w:defaultTabStop", {"w:val": 420}),
        xml("w:characterSpacingControl", {"w:val": "compressPunctuation"}),
        xml("w:compat", {}, xml("w:compatSetting", mode)),
        xml(
            "m:mathPr", {}, xml("m:mathFont", {"m:val": "Cambria Math"}), xml("m:defJc", {"m:val": "center"})
        ),
        xml("w:themeFontLang", {"w:val": "en-US", "w:eastAsia": "zh-CN"}),
        xml("w:decimalSymbol", {"w:val": "."}),
        xml("w:listSeparator", {"w:val": ","}),
    )


def fonts_xml() -> Markup:
    """Return the font table: faces by name with their other name; none is embedded."""
    return xml("w:fonts", declared("w"), *(_font(*font) for font in _FONTS))


def core_xml(document: Document) -> Markup:
    """Return title and language."""
    return xml(
        "cp:coreProperties",
        {"xmlns:cp": _CORE, "xmlns:dc": _DUBLIN},
        xml("dc:title", {}, document.title),
        xml("dc:subject", {}, document.subtitle),
        xml("dc:language", {}, "zh-CN" if document.language == "zh" else "en"),
    )


def app_xml() -> Markup:
    """Return the name of the program that wrote the file."""
    return xml("Properties", {"xmlns": _EXTENDED}, xml("Application", {}, "Tanchi"))


def _font(name: str, other: str, charset: str, family: str) -> Markup:
    return xml(
        "w:font",
        {"w:name": name},
        xml("w:altName", {"w:val": other}) if other else "",
        xml("w:charset", {"w:val": charset}),
        xml("w:family", {"w:val": family}),
    )
