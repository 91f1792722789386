"""Product systems as labelled arrays: checked, solved, sampled, explained. Knows nothing of rules."""

from tanchi.engine.arrays import BoolArray, FloatArray, IntArray, Label, Labels
from tanchi.engine.failures import (
    BadSharesError,
    EngineError,
    FailedSamplesError,
    InexactError,
    LoopGainError,
    NonFiniteError,
    NonSquareError,
    SingularSystemError,
)
from tanchi.engine.solve import intensities, supply
from tanchi.engine.system import System

__all__ = [
    "BadSharesError",
    "BoolArray",
    "EngineError",
    "FailedSamplesError",
    "FloatArray",
    "InexactError",
    "IntArray",
    "Label",
    "Labels",
    "LoopGainError",
    "NonFiniteError",
    "NonSquareError",
    "SingularSystemError",
    "System",
    "intensities",
    "supply",
]
