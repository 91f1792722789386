"""Tables on the terminal: figures to the right, words to the left, no wider than they need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rich import box
from rich.table import Table
from rich.text import Text as Words

from tanchi.cli.screen import Screen
from tanchi.cli.visible import visible
from tanchi.findings import Text

Head = tuple[Text, Literal["left", "right"]]


def left(zh: str, en: str = "") -> Head:
    """Return the head of a column of words."""
    return Text(zh, en), "left"


def right(zh: str, en: str = "") -> Head:
    """Return the head of a column of figures."""
    return Text(zh, en), "right"


def table(screen: Screen, heads: Sequence[Head], rows: Sequence[Sequence[str]]) -> Table:
    """Return a table; cells are plain text, never markup."""
    headed = any(head for head, _ in heads)
    found = Table(
        box=box.SIMPLE_HEAD, header_style="dim", pad_edge=False, show_edge=False, show_header=headed
    )
    for head, align in heads:
        found.add_column(
            Words(visible(screen.of(head))), justify=align, overflow="fold", no_wrap=align == "right"
        )
    for row in rows:
        found.add_row(*(Words(visible(cell)) for cell in row))
    return found


def section(screen: Screen, heads: Sequence[Head], rows: Sequence[Sequence[str]]) -> None:
    """Print a table under a blank line; nothing where there are no rows."""
    if rows:
        screen.line()
        screen.show(table(screen, heads, rows))
