"""The cover: what the workbook is for, how to fill it in, who reports, choices, and how far the pages are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from tanchi.findings import Language, Text
from tanchi.inventory.form import ChoiceForm, Form
from tanchi.inventory.workbook import colours as c
from tanchi.inventory.workbook import styles as look
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.formulas import quoted, sheet_ref
from tanchi.inventory.workbook.ids import COLUMNS, HEAD, choice_id, head_id, presence_id
from tanchi.inventory.workbook.layout import Page
from tanchi.inventory.workbook.pen import Desk, lines_of
from tanchi.inventory.workbook.presence import Plant, Presence

LABEL, VALUE, THIRD, FOURTH, FIFTH = 1, 2, 3, 4, 5
_VALUE_WIDTH, _TITLE_WIDTH = 46, 66
"""Characters that fit into the column of values, and across the cover in the size of its title."""


@dataclass(frozen=True, slots=True)
class CoverRows:
    """The rows (from 0) of the parts of the cover."""

    how: int
    who: int
    choices: int
    plant: int
    contents: int


def cover_rows(form: Form, asked: Sequence[Presence]) -> CoverRows:
    """Return where the parts of the cover of a form begin; ``asked`` are the processes that may be absent."""
    how = 7
    who = how + len(words.HOW) + 2
    choices = who + len(words.HEADS) + 3
    plant = choices + (len(form.choices) + 2 if form.choices else 0)
    contents = plant + (len(asked) + 2 if asked else 0)
    return CoverRows(how, who, choices, plant, contents)


def choice_cells(form: Form, name: str, language: Language) -> dict[tuple[str, str], str]:
    """Return for each (choice, option) the test that the cover's cell shows that option."""
    first = cover_rows(form, ()).choices + 1
    return {
        (choice.id, option.id): f"{sheet_ref(name, f'$C${row + 1}')}={quoted(option.label.of(language))}"
        for row, choice in enumerate(form.choices, first)
        for option in choice.options
    }


def absent_cells(form: Form, asked: Sequence[Presence], name: str, language: Language) -> dict[Plant, str]:
    """Return for each process that may be absent the test that the cover says so."""
    first = cover_rows(form, asked).plant + 1
    absent = quoted(words.HAS_NOT.of(language))
    return {
        (one.process, one.site): f"{sheet_ref(name, f'$C${row + 1}')}={absent}"
        for row, one in enumerate(asked, first)
    }


