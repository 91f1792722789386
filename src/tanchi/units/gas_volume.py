"""Gas volume at a stated temperature and pressure, as an amount of gas."""

from __future__ import annotations

from tanchi.units.unit import Number

NORMAL_KELVIN = 273.15
NORMAL_KPA = 101.325


def normal_volume(volume: Number, temperature_celsius: Number, pressure_kpa: Number) -> Number:
    """Return Nm3 (0 °C, 101.325 kPa) of ``volume`` m3 of ideal gas at °C and absolute kPa (表压加大气压)."""
    return volume * (NORMAL_KELVIN / (temperature_celsius + NORMAL_KELVIN)) * (pressure_kpa / NORMAL_KPA)
