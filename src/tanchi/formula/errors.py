"""What can be wrong with a formula.

TanchiError
└── FormulaError            the text, the units or the values of a formula
    └── UnknownName         a name nobody declared; carries what is near
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from tanchi.findings import Finding, Level, TanchiError, Text
from tanchi.formula.nodes import Span

NOTHING = Text("")


class FormulaError(TanchiError):
    """A formula that cannot be read, checked or evaluated; every finding has its place in the text."""

    @classmethod
    def at(cls, span: Span, code: str, message: Text, remedy: Text = NOTHING) -> FormulaError:
        """Return the error ``formula.<code>`` standing at ``span``."""
        return cls(Finding(f"formula.{code}", Level.ERROR, message, span.place(), remedy))


@dataclass(frozen=True, slots=True)
class _Unknown:
    name: str
    near: tuple[str, ...]

    def finding(self) -> Finding:
        message = Text(f"没有名为“{self.name}”的量", f"unknown name '{self.name}'")
        if not self.near:
            return Finding("formula.unknown_name", Level.ERROR, message)
        remedy = Text("相近的有：" + "、".join(self.near), "near: " + ", ".join(self.near))
        return Finding("formula.unknown_name", Level.ERROR, message, remedy=remedy)


class UnknownName(FormulaError):  # noqa: N818
    """A name that is not in scope. ``name`` is as written, ``near`` lists names that look like it."""

    def __init__(self, name: tuple[str, ...], known: Iterable[str] = ()) -> None:
        self.name = name
        self.near = near(".".join(name), known)
        super().__init__(_Unknown(".".join(name), self.near).finding())

    def found_at(self, span: Span) -> FormulaError:
        """Return the same error with its place in a formula."""
        return FormulaError(finding.at(span.place()) for finding in self.findings)


def near(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of ``known`` that look like ``word``, most similar first."""
    return tuple(get_close_matches(word, sorted(set(known)), n=3, cutoff=0.6))
