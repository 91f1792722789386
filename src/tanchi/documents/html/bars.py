"""Bar charts, the divided bar and the axis of intervals: text in HTML, bars in SVG that stretch."""

from __future__ import annotations

from tanchi.documents.drawing.measure import text_width
from tanchi.documents.drawing.ticks import tick_decimals, ticks
from tanchi.documents.figures import Bar, BarChart
from tanchi.documents.html.inline import link, paint, swatch
from tanchi.documents.markup import Attributes, Markup, format_float, html, join
from tanchi.documents.numbers import decimal_places, show
from tanchi.documents.panels import IntervalAxis, Share, ShareBar, Span
from tanchi.documents.twin import bar_texts

_LONG_LABEL = 16
_ROW = 36
_BAND = 22
_AXIS = 34
_SHARE_BAR = 26


def bar_chart(chart: BarChart) -> Markup:
    """Return the bars as rows: label, bar, value; series are named once above them."""
    scale = _Scale(chart)
    rows = [html("tr", {}, *_bar_row(bar, chart, scale)) for bar in chart.bars]
    body = html("tbody", {}, *rows)
    kind = "tornado" if chart.tornado else "stacked" if chart.stacked else "beside"
    kind += " long" if any(text_width(bar.label, 1) > _LONG_LABEL for bar in chart.bars) else ""
    head = _tornado_head(chart) if chart.tornado else Markup("")
    table = html("table", {"class": f"bars {kind}"}, head, body)
    legend = _legend(chart) if len(chart.series) > 1 and not chart.tornado else Markup("")
    return join(legend, html("div", {"class": "fit"}, table))


def share_bar(block: ShareBar) -> Markup:
    """Return the divided bar and its parts, named below it in their order."""
    whole = sum(abs(share.value) for share in block.shares) or 1.0
    pieces, at = [], 0.0
    for share in block.shares:
        width = 100 * abs(share.value) / whole
        pieces.append(_piece(at, width, share.colour, hatched=share.value < 0, height=_SHARE_BAR))
        at += width
    drawing = html("svg", {"class": "share-bar", "height": _SHARE_BAR + 2, "aria-hidden": "true"}, *pieces)
    names = html("ul", {"class": "shares"}, *(_share(share) for share in block.shares))
    note = html("p", {"class": "shares-note"}, block.note) if block.note else Markup("")
    return html("div", {"class": "share"}, drawing, html("div", {"class": "shares-line"}, names, note))


def interval_axis(block: IntervalAxis) -> Markup:
    """Return the results with their intervals as text, then as bands on one axis."""
    title = html(
        "p",
        {"class": "axis-title"},
        html("b", {}, block.title),
        " ",
        html("span", {"class": "unit"}, block.unit),
    )
    rows = html("table", {"class": "axis-rows"}, html("tbody", {}, *(_span_row(s) for s in block.spans)))
    return html("div", {"class": "axis"}, title, html("div", {"class": "fit"}, rows), _axis(block))


class _Scale:
    """From values to percent of the width of the bars."""

    def __init__(self, chart: BarChart) -> None:
        stacked = chart.stacked and not chart.tornado
        tops = [_extent(bar.values, stacked=stacked) for bar in chart.bars]
        self.low = min((low for low, _ in tops), default=0.0)
        self.high = max((high for _, high in tops), default=1.0)
        if chart.tornado:
            self.high = max(self.high, -self.low)
            self.low = -self.high
        if self.high == self.low:
            self.high = self.low + 1.0

    def at(self, value: float) -> float:
        return 100 * (value - self.low) / (self.high - self.low)

    def width(self, value: float) -> float:
        return 100 * abs(value) / (self.high - self.low)


def _extent(values: tuple[float, ...], *, stacked: bool) -> tuple[float, float]:
    below = [v for v in values if v < 0]
    above = [v for v in values if v > 0]
    if stacked:
        return sum(below), sum(above)
    return min(below, default=0.0), max(above, default=0.0)


def _bar_row(bar: Bar, chart: BarChart, scale: _Scale) -> list[Markup]:
    label = html("th", {"scope": "row"}, link(join(bar.label), bar.href))
    drawing = html("td", {"class": "bar"}, _drawing(bar, chart, scale))
    texts = bar_texts(bar)
    if chart.tornado:
        detail = html("td", {"class": "detail"}, bar.detail)
        return [label, detail, drawing, *(html("td", {"class": "value"}, text) for text in texts)]
    if chart.stacked and len(bar.values) > 1:
        texts = (_sum(bar.values, texts),)
    lines = [piece for text in texts for piece in (html("br"), join(text))][1:]
    small = html("span", {"class": "detail"}, bar.detail) if bar.detail else Markup("")
    return [join(label), drawing, html("td", {"class": "value"}, *lines, small)]


def _sum(values: tuple[float, ...], texts: tuple[str, ...]) -> str:
    return show(sum(values), max((decimal_places(text) or 0 for text in texts), default=0))


