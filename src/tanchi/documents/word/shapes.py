"""A scene as Word's own shapes: one group of boxes, free forms and text that can be edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tanchi.documents.drawing.measure import text_width
from tanchi.documents.drawing.scene import Box, Label, Point, Polyline, Ribbon, Scene, Shape
from tanchi.documents.markup import Markup, join, xml
from tanchi.documents.palette import CREDIT, TOKENS, colour, mix
from tanchi.documents.word.context import Context
from tanchi.documents.word.inline import paragraph
from tanchi.documents.word.ns import EMU_PER_POINT, NAMESPACES, TEXT_WIDTH, declared
from tanchi.documents.word.text import Form, text_runs

_GROUP = NAMESPACES["wpg"]
_RIBBON_TINT = 0.33
_HEAD_LENGTH, _HEAD_HALF = 8.0, 3.5
_LARGEST = 7.5 / 14 * 1.06
"""Points per pixel at most: 14 px type comes out a little above 六号 (7.5 pt)."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Scale from pixels to EMU, and the document the shapes go to."""

    scale: float
    context: Context

    def emu(self, pixels: float) -> int:
        return round(pixels * self.scale)

    @property
    def points_per_pixel(self) -> float:
        return self.scale / EMU_PER_POINT


def drawing(scene: Scene, title: str, context: Context) -> Markup:
    """Return the run with the drawing of ``scene``, fitted to the width of the text."""
    points = min(_LARGEST, TEXT_WIDTH / 20 / scene.width)
    sheet = _Sheet(points * EMU_PER_POINT, context)
    width, height = sheet.emu(scene.width), sheet.emu(scene.height)
    size = {"cx": width, "cy": height}
    frame = xml(
        "a:xfrm",
        {},
        xml("a:off", {"x": 0, "y": 0}),
        xml("a:ext", size),
        xml("a:chOff", {"x": 0, "y": 0}),
        xml("a:chExt", size),
    )
    shapes = [piece for part in scene.parts for shape in part.shapes for piece in _shape(shape, sheet)]
    group = xml("wpg:wgp", {}, xml("wpg:cNvGrpSpPr"), xml("wpg:grpSpPr", {}, frame), *shapes)
    return inline(group, _GROUP, width, height, title, context, requires="wpg")


