"""The constructed LFP plant by plain arithmetic: kg CO2e per kg of cells, per pack, per pack delivered, per kWh.

Amounts are typed again from the demonstration inventory and factors from the cases, in t, MWh, GJ and kg CO2e per kg;
nothing of the program is used.
"""

from __future__ import annotations

from typing import NamedTuple


class Result(NamedTuple):
    """kg CO2e per kg of cells, per pack, per pack delivered, per kWh delivered."""

    cell: float
    pack: float
    delivered: float
    kwh: float


CATHODE = [(13400, 6), (410, 12), (330, 2.5), (110, 30), (190, 5), (1720, 16)]
ANODE = [(6760, 7), (70, 2.5), (150, 3), (110, 4), (3140, 9)]
CELL = [(6800, 5), (730, 6), (2330, 14), (360, 4.5), (215, 2), (60, 3)]
PACK = [(350, 30), (650, 25), (900, 2), (350, 7), (400, 4), (900, 6), (250, 2)]


def weighted(amounts):
    """Return kg CO2e of amounts in t with factors in kg/kg."""
    return sum(tonnes * 1000 * factor for tonnes, factor in amounts)


def plant(eu: bool) -> Result:
    """Return the footprints under the EU profile or the MIIT profile."""
    power = 600.0 if eu else (40000 * (30 + 33) + 212500 * 600) / 252500
    gas = 1140 * 389.31
    burning = gas * (15.3 * 0.99 * 44 / 12 + (1 * 29.8 + 0.1 * 273) / 1000)
    steam = (burning + gas * 10) / 400000

    share = 15600 / (15600 + 6500)
    line = 60000 * power + 260000 * steam + 120e3 * 0.6058 * 44 / 12 + 90e3 * 2
    cathode = (weighted(CATHODE) + 13400 * 600 * 0.12 + line * share) / 15600e3
    share = 10060 / (10060 + 4200)
    line = 34000 * power + 60000 * steam
    anode = (weighted(ANODE) + 6760 * 1800 * 0.03 + line * share) / 10060e3
    share = 35200 * 172 / (35200 * 172 + 15000 * 165)
    line = 153000 * power + 80000 * steam
    cell = (15590e3 * cathode + 10050e3 * anode + weighted(CELL) + line * share) / 35200e3

    a = 0.2 if eu else 1.0
    aluminium = 3150e3 * ((1 - 0.2 + 0.2 * (1 - a)) * 14 + 0.2 * a * 0.6)
    pack = 35000e3 * cell + aluminium + 420e3 * 4.5 + 1050e3 * 2.2 + weighted(PACK)
    pack = (pack + 3150e3 * 0.8 + 5500 * power + 12000 * 0.2) / 100000

    delivered = pack + 0.43 * (0.8 * 800 * 0.12 + 0.2 * 1500 * 0.03) + (900e3 * 0.3 + 60e3 * 3) / 100000
    return Result(cell, pack, delivered, (delivered + end_of_life(eu)) / (58.2 * 60 * 8))


def end_of_life(eu: bool) -> float:
    """Return kg CO2e of the end of life of a pack."""
    recycled, credited = (0.8, 0.8) if eu else (1.0, 0.0)
    found = 0.43 * 300 * 0.12 + 5 * 0.6
    smelting = 1.0248 * 600 + 4.348 * 70 + 1194
    smelting += 142 * 0.005 + 122 * 0.01 + 80 * 1.1 + 876 * 0.15 + 454 * 1.5 + 300 * 1.2
    metals = 0.36 * 0.98 * 0.04399 * 0.9 * 5.3233 * 10 + 0.09 * 0.98 * 4.5 + 0.11 * 0.98 * 14
    found += 0.35 * (smelting * recycled - metals * 1000 * credited)
    for mass, rate, again, virgin in ((30, 0.9, 0.6, 14), (4, 0.95, 1.5, 4.5), (10, 0.9, 0.6, 2.2)):
        found += mass * (rate * (again * recycled - virgin * credited) + (1 - rate) * 0.01)
    return found + 12 * 2.4 + 9.8 * 1 + (430 - 350 - 30 - 4 - 10 - 12 - 9.8) * 0.5
