"""The functions a formula may call, and what each argument is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What may stand in the place of an argument."""

    VALUE = "formula"
    DIM = "table or dimension"
    WORD = "id"
    FLOW = "flow or pick"
    CURVE = "curve"
    UNIT = "unit in quotes"


@dataclass(frozen=True, slots=True)
class Signature:
    """The arguments of a function: the first ``required`` must be given; ``many`` repeats the last."""

    form: str
    roles: tuple[Role, ...]
    required: int
    many: bool = False

    def role(self, position: int) -> Role:
        """Return the role of the argument at ``position``."""
        return self.roles[min(position, len(self.roles) - 1)]

    def accepts(self, count: int) -> bool:
        """Say whether ``count`` arguments may be given."""
        return count >= self.required and (self.many or count <= len(self.roles))


_X, _DIM, _WORD = Role.VALUE, Role.DIM, Role.WORD


def _plain(name: str) -> Signature:
    return Signature(f"{name}(x)", (_X,), 1)


def _over(name: str) -> Signature:
    return Signature(f"{name}(x, dim)", (_X, _DIM), 2)


SIGNATURES: dict[str, Signature] = {
    "min": Signature("min(a, b, …)", (_X, _X), 2, many=True),
    "max": Signature("max(a, b, …)", (_X, _X), 2, many=True),
    "abs": _plain("abs"),
    "exp": _plain("exp"),
    "ln": _plain("ln"),
    "sqrt": _plain("sqrt"),
    "floor": _plain("floor"),
    "ceil": _plain("ceil"),
    "where": Signature("where(condition, a, b)", (_X, _X, _X), 3),
    "sum": _over("sum"),
    "mean": Signature("mean(x, dim, weight)", (_X, _DIM, _X), 2),
    "count": Signature("count(table)", (_DIM,), 1),
    "largest": _over("largest"),
    "smallest": _over("smallest"),
    "total": Signature("total(x, month)", (_X, _WORD), 2),
    "previous": Signature("previous(x, dim, start)", (_X, _DIM, _X), 3),
    "cumulative": _over("cumulative"),
    "interp": Signature("interp(curve, x)", (Role.CURVE, _X), 2),
    "prop": Signature("prop(flow, property)", (Role.FLOW, _WORD), 2),
    "inflow": Signature("inflow(property)", (_WORD,), 1),
    "outflow": Signature("outflow(property)", (_WORD,), 1),
    "unit": Signature('unit(x, "t")', (_X, Role.UNIT), 2),
    "all": Signature("all(condition, dim)", (_X, _DIM), 1),
    "any": Signature("any(condition, dim)", (_X, _DIM), 1),
    "unique": _plain("unique"),
}
