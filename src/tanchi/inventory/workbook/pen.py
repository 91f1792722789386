"""Writing into one worksheet: texts that are never formulas, input cells with their checks, names."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from tanchi.findings import Language, Text
from tanchi.inventory.conditions import holds
from tanchi.inventory.form import Address, Condition
from tanchi.inventory.model import Entry, Inventory
from tanchi.inventory.workbook import colours as c
from tanchi.inventory.workbook import styles as look
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.formulas import condition_of, sheet_ref
from tanchi.inventory.workbook.ids import field_id
from tanchi.inventory.workbook.layout import Book, Page
from tanchi.inventory.workbook.lists import Lists
from tanchi.inventory.workbook.presence import Plant
from tanchi.inventory.workbook.units import offered, spelling
from tanchi.units import Unit

ID_COLUMN = 0


@dataclass
class Desk:
    """What every page needs while a workbook is written."""

    file: Workbook
    plan: Book
    styles: look.Styles
    lists: Lists
    values: Inventory | None
    choice_cells: Mapping[tuple[str, str], str]
    choices: Mapping[str, str]
    """The options the workbook is written with."""
    absent_cells: Mapping[Plant, str] = field(default_factory=dict)
    """(process, site) → the test that the cover says there is no such process."""
    plant: Mapping[Plant, Text] = field(default_factory=dict)
    """(process, site) → what the cover says as written."""
    names: list[tuple[str, str]] = field(default_factory=list)
    """(defined name, id of the row) in the order of writing."""
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(page, state) → how many lines are in that state as written."""

    @cached_property
    def fed(self) -> frozenset[str]:
        """Return the ids of the quantities that records feed."""
        entries = self.values.entries if self.values else {}
        return frozenset(field_id(address) for address, entry in entries.items() if entry.records)

    @cached_property
    def ledger_units(self) -> dict[str, list[str]]:
        """Return for each ledger the units of everything it may feed, each once."""
        found = {}
        for kind, targets in self.plan.targets.items():
            units = [offered(t.field.unit, self.language)[:7] for t in targets if t.field.unit is not None]
            found[kind] = list(dict.fromkeys(unit for some in units for unit in some))[:40]
        return found

    @property
    def language(self) -> Language:
        """Return the language of the workbook."""
        return self.plan.language

    def entry(self, address: Address) -> Entry | None:
        """Return the value that fills a cell, None where there is none or records give it."""
        found = self.values.entries.get(address) if self.values else None
        return None if found is None or found.records else found

    def unused(self, when: Condition | None, process: str, site: str) -> str:
        """Return the test that something is not asked: by a choice, or as the plant has no such process."""
        used = condition_of(when, self.choice_cells)
        tests = [f"NOT({used})"] if used else []
        tests += [test] if (test := self.absent_cells.get((process, site))) else []
        return f"OR({','.join(tests)})" if len(tests) > 1 else "".join(tests)

    def is_unused(self, when: Condition | None, process: str, site: str) -> bool:
        """Return whether :meth:`unused` holds as written."""
        return not holds(when, self.choices) or self.plant.get((process, site)) is words.HAS_NOT

    @cached_property
    def grey(self) -> Format:
        """Return the look of what is not asked."""
        return self.file.add_format({"font_color": c.CONTROL, "bg_color": c.WASH_2})

    def say(self, text: Text) -> str:
        """Return a text in the language of the workbook."""
        return text.of(self.language)

    def unit_name(self, unit: Unit) -> str:
        """Return a unit as the workbook writes it."""
        return spelling(unit, self.language)

    def row_name(self, table: str, row: str, address: Address) -> str:
        """Return what a row of a table is called where another row chooses it: its name, or its id."""
        at = ((address.site, address.process, table), ("", "", table), (address.site, "", table))
        found = (self.values.rows.get(key, ()) for key in at) if self.values else iter(())
        return next((r.label or r.id for rows in found for r in rows if r.id == row), row)

    def rows_area(self, table: str, process: str, site: str) -> str:
        """Return where the names of a table's rows stand, as one column; "" where the book has no such table."""
        wanted = ((process, site), ("", ""), ("", site))
        for at in wanted:
            cells = [cell for cell in self.plan.names if cell[1:4] == (table, *at)]
            if cells:
                return self._area([(page, row, name) for page, _, _, _, row, name in cells])
        return ""

    def _area(self, cells: Sequence[tuple[Page, int, str]]) -> str:
        page, first, _ = cells[0]
        role = "name" if page.has("name") else "value"
        column = page.column(role)
        if [row for _, row, _ in cells] == list(range(first, first + len(cells))):
            return sheet_ref(page.name, xl_range_abs(first, column, first + len(cells) - 1, column))
        return self.lists.formulas(
            [(sheet_ref(page.name, xl_rowcol_to_cell(row, column)), name) for page, row, name in cells]
        )


