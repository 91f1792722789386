"""How wide a text is, without a font: East Asian wide characters one em, others by rough classes."""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("iljftrI.,:;'|!()[] \u202f")
_BROAD = frozenset("mwMW@%—")
_HANGING = " 、，。；：！？）"
_WIDE_CLASSES = frozenset("WF")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the estimated width of ``text`` set at ``size``, on the generous side."""
    return sum(_em(character) for character in text) * size * (1.05 if bold else 1.0)


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return ``text`` in lines of at most ``width``; words stay whole, closing marks hang over the edge."""
    lines = [""]
    for piece in _pieces(text):
        joined = lines[-1] + piece
        if lines[-1] and text_width(joined.rstrip(_HANGING), size, bold=bold) > width and piece.strip():
            lines.append(piece)
        else:
            lines[-1] = joined
    return tuple(line.strip() for line in lines if line.strip()) or ("",)


def _pieces(text: str) -> list[str]:
    """Cut before and after each wide character and after each space; closing marks stay with their word."""
    pieces: list[str] = []
    for character in text:
        cut = not pieces or _is_wide(character) or _is_wide(pieces[-1][-1]) or pieces[-1][-1] == " "
        if cut and not (pieces and unicodedata.category(character) in ("Po", "Pe", "Pf")):
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in _WIDE_CLASSES


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if _is_wide(character):
        return 1.0
    if character in _NARROW:
        return 0.33
    if character in _BROAD:
        return 0.92
    return 0.68 if character.isupper() else 0.56
