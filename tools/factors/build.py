"""Build ``src/tanchi/library/factors/*/factors.csv`` from the original files.

Usage, from the root of the repository:
    python -m tools.factors.build FOLDER_OF_ORIGINALS [library/factors folder]
Which rows are taken, under which name and with what caveat, stands in ``picks/*.csv``.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.factors import grid, readers
from tools.factors.figures import Lookup, figure_at, scale_of
from tools.factors.rows import Row, write

HERE = Path(__file__).parent
COMPUTED = ("计算：由整个数据库求解得到", "computed: solved over the whole database")
LIBRARY = HERE.parent.parent / "src" / "tanchi" / "library" / "factors"


@dataclass(frozen=True)
class Origin:
    """A set to be built: its id, its picks, its look-up, and how well it was read."""

    set: str
    picks: str
    lookup: Lookup
    reading: str
    skip_missing: bool = False
    remark: tuple[str, str] = ("", "")


def origins(folder: Path) -> tuple[Origin, ...]:
    """Return the sets in the order of the reference."""
    return (
        Origin("desnz-2024", "desnz", readers.desnz(folder / "desnz-2024", "2024"), "read"),
        Origin(
            "desnz-2025",
            "desnz",
            readers.desnz(folder / "desnz-2025-scope3", "2025"),
            "second_hand",
            skip_missing=True,
        ),
        Origin("ademe-23.6", "ademe", readers.ademe(folder / "ademe-base-carbone-23.6"), "read"),
        Origin("epa-2025", "epa", readers.epa(folder / "epa-hub-2025"), "read"),
        Origin("greet-2023", "greet-2023", readers.greet_2023(folder / "greet-2023-hopp"), "second_hand"),
        Origin("greet-sesame", "greet-sesame", readers.greet_sesame(folder / "greet-sesame"), "second_hand"),
        Origin("ipcc", "ipcc", readers.ipcc(folder / "ipcc-bonsai-0.5.3"), "second_hand"),
        Origin("uslci-2021", "uslci", readers.uslci(folder / "uslci-fy21q3-rollup"), "read", remark=COMPUTED),
        Origin("jp-moe-3.6", "jp-moe", readers.jp_moe(folder / "jp-moe-3.6"), "second_hand"),
    )


def rows_of(origin: Origin) -> Iterator[Row]:
    """Yield the picked rows; an edition that lacks a row (no combustion part in 2025) is passed over."""
    seen: dict[str, int] = {}
    for pick in readers.table(HERE / "picks" / f"{origin.picks}.csv"):
        try:
            figure = figure_at(pick["at"], origin.lookup).scaled(scale_of(pick["scale"]))
        except KeyError:
            if origin.skip_missing:
                continue
            raise
        stem = f"{origin.set}/{pick['flow']}-{pick['place']}"
        seen[stem] = seen.get(stem, 0) + 1
        yield Row(
            f"{stem}-{seen[stem]}" if seen[stem] > 1 else stem,
            pick,
            figure,
            origin.reading,
            remark=origin.remark,
        )


def grid_rows(folder: Path, library: Path) -> Iterator[Row]:
    """Yield the Chinese electricity rows."""
    with (library / "places.csv").open(encoding="utf-8", newline="") as file:
        places = {row["zh"]: row["code"] for row in csv.DictReader(file)}
    source = folder / "cn-electricity"
    yield from grid.footprint_rows(source, "2024")
    yield from grid.footprint_rows(source, "2023")
    yield from grid.emission_rows(source, places)


def main() -> None:
    """Write every set and print how many rows each holds."""
    folder = Path(sys.argv[1])
    library = Path(sys.argv[2]) if len(sys.argv) > 2 else LIBRARY
    counts = {"cn-electricity": write(library / "cn-electricity" / "factors.csv", grid_rows(folder, library))}
    for origin in origins(folder):
        counts[origin.set] = write(library / origin.set / "factors.csv", rows_of(origin))
    sys.stdout.write("".join(f"{count:5d} {name}\n" for name, count in counts.items()))


if __name__ == "__main__":
    main()
