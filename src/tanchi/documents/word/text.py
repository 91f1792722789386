"""Runs of text: fonts by script, raised and lowered figures, line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from tanchi.documents.markup import Markup, join, xml
from tanchi.findings import Language

_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+−")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+−")
_LOW, _HIGH = frozenset("₀₁₂₃₄₅₆₇₈₉₊₋"), frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_EITHER = re.compile("[‘’“”…—■□△○●◐√×℃①-⑳Ⅰ-Ⅻ]")
"""Characters that belong to both scripts; in Chinese text they take the Chinese font."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a run is set; ``size`` in half points, ``colour`` as ``#RRGGBB``."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    link: bool = False
    shift: str = ""
    """``subscript`` or ``superscript``."""
    colour: str = ""
    size: int = 0


PLAIN = Form()


def text_runs(text: str, language: Language, form: Form = PLAIN) -> Markup:
    """Return the runs of ``text``; ``CO₂`` becomes a lowered 2, so that every font can show it."""
    return join(*(_run(piece, kind, form) for kind, piece in _pieces(text, language)))


def _pieces(text: str, language: Language) -> Iterator[tuple[str, str]]:
    for kind, characters in groupby(text, key=lambda c: _kind(c, language)):
        yield kind, "".join(characters)


def _kind(character: str, language: Language) -> str:
    if character in _LOW:
        return "subscript"
    if character in _HIGH:
        return "superscript"
    return "either" if language == "zh" and _EITHER.match(character) else ""


def _run(piece: str, kind: str, form: Form) -> Markup:
    if kind == "subscript":
        return _run(piece.translate(_LOWERED), "", replace(form, shift=kind))
    if kind == "superscript":
        return _run(piece.translate(_RAISED), "", replace(form, shift=kind))
    return xml("w:r", {}, _properties(form, chinese=kind == "either"), *_content(piece))


def _content(piece: str) -> Iterator[Markup]:
    for part in re.split("([\n\t])", piece):
        if part == "\n":
            yield xml("w:br")
        elif part == "\t":
            yield xml("w:tab")
        elif part:
            yield xml("w:t", {"xml:space": "preserve"}, part)


def _properties(form: Form, *, chinese: bool) -> Markup:
    style = "Hyperlink" if form.link else "Code" if form.code else ""
    size = {"w:val": form.size}
    content = join(
        xml("w:rStyle", {"w:val": style}) if style else "",
        xml("w:rFonts", {"w:hint": "eastAsia"}) if chinese else "",
        xml("w:b") if form.bold else "",
        xml("w:i") if form.italic else "",
        xml("w:color", {"w:val": form.colour[1:]}) if form.colour else "",
        join(xml("w:sz", size), xml("w:szCs", size)) if form.size else "",
        xml("w:vertAlign", {"w:val": form.shift}) if form.shift else "",
    )
    return xml("w:rPr", {}, content) if content else content
