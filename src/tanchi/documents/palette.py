"""Colours: the tokens of the interface, the stages and the gases, each for the light and the dark theme.

A stage or a gas keeps its colour in Word, in HTML and in the workbook. Light fills that stand out less than
3 : 1 from the paper get an edge in ``ink-2``. ``credit`` is drawn as hatching on paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in both themes, each ``#RRGGBB``; ``edged`` asks for a contour in the light theme."""

    light: str
    dark: str
    edged: bool = False


TOKENS = {
    "paper": Colour("#FFFFFF", "#12181E"),
    "wash": Colour("#F5F7F8", "#1A222A"),
    "wash-2": Colour("#EBEFF2", "#232D37"),
    "ink": Colour("#17212B", "#E6EAEE"),
    "ink-2": Colour("#45525E", "#B3BEC8"),
    "ink-3": Colour("#626E79", "#93A0AC"),
    "control": Colour("#7B8792", "#74828F"),
    "line": Colour("#D8DEE3", "#303B46"),
    "line-2": Colour("#E8ECEF", "#26303A"),
    "accent": Colour("#14557B", "#7DBBE0"),
    "accent-hover": Colour("#0D3E5B", "#A6D2EC"),
    "accent-wash": Colour("#E6F0F6", "#16303F"),
    "ok": Colour("#1B6848", "#6CC49B"),
    "ok-wash": Colour("#E6F2EC", "#14312A"),
    "warn": Colour("#946100", "#E3B04B"),
    "warn-wash": Colour("#FBF1DB", "#352A12"),
    "warn-edge": Colour("#C98A00", "#C98A00"),
    "bad": Colour("#8E1B14", "#F08C7E"),
    "bad-wash": Colour("#FBEBE8", "#3A1F1C"),
    "focus": Colour("#FFC93C", "#FFC93C"),
}
STAGES = {
    "raw_material": Colour("#9A6A34", "#A8743C"),
    "transport": Colour("#E8BC58", "#F0C766", edged=True),
    "production": Colour("#14557B", "#4F97C4"),
    "use": Colour("#6BB0D6", "#B8DDF2", edged=True),
    "end_of_life": Colour("#8A8F96", "#6F7780"),
}
GASES = {
    "CO2": Colour("#34414D", "#E3E9EE"),
    "CH4": Colour("#E0AE43", "#D9A233", edged=True),
    "N2O": Colour("#6BB0D6", "#7CC0EA", edged=True),
    "PFC": Colour("#A8392A", "#D9604F"),
    "HFC": Colour("#7B5EA7", "#7F63B0"),
    "SF6": Colour("#2F8F7B", "#2C8471"),
}
CREDIT = "credit"
COLOURS = {**TOKENS, **STAGES, **GASES, CREDIT: TOKENS["paper"]}

_UNKNOWN = "ink-3"
_WORD = re.compile(r"[a-z]+")
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_SPARE = ("production", "use", "end_of_life", "transport", "raw_material")
_STAGE_WORDS = (
    ("end_of_life", ("end", "eol", "waste", "recycl", "dispos")),
    ("raw_material", ("raw", "material", "mining", "upstream", "feedstock", "purchased")),
    ("transport", ("transport", "distribution", "logistic", "delivery")),
    ("use", ("use", "operation")),
    ("production", ("production", "manufactur", "process", "plant", "gate")),
)


def colour(name: str) -> Colour:
    """Return the colour of a token, or of ``#rrggbb`` (the same in both themes); ink-3 for anything else."""
    if _HEX.fullmatch(name):
        return Colour(name.upper(), name.upper())
    return COLOURS[token(name)]


def token(name: str) -> str:
    """Return the token ``name`` stands for: itself, or the unobtrusive one where nobody knows it."""
    return name if name in COLOURS else _UNKNOWN


def stage_colours(stages: Sequence[str]) -> dict[str, str]:
    """Return a token for each stage id of a rule.

    Ids that name a life-cycle stage get its colour; a second one of the same kind and every other id take,
    in order, a colour no stage has yet, and ``ink-3`` once all five are gone.
    """
    found: dict[str, str] = {}
    for stage in stages:
        kind = _kind_of(stage)
        if kind and kind not in found.values():
            found[stage] = kind
    free = [name for name in _SPARE if name not in found.values()]
    for stage in stages:
        if stage not in found:
            found[stage] = free.pop(0) if free else _UNKNOWN
    return found


def mix(over: str, under: str, part: float) -> str:
    """Return ``part`` of colour ``over`` laid on ``under``, all ``#RRGGBB``."""
    pairs = zip(_channels(over), _channels(under), strict=True)
    return "#" + "".join(f"{round(part * a + (1 - part) * b):02X}" for a, b in pairs)


def _channels(value: str) -> tuple[int, int, int]:
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def _kind_of(stage: str) -> str:
    if stage in STAGES:
        return stage
    words = _WORD.findall(stage.lower())
    named = (kind for kind, stems in _STAGE_WORDS if any(word.startswith(stems) for word in words))
    return next(named, "")
