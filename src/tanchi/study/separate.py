"""The separate lines and the gases of a solution."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from tanchi.study.burdens import Burden, Portion
from tanchi.study.result import ContributionKind, GasLine, SeparateLines
from tanchi.study.solve import Solved
from tanchi.study.supplied import StageGas


def first(values: object) -> float:
    """Return the nominal value of an array over samples."""
    return float(np.asarray(values).flat[0])


def portions(solved: Solved) -> Iterator[tuple[Burden, float, Portion]]:
    """Yield (burden, kg CO2e, gas) of every burden and gas, nominal."""
    for burden, values in zip(solved.burdens, solved.values, strict=True):
        for portion in burden.portions:
            yield burden, first(values) * portion.share, portion


def separate_lines(solved: Solved) -> SeparateLines:
    """Return the lines of ISO 14067 7.2, kg CO2e per unit."""
    found: dict[str, float] = defaultdict(float)
    outside: dict[str, float] = defaultdict(float)
    for burden, value, portion in portions(solved):
        if burden.outside:
            outside[burden.outside] += value
            continue
        found[_line(burden, portion)] += value
        if portion.aircraft:
            found["aircraft"] += value
    return SeparateLines(
        found["fossil"],
        found["biogenic_emission"],
        found["biogenic_removal"],
        found["dluc"],
        found["aircraft"],
        dict(outside),
    )


def _line(burden: Burden, portion: Portion) -> str:
    if portion.origin == "biogenic":
        removed = portion.removal or burden.kind is ContributionKind.UPTAKE
        return "biogenic_removal" if removed else "biogenic_emission"
    return "dluc" if portion.origin == "dluc" else "fossil"


def gas_lines(solved: Solved) -> tuple[GasLine, ...]:
    """Return mass, GWP and CO2e by gas and origin, largest first; uptakes count against their gas."""
    mass: dict[tuple[str, str], float] = defaultdict(float)
    value: dict[tuple[str, str], float] = defaultdict(float)
    kinds: dict[tuple[str, str], Portion] = {}
    for burden, co2e, portion in portions(solved):
        if burden.outside:
            continue
        key = (portion.gas, portion.origin)
        kinds[key] = portion
        value[key] += co2e
        mass[key] += co2e / portion.share * portion.mass if portion.share else 0.0
    lines = [
        GasLine(
            gas, origin, mass[(gas, origin)], kinds[(gas, origin)].gwp, value[(gas, origin)], gas == "CO2e"
        )
        for gas, origin in value
    ]
    return tuple(sorted(lines, key=lambda line: -abs(line.value)))


def stage_gases(solved: Solved) -> tuple[StageGas, ...]:
    """Return kg of every gas by stage and origin, uptakes apart; what stands beside the total is left out."""
    found: dict[tuple[str, str, str, bool, bool], float] = defaultdict(float)
    for burden, co2e, portion in portions(solved):
        if not burden.outside and portion.share:
            mass = co2e / portion.share * portion.mass
            found[burden.stage, portion.gas, portion.origin, portion.aircraft, mass < 0] += mass
    return tuple(
        StageGas(stage, gas, origin, mass, aircraft)
        for (stage, gas, origin, aircraft, _), mass in found.items()
    )
