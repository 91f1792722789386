"""Properties as bridges: from the unit a flow is counted in to another one, over at most two properties.

``ncv: GJ/t`` takes t to GJ and GJ to t; ``carbon: kgC/GJ`` takes GJ to C, and t to C over ncv.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from tanchi.rules.model import Flow
from tanchi.units import DIMENSIONLESS, Dimension, Unit, parse_unit

_TARGETS = {
    "mass": "t", "ncv": "GJ", "gcv": "GJ", "carbon": "tC", "price": "CNY", "ch4": "t", "n2o": "t", "co2": "tCO2",
}  # fmt: skip


_EMITTED = ("ch4", "n2o")
"""Properties that say what leaves when a flow is burnt: no other way to count the flow."""
_LIMITS = ("carbon_low", "carbon_high")
"""Properties that bound another one: no way to count the flow either."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """A property used forwards (``power`` 1, multiply) or backwards (−1, divide)."""

    prop: str
    power: int


Path = tuple[Bridge, ...]


@lru_cache(maxsize=64)
def _dimension(unit: str) -> Dimension:
    return parse_unit(unit).dimension


def target(prop: str) -> Dimension | None:
    """Return the dimension amounts have when expressed in a well-known property; None for others."""
    return _dimension(_TARGETS[prop]) if prop in _TARGETS else None


def path_to(flow: Flow, start: Dimension, end: Dimension) -> Path | None:
    """Return the shortest bridges from ``start`` to ``end``; () where they are the same, None if there is none."""
    if start == end:
        return ()
    bridges = [
        Bridge(id, power)
        for id, p in flow.props.items()
        if p.unit.dimension != DIMENSIONLESS and id not in (*_EMITTED, *_LIMITS)
        for power in (1, -1)
    ]
    for length in (1, 2):
        for steps in product(bridges, repeat=length):
            if len({s.prop for s in steps}) == length and _walk(flow, start, steps) == end:
                return steps
    return None


def property_path(flow: Flow, prop: str, start: Dimension | None = None) -> Path | None:
    """Return the bridges that express an amount of ``flow`` in property ``prop``; None if it can't be.

    A share such as ``iron: t/t`` is taken of the mass.
    """
    begin = start if start is not None else _unit(flow).dimension
    end = target(prop)
    own = flow.props[prop].unit.dimension if prop in flow.props else None
    if begin == end and own != DIMENSIONLESS and prop not in _EMITTED:
        return ()
    if own is None:
        return None
    last = Bridge(prop, 1)
    if end is not None:
        return _before(flow, begin, end / own, last)
    if own == DIMENSIONLESS:
        return _before(flow, begin, _dimension("t"), last)
    return (last,)


def _before(flow: Flow, begin: Dimension, needed: Dimension, last: Bridge) -> Path | None:
    """Return the path to what ``last`` starts from, with ``last`` behind it."""
    path = path_to(flow, begin, needed)
    return None if path is None or len(path) > 1 else (*path, last)


def property_dimension(flow: Flow, prop: str) -> Dimension | None:
    """Return the dimension of an amount of ``flow`` expressed in ``prop``."""
    path = property_path(flow, prop)
    return None if path is None else _walk(flow, _unit(flow).dimension, path)


def _walk(flow: Flow, start: Dimension, path: Path) -> Dimension:
    for step in path:
        unit = flow.props[step.prop].unit.dimension
        start = start * unit if step.power > 0 else start / unit
    return start


def _unit(flow: Flow) -> Unit:
    if flow.unit is None:
        raise ValueError(f"flow {flow.id} has no unit")
    return flow.unit
