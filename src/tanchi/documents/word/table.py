"""Three-line tables in Word: repeated head, unit in the head, decimal points under each other."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from tanchi.documents import words
from tanchi.documents.blocks import Cell, Column, Table
from tanchi.documents.inline import plain
from tanchi.documents.markup import Markup, join, xml
from tanchi.documents.numbers import decimal_places
from tanchi.documents.outline import Item
from tanchi.documents.palette import TOKENS
from tanchi.documents.word.bar import cell_bar
from tanchi.documents.word.context import Context
from tanchi.documents.word.inline import (
    bookmarked,
    line,
    linked,
    mark,
    paragraph,
    sequence,
    swatch,
)
from tanchi.documents.word.ns import TEXT_WIDTH
from tanchi.documents.word.text import text_runs
from tanchi.findings import Text

_DIGIT, _POINT = 90, 45
"""Widths of a digit and of the point in twips: half and quarter of 9 pt in Times New Roman."""
_ROW_HEIGHT = 320
_SMALL_TABLE = 14
"""Tables of so few rows stay on one page."""
_ALIGN = {"left": "", "center": "center", "right": "right", "decimal": "right"}


def table(block: Table, item: Item, context: Context) -> Markup:
    """Return caption, table and note."""
    caption = block.caption.of(context.language)
    head = caption_paragraph("TableCaption", words.TABLE, item, caption, context) if caption else ""
    note = paragraph("TableNote", line(block.note, context)) if plain(block.note) else spacer()
    return join(head, _table(block, caption, context), note)


def caption_paragraph(style: str, label: Text, item: Item, caption: str, context: Context) -> Markup:
    """Return ``表1　caption`` with the number as a field inside the bookmark of the item."""
    title = text_runs(caption, context.language)
    if not item.number:
        return paragraph(style, bookmarked(item.anchor, title, context))
    before, _, after = context.say(label, number="\0").partition("\0")
    number = bookmarked(item.anchor, sequence(item.number, before.strip(), context), context)
    gap = text_runs(after + "\u3000", context.language)
    return paragraph(style, text_runs(before, context.language), number, gap, title)


def spacer() -> Markup:
    """Return the small empty paragraph that parts a table from what follows."""
    spacing = xml("w:spacing", {"w:before": 0, "w:after": 0, "w:line": 160, "w:lineRule": "exact"})
    return paragraph("TableNote", form=spacing)


def widths_of(shares: Sequence[float], whole: int = TEXT_WIDTH) -> list[int]:
    """Return column widths in twips that sum to ``whole``."""
    total = sum(shares) or 1.0
    edges = [round(whole * sum(shares[:k]) / total) for k in range(len(shares) + 1)]
    return [right - left for left, right in itertools.pairwise(edges)]


def grid(widths: Sequence[int]) -> Markup:
    """Return the column grid of a table."""
    return xml("w:tblGrid", {}, *(xml("w:gridCol", {"w:w": width}) for width in widths))


def table_properties(style: str, *, description: str = "", head: bool = True) -> Markup:
    """Return the properties of a table of fixed layout over the whole width."""
    look = {"w:val": "0420" if head else "0400", "w:firstRow": "1" if head else "0", "w:noVBand": "1"}
    return xml(
        "w:tblPr",
        {},
        xml("w:tblStyle", {"w:val": style}) if style else "",
        xml("w:tblW", {"w:w": TEXT_WIDTH, "w:type": "dxa"}),
        xml("w:tblLayout", {"w:type": "fixed"}),
        xml("w:tblLook", look),
        xml("w:tblCaption", {"w:val": description}) if description else "",
    )


def border(side: str, size: int) -> Markup:
    """Return a black line at a side of a cell, ``size`` in eighths of a point."""
    return xml(f"w:{side}", {"w:val": "single", "w:sz": size, "w:space": 0, "w:color": "000000"})


def _table(block: Table, caption: str, context: Context) -> Markup:
    widths = widths_of([column.width for column in block.columns])
    indents = [_indents(block, k) for k in range(len(block.columns))]
    rows = [
        _row(block, r, widths, [column[r] for column in indents], context) for r in range(len(block.rows))
    ]
    return xml(
        "w:tbl",
        {},
        table_properties("ThreeLine", description=caption),
        grid(widths),
        _head(block.columns, widths, context),
        *rows,
    )


def _head(columns: Sequence[Column], widths: Sequence[int], context: Context) -> Markup:
    cells = [_head_cell(column, width, context) for column, width in zip(columns, widths, strict=True)]
    return xml("w:tr", {}, xml("w:trPr", {}, xml("w:cantSplit"), xml("w:tblHeader")), *cells)


def _head_cell(column: Column, width: int, context: Context) -> Markup:
    align = _alignment(column.align)
    title = paragraph("TableHead", text_runs(column.title.of(context.language), context.language), form=align)
    unit = ""
    if column.unit:
        unit = paragraph("TableUnit", text_runs(column.unit, context.language), form=align)
    borders = xml("w:tcBorders", {}, border("top", 12), border("bottom", 6))
    return xml("w:tc", {}, _cell_properties(width, 1, borders, valign="bottom"), title, unit)


def _row(block: Table, r: int, widths: Sequence[int], indents: Sequence[int], context: Context) -> Markup:
    last = r == len(block.rows) - 1
    total = block.total and last
    ground = TOKENS["wash-2"].light if r == block.current else ""
    keep = len(block.rows) <= _SMALL_TABLE and not last
    cells = []
    k = 0
    for cell in block.rows[r]:
        column = block.columns[min(k, len(block.columns) - 1)]
        width = sum(widths[k : k + cell.span])
        borders = (border("top", 6) if total else "", border("bottom", 12) if last else "")
        look = _cell_properties(width, cell.span, _shaded(borders, ground))
        form = join(
            xml("w:keepNext") if keep else "", _alignment(column.align, indents[min(k, len(indents) - 1)])
        )
        cells.append(xml("w:tc", {}, look, _cell(cell, width, form, context, bold=total or cell.bold)))
        k += cell.span
    height = xml("w:trHeight", {"w:val": _ROW_HEIGHT, "w:hRule": "atLeast"})
    return xml("w:tr", {}, xml("w:trPr", {}, xml("w:cantSplit"), height), *cells)


def _cell(cell: Cell, width: int, form: Markup, context: Context, *, bold: bool) -> Markup:
    text = linked(line(cell.text, context, bold=bold), cell.href, context)
    drawn = cell_bar(cell, width - 2 * 70, context) if cell.bar is not None else ""
    square = swatch(cell.swatch, context) if cell.bar is None else ""
    status = mark(cell.mark, context) if cell.mark else ""
    gap = text_runs(" ", context.language) if status and plain(cell.text) else ""
    return paragraph("TableText", square, text, gap, status, drawn, form=form)


def _shaded(borders: tuple[str, str], ground: str) -> Markup:
    shade = xml("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": ground[1:]}) if ground else ""
    lines = join(*(Markup(b) for b in borders if b))
    return join(xml("w:tcBorders", {}, lines) if lines else "", shade)


def _cell_properties(width: int, span: int, look: Markup, *, valign: str = "center") -> Markup:
    return xml(
        "w:tcPr",
        {},
        xml("w:tcW", {"w:w": width, "w:type": "dxa"}),
        xml("w:gridSpan", {"w:val": span}) if span > 1 else "",
        look,
        xml("w:vAlign", {"w:val": valign}),
    )


def _alignment(align: str, indent: int = 0) -> Markup:
    inset = xml("w:ind", {"w:right": indent}) if indent else ""
    return join(inset, xml("w:jc", {"w:val": _ALIGN[align]}) if _ALIGN[align] else "")


def _indents(block: Table, column: int) -> list[int]:
    """Return how far each number is set in from the right so that the points align."""
    if block.columns[column].align != "decimal":
        return [0] * len(block.rows)
    places = [decimal_places(plain(_cell_at(row, column).text)) for row in block.rows]
    most = max((p for p in places if p is not None), default=0)
    return [_missing(p or 0, most) for p in places]


def _missing(places: int, most: int) -> int:
    return (most - places) * _DIGIT + (_POINT if most and not places else 0)


def _cell_at(row: tuple[Cell, ...], column: int) -> Cell:
    at = 0
    for cell in row:
        if at == column:
            return cell
        at += cell.span
    return Cell()
