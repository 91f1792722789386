"""The mean of months that have no weight: each counts alike, and the study says so."""

from __future__ import annotations

import numpy as np

from tanchi.findings import Level, Text
from tanchi.formula import labelled
from tanchi.rules.model import Quantity
from tanchi.study.context import Context
from tanchi.study.leaves import MONTH
from tanchi.study.result import NodeKind
from tanchi.study.steps import Step, weighted_mean
from tanchi.units import UNITLESS


def plain_mean(context: Context, step: Step, quantity: Quantity, id: str) -> Step:
    """Return the mean of the months of a level, each alike, and note it as ``study.plain_mean``."""
    context.note(
        Level.WARNING, "study.plain_mean",
        Text(f"“{quantity.label or quantity.id}”按月填报，但没有按月的权重，取了简单平均", f"{quantity.id} is monthly without a monthly weight: plain mean used"),
        quantity.place,
    )  # fmt: skip
    ones = Step("one", NodeKind.VALUE, Text("1"), labelled(np.ones(step.value.sizes[MONTH]), MONTH), UNITLESS)
    return weighted_mean(step, ones, MONTH, id)
