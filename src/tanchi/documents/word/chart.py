"""Bar charts as charts of Word: editable, with their data inside, drawn by the reader's own fonts."""

from __future__ import annotations

from collections.abc import Sequence

from tanchi.documents.figures import BarChart
from tanchi.documents.markup import Markup, join, xml
from tanchi.documents.numbers import MINUS, UNKNOWN, decimal_places, show
from tanchi.documents.palette import CREDIT, TOKENS, colour
from tanchi.documents.twin import bar_texts
from tanchi.documents.word.ns import declared
from tanchi.documents.word.styles import ROMAN, SONG
from tanchi.documents.word.workbook import SHEET

_TEXT_SIZE = 850
"""Hundredths of a point."""
_CATEGORIES, _VALUES = 111111111, 222222222
_ROOM_FOR_LABEL = 0.07
"""A part of a stacked bar below this share of the axis has no label of its own."""


def chart_xml(chart: BarChart, workbook: str) -> Markup:
    """Return the chart part; ``workbook`` is the relationship to its embedded workbook."""
    plot = xml("c:plotArea", {}, xml("c:layout"), _bars(chart), _category_axis(), _value_axis(chart))
    legend = _legend() if len(chart.series) > 1 else ""
    body = xml(
        "c:chart",
        {},
        _flag("autoTitleDeleted", 1),
        plot,
        legend,
        _flag("plotVisOnly", 1),
        xml("c:dispBlanksAs", {"val": "gap"}),
    )
    return xml(
        "c:chartSpace",
        declared("c", "a", "r"),
        _flag("date1904", 0),
        _flag("roundedCorners", 0),
        body,
        xml("c:spPr", {}, xml("a:noFill"), _no_line()),
        _text(),
        xml("c:externalData", {"r:id": workbook}, _flag("autoUpdate", 0)),
    )


def stacks(chart: BarChart) -> bool:
    """Return whether the values of a bar are set one after the other."""
    return chart.stacked and not chart.tornado and len(chart.series) > 1


def _bars(chart: BarChart) -> Markup:
    overlap = 100 if stacks(chart) or chart.tornado else -10
    return xml(
        "c:barChart",
        {},
        xml("c:barDir", {"val": "bar"}),
        xml("c:grouping", {"val": "stacked" if stacks(chart) else "clustered"}),
        _flag("varyColors", 0),
        *(_series(chart, k) for k in range(len(chart.series))),
        xml("c:gapWidth", {"val": 60}),
        xml("c:overlap", {"val": overlap}),
        xml("c:axId", {"val": _CATEGORIES}),
        xml("c:axId", {"val": _VALUES}),
    )


def _series(chart: BarChart, k: int) -> Markup:
    column = _column(k + 1)
    last = len(chart.bars) + 1
    values = [bar.values[k] if k < len(bar.values) else 0.0 for bar in chart.bars]
    name = chart.colours[k % len(chart.colours)] if chart.colours else "accent"
    return xml(
        "c:ser",
        {},
        xml("c:idx", {"val": k}),
        xml("c:order", {"val": k}),
        xml("c:tx", {}, _strings(f"{SHEET}!${column}$1", [chart.series[k]])),
        _look(name),
        _flag("invertIfNegative", 0),
        *_points(chart, k, name),
        _labels(chart, k, name, values),
        xml("c:cat", {}, _strings(f"{SHEET}!$A$2:$A${last}", [bar.label for bar in chart.bars])),
        xml("c:val", {}, _numbers(f"{SHEET}!${column}$2:${column}${last}", values, _code(chart))),
    )