def inline(
    content: Markup, uri: str, width: int, height: int, title: str, context: Context, *, requires: str = ""
) -> Markup:
    """Return a run with a drawing in the line; ``requires`` names the extension its shapes belong to."""
    number = context.drawing_id()
    graphic = xml("a:graphic", declared("a"), xml("a:graphicData", {"uri": uri}, content))
    body = xml(
        "w:drawing",
        {},
        xml(
            "wp:inline",
            {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
            xml("wp:extent", {"cx": width, "cy": height}),
            xml("wp:effectExtent", {"l": 0, "t": 0, "r": 0, "b": 0}),
            xml("wp:docPr", {"id": number, "name": f"Figure {number}", "descr": title}),
            xml("wp:cNvGraphicFramePr"),
            graphic,
        ),
    )
    if requires:
        choice = xml("mc:Choice", {"Requires": requires}, body)
        body = xml("mc:AlternateContent", {}, choice, xml("mc:Fallback", {}, xml("w:t", {}, f"[{title}]")))
    return xml("w:r", {}, body)


def rectangle(width: int, height: int, fill: str, context: Context) -> Markup:
    """Return a run with one filled rectangle, measures in EMU."""
    frame = xml("a:xfrm", {}, xml("a:off", {"x": 0, "y": 0}), xml("a:ext", {"cx": width, "cy": height}))
    look = join(frame, _preset("rect"), _fill(fill, hatched=fill == CREDIT), xml("a:ln", {}, xml("a:noFill")))
    shape = xml("wps:wsp", {}, xml("wps:cNvSpPr"), xml("wps:spPr", {}, look), xml("wps:bodyPr"))
    return inline(shape, NAMESPACES["wps"], width, height, "", context, requires="wps")


def _shape(shape: Shape, sheet: _Sheet) -> Iterator[Markup]:
    match shape:
        case Box():
            yield _box(shape, sheet)
        case Ribbon():
            yield _ribbon(shape, sheet)
        case Polyline():
            yield from _polyline(shape, sheet)
        case Label():
            yield _label(shape, sheet)


def _box(box: Box, sheet: _Sheet) -> Markup:
    preset = (
        _preset("roundRect", round(box.round / min(box.width, box.height) * 100000))
        if box.round
        else _preset("rect")
    )
    edge = box.edge or ("ink-2" if box.fill and colour(box.fill).edged else "")
    look = join(
        preset,
        _fill(box.fill, hatched=box.hatched),
        _line(edge, box.line if box.edge else 0.75, sheet, dashed=box.dashed),
    )
    return _wsp(_frame(box.x, box.y, box.width, box.height, sheet), look, sheet)


def _ribbon(ribbon: Ribbon, sheet: _Sheet) -> Markup:
    top = min(ribbon.y0, ribbon.y1)
    width = ribbon.x1 - ribbon.x0
    height = max(ribbon.y0, ribbon.y1) + ribbon.thickness - top
    a, b = ribbon.y0 - top, ribbon.y1 - top
    t, middle = ribbon.thickness, width / 2
    path = join(
        _move((0, a), sheet),
        _curve((middle, a), (middle, b), (width, b), sheet),
        _to((width, b + t), sheet),
        _curve((middle, b + t), (middle, a + t), (0, a + t), sheet),
        xml("a:close"),
    )
    if ribbon.hatched:
        fill = _fill(ribbon.fill, hatched=True)
    else:
        fill = _solid(mix(colour(ribbon.fill).light, TOKENS["paper"].light, _RIBBON_TINT))
    look = join(_geometry(path, width, height, sheet), fill, xml("a:ln", {}, xml("a:noFill")))
    return _wsp(_frame(ribbon.x0, top, width, height, sheet), look, sheet)


def _polyline(line: Polyline, sheet: _Sheet) -> Iterator[Markup]:
    """Return straight pieces as lines: they keep their width in every program; then the arrowhead."""
    pieces = list(pairwise(line.points))
    for k, (start, end) in enumerate(pieces):
        last = line.arrow and k == len(pieces) - 1
        yield _straight(start, _shortened(start, end) if last else end, line, sheet)
    if line.arrow:
        yield _arrowhead(*pieces[-1], line.colour, sheet)


def _straight(start: Point, end: Point, line: Polyline, sheet: _Sheet) -> Markup:
    (x0, y0), (x1, y1) = start, end
    flips = {"flipH": "1" if x1 < x0 else None, "flipV": "1" if y1 < y0 else None}
    frame = _frame(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0), sheet, flips)
    look = join(_preset("line"), _line(line.colour, line.line, sheet, dashed=line.dashed))
    return _wsp(frame, look, sheet, connector=True)


def _shortened(start: Point, end: Point) -> Point:
    ux, uy = _direction(start, end)
    return end[0] - ux * _HEAD_LENGTH / 2, end[1] - uy * _HEAD_LENGTH / 2


def _arrowhead(start: Point, end: Point, name: str, sheet: _Sheet) -> Markup:
    ux, uy = _direction(start, end)
    back = end[0] - ux * _HEAD_LENGTH, end[1] - uy * _HEAD_LENGTH
    corners = (
        end,
        (back[0] - uy * _HEAD_HALF, back[1] + ux * _HEAD_HALF),
        (back[0] + uy * _HEAD_HALF, back[1] - ux * _HEAD_HALF),
    )
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    width, height = max(x for x, _ in corners) - left, max(y for _, y in corners) - top
    first, *others = [(x - left, y - top) for x, y in corners]
    path = join(_move(first, sheet), *(_to(point, sheet) for point in others), xml("a:close"))
    look = join(
        _geometry(path, width, height, sheet), _solid(colour(name).light), xml("a:ln", {}, xml("a:noFill"))
    )
    return _wsp(_frame(left, top, width, height, sheet), look, sheet)


def _direction(start: Point, end: Point) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    return dx / length, dy / length