def ranges(cells: Iterable[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Return cells as rectangles (first row, first column, last row, last column), the top left one first.

    >>> ranges([(0, 1), (0, 2), (1, 1), (1, 2), (3, 1)])
    [(0, 1, 1, 2), (3, 1, 3, 1)]
    """
    runs: list[tuple[int, int, int]] = []
    for row, column in sorted(set(cells)):
        if runs and runs[-1][0] == row and runs[-1][2] == column - 1:
            runs[-1] = (row, runs[-1][1], column)
        else:
            runs.append((row, column, column))
    found: list[tuple[int, int, int, int]] = []
    for row, first, last in runs:
        above = next(
            (i for i, a in enumerate(found) if a[1] == first and a[2] == row - 1 and a[3] == last), -1
        )
        if above >= 0:
            found[above] = (found[above][0], first, row, last)
        else:
            found.append((row, first, row, last))
    return found


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column, its own breaks counted."""
    return sum(max(1, math.ceil(_width(part) / width)) for part in text.split("\n"))


def _width(text: str) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


@dataclass
class Pen:
    """Writes on one page."""

    desk: Desk
    page: Page
    sheet: Worksheet
    checks: dict[str, tuple[dict[str, Any], list[tuple[int, int]]]] = field(default_factory=dict)
    """Checks of cells noted so far: how, and for which cells."""

    def style(self, kind: str, **changes: Any) -> Format:  # noqa: ANN401
        """Return a format."""
        return self.desk.styles.get(kind, **changes)

    def col(self, role: str) -> int:
        """Return the column of a role."""
        return self.page.column(role)

    def text(self, row: int, role: str, text: str, style: Format) -> None:
        """Write a text, whatever sign it begins with."""
        self.sheet.write_string(row, self.col(role), text, style)

    def say(self, row: int, role: str, text: Text, style: Format) -> None:
        """Write a text in the language of the workbook."""
        self.text(row, role, self.desk.say(text), style)

    def id(self, row: int, id: str, roles: Sequence[str]) -> None:
        """Write the id of a row and name the cells of ``roles`` after it."""
        self.sheet.write_string(row, ID_COLUMN, id)
        first, last = self.col(roles[0]), self.col(roles[-1])
        name = f"v_{len(self.desk.names) + 1}"
        area = sheet_ref(self.page.name, xl_range_abs(row, first, row, last))
        self.desk.file.define_name(name, f"={area}")
        self.desk.names.append((name, id))

    def cell(self, row: int, role: str) -> str:
        """Return the reference of a cell within the page."""
        return str(xl_rowcol_to_cell(row, self.col(role)))

    def unit(self, row: int, role: str, shown: str, offers: Sequence[str]) -> None:
        """Write a unit to choose from, or a fixed one where there is nothing to choose."""
        if len(offers) < 2:
            self.text(row, role, shown, self.style("fixed_unit"))
            return
        self.text(row, role, shown, self.style("unit"))
        title = self.desk.say(words.UNIT)
        tip = self.desk.say(words.UNIT_TIP)
        self._validate(row, role, {"validate": "list", "source": self.desk.lists.source(offers)}, title, tip)

    def fit(self, row: int, texts: Mapping[str, Text]) -> None:
        """Make a row as high as the longest of its texts needs in the width of its column."""
        widths = {column.role: column.width for column in self.page.columns}
        lines = [lines_of(self.desk.say(text), widths[role] - 3) for role, text in texts.items()]
        self.sheet.set_row(row, min(409, 7 + 14 * max((1, *lines))))

    def choose(
        self, row: int, role: str, offers: Sequence[str], value: str, tip: str = "", strict: bool = True
    ) -> None:
        """Write a cell whose content is chosen from a list; others are refused, or asked about."""
        self.text(row, role, value, self.style("words")) if value else self.blank(row, role, "words")
        if offers:
            rule = {"validate": "list", "source": self.desk.lists.source(offers)}
            self._validate(row, role, rule, self._head(role), tip, stop=strict)

    def suggest(self, row: int, role: str, offers: Sequence[str], value: str) -> None:
        """Write a cell for words of the company, with a list to choose from; any other words will do."""
        self.note(row, role, value)
        if offers:
            rule = {"validate": "list", "source": self.desk.lists.source(offers), "show_error": False}
            self._validate(row, role, rule, self._head(role), "")

    def choose_from(self, row: int, role: str, area: str, value: str, tip: str = "") -> None:
        """Write a cell whose content is chosen from other cells."""
        self.text(row, role, value, self.style("words")) if value else self.blank(row, role, "words")
        self._validate(row, role, {"validate": "list", "source": f"={area}"}, self._head(role), tip)

    def blank(self, row: int, role: str, kind: str, **changes: Any) -> None:  # noqa: ANN401
        """Write an empty cell."""
        self.sheet.write_blank(row, self.col(role), None, self.style(kind, **changes))

    def formula(self, row: int, role: str, formula: str, value: float | str, style: Format) -> None:
        """Write a formula with what it comes to now."""
        self.sheet.write_formula(row, self.col(role), formula, style, value)

    def status(self, row: int, formula: str, now: Text) -> None:
        """Write the state of a line and count it for the cover."""
        shown = self.desk.say(now)
        self.formula(row, "status", formula, shown, self.style("status"))
        self.desk.counts[self.page.name, shown] += 1

    def number(self, row: int, role: str, value: float | None, format: str = look.GENERAL) -> None:
        """Write a cell for a number."""
        style = self.style("number", num_format=format)
        if value is None:
            self.sheet.write_blank(row, self.col(role), None, style)
        else:
            self.sheet.write_number(row, self.col(role), value, style)

    def note(self, row: int, role: str, text: str) -> None:
        """Write a cell for words of the company."""
        self.text(row, role, text, self.style("words")) if text else self.blank(row, role, "words")

    def check(self, row: int, role: str, formula: str, key: str, title: str, tip: str, error: str) -> None:
        """Check a cell by a formula relative to it; ``key`` is the same formula for any cell."""
        rule = {"validate": "custom", "value": formula}
        self._validate(row, role, rule, title, tip, error, key=key)

    def _validate(
        self,
        row: int,
        role: str,
        rule: dict[str, Any],
        title: str,
        tip: str,
        error: str = "",
        stop: bool = False,
        key: str = "",
    ) -> None:
        """Note a check; those with an equal ``key`` (or rule) become one when the page is finished."""
        options = {
            **rule,
            "input_title": title[:32],
            "input_message": tip[:250],
            "error_title": title[:32],
            "error_message": (error or self.desk.say(words.NOT_LISTED))[:250],
            "error_type": "stop" if stop else "warning",
        }
        wanted = repr((key or rule, title, tip, error, stop))
        self.checks.setdefault(wanted, (options, []))[1].append((row, self.col(role)))

    def finish(self) -> None:
        """Write the checks, each once for all its cells."""
        for options, cells in self.checks.values():
            first, *others = ranges(cells)
            self.sheet.data_validation(*first, {**options, "other_cells": [list(area) for area in others]})

    def _head(self, role: str) -> str:
        return next((self.desk.say(c.head) for c in self.page.columns if c.role == role), "")
