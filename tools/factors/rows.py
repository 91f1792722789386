"""The columns of ``factors.csv`` and how a row is written."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.factors.figures import Figure

GASES = ("CO2 fossil", "CO2 biogenic", "CH4 fossil", "CH4 biogenic", "N2O fossil", "CO2e fossil")
COLUMNS = (
    "id", "kind", "flow", "name_zh", "name_en", "unit", *(g.replace(" ", "_") for g in GASES), "other_gases",
    "gwp_set", "boundary", "place", "year", "technology", "ref", "at", "reading",
    "q_technology", "q_place", "q_time", "q_completeness", "q_reading", "gsd2", "rank", "elsewhere",
    "remark_zh", "remark_en",
)  # fmt: skip
EDITION = 2025
READING_SCORE = {"read": 1, "second_hand": 3, "recalled": 5}


@dataclass(frozen=True)
class Row:
    """A row to be: the pick (what it is called, where it may stand in) and the figure of the source."""

    id: str
    pick: Mapping[str, str]
    figure: Figure
    reading: str
    ref: str = ""
    """Where it differs from the set's own."""
    remark: tuple[str, str] = ("", "")
    """What holds for every row of the set."""


def time_score(year: str, reference: int = EDITION) -> int:
    """Return 1 (≤ 3 years old) to 5 (more than 15, or unknown)."""
    last = year[-4:]
    if not last.isdigit() or int(last) > reference + 1:
        return 5
    return next(
        (score for score, limit in ((1, 3), (2, 6), (3, 10), (4, 15)) if reference - int(last) <= limit), 5
    )


def number(value: float) -> str:
    """Return seven significant digits, empty for zero."""
    return f"{value:.7g}" if value else ""


def joined(own: str, common: str) -> str:
    """Return the common remark before the row's own."""
    return (
        "；".join(filter(None, (common, own))) if "：" in common else "; ".join(filter(None, (common, own)))
    )


def cells(row: Row) -> dict[str, str]:
    """Return the row as cells."""
    pick, figure = row.pick, row.figure
    other = " ".join(
        f"{g.replace(' ', ':')}:{number(a)}" for g, a in figure.gases.items() if g not in GASES and a
    )
    lumped = any(g.startswith("CO2e") for g, a in figure.gases.items() if a)
    spread = max((float(s) for s in (pick.get("gsd2"), figure.spread) if s), default=0.0)
    remark_zh, remark_en = (
        joined(pick[f"remark_{lang}"], row.remark[i]) for i, lang in enumerate(("zh", "en"))
    )
    computed = remark_en.startswith("computed")
    return {
        "id": row.id, "kind": pick["kind"], "flow": pick["flow"], "name_zh": pick["zh"],
        "name_en": pick["en"], "unit": pick["unit"], "other_gases": other,
        "gwp_set": figure.gwp_set if lumped else "",
        "boundary": pick["boundary"], "place": pick["place"], "year": figure.year,
        "technology": pick.get("technology", ""), "ref": row.ref, "at": pick["at"], "reading": row.reading,
        "q_technology": pick["tech"], "q_place": "3" if pick["place"] == "GLO" else "2",
        "q_time": str(time_score(figure.year)), "q_completeness": pick["complete"],
        "q_reading": str(max(READING_SCORE[row.reading], 3 if computed else 1)),
        "gsd2": number(spread), "rank": pick["rank"], "elsewhere": pick["elsewhere"],
        "remark_zh": remark_zh, "remark_en": remark_en,
        **{g.replace(" ", "_"): number(figure.gases.get(g, 0.0)) for g in GASES},
    }  # fmt: skip


def write(path: Path, rows: Iterable[Row]) -> int:
    """Write ``factors.csv`` and return the number of rows."""
    listed = [cells(row) for row in rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)
    return len(listed)
