"""Time the command line from the start of the process: ``python benchmarks/cli_start.py``.

Help; the list of 24 packs; a study of 30 processes, 300 formulas, an uncertainty on every number and 10⁴ samples,
from a text inventory and from a filled workbook; one of 100 processes that all hang together, with the
same and a second electricity basis. Each is run several times; the best and the middle are printed with
the seconds of processor time, which say more on a busy machine, and the bar.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from engine_speed import machine
from synthetic import write_inventory, write_pack

RUNS = 7
PACKS = 24
LINKED = 100


def timed(words: list[str], roots: Path) -> tuple[float, float]:
    """Return the wall and processor seconds of one command in a process of its own."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "TANCHI_RULES": str(roots)}
    subprocess.run(
        [sys.executable, "-m", "tanchi.cli", *words], check=True, capture_output=True, env=environment
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def report(name: str, words: list[str], roots: Path, bar: float) -> None:
    """Print the times of one command against its bar."""
    timed(words, roots)
    walls, processors = zip(*(timed(words, roots) for _ in range(RUNS)), strict=True)
    print(
        f"{name:34} best {min(walls):.2f} s, median {statistics.median(walls):.2f} s, "
        f"processor {min(processors):.2f} s, bar {bar:.2f} s {'✓' if min(walls) <= bar else '✕'}"
    )


def main() -> None:
    """Run all cases."""
    print(machine())
    with TemporaryDirectory() as folder:
        root = Path(folder)
        inventory, workbook = root / "inventory.yaml", root / "workbook.xlsx"
        for number in range(PACKS - 1):
            write_pack(root / "rules" / f"copy-{number:02}" / "1", 30, 10)
        write_pack(root / "rules" / "synthetic" / "1", 30, 10)
        write_inventory(inventory, 30)
        timed(["form", "synthetic", "--fill", str(inventory), "-o", str(workbook)], root)
        report("tanchi --help", ["--help"], root, 0.25)
        report("tanchi compute --help", ["compute", "--help"], root, 0.25)
        report(f"tanchi rule list, {PACKS} packs + library", ["rule", "list"], root, 0.4)
        report("tanchi compute inventory.yaml", ["compute", str(inventory)], root, 1.5)
        report("tanchi compute workbook.xlsx", ["compute", str(workbook)], root, 1.5)
        dense = root / "dense"
        write_pack(dense / "rules" / "synthetic" / "1", LINKED, 10, dense=True)
        write_inventory(dense / "inventory.yaml", LINKED, dense=True)
        report(f"tanchi compute, {LINKED} all linked", ["compute", str(dense / "inventory.yaml")], dense, 3.0)


if __name__ == "__main__":
    main()
