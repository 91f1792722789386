"""Exact derivatives by reverse mode: one walk for the value, one back for all leaves at once."""

from __future__ import annotations

import numpy as np

from tanchi.formula.evaluate import number_run
from tanchi.formula.frame import Frame, as_labelled
from tanchi.formula.gradient_calls import call_traced
from tanchi.formula.labelled import Labelled, spread
from tanchi.formula.leaves import gathered, literal_key, name_run, read_keyed, read_option
from tanchi.formula.names import Leaf
from tanchi.formula.nodes import Binary, Call, Index, Name, Node, Unary
from tanchi.formula.operations import ARITHMETIC, NEGATE
from tanchi.formula.tape import Tape, Traced, constant, operated, scaled
from tanchi.formula.values import Env, Keyed, OptionValue


def gradient(node: Node, env: Env, seed: Labelled | float = 1.0) -> tuple[Labelled, dict[Leaf, Labelled]]:
    """Return the value and, for each leaf, the derivative of Σ seed × value by it.

    ``seed`` is one number or has some dims of the value. A derivative has the dims of its leaf, in base
    units; leaves that do not matter for these values (a branch not taken) are absent. Keyed parameters are
    given by entry: ``("[]", name, option)``. At a kink (``min``, ``abs``, ``where``) it is the derivative of
    the side that gave the value; where the slope is infinite (``sqrt`` at 0) it is not finite.
    Raises what :func:`evaluate` raises.
    """
    tape, frame = Tape(), Frame(env)
    with np.errstate(over="raise", divide="raise", invalid="raise", under="ignore"):
        traced = _trace(node, frame, tape)
    value = traced.value
    weights = np.array(spread(as_labelled(seed), value.dims, value.sizes))
    with np.errstate(all="ignore"):
        traced.back(Labelled(weights, value.dims))
    return value, tape.gradients


def _trace(node: Node, frame: Frame, tape: Tape) -> Traced:
    match node:
        case Name():
            return tape.leaf(node.parts, name_run(node)(frame))
        case Index():
            return _entry(node, frame, tape)
        case Unary():
            return operated("minus", NEGATE, node, frame, _trace(node.operand, frame, tape))
        case Binary():
            left, right = _trace(node.left, frame, tape), _trace(node.right, frame, tape)
            return operated(node.op, ARITHMETIC[node.op], node, frame, left, right)
        case Call():
            return call_traced(node, frame, tape, _trace)
        case _:
            return constant(number_run(node)(frame))


def _entry(node: Index, frame: Frame, tape: Tape) -> Traced:
    keyed = read_keyed(frame, node.base)
    if key := literal_key(node, keyed):
        return tape.leaf(("[]", str(node.base), key), keyed.entries[key])
    pick = read_option(frame, node.key)
    entries = _picked_entries(node, keyed, pick, tape)
    value = as_labelled(gathered(node, keyed, pick))

    def pull(adjoint: Labelled) -> None:
        for code, entry in entries.items():
            chosen = Labelled((pick.codes == code).astype(np.float64), pick.dims)
            entry.back(scaled(adjoint, spread(chosen, value.dims, value.sizes)))

    return Traced(value, pull)


def _picked_entries(node: Index, keyed: Keyed, pick: OptionValue, tape: Tape) -> dict[int, Traced]:
    used = [int(code) for code in np.unique(pick.codes) if code >= 0]
    names = {code: pick.options[code] for code in used}
    return {
        code: tape.leaf(("[]", str(node.base), name), keyed.entries[name])
        for code, name in names.items()
        if name in keyed.entries
    }