def _drawing(bar: Bar, chart: BarChart, scale: _Scale) -> Markup:
    colours = bar.colours or chart.colours or ("accent",)
    arrange = _around_zero if chart.tornado else _stacked if chart.stacked else _beside
    rows = len(bar.values) if arrange is _beside else 1
    zero = Markup(f'<rect class="f-ink" x="{format_float(scale.at(0))}%" width="1.5" height="100%"/>')
    pieces = arrange(bar.values, colours, scale)
    attributes: Attributes = {"class": "bar-drawing", "height": 14 * rows + 2, "aria-hidden": "true"}
    return html("svg", attributes, *pieces, zero if scale.low < 0 else "")


def _stacked(values: tuple[float, ...], colours: tuple[str, ...], scale: _Scale) -> list[Markup]:
    """Set positive values one after the other right of zero, negative ones left of it, hatched as credits."""
    right = left = scale.at(0)
    pieces = []
    for k, value in enumerate(values):
        width = scale.width(value)
        left -= width if value < 0 else 0.0
        pieces.append(
            _piece(left if value < 0 else right, width, colours[k % len(colours)], hatched=value < 0)
        )
        right += width if value > 0 else 0.0
    return pieces


def _around_zero(values: tuple[float, ...], colours: tuple[str, ...], scale: _Scale) -> list[Markup]:
    return [
        _piece(scale.at(min(0.0, value)), scale.width(value), colours[k % len(colours)])
        for k, value in enumerate(values)
    ]


def _beside(values: tuple[float, ...], colours: tuple[str, ...], scale: _Scale) -> list[Markup]:
    pieces = []
    for k, value in enumerate(values):
        x, width = scale.at(min(0.0, value)), scale.width(value)
        pieces.append(_piece(x, width, colours[k % len(colours)], hatched=value < 0, y=1 + 14 * k, height=12))
    return pieces


def _piece(
    x: float, width: float, name: str, *, hatched: bool = False, y: int = 1, height: int = 14
) -> Markup:
    place = f'x="{format_float(x)}%" y="{y}" width="{format_float(width)}%" height="{height}"'
    return Markup(f"<rect {place}{paint(name, hatched=hatched)}/>")


def _legend(chart: BarChart) -> Markup:
    names = zip(chart.series, chart.colours, strict=False)
    return html("ul", {"class": "legend"}, *(html("li", {}, swatch(c), join(name)) for name, c in names))


def _tornado_head(chart: BarChart) -> Markup:
    empty = html("td", {})
    names = [html("th", {"scope": "col", "class": "value"}, name) for name in chart.series]
    return html("thead", {}, html("tr", {}, empty, empty, empty, *names))


def _share(share: Share) -> Markup:
    percent = html("span", {"class": "percent"}, f"{share.percent}%") if share.percent else Markup("")
    name = link(join(share.label), share.href)
    return html("li", {}, swatch(share.colour), name, " ", html("b", {}, share.text), " ", percent)


def _span_row(span: Span) -> Markup:
    return html(
        "tr",
        {},
        html("th", {"scope": "row"}, swatch(span.colour), join(span.label)),
        html("td", {"class": "value"}, html("b", {}, span.text)),
        html("td", {"class": "range"}, span.range_text),
    )


def _axis(block: IntervalAxis) -> Markup:
    marks = ticks(min(s.low for s in block.spans), max(s.high for s in block.spans), 6)
    width = marks[-1] - marks[0]
    decimals = tick_decimals(marks)

    def at(value: float) -> float:
        return 100 * (value - marks[0]) / width

    foot = _ROW * len(block.spans) + 6
    pieces = [
        _band(span, k, at(span.low), at(span.high), at(span.value)) for k, span in enumerate(block.spans)
    ]
    pieces.append(Markup(f'<path class="line s-control" d="M0 {foot}.5h9999"/>'))
    pieces += [_tick(at(mark), foot, show(mark, decimals)) for mark in marks]
    inner = html("svg", {"class": "plot", "width": "100%", "height": foot + _AXIS}, *pieces)
    return html("div", {"class": "axis-drawing", "aria-hidden": "true"}, inner)


def _band(span: Span, k: int, low: float, high: float, value: float) -> Markup:
    top = _ROW * k + (_ROW - _BAND) // 2
    fill = paint(span.colour).replace('class="', 'class="band ')
    width = format_float(high - low)
    band = f'<rect x="{format_float(low)}%" y="{top}" width="{width}%" height="{_BAND}"{fill}/>'
    place = f'x="{format_float(value)}%" y="{top - 4}" width="4" height="{_BAND + 8}"'
    return Markup(f'{band}<rect {place} transform="translate(-2 0)"{paint(span.colour)}/>')


def _tick(x: float, foot: int, text: str) -> Markup:
    place = format_float(x)
    stroke = f'<rect class="f-control" x="{place}%" y="{foot}" width="1" height="6"/>'
    return join(
        Markup(stroke),
        Markup(f'<text class="f-ink-3 middle" x="{place}%" y="{foot + 24}">'),
        text,
        Markup("</text>"),
    )
