"""The divided bar and the axis of intervals as scenes, for pages that cannot stretch them."""

from __future__ import annotations

from tanchi.documents.drawing.scene import Box, Label, Part, Polyline, Scene
from tanchi.documents.drawing.ticks import tick_decimals, ticks
from tanchi.documents.numbers import show
from tanchi.documents.panels import IntervalAxis, ShareBar, Span

_WIDTH = 840.0
_BAR = 28.0
_ROW, _BAND, _MARGIN = 34.0, 20.0, 24.0


def share_scene(block: ShareBar) -> Scene:
    """Return the bar divided into its parts, credits hatched."""
    whole = sum(abs(share.value) for share in block.shares) or 1.0
    parts = []
    at = 0.0
    for share in block.shares:
        width = abs(share.value) / whole * _WIDTH
        parts.append(Part((Box(at, 0, width, _BAR, share.colour, hatched=share.value < 0),), share.label))
        at += width
    return Scene(_WIDTH, _BAR, tuple(parts))


def interval_scene(block: IntervalAxis) -> Scene:
    """Return the bands of the intervals with a line at each value, over an axis with round numbers."""
    marks = ticks(min(s.low for s in block.spans), max(s.high for s in block.spans))
    scale = (_WIDTH - 2 * _MARGIN) / (marks[-1] - marks[0])

    def at(value: float) -> float:
        return _MARGIN + (value - marks[0]) * scale

    foot = _ROW * len(block.spans) + 4
    decimals = tick_decimals(marks)
    bands = [
        _band(span, k, at(span.low), at(span.high), at(span.value)) for k, span in enumerate(block.spans)
    ]
    axis = Part((Polyline(((_MARGIN, foot), (_WIDTH - _MARGIN, foot)), "control"),))
    labels = [_tick(at(mark), foot, show(mark, decimals)) for mark in marks]
    return Scene(_WIDTH, foot + 30, (*bands, axis, *labels))


def _band(span: Span, k: int, low: float, high: float, value: float) -> Part:
    top = k * _ROW + (_ROW - _BAND) / 2
    band = Box(low, top, high - low, _BAND, "wash-2", span.colour, 1.0)
    return Part((band, Box(value - 2, top - 4, 4, _BAND + 8, span.colour)), span.label)


def _tick(x: float, foot: float, text: str) -> Part:
    return Part((Polyline(((x, foot), (x, foot + 6)), "control"), Label(x, foot + 18, text, anchor="middle")))
