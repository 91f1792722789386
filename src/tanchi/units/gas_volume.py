"""Gas volume at a stated temperature and pressure, as an amount of gas."""

from __future__ import annotations

import numpy as np

from tanchi.findings import Text
from tanchi.units.errors import unit_error
from tanchi.units.unit import Number

NORMAL_KELVIN = 273.15
NORMAL_KPA = 101.325


def normal_volume(volume: Number, temperature_celsius: Number, pressure_kpa: Number) -> Number:
    """Return Nm3 (0 °C, 101.325 kPa) of ``volume`` m3 of an ideal gas at °C and absolute kPa.

    A gauge reading 表压 needs the atmospheric pressure added first. Raises UnitError for a temperature at or
    below absolute zero or a pressure that is not positive.
    """
    if not (np.all(temperature_celsius > -NORMAL_KELVIN) and np.all(pressure_kpa > 0)):
        state = f"{temperature_celsius} °C, {pressure_kpa} kPa"
        raise unit_error(state, (0, len(state)), "units.gas_state", *_STATE)
    return volume * (NORMAL_KELVIN / (temperature_celsius + NORMAL_KELVIN)) * (pressure_kpa / NORMAL_KPA)


_STATE = (
    Text("没有这样的气体状态", "no gas has this temperature and pressure"),
    Text(
        "温度用 ℃，压力用绝对压力 kPa；表压请加大气压",
        "Give °C and absolute kPa; add the atmospheric pressure to a gauge reading",
    ),
)
