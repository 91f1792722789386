"""One year of a naphtha cracker, by plain arithmetic: the case ``whole-works`` without the engine."""

from __future__ import annotations

CH4, N2O, CO2 = 29.8, 273.0, 44 / 12

FEEDS = {"naphtha": (2250000, 0.85, 600), "tail oil": (450000, 0.86, 550), "LPG": (350000, 0.822, 350)}
"""t, t C per t, kg CO2 per t of upstream."""
PRODUCTS = {
    "ethylene": (1000000, 0.8563, 47.2, 1, 6800),
    "propylene": (480000, 0.8563, 45.8, 1, 6200),
    "mixed C4": (320000, 0.87, 45, 0.48, 5200),
    "gasoline": (560000, 0.90, 41, 0.62, 4800),
    "hydrogen": (18000, 0, 120, 1, 12000),
    "methane": (90000, 0.7487, 50, 0, 2400),
    "fuel oil": (110000, 0.92, 40, 0, 2800),
}
"""t, t C per t, GJ per t, share that is a high-value chemical, yuan per t."""
STEAM_MADE, STEAM_USED, STEAM_RAISED = 1000000, 3800000, 2800000


def _share(key: str) -> float:
    """Return ethylene's share of what is shared by a key."""
    place = {"mass": 0, "carbon": 1, "energy": 2, "hvc": 3, "price": 4}[key]
    worth = {name: p[0] * (1 if key == "mass" else p[place]) for name, p in PRODUCTS.items()}
    return worth["ethylene"] / (sum(worth.values()) + (STEAM_MADE if key == "energy" else 0))


def burnt(mass: float, ncv: float, carbon: float, oxidation: float, ch4: float, n2o: float) -> float:
    """Return kg CO2e of burning ``mass`` t: GJ/t, kg C/GJ, share, g CH4 and g N2O per GJ."""
    heat = mass * ncv
    return heat * (carbon * oxidation * CO2 + ch4 / 1000 * CH4 + n2o / 1000 * N2O)


def unbound() -> float:
    """Return kg CO2 of the carbon that is in no product."""
    fed = sum(mass * carbon for mass, carbon, _ in FEEDS.values())
    return (fed - sum(p[0] * p[1] for p in PRODUCTS.values())) * CO2 * 1000


def per_tonne(feed_key: str, rest_key: str) -> float:
    """Return kg CO2e per tonne of ethylene with burdens of feeds shared by one key and all others by another."""
    feed = sum(mass * factor for mass, _, factor in FEEDS.values()) + 900000 * 2500 * 0.01
    own_gas = 22600000 * (1 / 1000 * CH4 + 0.1 / 1000 * N2O)
    methane = (900000 + 6000 * 1000 * 0.3 * 0.02) * CH4
    gas = burnt(3000, 389.31, 15.3, 0.99, 1, 0.1) + 3000e4 * 0.4
    boiler = burnt(135000, 23, 26.1, 0.93, 10, 1.5) + 135000 * 150 + 9000 * 600
    rest = unbound() + own_gas + methane + gas + 120000 * 600 + 6000000 * 0.2
    steam = STEAM_USED / (STEAM_MADE + STEAM_RAISED)
    by_rest, by_feed = _share(rest_key), _share(feed_key)
    own_steam = _steam_share(rest_key)
    if not own_steam:
        return (feed * by_feed + (rest + boiler * steam) * by_rest) / 1000000
    taken = (boiler + own_steam * (feed + rest)) / (1 - own_steam * steam)
    return (feed * by_feed + (rest + taken * steam) * by_rest) / 1000000


def _steam_share(key: str) -> float:
    if key != "energy":
        return 0.0
    return STEAM_MADE / (sum(p[0] * p[2] for p in PRODUCTS.values()) + STEAM_MADE)
