"""What can be wrong with a product system, as errors that name the spot.

EngineError
├── NonFiniteError       an amount, demand, burden or sample is not a number
├── NonSquareError       products and columns do not pair: nobody or more than one makes a product
├── SingularSystemError  a column makes nothing of its product
├── LoopGainError        a loop uses at least as much as it makes
├── FailedSamplesError   one of these, in some samples only
├── InexactError         a solution does not satisfy its equations, or a sum does not close
├── BadSpreadError       a spread that its distribution cannot have
└── BadSharesError       an allocation key cannot be turned into shares
"""

from __future__ import annotations

from collections.abc import Iterable

from tanchi.engine.arrays import Label, Labels
from tanchi.findings import Finding, Level, ProcessPlace, TanchiError, Text


class EngineError(TanchiError):
    """A product system that cannot be computed."""


class NonFiniteError(EngineError):
    """A value that is not a finite number."""


class NonSquareError(EngineError):
    """Products and columns that cannot be paired one to one."""


class SingularSystemError(EngineError):
    """A column that makes nothing of the product it stands for."""


class LoopGainError(EngineError):
    """A loop that uses at least as much as it makes.

    columns: the loop, each column taking from the next and the last from the first.
    gain: what each step of the loop passes on, 1 or more (the largest eigenvalue); infinite for one column.
    """

    def __init__(self, findings: Finding | Iterable[Finding], columns: Labels, gain: float) -> None:
        super().__init__(findings)
        self.columns = columns
        self.gain = gain


class FailedSamplesError(EngineError):
    """Samples that cannot be solved though the nominal system can.

    samples: their numbers, ascending. culprit: (column, product) of the entry whose samples stand out most
    in them, if one does.
    """

    def __init__(
        self,
        findings: Finding | Iterable[Finding],
        samples: tuple[int, ...],
        culprit: tuple[Label, Label] | None,
    ) -> None:
        super().__init__(findings)
        self.samples = samples
        self.culprit = culprit


class BadSpreadError(EngineError):
    """A spread that its distribution cannot have."""


class InexactError(EngineError):
    """A solution whose residual is too large, or a sum that does not close."""


class BadSharesError(EngineError):
    """An allocation key that gives no shares."""


def fault(code: str, message: Text, remedy: Text, column: Label = "", product: Label = "") -> Finding:
    """Return an error finding at a column, and at a product of it if one is given."""
    return Finding(f"engine.{code}", Level.ERROR, message, ProcessPlace(str(column), str(product)), remedy)
