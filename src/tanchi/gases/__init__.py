"""Greenhouse gases, refrigerant blends and GWP sets."""

from tanchi.gases.blend import Blend, blend, blend_gwp, components, is_blend, known_blends
from tanchi.gases.carbon import carbon_share
from tanchi.gases.errors import GasError
from tanchi.gases.gas import Family, Gas, Origin, gas, known_gases
from tanchi.gases.gwp import GwpSet, gwp_set, gwp_sets

__all__ = [
    "Blend",
    "Family",
    "Gas",
    "GasError",
    "GwpSet",
    "Origin",
    "blend",
    "blend_gwp",
    "carbon_share",
    "components",
    "gas",
    "gwp_set",
    "gwp_sets",
    "is_blend",
    "known_blends",
    "known_gases",
]