def _points(chart: BarChart, k: int, name: str) -> list[Markup]:
    """Return the looks of single bars that have a colour of their own or are credits."""
    points = []
    for at, bar in enumerate(chart.bars):
        own = bar.colours[k % len(bar.colours)] if bar.colours else name
        credit = not chart.tornado and k < len(bar.values) and bar.values[k] < 0
        if own != name or (credit and name != CREDIT):
            look = _look(CREDIT if credit else own)
            points.append(
                xml(
                    "c:dPt",
                    {},
                    xml("c:idx", {"val": at}),
                    _flag("invertIfNegative", 0),
                    _flag("bubble3D", 0),
                    look,
                )
            )
    return points


def _labels(chart: BarChart, k: int, name: str, values: Sequence[float]) -> Markup:
    ink = TOKENS["paper"] if stacks(chart) and _is_dark(name) else TOKENS["ink"]
    own = [_own_label(chart, k, at, value, ink.light) for at, value in enumerate(values)]
    return xml(
        "c:dLbls", {}, *(label for label in own if label), *_label_form(chart, _code(chart), ink.light)
    )


def _own_label(chart: BarChart, k: int, at: int, value: float, ink: str) -> Markup:
    """Return the label of a value too thin for one, or whose text the common format would not give.

    Number formats write a sign before what they round to zero.
    """
    index = xml("c:idx", {"val": at})
    if stacks(chart) and abs(value) < _ROOM_FOR_LABEL * _longest(chart):
        return xml("c:dLbl", {}, index, _flag("delete", 1))
    texts = bar_texts(chart.bars[at])
    text = texts[k] if k < len(texts) else UNKNOWN
    given = show(value, _places(chart), sign=chart.tornado)
    if text == given and (value == 0 or any(digit in given for digit in "123456789")):
        return Markup("")
    literal = '"' + text.replace('"', "”") + '"'
    return xml("c:dLbl", {}, index, *_label_form(chart, f"{literal};{literal};{literal}", ink))


def _label_form(chart: BarChart, code: str, ink: str) -> tuple[Markup, ...]:
    return (
        xml("c:numFmt", {"formatCode": code, "sourceLinked": "0"}),
        xml("c:spPr", {}, xml("a:noFill"), _no_line()),
        _text(ink),
        xml("c:dLblPos", {"val": "ctr" if stacks(chart) else "outEnd"}),
        _flag("showLegendKey", 0),
        _flag("showVal", 1),
        _flag("showCatName", 0),
        _flag("showSerName", 0),
        _flag("showPercent", 0),
        _flag("showBubbleSize", 0),
    )


def _longest(chart: BarChart) -> float:
    return max((sum(abs(value) for value in bar.values) for bar in chart.bars), default=0.0)


def _is_dark(name: str) -> bool:
    value = colour(name).light
    red, green, blue = (int(value[k : k + 2], 16) for k in (1, 3, 5))
    return name != CREDIT and 0.299 * red + 0.587 * green + 0.114 * blue < 140


def _places(chart: BarChart) -> int:
    """Return the most decimals the texts of the bars have."""
    texts = [text for bar in chart.bars for text in bar_texts(bar)]
    return max((decimal_places(text) or 0 for text in texts), default=0)


def _code(chart: BarChart) -> str:
    """Return the number format for these decimals."""
    places = _places(chart)
    digits = "0." + "0" * places if places else "0"
    return f'+{digits};"{MINUS}"{digits};0' if chart.tornado else f'{digits};"{MINUS}"{digits}'


def _look(name: str) -> Markup:
    if name == CREDIT:
        pattern = xml(
            "a:pattFill",
            {"prst": "wdUpDiag"},
            xml("a:fgClr", {}, _rgb(TOKENS["ink-2"].light)),
            xml("a:bgClr", {}, _rgb(TOKENS["paper"].light)),
        )
        return xml("c:spPr", {}, pattern, _edge())
    tone = colour(name)
    fill = xml("a:solidFill", {}, _rgb(tone.light))
    return xml("c:spPr", {}, fill, _edge() if tone.edged else _no_line())


def _edge() -> Markup:
    return xml("a:ln", {"w": 6350}, xml("a:solidFill", {}, _rgb(TOKENS["ink-2"].light)))


