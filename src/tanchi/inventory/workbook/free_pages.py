"""Pages of free rows beside the form: records, own factors, other origins, and what the study says in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tanchi.findings import Language
from tanchi.inventory.model import Inventory
from tanchi.inventory.statement_help import GROUPS
from tanchi.inventory.statements import STATEMENTS
from tanchi.inventory.workbook import words
from tanchi.inventory.workbook.columns import FACTORS, LEDGERS, OVERRIDES, WORDS
from tanchi.inventory.workbook.ids import RECORD_KINDS
from tanchi.inventory.workbook.layout import LedgerLine, Line, Page, SectionLine, StatementLine, Target
from tanchi.inventory.workbook.naming import SheetNames

LEDGER_ROWS, SPARE = 24, 6
"""Rows a page of free rows has, and how many stay free where values fill more of them."""
_LEDGERS = {"s": words.STOCK, "m": words.METERS, "b": words.BASIS, "g": words.GAS}


def ledger_pages(
    targets: Mapping[str, tuple[Target, ...]], values: Inventory | None, names: SheetNames, language: Language
) -> Iterator[Page]:
    """Yield the pages of records that have something to feed."""
    for kind, title in _LEDGERS.items():
        if targets.get(kind):
            name = names.next(title.of(language))
            lines = _rows(kind, _records(values, RECORD_KINDS[kind]))
            yield Page(name, title, "ledger", LEDGERS[kind], lines, words.LEDGER_NOTES[kind], ledger=kind)


def _records(values: Inventory | None, kind: str) -> int:
    entries = values.entries.values() if values else ()
    return sum(record.kind == kind for entry in entries for record in entry.records)


def _rows(kind: str, filled: int) -> tuple[LedgerLine, ...]:
    return tuple(LedgerLine(kind, n) for n in range(1, max(LEDGER_ROWS, filled + SPARE) + 1))


def factor_page(values: Inventory | None, names: SheetNames, language: Language) -> Page:
    """Return the page of own factors."""
    lines = _rows("k", len(values.factors) if values else 0)
    name = names.next(words.FACTORS.of(language))
    return Page(name, words.FACTORS, "factors", FACTORS, lines, words.LEDGER_NOTES["k"])


def override_page(filled: int, names: SheetNames, language: Language) -> Page:
    """Return the page of origins other than those of the rows; ``filled`` of its rows are taken."""
    name = names.next(words.OVERRIDES.of(language))
    return Page(name, words.OVERRIDES, "origins", OVERRIDES, _rows("e", filled), words.OVERRIDES_NOTE)


def statement_page(names: SheetNames, language: Language) -> Page:
    """Return the page of what the study says in words."""
    lines: list[Line] = []
    for heading, keys in GROUPS.items():
        lines.append(SectionLine(heading))
        lines += [StatementLine(key, STATEMENTS[key]) for key in keys]
    name = names.next(words.STATEMENTS.of(language))
    return Page(name, words.STATEMENTS, "words", WORDS, tuple(lines), words.STATEMENTS_NOTE)
