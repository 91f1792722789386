"""Product systems as labelled arrays: checked, solved, sampled, explained. Knows nothing of rules."""

from tanchi.engine.allocation import shares
from tanchi.engine.arrays import BoolArray, FloatArray, IntArray, Label, Labels
from tanchi.engine.contributions import column_burdens, contributions, require_closure
from tanchi.engine.distributions import Kind, Variable
from tanchi.engine.draws import Draws
from tanchi.engine.failures import (
    BadSharesError,
    BadSpreadError,
    EngineError,
    FailedSamplesError,
    InexactError,
    LoopGainError,
    NonFiniteError,
    NonSquareError,
    SingularSystemError,
)
from tanchi.engine.mean_shift import Cause, MeanShift, why_mean_differs
from tanchi.engine.sensitivity import Curvature, curvature, entry_derivatives
from tanchi.engine.solve import intensities, supply, unit_supplies
from tanchi.engine.statistics import Interval, interval, quantiles
from tanchi.engine.system import System

__all__ = [
    "BadSharesError",
    "BadSpreadError",
    "BoolArray",
    "Cause",
    "Curvature",
    "Draws",
    "EngineError",
    "FailedSamplesError",
    "FloatArray",
    "InexactError",
    "IntArray",
    "Interval",
    "Kind",
    "Label",
    "Labels",
    "LoopGainError",
    "MeanShift",
    "NonFiniteError",
    "NonSquareError",
    "SingularSystemError",
    "System",
    "Variable",
    "column_burdens",
    "contributions",
    "curvature",
    "entry_derivatives",
    "intensities",
    "interval",
    "quantiles",
    "require_closure",
    "shares",
    "supply",
    "unit_supplies",
    "why_mean_differs",
]
