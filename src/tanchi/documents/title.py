"""Where the title of a document may break: between its parts, not inside a product's name."""

from __future__ import annotations

import re

from tanchi.documents.drawing.measure import text_width

_PART = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")


def title_parts(title: str) -> tuple[str, ...]:
    """Return the parts of a Chinese title that spaces divide; a title in another script is one part."""
    return tuple(_PART.split(title))


def title_lines(title: str, size: float, width: float) -> tuple[str, ...]:
    """Return the title in lines of whole parts that fit ``width`` at ``size``; a longer part stands alone."""
    lines: list[str] = []
    for part in title_parts(title):
        joined = f"{lines[-1]} {part}" if lines else part
        if lines and text_width(joined, size) <= width:
            lines[-1] = joined
        else:
            lines.append(part)
    return tuple(lines)
