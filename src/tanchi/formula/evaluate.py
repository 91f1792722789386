"""Evaluation: a tree becomes nested closures once, which then run on scalars and arrays alike."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from tanchi.findings import Text
from tanchi.formula.check_options import option_word
from tanchi.formula.compile_calls import branches, call_run
from tanchi.formula.frame import Frame, Value, as_labelled, require_none
from tanchi.formula.labelled import Labelled
from tanchi.formula.leaves import Run, index_run, name_run, not_a, read, read_option
from tanchi.formula.nodes import Binary, BoolOp, Call, Compare, Index, Name, Node, Not, Number, Unary
from tanchi.formula.operations import ARITHMETIC, NEGATE, SUBTRACT
from tanchi.formula.truths import compared, picked, selected_option
from tanchi.formula.values import Env, OptionValue

Compiled = Callable[[Env], Labelled]


def compile_formula(node: Node) -> Compiled:
    """Return ``node`` as a function of an environment; see :func:`evaluate`."""
    run = number_run(node)

    def compiled(env: Env) -> Labelled:
        frame = Frame(env)
        with np.errstate(over="raise", divide="raise", invalid="raise", under="ignore"):
            return _finite(run(frame), node, frame)

    return compiled


def evaluate(node: Node, env: Env) -> Labelled:
    """Return the value of a checked formula in base units; truths are 1 and 0, missing is NaN.

    Raises FormulaError where a result is not finite (naming the element), where a curve ends, where a keyed
    parameter has no entry for a pick; DimensionError where one dimension has two lengths.
    """
    return compile_formula(node)(env)


def evaluate_option(node: Node, env: Env) -> OptionValue:
    """Return the option a formula of ``decide`` gives: a name, or ``where`` over names."""
    return _option(node, Frame(env))


def number_run(node: Node) -> Run:
    """Return the run of a part that gives a quantity or a truth."""
    match node:
        case Number():
            value = node.value
            return lambda frame: value
        case Name():
            return name_run(node)
        case Index():
            return index_run(node)
        case Binary():
            return _binary(node)
        case Unary():
            operand = number_run(node.operand)
            return lambda frame: NEGATE(node, frame, operand(frame))
        case Call():
            return call_run(node, number_run)
        case Compare():
            return _compare(node)
        case BoolOp():
            return _chain(node)
        case Not():
            truth = number_run(node.operand)
            return lambda frame: SUBTRACT(node, frame, 1.0, truth(frame))
        case _:
            raise not_a(node, Text("数值", "a quantity"))


def _binary(node: Binary) -> Run:
    operation, left, right = ARITHMETIC[node.op], number_run(node.left), number_run(node.right)
    plain = operation.scalar

    def run(frame: Frame) -> Value:
        a, b = left(frame), right(frame)
        if a.__class__ is float and b.__class__ is float:
            result = plain(a, b)
            if result - result == 0.0:
                return result
        return operation(node, frame, a, b)

    return run


def _compare(node: Compare) -> Run:
    left, right = number_run(node.left), number_run(node.right)
    if not isinstance(node.left, Name) or node.op not in ("==", "!="):
        return lambda frame: compared(node.op, left(frame), right(frame))
    name = node.left

    def run(frame: Frame) -> Value:
        found = read(frame, name)
        if not isinstance(found, OptionValue):
            return compared(node.op, left(frame), right(frame))
        word = option_word(node.right)
        if word in found.options:
            return picked(node.op, found, word)
        return picked(node.op, found, _option(node.right, frame))

    return run


def _chain(node: BoolOp) -> Run:
    """Return the run of ``and``/``or``: the next operand counts only where the ones before leave it open."""
    run = number_run(node.operands[-1])
    for operand in reversed(node.operands[:-1]):
        run = _and(number_run(operand), run) if node.op == "and" else _or(number_run(operand), run)
    return run


def _and(first: Run, rest: Run) -> Run:
    return lambda frame: branches(frame, first(frame), rest, _no)


def _or(first: Run, rest: Run) -> Run:
    return lambda frame: branches(frame, first(frame), _yes, rest)


def _yes(frame: Frame) -> Value:
    return 1.0


def _no(frame: Frame) -> Value:
    return 0.0


def _option(node: Node, frame: Frame) -> OptionValue:
    if isinstance(node, Name):
        return read_option(frame, node)
    if not isinstance(node, Call) or node.function != "where":
        raise not_a(node, Text("选项", "an option"))
    truth = number_run(node.args[0])(frame)
    if isinstance(truth, Labelled) or math.isnan(truth):
        return selected_option(truth, _option(node.args[1], frame), _option(node.args[2], frame))
    return _option(node.args[1] if truth else node.args[2], frame)


def _finite(result: Value, node: Node, frame: Frame) -> Labelled:
    array = as_labelled(result)
    infinite = np.isinf(array.values)
    if infinite.any():
        bad = Labelled(infinite.astype(np.float64), array.dims)
        require_none(bad, node, frame, Text("结果不是有限数", "the result is not finite"))
    return array
