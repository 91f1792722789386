"""Reading the documentation as data: code blocks and tables, found by the comment that stands before them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.support.source import ROOT

DOCS = ROOT / "docs"
LANGUAGES = {"zh": DOCS, "en": DOCS / "en"}

_BLOCK = re.compile(r"(?:^<!-- (?P<note>[^\n]*?) -->\n+)?^```(?P<kind>\S*)\n(?P<text>.*?)^```", re.S | re.M)
_TABLE = re.compile(r"^<!-- (?P<note>[^\n]*?) -->\n+(?P<rows>(?:^\|.*\n)+)", re.M)
_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: the language, the text, and the comment right before it."""

    kind: str
    text: str
    note: str


README = {"zh": ROOT / "README.md", "en": ROOT / "README.en.md"}


def page(language: str, name: str) -> str:
    """Return the text of a page such as ``reference/formula.md``, or of the ``README``."""
    if name == "README":
        return README[language].read_text(encoding="utf-8")
    return (LANGUAGES[language] / name).read_text(encoding="utf-8")


def blocks(language: str, name: str, kind: str = "") -> list[Block]:
    """Return the blocks of a page, of one kind if it is named."""
    found = _BLOCK.finditer(page(language, name))
    listed = [Block(m["kind"], m["text"], m["note"] or "") for m in found]
    return [block for block in listed if not kind or block.kind == kind]


def tables(language: str, name: str) -> dict[str, list[list[str]]]:
    """Return the tables of a page by the comment before them: rows of cells, without the head."""
    return {
        m["note"]: [_cells(row) for row in m["rows"].splitlines()[2:]]
        for m in _TABLE.finditer(page(language, name))
    }


def words(cell: str) -> list[str]:
    """Return what a cell shows as code."""
    return re.findall(r"`([^`]+)`", cell)


def _cells(row: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in _CELL.split(row)[1:-1]]
