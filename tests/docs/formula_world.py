"""The names the examples of the formula page use, read from the table of that page."""

from __future__ import annotations

import re

import numpy as np

from tanchi.formula import (
    Curve,
    CurveKind,
    DimKind,
    EnvValue,
    Keyed,
    KeyedKind,
    Kind,
    Labelled,
    NumberKind,
    OptionKind,
    OptionValue,
    TableKind,
    TableValue,
    TruthKind,
    check,
    evaluate,
    labelled,
    option,
    parse,
)
from tanchi.units import parse_unit
from tests.docs.pages import tables, words
from tests.formula.worlds import DictEnv, DictScope

PAGE = "reference/formula.md"
ROWS = {"fuels": 3, "month": 4}
OPTIONS = {"kind": ("coal", "gas"), "route": ("bof", "dri"), "cell": ("cwpb", "hss")}


class World:
    """Scope and environment made from the rows of the table."""

    def __init__(self, language: str = "zh") -> None:
        self.kinds: dict[str, Kind] = {"fuels": TableKind("fuels"), "month": DimKind("month")}
        self.values: dict[str, EnvValue] = {dim: TableValue(dim, length) for dim, length in ROWS.items()}
        self.props: dict[tuple[str, str], str] = {}
        self.prop_values: dict[tuple[str, str], Labelled | float] = {}
        self.sums: dict[str, str] = {}
        self.sum_values: dict[tuple[str, str], Labelled | float] = {}
        for row in tables(language, PAGE)["names"]:
            self._add(words(row[0])[0], row[2], row[3])
        self.scope = DictScope(self.kinds, self.props, self.sums)
        self.env = DictEnv(self.values, self.prop_values, self.sum_values)

    def shown(self, text: str) -> str:
        """Return the result of a formula as the page writes it."""
        node = parse(text)
        kind = check(node, self.scope)
        found = evaluate(node, self.env).values
        if isinstance(kind, TruthKind):
            return ", ".join({1.0: "true", 0.0: "false"}.get(v, "missing") for v in np.atleast_1d(found))
        assert isinstance(kind, NumberKind)
        scale = float(kind.unit.scale)
        listed = ["missing" if np.isnan(v) else f"{v / scale:.6g}" for v in np.atleast_1d(found)]
        return f"{', '.join(listed)} {kind.unit if kind.unit.terms else ''}".strip()

    def _add(self, name: str, unit: str, value: str) -> None:
        if match := re.fullmatch(r"(prop|inflow|outflow)\((.+)\)", name):
            self._call(match[1], match[2].split(", "), unit, value)
        elif name.split(".")[-1] in OPTIONS:
            self._pick(name, OPTIONS[name.split(".")[-1]], value)
        elif "→" in value:
            self._curve(name, unit, value)
        elif "=" in value:
            self._keyed(name, unit, value)
        else:
            dim = _dim(name, value)
            self.kinds[name] = NumberKind(parse_unit(unit or "1"), frozenset(dim))
            self.values[name] = _numbers(value, unit, dim)

    def _call(self, function: str, args: list[str], unit: str, value: str) -> None:
        if function == "prop":
            dim = ("fuels",) if "," in value else ()
            self.props[args[0], args[1]] = unit
            self.prop_values[args[0], args[1]] = _numbers(value, unit, dim)
        else:
            self.sums[args[0]] = unit
            self.sum_values[function.removesuffix("flow"), args[0]] = _numbers(value, unit, ())

    def _pick(self, name: str, options: tuple[str, ...], value: str) -> None:
        chosen = [part.strip() for part in value.split(",")]
        dims = frozenset({"fuels"} if "." in name else ())
        self.kinds[name] = OptionKind(frozenset(options), dims)
        if dims:
            codes = np.array([options.index(word) for word in chosen], dtype=np.intp)
            self.values[name] = OptionValue(options, codes, ("fuels",))
        else:
            self.values[name] = option(options, chosen[0])

    def _keyed(self, name: str, unit: str, value: str) -> None:
        parts = dict(part.split("=") for part in value.replace(" ", "").split(","))
        self.kinds[name] = KeyedKind(parse_unit(unit), frozenset(parts))
        self.values[name] = Keyed({key: _numbers(text, unit, ()) for key, text in parts.items()})

    def _curve(self, name: str, unit: str, value: str) -> None:
        points = [[float(n) for n in part.split("→")] for part in value.split(",")]
        x, y = (np.array(axis) for axis in zip(*points, strict=True))
        first, second = (parse_unit(part) for part in unit.split(" → "))
        self.kinds[name] = CurveKind(first, second)
        self.values[name] = Curve(x * float(first.scale), y * float(second.scale), False, first)


def _dim(name: str, value: str) -> tuple[str, ...]:
    if "," not in value:
        return ()
    return ("fuels",) if name.startswith("fuels.") else ("month",)


def _numbers(value: str, unit: str, dims: tuple[str, ...]) -> Labelled:
    scale = float(parse_unit(unit or "1").scale)
    found = [np.nan if part.strip() == "–" else _number(part) for part in value.split(",")]
    return labelled(np.array(found) * scale, *dims) if dims else Labelled(np.asarray(found[0] * scale))


def _number(text: str) -> float:
    above, _, below = text.strip().partition("/")
    return float(above) / float(below or 1)
