"""Array types of the engine: float64 values, integer positions, opaque labels."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
Label = Hashable
Labels = tuple[Label, ...]
