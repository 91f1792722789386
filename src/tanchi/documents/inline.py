"""What stands inside a line: runs of text, cross-references, marks of status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["none", "doing", "ok", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph. ``sub``/``sup`` lower or raise it; ``code`` sets it in mono.

    ``ref`` names the anchor of a heading, table, figure or formula: the run becomes a cross-reference whose
    text is the number given there (``表1``, ``式（4）``, ``5.3``); ``text`` then stands before the number.
    """

    text: str
    bold: bool = False
    italic: bool = False
    sub: bool = False
    sup: bool = False
    code: bool = False
    href: str = ""
    ref: str = ""


Inline = str | tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A status: a word, then a shape (○ ◐ ✓ △ ✕), then a colour. ``tag`` puts it on a wash."""

    state: State
    text: str
    href: str = ""
    tag: bool = False


def runs_of(text: Inline) -> tuple[Run, ...]:
    """Return the runs of an inline text."""
    return (Run(text),) if isinstance(text, str) else text


def plain(text: Inline) -> str:
    """Return the characters of an inline text without any form."""
    return text if isinstance(text, str) else "".join(run.text for run in text)
