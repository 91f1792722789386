"""The layers of the tests: which folders they hold and how long they may take on two cores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parent.parent
WITHOUT_TESTS = {"data", "golden", "support"}


@dataclass(frozen=True, slots=True)
class Layer:
    """A group of folders under ``tests`` with a common budget in minutes."""

    number: int
    minutes: float
    folders: tuple[str, ...]


LAYERS = (
    Layer(0, 1.0, ("house",)),
    Layer(1, 1.5, ("findings", "sources", "files", "units", "gases", "formula")),
    Layer(2, 3.0, ("rules", "library", "inventory", "background", "catalogue")),
    Layer(3, 2.0, ("engine", "study")),
    Layer(4, 4.0, ("cli", "hostile", "killing")),
    Layer(5, 3.0, ("documents", "conformity")),
    Layer(6, 3.0, ("docs",)),
)


def folder_of(path: Path) -> str:
    """Return the folder under ``tests`` that ``path`` lies in, or an empty text."""
    parts = path.relative_to(TESTS).parts if path.is_relative_to(TESTS) else ()
    return parts[0] if parts else ""


def spent(seconds: Mapping[str, float], workers: int) -> list[tuple[Layer, float]]:
    """Return each layer that ran with its minutes, were its seconds shared out evenly among the workers."""
    sums = [(layer, sum(seconds.get(folder, 0.0) for folder in layer.folders)) for layer in LAYERS]
    return [(layer, total / workers / 60) for layer, total in sums if total]


def over_budget(minutes: Iterable[tuple[Layer, float]]) -> list[Layer]:
    """Return the layers that took longer than they may."""
    return [layer for layer, used in minutes if used > layer.minutes]


def wanted_folders(numbers: str) -> set[str]:
    """Return the folders of the layers ``"3"`` or ``"1-3"``."""
    first, _, last = numbers.partition("-")
    chosen = range(int(first), int(last or first) + 1)
    return {folder for layer in LAYERS if layer.number in chosen for folder in layer.folders}
