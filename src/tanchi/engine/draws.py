"""Random factors around a nominal value of 1, the same on every machine, thread and NumPy release.

Each variable has its own stream: Philox4x64-10 (Salmon et al., SC11, 2011), keyed by seed and name, counted
by sample. Adding a variable or drawing fewer samples changes no other number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tanchi.engine.arrays import FloatArray
from tanchi.engine.distributions import Variable, factors

_BLOCK = 1 << 13
"""Samples worked on at once; the arrays of one block stay in the processor's cache."""
_PER_COUNT = 4
"""Integers that Philox4x64 makes per step of its counter."""


@dataclass(frozen=True, slots=True)
class Draws:
    """Samples of independent variables. seed: any integer. n_samples: how many per variable."""

    seed: int
    n_samples: int

    def factors(self, variables: Sequence[Variable]) -> FloatArray:
        """Return what the nominal value of each variable is multiplied by, (variables, n_samples)."""
        result = np.empty((len(variables), self.n_samples))
        for row, variable in zip(result, variables, strict=True):
            for start in range(0, self.n_samples, _BLOCK):
                part = row[start : start + _BLOCK]
                part[:] = factors(variable, self._offsets(variable.name, start, len(part)))
        return result

    def _offsets(self, name: str, start: int, count: int) -> FloatArray:
        """Return uniform numbers in (-0.5, 0.5), odd multiples of 2⁻⁵³ and so exactly symmetric, (count,)."""
        key = hashlib.blake2b(f"{self.seed}/{name}".encode(), digest_size=16).digest()
        source = np.random.Philox(key=np.frombuffer(key, dtype="<u8"), counter=start // _PER_COUNT)
        offsets = (source.random_raw(count) >> np.uint64(12)).astype(np.float64)
        offsets += 0.5
        offsets *= 2.0**-52
        offsets -= 0.5
        return offsets
