"""Carbon in a gas, from its formula and the atomic masses in ``library/gwp/atoms.csv``."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from tanchi.findings import Text
from tanchi.gases.blend import components
from tanchi.gases.errors import gas_error
from tanchi.gases.files import rows
from tanchi.gases.gas import Family, Gas

_ISOMER = re.compile(r"\([EZ]\)-")
_PART = re.compile(r"([A-Z][a-z]?)(\d*)|(\()|\)(\d*)")


def carbon_share(name: str) -> float:
    """Return kg C per kg of a gas or blend. Raises GasError for an unknown name and for lumped ``CO2e``."""
    return sum(float(share) * _share(gas) for gas, share in components(name))


@lru_cache(maxsize=512)
def _share(gas: Gas) -> float:
    if gas.family is Family.LUMPED:
        raise gas_error(
            "gases.lumped",
            Text("未分气体的 CO2e 不知含多少碳", "the carbon in lumped CO2e is not known"),
            Text("请按气体分开填写", "State the gases apart"),
        )
    masses = {element: number * _masses()[element] for element, number in atoms(gas.formula).items()}
    return masses.get("C", 0.0) / sum(masses.values())


@lru_cache(maxsize=1)
def _masses() -> dict[str, float]:
    """Return the atomic masses by element, g/mol."""
    return {row["element"]: float(row["mass"]) for row in rows("atoms.csv")}


def atoms(formula: str) -> dict[str, int]:
    """Return how many atoms of each element a structural formula such as ``(CF3)2CHOCH2F`` has."""
    open_groups: list[Counter[str]] = [Counter()]
    for part in _PART.finditer(_ISOMER.sub("", formula)):
        element, number, bracket, times = part.groups()
        if element:
            open_groups[-1][element] += int(number or 1)
        elif bracket:
            open_groups.append(Counter())
        else:
            group = open_groups.pop()
            open_groups[-1].update({name: count * int(times or 1) for name, count in group.items()})
    return dict(open_groups[0])
