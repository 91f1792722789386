"""Tables in HTML: three lines, units in the head, decimal points under each other."""

from __future__ import annotations

from tanchi.documents import words
from tanchi.documents.blocks import Cell, Table
from tanchi.documents.html.context import Context
from tanchi.documents.html.inline import line, link, mark, paint, swatch
from tanchi.documents.inline import plain
from tanchi.documents.markup import Attributes, Markup, format_float, html, join
from tanchi.documents.numbers import decimal_places
from tanchi.documents.outline import Item
from tanchi.findings import Text

_SMALL_TABLE = 14
"""Tables of so few rows are printed on one page."""


def table(block: Table, item: Item, context: Context) -> Markup:
    """Return the table with caption and note in a region that scrolls by itself when too wide."""
    caption = caption_of(block.caption.of(context.language), item.number, words.TABLE, context)
    body = _table(block, context)
    label = block.caption.of(context.language) or context.say(words.DATA_TABLE)
    region = html("div", {"class": "scroll", "role": "group", "tabindex": 0, "aria-label": label}, body)
    note = html("p", {"class": "note"}, line(block.note, context)) if plain(block.note) else Markup("")
    head = html("figcaption", {}, caption) if caption else Markup("")
    css = "table long" if len(block.rows) > _SMALL_TABLE else "table"
    return html("figure", {"class": css, "id": item.anchor or None}, head, region, note)


def caption_of(caption: str, number: str, label: Text, context: Context) -> Markup:
    """Return ``表1　title``; without a number the title alone."""
    if not number:
        return join(caption)
    return join(html("span", {"class": "number"}, context.say(label, number=number)), "\u3000", caption)


def _table(block: Table, context: Context) -> Markup:
    head = html("tr", {}, *(_head(block, k, context) for k in range(len(block.columns))))
    pads = [_pads(block, k) for k in range(len(block.columns))]
    rows = [_row(block, r, pads, context) for r in range(len(block.rows))]
    return html("table", {}, html("thead", {}, head), html("tbody", {}, *rows))


def _head(block: Table, k: int, context: Context) -> Markup:
    column = block.columns[k]
    unit = html("span", {"class": "unit"}, column.unit) if column.unit else Markup("")
    title = column.title.of(context.language)
    said = join(title) if title else html("span", {"class": "unseen"}, context.say(words.BAR))
    attributes = {"scope": "col", "class": _css(block, k)}
    return html("th", attributes, said, " " if unit else "", unit)


def _row(block: Table, r: int, pads: list[list[str]], context: Context) -> Markup:
    css = "total" if block.total and r == len(block.rows) - 1 else "current" if r == block.current else None
    cells = []
    column = 0
    for cell in block.rows[r]:
        k = min(column, len(block.columns) - 1)
        attributes: Attributes = {
            "class": _css(block, k),
            "colspan": cell.span if cell.span > 1 else None,
            "data-pad": pads[k][r] or None if block.columns[k].align == "decimal" else None,
        }
        cells.append(_cell(cell, attributes, context, first=column == 0))
        column += cell.span
    return html("tr", {"class": css}, *cells)


def _cell(cell: Cell, attributes: Attributes, context: Context, *, first: bool) -> Markup:
    text = link(line(cell.text, context), cell.href, "explained")
    if cell.bold:
        text = html("b", {}, text)
    status = mark(cell.mark) if cell.mark else Markup("")
    between = " " if status and plain(cell.text) else ""
    square = swatch(cell.swatch) if cell.bar is None else Markup("")
    content = join(square, text, between, status, _bar(cell))
    if first:
        return html("th", {"scope": "row", **attributes}, content)
    return html("td", attributes, content)


def _bar(cell: Cell) -> Markup:
    if cell.bar is None:
        return Markup("")
    width = format_float(100 * max(0.0, min(1.0, cell.bar)))
    shape = Markup(f'<rect width="{width}%" height="100%"{paint(cell.swatch or "accent")}/>')
    return html("svg", {"class": "cell-bar", "aria-hidden": "true"}, shape)


def _pads(block: Table, column: int) -> list[str]:
    """Return what is missing behind each number of a column so that the points align."""
    texts = [plain(_cell_at(row, column).text) for row in block.rows]
    places = [decimal_places(text) for text in texts]
    most = max((p for p in places if p is not None), default=0)
    return ["" if p == most or not most else _pad(p or 0, most) for p in places]


def _pad(places: int, most: int) -> str:
    return ("" if places else ".") + "0" * (most - places)


def _cell_at(row: tuple[Cell, ...], column: int) -> Cell:
    at = 0
    for cell in row:
        if at <= column < at + cell.span:
            return cell if at == column else Cell()
        at += cell.span
    return Cell()


def _css(block: Table, k: int) -> str | None:
    """Return the classes of a column: how it is aligned, and whether bars are drawn in it."""
    align = block.columns[k].align
    bars = any(_cell_at(row, k).bar is not None for row in block.rows)
    return " ".join([align] * (align != "left") + ["bar"] * bars) or None
