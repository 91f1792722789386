"""A scene as SVG; colours are classes, so that the dark theme needs no second drawing."""

from __future__ import annotations

from itertools import pairwise

from tanchi.documents.drawing.scene import Box, Label, Part, Polyline, Ribbon, Scene, Shape
from tanchi.documents.html.inline import paint
from tanchi.documents.markup import Attributes, Markup, format_float, join, safe_href, xml

_HEAD_LENGTH = 8.0
_HEAD_HALF = 3.5


def svg(scene: Scene, title: str, css: str) -> Markup:
    """Return the drawing named ``title``; linked parts can be reached with the keyboard in their order."""
    width, height = format_float(scene.width), format_float(scene.height)
    attributes = {
        "class": f"drawing {css}",
        "viewBox": f"0 0 {width} {height}",
        "width": width,
        "height": height,
        "role": "group",
        "aria-label": title,
    }
    return xml("svg", attributes, *(_part(part) for part in scene.parts))


def _part(part: Part) -> Markup:
    name = xml("title", {}, part.title) if part.title else Markup("")
    shapes = join(name, *(_shape(shape) for shape in part.shapes))
    href = safe_href(part.href)
    if href:
        return xml("a", {"href": href, "aria-label": part.title or None}, shapes)
    return xml("g", {}, shapes)


def _shape(shape: Shape) -> Markup:
    match shape:
        case Box():
            return _box(shape)
        case Ribbon():
            return _ribbon(shape)
        case Polyline():
            return _polyline(shape)
        case Label():
            return _label(shape)


def _box(box: Box) -> Markup:
    fill = paint(box.fill, hatched=box.hatched) if box.fill else ' class="no-fill"'
    if box.edge:
        dash = " dashed" if box.dashed else ""
        fill = fill.replace('class="', f'class="s-{box.edge}{dash} ')
    place = _numbers(x=box.x, y=box.y, width=box.width, height=box.height)
    extra = _numbers(rx=box.round) if box.round else ""
    line = f' stroke-width="{format_float(box.line)}"' if box.edge else ""
    return Markup(f"<rect{place}{extra}{fill}{line}/>")


def _ribbon(ribbon: Ribbon) -> Markup:
    middle = (ribbon.x0 + ribbon.x1) / 2
    t = ribbon.thickness
    down = (
        f"M{_xy(ribbon.x0, ribbon.y0)}"
        f"C{_xy(middle, ribbon.y0)} {_xy(middle, ribbon.y1)} {_xy(ribbon.x1, ribbon.y1)}"
        f"L{_xy(ribbon.x1, ribbon.y1 + t)}"
        f"C{_xy(middle, ribbon.y1 + t)} {_xy(middle, ribbon.y0 + t)} {_xy(ribbon.x0, ribbon.y0 + t)}Z"
    )
    fill = paint(ribbon.fill, hatched=ribbon.hatched).replace('class="', 'class="ribbon ')
    return Markup(f'<path d="{down}"{fill}/>')


def _polyline(line: Polyline) -> Markup:
    path = "M" + "L".join(_xy(*point) for point in line.points)
    css = f"line s-{line.colour}" + (" dashed" if line.dashed else "")
    drawn = Markup(f'<path class="{css}" stroke-width="{format_float(line.line)}" d="{path}"/>')
    return join(drawn, _head(line)) if line.arrow else drawn


def _head(line: Polyline) -> Markup:
    """Return the arrowhead: a filled triangle at the end of the last piece."""
    *_, (start, end) = pairwise(line.points)
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    ux, uy = dx / length, dy / length
    back = (end[0] - ux * _HEAD_LENGTH, end[1] - uy * _HEAD_LENGTH)
    left = _xy(back[0] - uy * _HEAD_HALF, back[1] + ux * _HEAD_HALF)
    right = _xy(back[0] + uy * _HEAD_HALF, back[1] - ux * _HEAD_HALF)
    return Markup(f'<path class="f-{line.colour}" d="M{_xy(*end)}L{left}L{right}Z"/>')


def _label(label: Label) -> Markup:
    css = " ".join(
        name
        for name, wanted in (
            (f"f-{label.colour}", True),
            ("halo", label.halo),
            ("bold", label.bold),
            (label.anchor, True),
        )
        if wanted
    )
    tail = xml("tspan", {"class": "f-ink-2 tail", "dx": 7}, label.tail) if label.tail else Markup("")
    place: Attributes = {"x": label.x, "y": label.y, "dy": ".36em", "class": css, "font-size": label.size}
    return xml("text", place, xml("tspan", {}, label.text) if label.tail else label.text, tail)


def _xy(x: float, y: float) -> str:
    return f"{format_float(x)} {format_float(y)}"


def _numbers(**values: float) -> str:
    return "".join(f' {name}="{format_float(value)}"' for name, value in values.items())
