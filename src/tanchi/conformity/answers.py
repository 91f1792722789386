"""What a rule pack or a study answers to the rows of a checklist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tanchi.conformity.requirement import CheckKind, Obligation, Requirement, Where
from tanchi.findings import Finding, Level, Place, Text

NOTHING = Text("")


class State(StrEnum):
    """The four answers."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Found:
    """What a check saw: whether the row applies, whether its evidence is there, where, and what to do if not.

    ``applies`` False gives ``not applicable``; ``what`` is then the reason. ``person`` says that the program
    cannot decide, even where the row is one it usually checks alone.
    """

    there: bool
    what: Text
    paths: tuple[str, ...] = ()
    remedy: Text = NOTHING
    applies: bool = True
    person: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one row, with its evidence."""

    requirement: Requirement
    where: Where
    state: State
    evidence: Text
    paths: tuple[str, ...] = ()
    remedy: Text = NOTHING
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Conformity:
    """All answers of one subject against one edition of a checklist."""

    checklist: str
    edition: str
    subject: str
    answers: tuple[Answer, ...]

    def count(self) -> dict[State, int]:
        """Return how many rows got each answer."""
        found = Counter(a.state for a in self.answers)
        return {state: found[state] for state in State}

    def answer(self, id: str) -> Answer:
        """Return the answer to a row; KeyError if the row was not asked."""
        for answer in self.answers:
            if answer.requirement.id == id:
                return answer
        raise KeyError(id)

    def unmet(self, *, must: bool = True) -> tuple[Answer, ...]:
        """Return the rows not met; with ``must`` only those a pack must meet (``pack_must``) or that say shall."""
        return tuple(
            a
            for a in self.answers
            if a.state is State.NOT_MET
            and (not must or a.requirement.pack_must or a.requirement.level is Obligation.SHALL)
        )


def answer(requirement: Requirement, where: Where, found: Found) -> Answer:
    """Return the answer a finding gives: content that a person must judge is never called met."""
    if not found.applies:
        state = State.NOT_APPLICABLE
    elif not found.there:
        state = State.NOT_MET
    elif requirement.check is CheckKind.AUTOMATIC and not found.person:
        state = State.MET
    else:
        state = State.PERSON
    return Answer(
        requirement,
        where,
        state,
        found.what,
        found.paths,
        found.remedy if not found.there else NOTHING,
        found.place,
    )


def findings(conformity: Conformity) -> tuple[Finding, ...]:
    """Return the unmet rows as findings: shall and pack_must are errors, the others warnings."""
    return tuple(_finding(a) for a in conformity.answers if a.state is State.NOT_MET)


def _finding(found: Answer) -> Finding:
    row = found.requirement
    must = row.pack_must or row.level is Obligation.SHALL
    message = Text(f"{row.text.zh}——{found.evidence.zh}", f"{row.text.en} — {found.evidence.of('en')}")
    return Finding(
        f"conformity.{row.id}",
        Level.ERROR if must else Level.WARNING,
        message,
        found.place,
        found.remedy,
        str(row.clauses),
    )


def yes(zh: str, en: str, *paths: str) -> Found:
    """Return evidence that is there."""
    return Found(True, Text(zh, en), paths)


def no(zh: str, en: str, remedy_zh: str, remedy_en: str, *paths: str) -> Found:
    """Return evidence that is missing, with what to do."""
    return Found(False, Text(zh, en), paths, Text(remedy_zh, remedy_en))


def idle(zh: str, en: str) -> Found:
    """Return that the row does not apply, with the reason."""
    return Found(True, Text(zh, en), applies=False)


def person(zh: str, en: str, *paths: str) -> Found:
    """Return that only a person can decide, with what the program saw."""
    return Found(True, Text(zh, en), paths, person=True)


def all_of(parts: Iterable[Found]) -> Found:
    """Return one finding for several: the first that is missing, else all evidence together.

    Where no part applies, the whole does not; where a part is for a person, so is the whole.
    """
    found = tuple(parts)
    for part in found:
        if part.applies and not part.there:
            return part
    applying = tuple(part for part in found if part.applies)
    used = applying or found
    zh = "；".join(dict.fromkeys(part.what.zh for part in used))
    en = "; ".join(dict.fromkeys(part.what.of("en") for part in used))
    paths = tuple(dict.fromkeys(path for part in used for path in part.paths))
    return Found(True, Text(zh, en), paths, applies=bool(applying), person=any(part.person for part in used))
