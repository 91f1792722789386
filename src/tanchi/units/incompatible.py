"""Why two units cannot meet, and what would bridge them."""

from __future__ import annotations

from tanchi.findings import Finding, Level, Text
from tanchi.units.dimension import Dimension
from tanchi.units.errors import IncompatibleUnits
from tanchi.units.table import bridges
from tanchi.units.unit import Unit

_PLAIN_NUMBER = Text(
    "一边是纯数：请给它单位，或检查公式是否少乘或少除了一个量",
    "One side is a plain number: give it a unit, or look for a quantity that is missing",
)
_CHECK = Text(
    "请检查单位，或检查公式是否少乘或少除了一个量", "Check the unit, or look for a missing quantity"
)


def incompatible(source: Unit, target: Unit) -> IncompatibleUnits:
    """Return the error for ``source`` that should be ``target``, naming the bridge if a common one fits."""
    message = Text(
        f"{source}（量纲 {source.dimension}）不能换算为 {target}（量纲 {target.dimension}）",
        f"{source} ({source.dimension}) cannot be converted to {target} ({target.dimension})",
    )
    remedy = bridge(source.dimension, target.dimension)
    return IncompatibleUnits(Finding("units.incompatible", Level.ERROR, message, remedy=remedy))


def bridge(source: Dimension, target: Dimension) -> Text:
    """Return what leads from ``source`` to ``target``: a property, a GWP, 44/12, temperature and pressure."""
    if source.is_dimensionless or target.is_dimensionless:
        return _PLAIN_NUMBER
    gap = source / target
    fitting = (b.remedy for b in bridges() if gap in (b.left / b.right, b.right / b.left))
    return next(fitting, _CHECK)