def _no_line() -> Markup:
    return xml("a:ln", {}, xml("a:noFill"))


def _rgb(value: str) -> Markup:
    return xml("a:srgbClr", {"val": value[1:]})


def _category_axis() -> Markup:
    return xml(
        "c:catAx",
        {},
        *_axis_head(_CATEGORIES, "maxMin", deleted=False, side="l"),
        xml("c:numFmt", {"formatCode": "General", "sourceLinked": "0"}),
        xml("c:majorTickMark", {"val": "none"}),
        xml("c:minorTickMark", {"val": "none"}),
        xml("c:tickLblPos", {"val": "low"}),
        xml("c:spPr", {}, _edge()),
        _text(),
        xml("c:crossAx", {"val": _VALUES}),
        xml("c:crosses", {"val": "autoZero"}),
        _flag("auto", 0),
        xml("c:lblAlgn", {"val": "ctr"}),
        xml("c:lblOffset", {"val": 100}),
        _flag("noMultiLvlLbl", 1),
    )


def _value_axis(chart: BarChart) -> Markup:
    return xml(
        "c:valAx",
        {},
        *_axis_head(_VALUES, "minMax", deleted=not stacks(chart), side="b"),
        xml("c:numFmt", {"formatCode": f'General;"{MINUS}"General', "sourceLinked": "0"}),
        xml("c:majorTickMark", {"val": "out"}),
        xml("c:minorTickMark", {"val": "none"}),
        xml("c:tickLblPos", {"val": "nextTo"}),
        xml("c:spPr", {}, _edge()),
        _text(),
        xml("c:crossAx", {"val": _CATEGORIES}),
        xml("c:crosses", {"val": "max"}),
    )


def _axis_head(number: int, orientation: str, *, deleted: bool, side: str) -> tuple[Markup, ...]:
    return (
        xml("c:axId", {"val": number}),
        xml("c:scaling", {}, xml("c:orientation", {"val": orientation})),
        _flag("delete", int(deleted)),
        xml("c:axPos", {"val": side}),
    )


def _legend() -> Markup:
    return xml("c:legend", {}, xml("c:legendPos", {"val": "t"}), _flag("overlay", 0), _text())


def _text(ink: str = TOKENS["ink"].light) -> Markup:
    form = xml(
        "a:defRPr",
        {"sz": _TEXT_SIZE},
        xml("a:solidFill", {}, _rgb(ink)),
        xml("a:latin", {"typeface": ROMAN}),
        xml("a:ea", {"typeface": SONG}),
    )
    body = xml("a:p", {}, xml("a:pPr", {}, form), xml("a:endParaRPr", {"lang": "zh-CN"}))
    return xml("c:txPr", {}, xml("a:bodyPr"), xml("a:lstStyle"), body)


def _strings(reference: str, values: Sequence[str]) -> Markup:
    cache = xml("c:strCache", {}, xml("c:ptCount", {"val": len(values)}), *_cached(values))
    return xml("c:strRef", {}, xml("c:f", {}, reference), cache)


def _numbers(reference: str, values: Sequence[float], code: str) -> Markup:
    texts = [repr(float(value)) for value in values]
    head = join(xml("c:formatCode", {}, code), xml("c:ptCount", {"val": len(values)}))
    return xml("c:numRef", {}, xml("c:f", {}, reference), xml("c:numCache", {}, head, *_cached(texts)))


def _cached(values: Sequence[str]) -> list[Markup]:
    return [xml("c:pt", {"idx": k}, xml("c:v", {}, value)) for k, value in enumerate(values)]


def _flag(name: str, value: int) -> Markup:
    return xml(f"c:{name}", {"val": value})


def _column(k: int) -> str:
    """Return the letters of column ``k``, counted from 0."""
    letters = ""
    k += 1
    while k:
        k, rest = divmod(k - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
