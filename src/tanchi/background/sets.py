"""Factor sets: one folder per licence, with ``SET.yaml`` and ``factors.csv``.

The shipped table holds the sets of ``library/factors`` that may be passed on and are not share-alike.
Folders named in ``TANCHI_FACTORS`` (separated as in PATH) add sets of one's own.
"""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tanchi.findings import FilePlace, Finding, Level, TanchiError, Text
from tanchi.rules.fields import Fields, Log
from tanchi.rules.tree import read_tree
from tanchi.sources import Reading

LIBRARY = Path(__file__).parent.parent / "library" / "factors"
HEAD, ROWS = "SET.yaml", "factors.csv"


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of a set, how it is known, the words to print, and what it allows."""

    name: str
    known: Reading
    attribution: str
    redistribute: bool
    share_alike: bool


@dataclass(frozen=True, slots=True)
class FactorSet:
    """One set. ``step`` is the precedence of its rows at home; ``gwp_set`` that of its lumped figures."""

    id: str
    edition: str
    title: Text
    publisher: Text
    licence: Licence
    step: int
    gwp_set: str
    ref: str
    note: Text
    digest: str
    folder: Path

    @property
    def mergeable(self) -> bool:
        """Return whether the set may go into the shipped table."""
        return self.licence.redistribute and not self.licence.share_alike

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield the rows of ``factors.csv``."""
        with (self.folder / ROWS).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def read_set(folder: Path) -> FactorSet:
    """Read a set's head. Raises TanchiError with every finding."""
    name = f"{folder.name}/{HEAD}"
    log = Log()
    fields = Fields(read_tree(folder / HEAD, name), "", log)
    title, publisher, licence = fields.bilingual("title"), fields.bilingual("publisher"), _licence(fields)
    found = FactorSet(
        id=fields.text("id"),
        edition=fields.text("edition"),
        title=title,
        publisher=publisher,
        licence=licence,
        step=int(fields.number("step") or 6),
        gwp_set=fields.text("gwp_set"),
        ref=fields.text("ref"),
        note=fields.bilingual("note"),
        digest=_digest(folder, name),
        folder=folder,
    )
    fields.text("found")
    fields.done()
    if log.findings:
        raise TanchiError(log.findings)
    return found


def _licence(fields: Fields) -> Licence:
    inner = fields.inner("licence")
    name = inner.text("name")
    known = Reading(inner.oneof("known", tuple(Reading), Reading.UNKNOWN))
    inner.done()
    return Licence(
        name=name,
        known=known,
        attribution=fields.text("attribution"),
        redistribute=fields.flag("redistribute", False),
        share_alike=fields.flag("share_alike", False),
    )


def _digest(folder: Path, name: str) -> str:
    try:
        return hashlib.sha256((folder / ROWS).read_bytes()).hexdigest()
    except OSError as error:
        message = Text(
            f"因子集缺少 {ROWS}：{error.strerror}", f"the factor set lacks {ROWS}: {error.strerror}"
        )
        raise TanchiError(Finding("factors.unreadable", Level.ERROR, message, FilePlace(name))) from error


def folders_in(root: Path) -> tuple[Path, ...]:
    """Return the set folders at or directly under ``root``, by name."""
    if (root / HEAD).is_file():
        return (root,)
    return tuple(sorted(head.parent for head in root.glob(f"*/{HEAD}")))


def shipped_sets() -> tuple[FactorSet, ...]:
    """Return the sets of the shipped table."""
    return tuple(found for folder in folders_in(LIBRARY) if (found := read_set(folder)).mergeable)


def own_folders() -> tuple[Path, ...]:
    """Return the set folders named in ``TANCHI_FACTORS``."""
    named = os.environ.get("TANCHI_FACTORS", "").split(os.pathsep)
    return tuple(folder for root in named if root for folder in folders_in(Path(root)))


def load_sets(extra: Sequence[Path] = ()) -> tuple[FactorSet, ...]:
    """Return the shipped sets and those in ``extra`` (folders of sets); two sets of one id are refused."""
    found = (*shipped_sets(), *(read_set(folder) for root in extra for folder in folders_in(root)))
    twice = {a.id for i, a in enumerate(found) for b in found[:i] if a.id == b.id}
    if twice:
        listed = "、".join(sorted(twice))
        message = Text(f"因子集标识重复：{listed}", f"factor sets with one id: {', '.join(sorted(twice))}")
        remedy = Text("给自己的因子集另取标识", "give your own set another id")
        raise TanchiError(Finding("factors.twice", Level.ERROR, message, None, remedy))
    return found
