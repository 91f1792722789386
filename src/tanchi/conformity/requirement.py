"""A row of a checklist: what a standard asks, how strongly, and how well the clause was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tanchi.findings import FilePlace, Text


class Obligation(StrEnum):
    """How strongly a row asks: 应, 宜, 可; a principle (no such word); our proposal; set by the pack."""

    SHALL = "shall"
    SHOULD = "should"
    MAY = "may"
    PRINCIPLE = "principle"
    DESIGN = "design"
    RULE_PACK = "rule_pack"


class Where(StrEnum):
    """Where evidence is wanted: the rule pack, the study, the declaration."""

    RULE_PACK = "RP"
    STUDY = "ST"
    DECLARATION = "DC"


class CheckKind(StrEnum):
    """Who can check a row: the program, the program for presence and a person for content, a person."""

    AUTOMATIC = "automatic"
    PRESENCE_AND_PERSON = "presence_and_person"
    PERSON = "person"


class ReadStatus(StrEnum):
    """How well the clause behind a row was read, best first."""

    READ = "read"
    SECOND_HAND = "second_hand"
    EXISTENCE = "existence"
    RECALLED = "recalled"
    NONE = "none"

    @property
    def rank(self) -> int:
        """Return 0 for the best status, larger for weaker ones."""
        return list(ReadStatus).index(self)


class GbNumbering(StrEnum):
    """How the GB/T clause numbers of a row are known."""

    READ = "read"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Clauses:
    """Clause numbers: ``gb`` equals ``iso`` where it is only assumed, and is empty where unknown."""

    iso: tuple[str, ...]
    gb: tuple[str, ...]
    numbering: GbNumbering

    def __str__(self) -> str:
        return ", ".join(self.iso or self.gb)


@dataclass(frozen=True, slots=True)
class ClauseReading:
    """Reading status of one text; ``sources`` are short names of the checklist's sources."""

    status: ReadStatus
    sources: tuple[str, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class Readings:
    """Reading status of ISO, of the GB/T, and of a third text (notice, guide, product standard).

    ``derived_from`` names what was read and led to a proposal of ours. ``read_by`` and ``read_on`` name the
    person who compared the row with the GB/T text in hand, and the day.
    """

    iso: ClauseReading
    gb: ClauseReading
    other: ClauseReading = ClauseReading(ReadStatus.NONE)
    derived_from: tuple[str, ...] = ()
    read_by: str = ""
    read_on: date | None = None

    @property
    def best(self) -> ReadStatus:
        """Return the best status of the three texts."""
        return min((self.iso.status, self.gb.status, self.other.status), key=lambda status: status.rank)


@dataclass(frozen=True, slots=True)
class Item:
    """One of several things a row asks for; ``key`` is the letter of the clause where there is one."""

    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class SecondObligation:
    """A further sentence of a row with an obligation word of its own."""

    level: Obligation
    text: Text


@dataclass(frozen=True, slots=True)
class Evidence:
    """What must be seen at ``where``."""

    where: Where
    wanted: Text


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row of a checklist. ``applies_if`` is empty where the row always applies."""

    id: str
    clauses: Clauses
    level: Obligation
    text: Text
    check: CheckKind
    evidence: tuple[Evidence, ...]
    readings: Readings
    place: FilePlace
    applies_if: Text = Text("")
    items: tuple[Item, ...] = ()
    also: tuple[SecondObligation, ...] = ()
    pack_must: bool = False
    note: Text = Text("")

    @property
    def topic(self) -> str:
        """Return the code of the topic, such as ``ELE``."""
        return self.id.split("-")[1]

    @property
    def where(self) -> tuple[Where, ...]:
        """Return the places where evidence is wanted."""
        return tuple(evidence.where for evidence in self.evidence)
