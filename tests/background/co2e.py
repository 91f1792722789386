"""kg CO2e of a provider by plain multiplication, for the tests of this folder."""

from tanchi.background import Provider
from tanchi.gases import gwp_set


def co2e(provider: Provider, gwp: str, origin: str = "") -> float:
    """Return kg CO2e per unit, of one origin if given."""
    values = gwp_set(gwp)
    return sum(g.amount * values.factor(g.gas, g.origin) for g in provider.gases if origin in ("", g.origin))
