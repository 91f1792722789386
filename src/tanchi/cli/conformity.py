"""Answers to a checklist in words: for documents, which know nothing of checklists, and for the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from tanchi.conformity.answers import Answer, Conformity, State
from tanchi.conformity.requirement import Readings, ReadStatus
from tanchi.documents.report.answers import AnswerRow, Answers
from tanchi.findings import Language, Text

STATE_WORDS: Mapping[State, Text] = {
    State.MET: Text("满足", "met"),
    State.NOT_MET: Text("不满足", "not met"),
    State.NOT_APPLICABLE: Text("不适用", "not applicable"),
    State.PERSON: Text("待人判断", "for a person to judge"),
}
READING_WORDS: Mapping[ReadStatus, Text] = {
    ReadStatus.READ: Text("已读", "read"),
    ReadStatus.SECOND_HAND: Text("转引", "second hand"),
    ReadStatus.EXISTENCE: Text("只知其有", "known to exist"),
    ReadStatus.RECALLED: Text("凭记忆", "recalled"),
    ReadStatus.NONE: Text("未读", "not read"),
}


def answers_of(conformity: Conformity, language: Language = "zh") -> Answers:
    """Return the rows of a check as documents show them; ``language`` is that of the reading status."""
    rows = tuple(_row(answer, language) for answer in conformity.answers)
    return Answers(conformity.checklist, conformity.edition, rows)


def _row(answer: Answer, language: Language) -> AnswerRow:
    row = answer.requirement
    return AnswerRow(
        id=row.id,
        clause=str(row.clauses),
        text=row.text,
        state=answer.state.value,
        word=STATE_WORDS[answer.state],
        evidence=_with_remedy(answer),
        reading=_reading(row.readings, language),
    )


def _with_remedy(answer: Answer) -> Text:
    """Return what was seen and, where a row is not met, what to do."""
    if not answer.remedy:
        return answer.evidence
    return Text(
        f"{answer.evidence.zh}。{answer.remedy.zh}",
        f"{answer.evidence.of('en')}. To do: {answer.remedy.of('en')}",
    )


def _reading(readings: Readings, language: Language) -> str:
    parts = [("ISO", readings.iso), ("GB/T", readings.gb)]
    parts += [(Text("其他", "other").of(language), readings.other)] if readings.other.sources else []
    return " · ".join(f"{text} {READING_WORDS[found.status].of(language)}" for text, found in parts)
