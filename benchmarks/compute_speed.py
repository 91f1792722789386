"""Time whole studies, and how the commands start: ``python benchmarks/compute_speed.py``.

Studies: synthetic rules of 30 processes in a chain and of 100 processes that all hang together, ten formulas per
process, an uncertainty on every number, two electricity bases, 10⁴ samples. Commands: best of three fresh processes.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from engine_speed import machine, seconds
from synthetic import write_inventory, write_pack

import tanchi

COMMANDS = (["--help"], ["rule", "list"], ["rule", "check", "cement"])


def study(processes: int, dense: bool) -> None:
    """Print the time of loading a rule, reading an inventory and computing, of one size."""
    with TemporaryDirectory() as folder:
        pack, file = Path(folder) / "synthetic" / "1", Path(folder) / "inventory.yaml"
        write_pack(pack, processes, 10, dense)
        write_inventory(file, processes, dense)
        loaded, rule = seconds(lambda: tanchi.load_rule(pack), 1)
        read, (inventory, _) = seconds(lambda: tanchi.read_inventory(file, rule), 1)
        took, footprint = seconds(lambda: tanchi.compute(rule, inventory))
    print(
        f"{processes} processes{' all linked' if dense else ''}: rule {loaded:.2f} s, inventory {read:.2f} s, "
        f"compute {took:.2f} s, {len(footprint.contributions)} contributions"
    )


def command(words: list[str]) -> None:
    """Print the time of one command in a process of its own."""
    line = [sys.executable, "-m", "tanchi.cli", *words]
    took, _ = seconds(lambda: subprocess.run(line, check=True, capture_output=True))
    print(f"tanchi {' '.join(words)}: {took:.2f} s")


def main() -> None:
    """Run all cases."""
    print(machine(), "· 10,000 samples")
    study(30, False)
    study(100, True)
    for words in COMMANDS:
        command(words)


if __name__ == "__main__":
    main()
