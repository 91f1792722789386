"""Why two units cannot meet, and what would bridge them."""

from __future__ import annotations

from tanchi.findings import Finding, Level, Text
from tanchi.units.dimension import Dimension, dimension
from tanchi.units.errors import IncompatibleUnits
from tanchi.units.unit import Unit

_BRIDGES: tuple[tuple[str, str, Text], ...] = (
    (
        "carbon",
        "co2",
        Text("碳与二氧化碳之间差 44/12：请乘以或除以 co2_per_c（tCO2/tC）",
             "Carbon and CO2 differ by 44/12: multiply or divide by co2_per_c (tCO2/tC)"),
    ),
)  # fmt: skip


def incompatible(source: Unit, target: Unit) -> IncompatibleUnits:
    """Return the error for ``source`` that should be ``target``."""
    message = Text(
        f"{source}（量纲 {source.dimension}）不能换算为 {target}（量纲 {target.dimension}）",
        f"{source} ({source.dimension}) cannot be converted to {target} ({target.dimension})",
    )
    remedy = _remedy(source, target)
    return IncompatibleUnits(Finding("units.incompatible", Level.ERROR, message, remedy=remedy))


def _remedy(source: Unit, target: Unit) -> Text:
    gap = source.dimension / target.dimension
    for left, right, remedy in _BRIDGES:
        if gap in (_exchange(left, right), _exchange(right, left)):
            return remedy
    return Text("请检查单位或公式", "Check the unit or the formula")


def _exchange(gone: str, come: str) -> Dimension:
    return dimension([(gone, 1), (come, -1)])
