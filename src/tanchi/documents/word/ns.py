"""Namespaces and measures of Office Open XML."""

from __future__ import annotations

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
}
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

EMU_PER_POINT = 12700
TWIPS_PER_MM = 1440 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = round(210 * TWIPS_PER_MM), round(297 * TWIPS_PER_MM)
TOP, RIGHT, BOTTOM, LEFT = (round(mm * TWIPS_PER_MM) for mm in (25, 20, 20, 25))
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
"""Width of the type area in twips (1/20 point)."""


def declared(*prefixes: str) -> dict[str, str]:
    """Return the namespace declarations of ``prefixes`` as attributes."""
    return {f"xmlns:{prefix}": NAMESPACES[prefix] for prefix in prefixes}
