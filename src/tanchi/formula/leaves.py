"""Reading the leaves of a formula from the environment."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tanchi.findings import Text
from tanchi.formula.errors import FormulaError, UnknownName
from tanchi.formula.frame import Frame, Value, scalar
from tanchi.formula.labelled import Labelled, labelled
from tanchi.formula.nodes import Call, Index, Name, Node, as_name
from tanchi.formula.values import Curve, EnvValue, Keyed, OptionValue, TableValue

Run = Callable[[Frame], Value]
"""A compiled part: from a frame to a number or an array."""


def read(frame: Frame, name: Name) -> EnvValue:
    """Return what ``name`` stands for. Raises FormulaError with the place of an unknown name."""
    try:
        return frame.env.value(name.parts)
    except UnknownName as error:
        raise error.found_at(name.span) from None


def name_run(name: Name) -> Run:
    """Return the run that reads a quantity or a truth."""

    def run(frame: Frame) -> Value:
        found = read(frame, name)
        if found.__class__ is float:
            return found
        if isinstance(found, Labelled | float | int):
            return scalar(found)
        raise not_a(name, Text("数值", "a quantity"))

    return run


def read_option(frame: Frame, name: Name) -> OptionValue:
    """Return the choice or pick that ``name`` stands for."""
    found = read(frame, name)
    if isinstance(found, OptionValue):
        return found
    raise not_a(name, Text("选择项", "a choice or pick"))


def read_table(frame: Frame, node: Node) -> TableValue:
    """Return the table or dimension a function reduces over."""
    found = read(frame, as_name(node))
    if isinstance(found, TableValue):
        return found
    raise not_a(node, Text("表或维度", "a table or dimension"))


def read_curve(frame: Frame, node: Node) -> Curve:
    """Return the curve ``node`` names."""
    found = read(frame, as_name(node))
    if isinstance(found, Curve):
        return found
    raise not_a(node, Text("曲线参数", "a curve parameter"))


def read_keyed(frame: Frame, node: Name) -> Keyed:
    """Return the keyed parameter ``node`` names."""
    found = read(frame, node)
    if isinstance(found, Keyed):
        return found
    raise not_a(node, Text("按选项取值的参数", "a keyed parameter"))


def prop_run(node: Call) -> Run:
    """Return the run of ``prop(flow, property)``."""
    target, id = as_name(node.args[0]).parts, str(node.args[1])
    return lambda frame: scalar(frame.env.prop(target, id))


def balance_run(node: Call) -> Run:
    """Return the run of ``inflow(property)`` or ``outflow(property)``."""
    id = str(node.args[0])
    if node.function == "inflow":
        return lambda frame: scalar(frame.env.inflow(id))
    return lambda frame: scalar(frame.env.outflow(id))


def index_run(node: Index) -> Run:
    """Return the run that looks up an entry of a keyed parameter, for each row of a pick."""

    def run(frame: Frame) -> Value:
        keyed = read_keyed(frame, node.base)
        key = literal_key(node, keyed)
        return scalar(keyed.entries[key]) if key else gathered(node, keyed, read_option(frame, node.key))

    return run


def literal_key(node: Index, keyed: Keyed) -> str:
    """Return the key if it is the word of an entry; nothing if it names a pick."""
    word = node.key.parts[0]
    return word if len(node.key.parts) == 1 and word in keyed.entries else ""


def gathered(node: Index, keyed: Keyed, pick: OptionValue) -> Value:
    """Return the entry each pick chooses, missing where none was made."""
    require_entries(node, keyed, pick)
    missing = Labelled(np.asarray(np.nan))
    rows = [keyed.entries.get(name, missing) for name in pick.options] + [missing]
    table, dims = stacked(rows)
    return scalar(labelled(table[pick.codes], *pick.dims, *dims))


def stacked(
    rows: list[Labelled | float],
) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.float64]], tuple[str, ...]]:
    """Return ``rows`` as one array (rows, *dims), where those without dims are the same all along them."""
    arrays = [row if isinstance(row, Labelled) else Labelled(np.asarray(float(row))) for row in rows]
    dims = next((array.dims for array in arrays if array.dims), ())
    shape = next((array.values.shape for array in arrays if array.dims), ())
    return np.stack([np.broadcast_to(array.values, shape) for array in arrays]), dims


def require_entries(node: Index, keyed: Keyed, pick: OptionValue) -> None:
    """Raise FormulaError if an option that was picked has no entry."""
    used = {pick.options[code] for code in np.unique(pick.codes) if code >= 0}
    if lacking := sorted(used - keyed.entries.keys()):
        has = sorted(keyed.entries)
        raise FormulaError.at(
            node.key.span,
            "no_entry",
            Text(
                f"{node.base} 没有“{'、'.join(lacking)}”这一项",
                f"{node.base} has no entry '{', '.join(lacking)}'",
            ),
            Text("有：" + "、".join(has), "it has " + ", ".join(has)),
        )


def not_a(node: Node, wanted: Text) -> FormulaError:
    """Return the error for a part that stands for something else than ``wanted``."""
    return FormulaError.at(node.span, "kind", Text(f"此处应为{wanted.zh}", f"{wanted.en} is needed here"))
