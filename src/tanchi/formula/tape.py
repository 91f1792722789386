"""What reverse differentiation writes down: values, and how a change of each comes back to the leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from tanchi.formula.frame import Frame, Value, as_labelled
from tanchi.formula.labelled import FloatArray, Labelled, align, summed_to
from tanchi.formula.names import Leaf
from tanchi.formula.nodes import Node
from tanchi.formula.operations import Operation
from tanchi.formula.partials import PARTIALS

Pull = Callable[[Labelled], None]
"""Takes the derivative of the result by a part (with at least the dims of the part) and passes it on."""


@dataclass(frozen=True, slots=True, eq=False)
class Traced:
    """The value of a part; ``pull`` is None where nothing can change."""

    value: Labelled
    pull: Pull | None = None

    def back(self, adjoint: Labelled) -> None:
        """Pass on the derivative of the result by this part, summed to the dims the part has."""
        if self.pull is not None:
            self.pull(summed_to(adjoint, self.value.dims))


@dataclass(slots=True, eq=False)
class Tape:
    """The derivatives gathered so far, by leaf."""

    gradients: dict[Leaf, Labelled] = field(default_factory=dict)

    def leaf(self, leaf: Leaf, value: Value) -> Traced:
        """Return a leaf whose derivative is gathered under its name."""

        def pull(adjoint: Labelled) -> None:
            before = self.gradients.get(leaf)
            self.gradients[leaf] = adjoint if before is None else plus(before, adjoint)

        return Traced(as_labelled(value), pull)


def constant(value: Value) -> Traced:
    """Return a part whose change does not matter: a number, a truth, a count."""
    return Traced(as_labelled(value))


def operated(name: str, operation: Operation, node: Node, frame: Frame, *args: Traced) -> Traced:
    """Return an element-wise operation on traced operands."""
    plain = [arg.value if arg.value.dims else float(arg.value.values) for arg in args]
    value = as_labelled(operation(node, frame, *plain))

    def pull(adjoint: Labelled) -> None:
        arrays, _ = align(*(arg.value for arg in args), value)
        for arg, partial in zip(args, PARTIALS[name], strict=True):
            if arg.pull is not None:
                arg.back(scaled(adjoint, partial(*arrays)))

    return Traced(value, pull)


def scaled(adjoint: Labelled, by: FloatArray) -> Labelled:
    """Return ``adjoint * by``; where nothing comes back, an infinite slope does not matter."""
    return Labelled(np.where(adjoint.values == 0.0, 0.0, adjoint.values * by), adjoint.dims)


def times(adjoint: Labelled, by: Labelled) -> Labelled:
    """Return ``adjoint * by`` over the dims of both; where nothing comes back, ``by`` does not matter."""
    (left, right), dims = align(adjoint, by)
    return Labelled(np.where(left == 0.0, 0.0, left * right), dims)


def inverse(array: Labelled) -> Labelled:
    """Return 1 / ``array``."""
    return Labelled(np.asarray(1.0 / array.values), array.dims)


def minus(a: Labelled, b: Labelled) -> Labelled:
    """Return ``a - b`` over the dims of both."""
    (left, right), dims = align(a, b)
    return Labelled(np.asarray(left - right), dims)


def plus(a: Labelled, b: Labelled) -> Labelled:
    """Return the sum of two derivatives of one leaf."""
    (left, right), dims = align(a, b)
    return Labelled(left + right, dims)