def _label(label: Label, sheet: _Sheet) -> Markup:
    size = max(2, round(2 * label.size * sheet.points_per_pixel))
    form = Form(bold=label.bold, colour=colour(label.colour).light, size=size)
    runs = text_runs(label.text, sheet.context.language, form)
    if label.tail:
        tail = Form(colour=TOKENS["ink-2"].light, size=size)
        runs = join(runs, text_runs("\u00a0\u00a0" + label.tail, sheet.context.language, tail))
    text = f"{label.text} {label.tail}" if label.tail else label.text
    width = text_width(text, label.size, bold=label.bold) * 1.2 + 8
    height = label.size * 1.6
    left = {"start": label.x, "middle": label.x - width / 2, "end": label.x - width}[label.anchor]
    align = {"start": "left", "middle": "center", "end": "right"}[label.anchor]
    inside = paragraph("FigureText", runs, form=xml("w:jc", {"w:val": align}))
    body = xml(
        "wps:bodyPr",
        {"wrap": "none", "lIns": 0, "tIns": 0, "rIns": 0, "bIns": 0, "anchor": "ctr", "anchorCtr": "0"},
        xml("a:noAutofit"),
    )
    look = join(_preset("rect"), xml("a:noFill"), xml("a:ln", {}, xml("a:noFill")))
    frame = _frame(left, label.y - height / 2, width, height, sheet)
    return _wsp(frame, look, sheet, text=join(xml("wps:txbx", {}, xml("w:txbxContent", {}, inside)), body))


def _wsp(
    frame: Markup, look: Markup, sheet: _Sheet, *, text: Markup | None = None, connector: bool = False
) -> Markup:
    number = sheet.context.drawing_id()
    kind = xml("wps:cNvCnPr") if connector else xml("wps:cNvSpPr", {"txBox": "1" if text else None})
    return xml(
        "wps:wsp",
        {},
        xml("wps:cNvPr", {"id": number, "name": f"Shape {number}"}),
        kind,
        xml("wps:spPr", {}, frame, look),
        text or xml("wps:bodyPr"),
    )


def _frame(
    x: float, y: float, width: float, height: float, sheet: _Sheet, flips: dict[str, str | None] | None = None
) -> Markup:
    place = xml("a:off", {"x": sheet.emu(x), "y": sheet.emu(y)})
    return xml("a:xfrm", flips or {}, place, xml("a:ext", {"cx": sheet.emu(width), "cy": sheet.emu(height)}))


def _preset(name: str, adjust: int | None = None) -> Markup:
    guide = xml("a:gd", {"name": "adj", "fmla": f"val {adjust}"}) if adjust is not None else ""
    return xml("a:prstGeom", {"prst": name}, xml("a:avLst", {}, guide) if guide else xml("a:avLst"))


def _geometry(path: Markup, width: float, height: float, sheet: _Sheet) -> Markup:
    outline = xml("a:path", {"w": max(1, sheet.emu(width)), "h": max(1, sheet.emu(height))}, path)
    empty: Sequence[Markup] = [xml(f"a:{name}") for name in ("avLst", "gdLst", "ahLst", "cxnLst")]
    area = xml("a:rect", {"l": "0", "t": "0", "r": "r", "b": "b"})
    return xml("a:custGeom", {}, *empty, area, xml("a:pathLst", {}, outline))


def _move(point: Point, sheet: _Sheet) -> Markup:
    return xml("a:moveTo", {}, _point(point, sheet))


def _to(point: Point, sheet: _Sheet) -> Markup:
    return xml("a:lnTo", {}, _point(point, sheet))


def _curve(a: Point, b: Point, c: Point, sheet: _Sheet) -> Markup:
    return xml("a:cubicBezTo", {}, *(_point(point, sheet) for point in (a, b, c)))


def _point(point: Point, sheet: _Sheet) -> Markup:
    return xml("a:pt", {"x": sheet.emu(point[0]), "y": sheet.emu(point[1])})


def _fill(name: str, *, hatched: bool) -> Markup:
    if hatched:
        ink, paper = TOKENS["ink-2"].light[1:], TOKENS["paper"].light[1:]
        return xml(
            "a:pattFill",
            {"prst": "wdUpDiag"},
            xml("a:fgClr", {}, xml("a:srgbClr", {"val": ink})),
            xml("a:bgClr", {}, xml("a:srgbClr", {"val": paper})),
        )
    return _solid(colour(name).light) if name else xml("a:noFill")


def _solid(value: str) -> Markup:
    return xml("a:solidFill", {}, xml("a:srgbClr", {"val": value[1:]}))


def _line(name: str, pixels: float, sheet: _Sheet, *, dashed: bool = False) -> Markup:
    if not name:
        return xml("a:ln", {}, xml("a:noFill"))
    width = max(3175, round(pixels * sheet.scale))
    return xml(
        "a:ln",
        {"w": width},
        _solid(colour(name).light),
        xml("a:prstDash", {"val": "dash"}) if dashed else "",
    )
