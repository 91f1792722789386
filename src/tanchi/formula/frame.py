"""The state of one evaluation, and what happens when an operation gives no finite number."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from tanchi.findings import Text
from tanchi.formula.errors import FormulaError
from tanchi.formula.labelled import Labelled, align
from tanchi.formula.nodes import Node
from tanchi.formula.values import Env

Value = float | Labelled
"""A number or an array while it is computed; a Labelled here always has dims."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The environment, and (in a branch of ``where``) which elements the branch is taken for."""

    env: Env
    live: Labelled | None = None

    def narrowed(self, truth: Labelled) -> Frame:
        """Return the frame of a branch taken where ``truth`` is 1."""
        taken = Labelled((truth.values == 1.0).astype(np.float64), truth.dims)
        if self.live is None:
            return Frame(self.env, taken)
        (a, b), dims = align(self.live, taken)
        return Frame(self.env, Labelled(a * b, dims))

    def over(self, *dims: str) -> Frame:
        """Return the frame of what is reduced over ``dims``: every element along them counts."""
        live = self.live
        if live is None or not set(dims) & set(live.dims):
            return self
        axes = tuple(axis for axis, dim in enumerate(live.dims) if dim in dims)
        kept = tuple(dim for dim in live.dims if dim not in dims)
        return Frame(self.env, Labelled(np.asarray(live.values.max(axis=axes, initial=0.0)), kept))


def scalar(value: Labelled | float) -> Value:
    """Return a Labelled without dims as a float, anything else as it is."""
    if isinstance(value, Labelled):
        return value if value.dims else float(value.values)
    return float(value)


def as_labelled(value: Value) -> Labelled:
    """Return the value as a Labelled, without dims for a float."""
    return value if isinstance(value, Labelled) else Labelled(np.asarray(value, dtype=np.float64))


def settle(result: Value, args: tuple[Value, ...], node: Node, frame: Frame, cause: Text) -> Value:
    """Return ``result`` unless it is not finite where all ``args`` are given and the branch is taken.

    Raises FormulaError naming the element.
    """
    if isinstance(result, float):
        taken = frame.live is None or bool(frame.live.values.any())
        if taken and not any(math.isnan(arg) for arg in args if isinstance(arg, float)):
            raise not_finite(node, cause)
        return result
    given, _ = align(result, *(as_labelled(arg) for arg in args))
    bad = ~np.isfinite(given[0])
    for values in given[1:]:
        bad = bad & ~np.isnan(values)
    require_none(Labelled(bad.astype(np.float64), result.dims), node, frame, cause)
    return result


def require_none(bad: Labelled, node: Node, frame: Frame, cause: Text) -> None:
    """Raise FormulaError naming the first element that is marked in ``bad`` and taken by the branch."""
    if frame.live is not None:
        (marked, taken), dims = align(bad, frame.live)
        bad = Labelled(np.asarray(marked * taken), dims)
    if bad.values.any():
        first = np.unravel_index(int(np.argmax(bad.values)), bad.values.shape)
        raise not_finite(node, cause, tuple(zip(bad.dims, (int(index) for index in first), strict=True)))


def not_finite(node: Node, cause: Text, where: tuple[tuple[str, int], ...] = ()) -> FormulaError:
    """Return the error for a result that is no finite number; ``where`` gives (dimension, 0-based index)."""
    zh = "，".join(f"{dim} 第 {index + 1} 项" for dim, index in where)
    en = ", ".join(f"{dim} {index + 1}" for dim, index in where)
    message = Text(
        f"{cause.zh}（{zh}）" if zh else cause.zh,
        f"{cause.en} ({en})" if en else cause.en,
    )
    return FormulaError.at(node.span, "not_finite", message)
