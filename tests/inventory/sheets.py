"""A parsed workbook changed as Excel and WPS change one: names follow cells, ids stay in their cells."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tanchi.inventory.reading.facts import facts_of
from tanchi.inventory.reading.raw import Area, RawBook, RawSheet
from tanchi.inventory.reading.read import read_raw


@dataclass
class Edited:
    """A workbook as the child process found it, to be edited and read again."""

    book: RawBook
    rule: object

    def read(self):
        return read_raw(self.book, facts_of(self.book, "book.xlsx"), self.rule, "book.xlsx")

    def pages(self):
        """Return the names of the sheets people fill in."""
        return [name for name, sheet in self.book.sheets.items() if sheet.visible]

    def cells(self, name):
        return self.book.sheets[name].cells

    def change(self, name, /, **parts):
        sheet = replace(self.book.sheets[name], **parts)
        sheets = {
            sheet.name if key == name else key: sheet if key == name else s
            for key, s in self.book.sheets.items()
        }
        self.book = replace(self.book, sheets=sheets)

    def put(self, name, row, column, value):
        cells = {**self.cells(name), (row, column): value}
        if value is None:
            del cells[row, column]
        self.change(name, cells=cells)

    def row_of(self, id):
        """Return (sheet, row) of the first row with an id."""
        for name in self.pages():
            for (row, column), value in self.cells(name).items():
                if value == id and column < 3:
                    return name, row
        raise LookupError(id)

    def column(self, name, role, row=0):
        """Return the column of a role, as named in a row of ids."""
        return next(c for (r, c), value in self.cells(name).items() if r == row and value == role)

    def move(self, name, move, names=True):
        """Move everything known of single cells; ``move`` returns the new (row, column) or None."""
        sheet = self.book.sheets[name]
        moved = {
            key: {to: value for spot, value in getattr(sheet, key).items() if (to := move(*spot))}
            for key in ("cells", "faults")
        }
        marks = {
            key: frozenset(to for spot in getattr(sheet, key) if (to := move(*spot)))
            for key in ("formulas", "percents")
        }
        self.change(name, **moved, **marks)
        if names:
            self.move_names(name, lambda area: _moved(area, move))

    def move_names(self, name, move):
        """Change what names stand for on one sheet."""
        changed = {
            key: move(area) if area is not None and area.sheet == name else area
            for key, area in self.book.names.items()
        }
        self.book = replace(self.book, names=changed)

    def insert_row(self, name, at):
        self.move(name, lambda row, col: (row + (row >= at), col))

    def insert_column(self, name, at):
        self.move(name, lambda row, col: (row, col + (col >= at)))

    def delete_row(self, name, at):
        self.move(name, lambda row, col: None if row == at else (row - (row > at), col))

    def delete_column(self, name, at):
        def shrink(area):
            inside = [c - (c > at) for c in range(area.first, area.last + 1) if c != at]
            return replace(area, first=inside[0], last=inside[-1]) if inside else None

        self.move(name, lambda row, col: None if col == at else (row, col - (col > at)), names=False)
        self.move_names(name, shrink)

    def rename(self, name, new):
        self.change(name, name=new)
        self.move_names(name, lambda area: replace(area, sheet=new))

    def copy_sheet(self, name, new):
        twin: RawSheet = replace(self.book.sheets[name], name=new)
        self.book = replace(self.book, sheets={**self.book.sheets, new: twin})

    def sort(self, name, rows, order, columns):
        """The cells of ``rows`` change places within ``columns``; names stay where they are."""
        to = dict(zip(rows, order, strict=True))
        self.move(
            name, lambda row, col: (to[row], col) if row in to and col in columns else (row, col), names=False
        )

    def cut(self, name, source, target):
        """Cut a cell and paste it: its name goes along, what the target was called is lost."""

        def follow(area):
            if (area.row, area.first, area.last) == (target[0], target[1], target[1]):
                return None
            if (area.row, area.first, area.last) == (source[0], source[1], source[1]):
                return Area(name, target[0], target[1], target[1])
            return area

        if source != target:
            self.move(name, lambda row, col: None if (row, col) == target else (row, col), names=False)
            self.move(name, lambda row, col: target if (row, col) == source else (row, col), names=False)
            self.move_names(name, follow)

    def copy_row(self, name, source, target):
        """Copy a whole row over another."""
        kept = {
            spot: value for spot, value in self.cells(name).items() if spot[0] != target or source == target
        }
        copied = {(target, col): value for (row, col), value in self.cells(name).items() if row == source}
        self.change(name, cells={**kept, **copied})


def _moved(area, move):
    start, end = move(area.row, area.first), move(area.row, area.last)
    if start is None or end is None or start[0] != end[0]:
        return None
    return Area(area.sheet, start[0], start[1], end[1])
