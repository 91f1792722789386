"""The constructed works for electric cars by plain arithmetic: kg CO2e per vehicle at the gate and per km.

Amounts are typed again from the demonstration inventory and factors from the cases, in t, MWh, GJ and kg CO2e per kg;
nothing of the program is used.
"""

from __future__ import annotations

PARTS = [
    (32000, 2.2), (3000, 1.8), (11000, 14), (500, 4.5), (2500, 8), (8000, 7), (900, 30), (600, 25), (450, 30),
    (400, 30), (3500, 6), (9000, 2), (2000, 4), (1800, 7), (1000, 6), (2200, 3.5), (4200, 3.5), (3500, 5),
    (3600, 1.3), (1600, 6), (2000, 1.4), (1300, 2.5), (2800, 30),
]  # fmt: skip
BATTERY, BATTERY_END = 0.166 * 27936, 0.045 * 27936


def vehicle(a: float) -> float:
    """Return kg CO2e of a vehicle at the gate; ``a`` is the share of recycled aluminium borne here."""
    power = (20000 * (50 + 33) + 50000 * 600) / 70000
    gas = 900 * 389.31
    burning = gas * (15.3 * 0.99 * 44 / 12 + (1 * 29.8 + 0.1 * 273) / 1000)
    found = sum(tonnes * 1000 * factor for tonnes, factor in PARTS) + 97850 * 500 * 0.12
    found += 48000e3 * 2.2 + 5000e3 * ((1 - 0.25 + 0.25 * (1 - a)) * 14 + 0.25 * a * 0.6)
    found += 70000 * power + burning + gas * 10 + 300000 * 0.2 + 50e3 * 12 + 200e3
    return found / 100000 + BATTERY


def per_km(cff: bool) -> float:
    """Return kg CO2e per km, by the circular footprint formula or with recycling counted without credit."""
    recycled, credited = (0.8, 0.8) if cff else (1.0, 0.0)
    found = vehicle(0.2 if cff else 1.0) + 1.78 * (0.7 * 600 * 0.12 + 0.3 * 1500 * 0.03)
    found += 150000 * 0.125 * 0.6 + 0.5 * 1530 + 0.6 * 12 + 84 * 3.5 + 26 * 2.5 + 40 * 1.4
    found += BATTERY_END + 60 * 0.6 + 42 * 1.6 + 15 * 2.9 + 30 * 1 + 420 * 0.5
    for mass, rate, again, virgin in ((640, 0.9, 0.6, 2.2), (190, 0.9, 0.6, 14), (45, 0.95, 1.5, 4.5)):
        found += mass * (rate * (again * recycled - virgin * credited) + (1 - rate) * 0.01)
    return found / 150000
