"""Widths and line breaks of Chinese and English text on a terminal."""

from __future__ import annotations

import re
import unicodedata

_PIECES = re.compile(r"\s+|[　-〿㐀-鿿豈-﫿＀-￯]|[^\s　-〿㐀-鿿豈-﫿＀-￯]+")
_NEVER_FIRST = "，。、；：！？）”’》】"


def width_of(text: str) -> int:
    """Return the columns ``text`` takes: two for a Chinese character, none for a combining mark."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, width: int) -> str:
    """Return ``text`` filled with blanks up to ``width`` columns."""
    return text + " " * max(0, width - width_of(text))


def wrapped(text: str, width: int) -> list[str]:
    """Return ``text`` in lines of at most ``width`` columns; no line begins with a closing mark."""
    lines = [""]
    for piece in _PIECES.findall(text):
        fits = width_of(lines[-1] + piece.rstrip()) <= width or piece in _NEVER_FIRST
        if fits:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    return [line.rstrip() for line in lines]
