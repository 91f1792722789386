"""What the catalogue holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tanchi.findings import Finding, Level, TanchiError, Text
from tanchi.sources import Source

_DASHES = re.compile(r"[\u2010-\u2015\u2212\uff0d]")


class Kind(StrEnum):
    """Who issues a standard."""

    NATIONAL = "national"
    INDUSTRY = "industry"
    LOCAL = "local"
    GROUP = "group"
    INTERNATIONAL = "international"
    GUIDE = "guide"


class Use(StrEnum):
    """What a standard is about; ``accounting`` is enterprise level and only lends parameters."""

    FOOTPRINT = "footprint"
    ACCOUNTING = "accounting"
    GENERAL = "general"
    GRADE = "grade"


class Status(StrEnum):
    """Where a standard is in its life; ``published`` where the date in force was not read."""

    IN_FORCE = "in_force"
    PUBLISHED = "published"
    DRAFT = "draft"
    PLANNED = "planned"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


class TextRead(StrEnum):
    """How much of a standard's own text was read."""

    READ = "read"
    PART = "part"
    SECOND_HAND = "second_hand"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A place in a recommended list; ``item`` is None where the number was not read."""

    batch: int
    item: int | None


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard. It may have several numbers (one text issued by several bodies) or none that was read."""

    numbers: tuple[str, ...]
    title: Text
    kind: Kind
    use: Use
    status: Status
    source: Source
    text_read: TextRead
    published: str = ""
    in_force: str = ""
    groups: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    listed: ListEntry | None = None
    replaces: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()
    related_to: tuple[str, ...] = ()
    note: Text = Text("")

    @property
    def name(self) -> str:
        """Return its numbers, or its Chinese title where no number was read."""
        return " = ".join(self.numbers) or self.title.zh


@dataclass(frozen=True, slots=True)
class Group:
    """A product group of the notice, with the rules that serve it."""

    id: str
    label: Text
    packs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecommendedList:
    """A list of recommended group standards as published: ``items`` is the number it says it has."""

    batch: int
    date: str
    notice: str
    items: int
    title: Text
    named: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of the programme: ``number`` standards by the end of the year ``by``."""

    label: Text
    number: int
    by: int
    body: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything of ``library/catalogue``."""

    groups: Mapping[str, Group]
    groups_source: Source
    standards: tuple[Standard, ...]
    lists: tuple[RecommendedList, ...]
    goals: tuple[Goal, ...]

    def standard(self, number: str) -> Standard:
        """Return the standard of a number, however its dash and spaces are typed.

        Raises TanchiError with the numbers that begin alike where there is none.
        """
        wanted = plain_number(number)
        for found in self.standards:
            if wanted in map(plain_number, found.numbers):
                return found
        raise self._unknown(number)

    def _unknown(self, number: str) -> TanchiError:
        head = plain_number(number)[:4]
        alike = [n for s in self.standards for n in s.numbers if head and plain_number(n).startswith(head)]
        message = Text(f"标准目录中没有“{number}”", f"the catalogue of standards has no '{number}'")
        near = (
            Text(f"相近的有：{'、'.join(alike[:6])}", f"near: {', '.join(alike[:6])}") if alike else Text("")
        )
        return TanchiError(Finding("catalogue.unknown", Level.ERROR, message, None, near))

    def search(self, text: str) -> tuple[Standard, ...]:
        """Return the standards whose number, title, group or rule holds ``text``; all of them for nothing."""
        wanted = plain_number(text)
        return tuple(s for s in self.standards if any(wanted in plain_number(w) for w in self._words(s)))

    def _words(self, standard: Standard) -> tuple[str, ...]:
        groups = (self.groups[g].label for g in standard.groups)
        labels = (standard.title, *groups)
        return (*standard.numbers, *(w for t in labels for w in (t.zh, t.en)), *standard.packs)

    def of_group(self, group: str) -> tuple[Standard, ...]:
        """Return the standards of a product group, footprint standards first."""
        found = (s for s in self.standards if group in s.groups)
        return tuple(sorted(found, key=lambda s: s.use is not Use.FOOTPRINT))

    def of_pack(self, pack: str) -> tuple[Standard, ...]:
        """Return the standards a rule restates or takes parameters from."""
        return tuple(s for s in self.standards if pack in s.packs)

    def items_read(self, batch: int) -> tuple[Standard, ...]:
        """Return the standards known to stand in a recommended list."""
        return tuple(s for s in self.standards if s.listed and s.listed.batch == batch)


def plain_number(text: str) -> str:
    """Return a number or word without spaces and case, every dash a hyphen: ``T/CESA 1450—2025`` is one number."""
    return _DASHES.sub("-", "".join(text.split())).casefold()
