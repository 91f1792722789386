"""Uncertainties as people write them in one cell: ``2 %``, ``均匀 ±12 %``, ``GSD² 1.2``."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping

from tanchi.findings import Language, Text
from tanchi.inventory.model import Spread

Z95 = 1.96
"""Half-width of a 95 % interval over the standard deviation of a normal distribution."""

KINDS: Mapping[str, Text] = {
    "normal": Text("正态", "normal"),
    "lognormal": Text("GSD²", "GSD²"),
    "uniform": Text("均匀", "uniform"),
    "triangular": Text("三角", "triangular"),
}
"""Kind → the word before its number; a number without a word is a normal half-width."""

_WORDS = {
    **{word.casefold(): kind for kind, text in KINDS.items() for word in (kind, text.zh, text.en)},
    **{"gsd2": "lognormal", "对数正态": "lognormal", "均匀分布": "uniform", "三角分布": "triangular"},
}
_TEXT = re.compile(r"(?P<word>[^\d±+.=-]*?(?:gsd\^?2)?)[\s:=±]*(?P<number>\d+(?:\.\d+)?)\s*(?P<sign>%?)")


def half_width(spread: Spread | None) -> float | None:
    """Return the 95 % half-width of a normal spread as a fraction; None for any other.

    Dividing it by :data:`Z95` gives the spread back, to the last digit.
    """
    if spread is None or spread.kind != "normal":
        return None
    exact = spread.value * Z95
    shorter = (float(f"{exact:.{digits}g}") for digits in range(1, 18))
    near = (*shorter, math.nextafter(exact, math.inf), math.nextafter(exact, 0.0))
    return next((half for half in near if half / Z95 == spread.value), exact)


def spread_text(spread: Spread | None, language: Language) -> str:
    """Return a spread that is no normal half-width in words, "" for one that is."""
    if spread is None or spread.kind == "normal":
        return ""
    word = KINDS[spread.kind].of(language)
    if spread.kind == "lognormal":
        return f"{word} {spread.value:.15g}"
    return f"{word} ±{spread.value * 100:.15g} %"


def typed_spread(text: str) -> Spread | None:
    """Return a typed uncertainty, None where it is not understood.

    >>> typed_spread("均匀 ±12 %"), typed_spread("GSD² 1.2")
    (Spread(kind='uniform', value=0.12), Spread(kind='lognormal', value=1.2))
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    match = _TEXT.fullmatch(plain)
    if match is None:
        return None
    word, number = match["word"].strip().replace("^", ""), float(match["number"])
    kind = _WORDS.get(word) if word else "normal"
    if kind == "lognormal":
        return Spread(kind, number) if number >= 1 and not match["sign"] else None
    share = float(f"{number / 100:.15g}")
    return Spread(kind, share / Z95 if kind == "normal" else share) if kind else None
