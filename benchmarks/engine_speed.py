"""Time the engine on sampled foregrounds: ``python benchmarks/engine_speed.py``.

Cases: draws of 1,200 variables; supply and intensities (six lanes) of 30 columns with 5 entries each, 100
columns with 9 entries each that all hang together, and 100 columns full of entries. 10⁴ samples of every entry.
"""

import os
import platform
import resource
import time
from pathlib import Path

import numpy as np

from tanchi.engine import Draws, Kind, System, Variable, intensities, supply

N_SAMPLES = 10_000
LANES = 6


def machine() -> str:
    """Return processor, cores and versions."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    name = names[0] if names else platform.processor()
    versions = f"Python {platform.python_version()}, NumPy {np.__version__}"
    return f"{name}, {os.cpu_count()} cores, {platform.system()}, {versions}"


def seconds(work, repeats: int = 3) -> tuple[float, object]:
    """Return the shortest time of the repeats, and what the work gave."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return min(times), result


def foreground(size: int, per_column: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return coordinates of a system whose columns lie in one loop, in units that differ by up to 10¹²."""
    rng = np.random.default_rng(seed)
    matrix = np.eye(size)
    for column in range(size):
        others = rng.permutation([i for i in range(size) if i not in {column, (column + 1) % size}])
        used = [(column + 1) % size, *others[: per_column - 2]]
        matrix[used, column] = -0.8 * rng.random(len(used)) / len(used)
    matrix *= 10.0 ** rng.integers(-6, 7, size)[:, None]
    row, col = np.nonzero(matrix)
    return row, col, matrix[row, col]


def solves(size: int, per_column: int) -> None:
    """Print build, supply and intensities of one system."""
    row, col, amount = foreground(size, per_column)
    variables = [Variable(f"entry {e}", Kind.LOGNORMAL, 1.2) for e in range(len(amount))]
    samples = amount[:, None] * Draws(1, N_SAMPLES).factors(variables)
    labels = tuple(range(size))
    everything = np.arange(len(amount))
    built, system = seconds(
        lambda: System.of(labels, labels, row, col, amount, sampled=everything, samples=samples)
    )
    demand, burdens = np.eye(size)[0], np.random.default_rng(1).random((size, LANES))
    forward, _ = seconds(lambda: supply(system, demand, sampled=True))
    backward, _ = seconds(lambda: intensities(system, burdens, sampled=True))
    print(
        f"{size:4} columns, {len(amount):6} entries, largest loop {max(b.size for b in system.blocks):3}: "
        f"check {built:.3f} s, supply {forward:.3f} s, intensities × {LANES} {backward:.3f} s"
    )


def draws() -> None:
    """Print the time of drawing each kind of distribution."""
    for kind, spread in (
        (Kind.NORMAL, 0.1),
        (Kind.LOGNORMAL, 1.2),
        (Kind.UNIFORM, 0.1),
        (Kind.TRIANGULAR, 0.1),
    ):
        variables = [Variable(f"variable {k}", kind, spread) for k in range(1200)]
        took, _ = seconds(lambda v=variables: Draws(1, N_SAMPLES).factors(v))
        print(f"1,200 {kind} variables: {took:.3f} s")


def main() -> None:
    """Run all cases."""
    print(machine(), f"· {N_SAMPLES:,} samples, best of 3")
    draws()
    for size, per_column in ((30, 5), (100, 9), (100, 100)):
        solves(size, per_column)
    print(
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (samples included)"
    )


if __name__ == "__main__":
    main()
