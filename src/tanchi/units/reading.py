"""Cutting a written unit into tokens, in plain characters but with places in the text as written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tanchi.units.table import spellings

_SAME = str.maketrans("×•⋅∙・−–º˚µ￥", "*····--°°μ¥")

_TOKENS = (
    r"(?P<space>\s+)",
    r"(?P<ten>10(?:\^|\*\*)-?\d+)",
    r"(?P<number>\d+)",
    r"(?P<name>{composite})",
    r"(?P<exponent>(?:\^|\*\*)(?:-?\d+|\(-?\d+(?:/\d+)?\))|-\d+)",
    r"(?P<sign>[*·./()])",
    r"(?P<name2>[^\W\d]\w*(?:-[^\W\d]\w*)*|.)",
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: space, ten (``10^4``), number, name, exponent or sign."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """Return the pieces of ``text``; a listed name that holds signs (``kW·h``, ``sq ft``) is one piece."""
    plain, spots = _plain(text)
    return tuple(_cut(plain, spots))


def plain_text(text: str) -> str:
    """Return ``text`` in the characters the table of units uses."""
    return _plain(text)[0]


def _cut(plain: str, spots: list[int]) -> Iterator[Token]:
    for match in _pattern().finditer(plain):
        kind = (match.lastgroup or "").rstrip("2")
        yield Token(kind, match[0], spots[match.start()], spots[match.end()])


def _plain(text: str) -> tuple[str, list[int]]:
    """Return ``text`` in plain characters and the place of each in ``text``; ``m²`` becomes ``m^2``."""
    plain, spots, raised = "", [], False
    for place, char in enumerate(text.translate(_SAME)):
        same = unicodedata.normalize("NFKC", char).translate(_SAME)
        lifted = unicodedata.decomposition(char).startswith("<super>")
        if lifted and not raised:
            same = "^" + same
        raised = lifted
        plain += same
        spots += [place] * len(same)
    return plain, [*spots, len(text)]


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    composite = sorted((name for name in spellings() if not re.fullmatch(r"[\w-]+", name)), key=len)
    ends = (re.escape(name) + (r"(?!\w)" if name[-1].isalnum() else "") for name in reversed(composite))
    return re.compile("|".join(_TOKENS).replace("{composite}", "|".join(ends)), re.DOTALL)