@dataclass
class Cover:
    """Writes the cover."""

    desk: Desk
    form: Form
    asked: Sequence[Presence]
    sheet: Worksheet
    colours: Mapping[str, str]

    def write(self) -> None:
        """Write everything."""
        rows = cover_rows(self.form, self.asked)
        self._frame()
        self._what()
        self._how(rows.how)
        self._who(rows.who)
        if self.form.choices:
            self._choices(rows.choices)
        if self.asked:
            self._plant(rows.plant)
        self._contents(rows.contents)

    def _say(self, row: int, column: int, text: Text | str, kind: str, **changes: object) -> None:
        shown = text if isinstance(text, str) else self.desk.say(text)
        self.sheet.write_string(row, column, shown, self.desk.styles.get(kind, **changes))

    def _frame(self) -> None:
        self.sheet.hide_gridlines(2)
        self.sheet.set_column(0, 0, None, None, {"hidden": True})
        for column, width in ((LABEL, 34), (VALUE, _VALUE_WIDTH), (THIRD, 18), (FOURTH, 14), (FIFTH, 14)):
            self.sheet.set_column(column, column, width)
        self.sheet.write_string(0, 0, COLUMNS)
        self.sheet.write_string(0, LABEL, "label")
        self.sheet.write_string(0, VALUE, "value")
        self.sheet.set_row(0, None, None, {"hidden": True})

    def _what(self) -> None:
        self.sheet.set_default_row(20)
        title = self.desk.say(self.form.title)
        style = self.desk.styles.get("title", font_size=18, text_wrap=True)
        self.sheet.merge_range(1, LABEL, 1, FIFTH, title, style)
        self.sheet.set_row(1, 16 + 24 * lines_of(title, _TITLE_WIDTH))
        facts = (
            (words.RULE, f"{self.form.rule}　{self.desk.say(words.EDITION)} {self.form.edition}"),
            (words.UNIT_OF, self.desk.say(self.form.unit)),
            (words.SITES, "、".join(site for site in self.desk.plan.sites if site) or "–"),
        )
        for row, (label, text) in enumerate(facts, 2):
            self.sheet.write_string(row, 0, HEAD)
            self._say(row, LABEL, label, "plain", font_color=c.INK_3)
            self._say(row, VALUE, text, "plain")
        if self.form.caution:
            self._caution(len(facts) + 2)

    def _caution(self, row: int) -> None:
        self.sheet.write_string(row, 0, HEAD)
        self._say(row, LABEL, words.CAUTION, "plain", font_color=c.WARN)
        self._say(row, VALUE, self.form.caution, "plain", font_color=c.WARN, bold=True)

    def _heading(self, row: int, text: Text) -> None:
        self.sheet.write_string(row, 0, HEAD)
        self.sheet.set_row(row, 24)
        for column in range(LABEL, 6):
            self._say(
                row, column, text if column == LABEL else "", "section", font_size=12, font_color=c.ACCENT
            )

    def _how(self, row: int) -> None:
        self._heading(row - 1, words.TITLE_HOW)
        for number, line in enumerate(words.HOW, 1):
            self._say(row + number - 1, LABEL, f"{number}　{self.desk.say(line)}", "plain")

    def _id(self, row: int, id: str) -> None:
        self.sheet.write_string(row, 0, id)
        name = f"v_{len(self.desk.names) + 1}"
        cell = xl_rowcol_to_cell(row, VALUE, row_abs=True, col_abs=True)
        self.desk.file.define_name(name, f"={sheet_ref(self.sheet.get_name(), cell)}")
        self.desk.names.append((name, id))

    def _who(self, row: int) -> None:
        self._heading(row, words.TITLE_WHO)
        values = self.desk.values
        known = {
            "company": values.company if values else "",
            "product": values.product if values else "",
            "from": self.desk.plan.period[0],
            "to": self.desk.plan.period[1],
            "contact": values.contact if values else "",
            "notes": values.notes if values else "",
        }
        for number, (key, label) in enumerate(words.HEADS.items(), row + 1):
            self._id(number, head_id(key))
            self._say(number, LABEL, label, "label")
            self._head_value(number, key, known.get(key, ""))

    def _head_value(self, row: int, key: str, text: str) -> None:
        if key in ("from", "to"):
            style = self.desk.styles.get("words", num_format=look.DATE, align="left")
            self.sheet.write_datetime(row, VALUE, datetime.fromisoformat(text), style)
        elif text:
            self._say(row, VALUE, text, "words")
            self.sheet.set_row(row, min(409, 6 + 14 * lines_of(text, _VALUE_WIDTH - 3)))
        else:
            self.sheet.write_blank(row, VALUE, None, self.desk.styles.get("words"))

    def _choices(self, row: int) -> None:
        self._heading(row, words.TITLE_CHOICES)
        for number, choice in enumerate(self.form.choices, row + 1):
            self._id(number, choice_id(choice.id))
            self._say(number, LABEL, choice.label, "label")
            self._choice(number, choice)
            labels = (self.desk.say(option.label) for option in choice.options)
            self.sheet.set_row(number, 6 + 14 * max(lines_of(text, _VALUE_WIDTH - 3) for text in labels))

    def _choice(self, row: int, choice: ChoiceForm) -> None:
        labels = {option.id: self.desk.say(option.label) for option in choice.options}
        values = self.desk.values
        chosen = (values.choices.get(choice.id) if values else None) or choice.default
        if choice.settled:
            self._say(row, VALUE, labels.get(choice.default, choice.default), "label", bold=True)
            return
        self._say(row, VALUE, labels.get(chosen, chosen), "words")
        source = self.desk.lists.source(list(labels.values()))
        self.sheet.data_validation(row, VALUE, row, VALUE, {"validate": "list", "source": source})

    def _plant(self, row: int) -> None:
        """Ask which of the processes a works may be without it has."""
        self._heading(row, words.TITLE_PLANT)
        offers = [self.desk.say(words.HAS), self.desk.say(words.HAS_NOT)]
        for number, one in enumerate(self.asked, row + 1):
            self._id(number, presence_id(one.process, one.site))
            self._say(number, LABEL, one.label, "label")
            answer = self.desk.plant.get((one.process, one.site), Text(""))
            if answer:
                self._say(number, VALUE, answer, "words")
            else:
                self.sheet.write_blank(number, VALUE, None, self.desk.styles.get("words"))
            self.sheet.data_validation(number, VALUE, number, VALUE, {"validate": "list", "source": offers})
            self._answered(number, one, answer)

    def _answered(self, row: int, one: Presence, answer: Text) -> None:
        """Write whether an answer is wanted; grey the row where a choice rules the process out."""
        unused = self.desk.unused(one.when, "", "")
        formula = f'IF(C{row + 1}="",{quoted(self.desk.say(words.ANSWER))},"")'
        if unused:
            formula = f"IF({unused},{quoted(self.desk.say(words.UNUSED))},{formula})"
            self._grey(row, unused, VALUE)
        is_unused = self.desk.is_unused(one.when, "", "")
        shown = words.UNUSED if is_unused else Text("") if answer else words.ANSWER
        style = self.desk.styles.get("plain", font_color=c.BAD, indent=1)
        self.sheet.write_formula(row, THIRD, f"={formula}", style, self.desk.say(shown))

    def _grey(self, row: int, test: str, last: int) -> None:
        options = {"type": "formula", "criteria": f"={test}", "format": self.desk.grey}
        self.sheet.conditional_format(row, LABEL, row, last, options)

    def _contents(self, row: int) -> None:
        self._heading(row, words.TITLE_CONTENTS)
        self.sheet.write_string(row + 1, 0, HEAD)
        for column, text in enumerate(words.CONTENTS, LABEL):
            self._say(row + 1, column, text, "head")
        for number, page in enumerate(self.desk.plan.pages, row + 2):
            self._page(number, page)

    def _page(self, row: int, page: Page) -> None:
        self.sheet.write_string(row, 0, HEAD)
        link = f"internal:{sheet_ref(page.name, 'A1')}"
        self.sheet.write_url(row, LABEL, link, self.desk.styles.get("link"), page.name)
        colour = self.colours.get(page.stage_id)
        edge = {} if colour is None else {"left": 5, "left_color": colour}
        self._say(row, VALUE, page.stage, "plain", indent=1, font_color=c.INK_2, **edge)
        for column, state in ((THIRD, words.TO_FILL), (FOURTH, words.LOOK)):
            if page.has("status"):
                self._count(row, column, page, state)
        self._applies(row, page)

    def _count(self, row: int, column: int, page: Page, state: Text) -> None:
        letter = chr(ord("A") + page.column("status"))
        area = sheet_ref(page.name, f"${letter}:${letter}")
        formula = f"=COUNTIF({area},{quoted(self.desk.say(state))})"
        count = self.desk.counts.get((page.name, self.desk.say(state)), 0)
        self.sheet.write_formula(row, column, formula, self.desk.styles.get("plain", align="center"), count)

    def _applies(self, row: int, page: Page) -> None:
        """Say where a page is not asked, at any of its sites."""
        sites = [site for process, site in self.desk.absent_cells if process == page.process] or [""]
        tests = [self.desk.unused(page.when, page.process, site) for site in sites] if page.process else []
        if not tests or not all(tests):
            return
        test = f"AND({','.join(tests)})" if len(tests) > 1 else tests[0]
        is_unused = all(self.desk.is_unused(page.when, page.process, site) for site in sites)
        said = self.desk.say(words.UNUSED)
        style = self.desk.styles.get("plain", align="center", font_color=c.INK_3)
        self.sheet.write_formula(
            row, FIFTH, f'=IF({test},{quoted(said)},"")', style, said if is_unused else ""
        )
        self._grey(row, test, FIFTH)
