"""One year of a coal-based fertilizer works, by plain arithmetic: the case ``whole-works`` without the engine."""

from __future__ import annotations

CH4, N2O, CO2 = 29.8, 273.0, 44 / 12
POWER = 600
AMMONIA, UREA, ACID, NITRATE, SULPHURIC, PHOSPHORIC, MAP = (
    199800,
    180000,
    100000,
    126900,
    150000,
    27000,
    60000,
)
STEAM = 400000 + 540000 + 60000 + 100000 + 20000 + 20000
HANDED = 133000 * 1000


def burnt(mass: float, ncv: float, carbon: float, oxidation: float, ch4: float, n2o: float) -> float:
    """Return kg CO2e of burning ``mass``: GJ per unit, kg C/GJ, share, g CH4 and g N2O per GJ."""
    return mass * ncv * (carbon * oxidation * CO2 + ch4 / 1000 * CH4 + n2o / 1000 * N2O)


STEAM_EACH = (burnt(37000, 23, 26.1, 0.93, 10, 1.5) + 37000 * 150 + 4000 * POWER) / STEAM
"""kg CO2e per GJ: the boiler spread over all steam, that of the acids free of burden."""
HEAT_EACH = (burnt(150, 389.31, 15.3, 0.99, 1, 0.1) + 150e4 * 0.4) / 50000


def intermediates(transfer: str) -> dict[str, float]:
    """Return kg CO2e per tonne of every intermediate under a way of handing CO2 on."""
    released = (262000 * 0.66 - 40000 * 0.05) * CO2 * 1000
    ammonia = released + 40000 * CH4 + 262000 * 150 + 262000 * 400 * 0.03
    ammonia += (110000 + 120000) * POWER + 400000 * STEAM_EACH
    ammonia = (ammonia - (HANDED if transfer == "maker_net" else 0)) / AMMONIA
    urea = 103500 * ammonia + 16000 * POWER + 540000 * STEAM_EACH
    urea = (urea - (UREA * 1000 * 44 / 60 if transfer == "user_credit" else 0)) / UREA
    acid = (28500 * ammonia + ACID * 8 * (1 - 0.85 * 0.98) * N2O + 1500 * POWER) / ACID
    nitrate = (27100 * ammonia + 100000 * acid + 3800 * POWER + 60000 * STEAM_EACH) / NITRATE
    sulphuric = 8000 * POWER / SULPHURIC
    rock = 98000 * 60 + 98000 * 0.04 * 1000
    phosphoric = (rock + 74250 * sulphuric + 8000 * POWER + 100000 * STEAM_EACH) / PHOSPHORIC
    map_ = (8100 * ammonia + 27000 * phosphoric + 2400 * POWER + 20000 * STEAM_EACH) / MAP
    return {"ammonia": ammonia, "urea": urea, "acid": acid, "nitrate": nitrate, "map": map_}


def products(transfer: str = "user_credit") -> dict[str, float]:
    """Return kg CO2e per tonne of the five products at the gate."""
    of = intermediates(transfer)
    diesel = burnt(30, 42.652, 20.2, 0.98, 3, 0.6) + 30 * 700
    npk = 20000 * of["urea"] + 6000 * of["nitrate"] + 34000 * of["map"] + 25000 * 400 + 15000 * 10
    npk += 3500 * POWER + 20000 * STEAM_EACH + 40000 * HEAT_EACH + 250 * 2500 + diesel
    return {
        "urea": of["urea"] + (1500 * POWER + 300 * 2500) / 150000,
        "can": (78000 * of["nitrate"] + 22000 * 10 + 3000 * POWER) / 100000,
        "an": of["nitrate"],
        "npk": npk / 100000,
        "map": of["map"] + (260 * POWER + 10000 * HEAT_EACH) / 26000,
    }
