"""Counts of a conformity check, as far as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from tanchi.documents.blocks import Fact
from tanchi.documents.report.shown import Shown
from tanchi.findings import Text


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One row: id, clause, what is asked, the answer and its evidence, and how the clause was read."""

    id: str
    clause: str
    text: Text
    state: str
    word: Text
    evidence: Text
    reading: str


@dataclass(frozen=True, slots=True)
class Answers:
    """The rows of a conformity check of a study, for one edition of a checklist."""

    checklist: str
    edition: str
    rows: tuple[AnswerRow, ...]

    def count(self, state: str) -> int:
        """Return how many rows have this answer."""
        return sum(row.state == state for row in self.rows)


def answers_fact(shown: Shown, answers: Answers) -> Fact:
    """Return the fact of the strip: rows met of those that apply."""
    applies = len(answers.rows) - answers.count("not_applicable")
    person = answers.count("person")
    label = shown.either(f"条款满足，{person} 条待人判断", f"rows met, {person} for a person")
    return Fact(f"{answers.count('met')} / {applies}", label)
