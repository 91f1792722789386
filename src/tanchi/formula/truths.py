"""Comparisons and choices: 1 is yes, 0 is no, NaN is not known."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable

import numpy as np

from tanchi.formula.frame import Value, as_labelled, scalar
from tanchi.formula.labelled import Labelled, align
from tanchi.formula.values import OptionValue

_COMPARISONS: dict[str, Callable[..., object]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def compared(op: str, a: Value, b: Value) -> Value:
    """Return whether ``a op b``, not known where either is missing."""
    if isinstance(a, float) and isinstance(b, float):
        known = not (math.isnan(a) or math.isnan(b))
        return float(bool(_COMPARISONS[op](a, b))) if known else math.nan
    (left, right), dims = align(as_labelled(a), as_labelled(b))
    with np.errstate(invalid="ignore"):
        truth = np.asarray(_COMPARISONS[op](left, right), dtype=np.float64)
    return Labelled(np.where(np.isnan(left) | np.isnan(right), np.nan, truth), dims)


def picked(op: str, pick: OptionValue, chosen: str | OptionValue) -> Value:
    """Return whether the pick is (``==``) or is not (``!=``) the option, not known where none was made."""
    codes = _codes(pick, pick.options)
    other = _codes(chosen, pick.options) if isinstance(chosen, OptionValue) else pick.options.index(chosen)
    return scalar(as_labelled(compared(op, codes, other if isinstance(other, Labelled) else float(other))))


def selected(truth: Labelled, yes: Value, no: Value) -> Labelled:
    """Return ``yes`` where ``truth`` is 1, ``no`` where it is 0, missing where it is not known."""
    (condition, a, b), dims = align(truth, as_labelled(yes), as_labelled(no))
    return Labelled(np.where(condition == 1.0, a, np.where(condition == 0.0, b, np.nan)), dims)


def selected_option(truth: Value, yes: OptionValue, no: OptionValue) -> OptionValue:
    """Return the option of ``yes`` where ``truth`` is 1, of ``no`` where it is 0."""
    options = tuple(dict.fromkeys((*yes.options, *no.options)))
    chosen = selected(as_labelled(truth), _codes(yes, options), _codes(no, options))
    codes = np.where(np.isnan(chosen.values), -1, chosen.values).astype(np.intp)
    return OptionValue(options, codes, chosen.dims)


def _codes(pick: OptionValue, options: tuple[str, ...]) -> Labelled:
    """Return the codes of ``pick`` among ``options``: NaN where no pick was made, -1 for another option."""
    places = [float(options.index(own)) if own in options else -1.0 for own in pick.options]
    return Labelled(np.asarray([*places, math.nan])[pick.codes], pick.dims)
