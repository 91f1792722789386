"""A scope and an environment held in dictionaries, and one small world to evaluate formulas in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from tanchi.formula import (
    Curve,
    CurveKind,
    DimKind,
    EnvValue,
    Grouping,
    Keyed,
    KeyedKind,
    Kind,
    Labelled,
    NumberKind,
    OptionKind,
    OptionValue,
    TableKind,
    TableValue,
    UnknownName,
    labelled,
)
from tanchi.units import UNITLESS, Unit, parse_unit


@dataclass
class DictScope:
    kinds: Mapping[str, Kind]
    props: Mapping[tuple[str, str], str] = field(default_factory=dict)
    balances: Mapping[str, str] = field(default_factory=dict)

    def kind(self, name: tuple[str, ...]) -> Kind:
        found = self.kinds.get(".".join(name))
        if found is None:
            raise UnknownName(name, self.kinds)
        return found

    def prop_unit(self, target: tuple[str, ...], id: str) -> Unit:
        key = (".".join(target), id)
        if key not in self.props:
            raise UnknownName(key, (other for _, other in self.props))
        return parse_unit(self.props[key])

    def balance_unit(self, id: str) -> Unit:
        if id not in self.balances:
            raise UnknownName((id,), self.balances)
        return parse_unit(self.balances[id])


@dataclass
class DictEnv:
    values: dict[str, EnvValue]
    props: dict[tuple[str, str], Labelled | float] = field(default_factory=dict)
    flows: dict[tuple[str, str], Labelled | float] = field(default_factory=dict)
    months: tuple[int, ...] = ()

    def value(self, name: tuple[str, ...]) -> EnvValue:
        return self.values[".".join(name)]

    def prop(self, target: tuple[str, ...], id: str) -> Labelled | float:
        return self.props[".".join(target), id]

    def inflow(self, id: str) -> Labelled | float:
        return self.flows["in", id]

    def outflow(self, id: str) -> Labelled | float:
        return self.flows["out", id]

    def calendar(self, dim: str, to: str) -> Grouping:
        return Grouping(np.asarray(self.months, dtype=np.intp), max(self.months) + 1)


def number(unit: str = "1", *dims: str) -> NumberKind:
    """Return the kind of a quantity."""
    return NumberKind(parse_unit(unit), frozenset(dims))


LENGTHS = {"recipe": 3, "month": 2, "hour": 4, "sample": 2}
MONTHS = (0, 0, 1, 1)
OVER = {
    "a": (),
    "b": (),
    "x": ("recipe",),
    "y": ("recipe",),
    "z": ("month", "recipe"),
    "m": ("month",),
    "h": ("hour",),
    "s": ("sample",),
}
"""The quantities of the small world and what they vary over; all are plain numbers."""
OPTIONS = ("p", "q")
ROUTES = ("dri", "bof")

SMALL_SCOPE = DictScope(
    {name: NumberKind(UNITLESS, frozenset(dims) - {"sample"}) for name, dims in OVER.items()}
    | {
        "recipe": TableKind("recipe"),
        "month": DimKind("month"),
        "hour": DimKind("hour"),
        "kind": OptionKind(frozenset(OPTIONS), frozenset({"recipe"})),
        "route": OptionKind(frozenset(ROUTES)),
        "ef": KeyedKind(UNITLESS, frozenset(OPTIONS)),
        "curve": CurveKind(UNITLESS, UNITLESS),
    },
    props={("kind", "ncv"): "1"},
    balances={"carbon": "1"},
)


def small_env(seed: int, missing: bool = False) -> DictEnv:
    """Return values for the small world: random, between 0.5 and 2, one of ``x`` perhaps missing."""
    rng = np.random.default_rng(seed)

    def draw(*dims: str) -> Labelled:
        return labelled(rng.uniform(0.5, 2.0, [LENGTHS[dim] for dim in dims]), *dims)

    values: dict[str, EnvValue] = {name: draw(*dims) for name, dims in OVER.items()}
    if missing:
        values["x"].values[1] = np.nan
    values |= {dim: TableValue(dim, length) for dim, length in LENGTHS.items()}
    values["kind"] = OptionValue(OPTIONS, rng.integers(0, 2, 3).astype(np.intp), ("recipe",))
    values["route"] = OptionValue(ROUTES, np.asarray(rng.integers(0, 2), dtype=np.intp))
    values["ef"] = Keyed({"p": float(rng.uniform(0.5, 2.0)), "q": draw("sample")})
    values["curve"] = Curve(np.asarray([0.0, 1.0, 3.0]), rng.uniform(0.5, 2.0, 3), extrapolate=True)
    return DictEnv(
        values,
        props={("kind", "ncv"): draw("recipe")},
        flows={("in", "carbon"): draw(), ("out", "carbon"): draw()},
        months=MONTHS,
    )
