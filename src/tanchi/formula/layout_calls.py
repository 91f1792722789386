"""How the functions look on paper."""

from __future__ import annotations

from collections.abc import Callable

from tanchi.formula.boxes import (
    Applied,
    Box,
    Cases,
    Fence,
    Figure,
    Fraction,
    Mark,
    Power,
    Root,
    Sign,
    Sum,
    Word,
    row,
)
from tanchi.formula.layout_style import Build, Level, Style, fenced
from tanchi.formula.names import call_leaf
from tanchi.formula.nodes import Call, Name, Node, Number, String

_OTHERWISE = {"zh": "其他", "en": "otherwise"}
_UNIQUE = {"zh": "互不相同", "en": "all different"}


def call_box(node: Call, style: Style, build: Build) -> Box:
    """Return the box of a function call."""
    if (leaf := call_leaf(node)) is not None:
        return style.mark(style.symbols(leaf))
    return _LOOKS[node.function](node, style, build)


def _listed(node: Call, style: Style, build: Build) -> Box:
    parts: list[Box] = []
    for arg in node.args:
        parts += [*([Sign(",")] if parts else []), build(arg, style)]
    return Applied(node.function, Fence(row(*parts)))


def _bars(left: str, right: str) -> Callable[[Call, Style, Build], Box]:
    return lambda node, style, build: Fence(build(node.args[0], style), left, right)


def _exponential(node: Call, style: Style, build: Build) -> Box:
    return Power(Word("e"), build(node.args[0], style))


def _root(node: Call, style: Style, build: Build) -> Box:
    return Root(build(node.args[0], style))


def _where(node: Call, style: Style, build: Build) -> Box:
    lines: list[tuple[Box, Box]] = []
    rest: Node = node
    while isinstance(rest, Call) and rest.function == "where":
        condition, value, rest = rest.args
        lines.append((fenced(build, value, style, Level.COMPARE), build(condition, style)))
    return Cases((*lines, (build(rest, style), Word(_OTHERWISE[style.language]))))


def _sum(node: Call, style: Style, build: Build) -> Box:
    inside, index = style.bound(str(node.args[1]))
    return Sum(Mark(index), fenced(build, node.args[0], inside, Level.BIG))


def _mean(node: Call, style: Style, build: Build) -> Box:
    inside, index = style.bound(str(node.args[1]))
    body = fenced(build, node.args[0], inside, Level.BIG)
    if len(node.args) == 2:
        return Fraction(Sum(Mark(index), body), _rows(node.args[1], style))
    weight = fenced(build, node.args[2], inside, Level.PRODUCT)
    weighted = row(weight, Sign("×"), body)
    return Fraction(
        Sum(Mark(index), weighted), Sum(Mark(index), fenced(build, node.args[2], inside, Level.BIG))
    )


def _extreme(name: str) -> Callable[[Call, Style, Build], Box]:
    def look(node: Call, style: Style, build: Build) -> Box:
        inside, index = style.bound(str(node.args[1]))
        return Applied(name, fenced(build, node.args[0], inside, Level.ITEM), Mark(index))

    return look


def _count(node: Call, style: Style, build: Build) -> Box:
    return _rows(node.args[0], style)


def _total(node: Call, style: Style, build: Build) -> Box:
    """Return Σ over the hours of the month, or over all periods of the year."""
    to = str(node.args[1])
    inside = style.running("hour", "h")
    if to == "month":
        return Sum(row(Mark("h"), Sign("∈"), Mark("m")), fenced(build, node.args[0], inside, Level.BIG))
    return Sum(
        Mark("t"), fenced(build, node.args[0], style.running("hour", "t").running("month", "t"), Level.BIG)
    )


def _previous(node: Call, style: Style, build: Build) -> Box:
    dim = str(node.args[1])
    index = style.index(dim) or style.bound(dim)[1]
    before = build(node.args[0], style.running(dim, f"{index}−1"))
    first = row(Mark(index), Sign("="), Figure("1"))
    return Cases(((build(node.args[2], style), first), (before, row(Mark(index), Sign(">"), Figure("1")))))


def _cumulative(node: Call, style: Style, build: Build) -> Box:
    dim = str(node.args[1])
    outer = style if style.index(dim) else style.bound(dim)[0]
    inside, index = outer.bound(dim)
    upto = row(Mark(index), Sign("≤"), Mark(outer.index(dim)))
    return Sum(upto, fenced(build, node.args[0], inside, Level.BIG))


def _interp(node: Call, style: Style, build: Build) -> Box:
    return row(build(node.args[0], style), Fence(build(node.args[1], style)))


def _unit(node: Call, style: Style, build: Build) -> Box:
    """A number shows its unit; anything else is the same quantity in another unit, which 式中 tells."""
    if not isinstance(node.args[0], Number):
        return build(node.args[0], style)
    text = node.args[1].text if isinstance(node.args[1], String) else ""
    return row(build(node.args[0], style), Word(f"\u2009{text}"))


def _quantified(sign: str) -> Callable[[Call, Style, Build], Box]:
    def look(node: Call, style: Style, build: Build) -> Box:
        if len(node.args) == 1:
            return row(Sign(sign), Fence(build(node.args[0], style)))
        inside, index = style.bound(str(node.args[1]))
        return row(Sign(sign), Mark(index), Sign(":"), Fence(build(node.args[0], inside)))

    return look


def _unique(node: Call, style: Style, build: Build) -> Box:
    return row(build(node.args[0], style), Word(f"\u2009{_UNIQUE[style.language]}"))


def _rows(table: Node, style: Style) -> Box:
    return style.mark(style.symbols(table.parts if isinstance(table, Name) else ()))


_LOOKS: dict[str, Callable[[Call, Style, Build], Box]] = {
    "min": _listed,
    "max": _listed,
    "ln": _listed,
    "abs": _bars("|", "|"),
    "floor": _bars("⌊", "⌋"),
    "ceil": _bars("⌈", "⌉"),
    "exp": _exponential,
    "sqrt": _root,
    "where": _where,
    "sum": _sum,
    "mean": _mean,
    "count": _count,
    "largest": _extreme("max"),
    "smallest": _extreme("min"),
    "total": _total,
    "previous": _previous,
    "cumulative": _cumulative,
    "interp": _interp,
    "unit": _unit,
    "all": _quantified("∀"),
    "any": _quantified("∃"),
    "unique": _unique,
}
