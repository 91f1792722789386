"""Colours of the workbook: those of the interface, for white paper."""

from __future__ import annotations

from collections.abc import Sequence

INK, INK_2, INK_3 = "#17212B", "#45525E", "#626E79"
PAPER, WASH, WASH_2, LINE = "#FFFFFF", "#F5F7F8", "#EBEFF2", "#D8DEE3"
CONTROL = "#7B8792"
ACCENT, ACCENT_WASH = "#14557B", "#E6F0F6"
OK, WARN, WARN_WASH, BAD, BAD_WASH = "#1B6848", "#946100", "#FBF1DB", "#8E1B14", "#FBEBE8"

STAGES = {
    "raw_material": "#9A6A34",
    "transport": "#E8BC58",
    "production": "#14557B",
    "use": "#6BB0D6",
    "end_of_life": "#8A8F96",
}
_STEMS = (
    ("end_of_life", ("end", "eol", "waste", "recycl", "dispos")),
    ("raw_material", ("raw", "material", "mining", "upstream", "feedstock", "purchased")),
    ("transport", ("transport", "distribution", "logistic", "delivery")),
    ("use", ("use", "operation")),
    ("production", ("production", "manufactur", "process", "plant", "gate")),
)


def stage_colours(stages: Sequence[str]) -> dict[str, str]:
    """Return a colour for each stage of a rule: its own, else one no other stage has, else a neutral one."""
    found: dict[str, str] = {}
    for stage in stages:
        kind = _kind(stage)
        if kind and STAGES[kind] not in found.values():
            found[stage] = STAGES[kind]
    free = [colour for colour in STAGES.values() if colour not in found.values()]
    for stage in stages:
        if stage not in found:
            found[stage] = free.pop(0) if free else INK_3
    return found


def _kind(stage: str) -> str:
    words = stage.lower().replace("-", "_").split("_")
    kinds = (kind for kind, stems in _STEMS if stage == kind or any(word.startswith(stems) for word in words))
    return next(kinds, "")


def on(colour: str) -> str:
    """Return white or ink, whichever reads better on ``colour``."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > 150 else PAPER
